"""The pictures of the sheet of photos, each with the row it stands in; what stands in none is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fund.model import Finding
from fund.schema import Column, Sheet
from fund.workbook.door.guard import is_delimited, is_open_document
from fund.workbook.door.open_document import CONTENT
from fund.workbook.door.package import open_package, open_zip
from fund.workbook.door.sheet_xml import BrokenCell
from fund.workbook.reading.placed.drawings import floating_pictures
from fund.workbook.reading.placed.frames import framed_pictures
from fund.workbook.reading.placed.in_cells import pictures_in_cells
from fund.workbook.reading.placed.picture_place import SheetPicture
from fund.workbook.reading.table import SheetTable

MOST_PICTURES = 500
"""Of one sheet: more are no photos that a person chose."""


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture in a row of the sheet of photos: its sheet, its Excel row, the zip's name of its bytes."""

    sheet: str
    row: int
    part: str


@dataclass(frozen=True, slots=True)
class PlacedPictures:
    """The pictures of a sheet's rows, one each at the most, and what is wrong with the others."""

    pictures: tuple[PlacedPicture, ...] = ()
    findings: tuple[Finding, ...] = ()


def picture_column(schema: Sheet) -> Column | None:
    """The column whose cells may hold a picture; None for most sheets."""
    return next((column for column in schema.columns if column.holds_picture), None)


def placed_pictures(
    name: str, content: bytes, table: SheetTable, *, header: int, broken: tuple[BrokenCell, ...]
) -> PlacedPictures:
    """The pictures of a sheet that was read; nothing for a sheet without a column of pictures.

    `header` is the header's row, `broken` are the sheet's cells without a usable value; both count from 0. Raises
    RefusedError for a part that is broken.
    """
    column = picture_column(table.schema)
    if column is None or is_delimited(name):
        return PlacedPictures()
    found = _pictures(content, table.source.sheet)
    heading = table.source.headings.get(column.code)
    by_row: dict[int | None, list[SheetPicture]] = defaultdict(list)
    for picture in found[:MOST_PICTURES]:
        by_row[picture.row].append(picture)
    rows = {row - 1 for row in table.frame["source_row"].tolist()}
    placed, findings = [], []
    for row, pictures in by_row.items():
        if row is None or row not in rows:
            findings.append(_stray(table, row, len(pictures), header=header))
            continue
        # One that lies over the column of photos comes before one beside it: a logo, a signature.
        over = [each for each in pictures if heading and heading.index in each.columns] or pictures
        placed.append(PlacedPicture(table.source.sheet, row + 1, over[0].part))
        if len({each.part for each in pictures}) > 1:
            details = {"n": len(pictures)}
            findings.append(table.source.finding("photo_several", row=row + 1, column=column.code, details=details))
    if len(found) > MOST_PICTURES:
        findings.append(table.source.finding("photo_too_many", details={"n": len(found), "limit": MOST_PICTURES}))
    filled = {each.row - 1 for each in placed}
    for cell in broken:
        if heading and cell.column == heading.index and cell.row in rows - filled:
            findings.append(table.source.finding("photo_not_in_file", row=cell.row + 1, column=column.code))
    return PlacedPictures(tuple(placed), tuple(findings))


def _stray(table: SheetTable, row: int | None, number: int, *, header: int) -> Finding:
    """Pictures that stand in no row of the table."""
    if row is None:
        return table.source.finding("photo_on_page", details={"n": number})
    code = "photo_over_header" if row <= header else "photo_without_row"
    return table.source.finding(code, row=row + 1, details={"n": number})


def _pictures(content: bytes, sheet: str) -> list[SheetPicture]:
    """In the order of their rows; those placed in cells before those over them."""
    return sorted(_read(content, sheet), key=lambda each: -1 if each.row is None else each.row)


def _read(content: bytes, sheet: str) -> Iterator[SheetPicture]:
    if is_open_document(content):
        with open_zip(content) as archive:
            yield from framed_pictures(archive.read(CONTENT), sheet)
        return
    with open_package(content) as package:
        member = package.members[sheet]
        yield from pictures_in_cells(package.archive, member)
        yield from floating_pictures(package.archive, member)
