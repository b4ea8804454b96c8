"""A workbook's sheets as rows of cells, each row and column in its true place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from fund.schema import Column, Kind
from fund.workbook.door.cell_formats import PLAIN, Address, CellFormat, cell_formats, style_meanings
from fund.workbook.door.guard import is_delimited, is_open_document
from fund.workbook.door.open_document import OpenSheet, is_stored_copy, read_open_document
from fund.workbook.door.package import Package, open_package
from fund.workbook.door.refusal import LIMITS, RefusedError
from fund.workbook.door.sheet_xml import (
    KNOWN_ERRORS,
    SHOWN_ERROR,
    BrokenCell,
    MergedCells,
    SheetMarks,
    sheet_marks,
    with_known_errors,
)
from fund.workbook.reading.delimited import TextTable, delimited_table, delimited_title

STYLES = "xl/styles.xml"
_NUMBERS = frozenset((Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.SHARE))


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, hidden or not: row 0 is Excel's row 1, an empty cell is the empty text.

    `hidden_rows`, `hidden_columns` and the addresses of `formats` count from 0 as well. `text` is the table of text
    that the sheet comes from, if so.
    """

    name: str
    rows: Sequence[Sequence[object]]
    broken: tuple[BrokenCell, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[range, ...] = ()
    merged: tuple[MergedCells, ...] = ()
    formats: Mapping[Address, CellFormat] = field(default_factory=dict)
    text: TextTable | None = None

    def formats_in(self, column: int, rows: Sequence[int]) -> Sequence[CellFormat]:
        """What the formats of a column's cells say, row by row; empty where no format says anything."""
        return [self.formats.get((row, column), PLAIN) for row in rows] if self.formats else ()


def read_grids(name: str, content: bytes) -> Iterator[Grid]:
    """Every sheet of cells of a file that the guard admits, in the form it gives it, one at a time.

    Raises RefusedError when it turns out to be damaged, or a text table to be none or too wide.
    """
    if is_delimited(name):
        yield _text_grid(name, content)
        return
    if is_open_document(content):
        yield from _open_document_grids(content)
        return
    with open_package(content) as package:
        meanings = style_meanings(package.archive.read(STYLES)) if STYLES in package.archive.namelist() else {}
        marks, formats = [], []
        for member in package.members.values():
            xml = package.archive.read(member)
            marks.append(sheet_marks(xml))
            formats.append(cell_formats(xml, meanings))
            del xml  # before the sheets are made
        with _opened(_with_known_errors(content, package, marks)) as workbook:
            for sheet, found, styled in zip(workbook.sheets_metadata, marks, formats, strict=True):
                if sheet.typ is SheetTypeEnum.WorkSheet:
                    yield _grid(workbook, sheet, found, styled)


def _text_grid(name: str, content: bytes) -> Grid:
    table = delimited_table(name, content)
    broken = tuple(_errors_in_text(table.rows)) if b"#" in content else ()
    return Grid(delimited_title(name, table.rows), _blanked(table.rows, broken), broken, text=table)


def _open_document_grids(content: bytes) -> Iterator[Grid]:
    sheets = read_open_document(content).sheets
    with _opened(content) as workbook:
        for sheet in workbook.sheets_metadata:
            if not is_stored_copy(sheet.name):
                found = sheets.get(sheet.name, OpenSheet())
                hidden = frozenset(row for rows in found.hidden for row in rows)
                marks = SheetMarks(tuple(found.broken), hidden, tuple(found.merged), tuple(found.hidden_columns))
                yield _grid(workbook, sheet, marks, found.formats())


@contextmanager
def _opened(content: bytes) -> Iterator[CalamineWorkbook]:
    """The file in the reader; what it can't cope with, panics of its own language included, is a damaged file."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            yield workbook
    except CalamineError as error:
        raise RefusedError("truncated_zip") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of a type that can't be imported, and no Exception
            raise
        raise RefusedError("truncated_zip") from error


def _with_known_errors(content: bytes, package: Package, marks: Sequence[SheetMarks]) -> bytes:
    """The workbook with errors that the reader knows: any other one would stop it."""
    strange = {
        member
        for member, found in zip(package.members.values(), marks, strict=True)
        if any(cell.code == "excel_error" and cell.seen.encode() not in KNOWN_ERRORS for cell in found.broken)
    }
    if not strange:
        return content
    known = BytesIO()
    with ZipFile(known, "w", ZIP_DEFLATED, compresslevel=1) as target:
        for part in package.archive.namelist():
            xml = package.archive.read(part)
            target.writestr(part, with_known_errors(xml) if part in strange else xml)
    return known.getvalue()


def _grid(
    workbook: CalamineWorkbook, sheet: SheetMetadata, marks: SheetMarks, formats: Mapping[Address, CellFormat]
) -> Grid:
    """The cells of a sheet as the reader gives them, with what its XML marks."""
    rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    return Grid(
        sheet.name,
        _blanked(_padded(rows, marks.broken), marks.broken),
        marks.broken,
        hidden=sheet.visible is not SheetVisibleEnum.Visible,
        hidden_rows=marks.hidden_rows,
        hidden_columns=marks.hidden_columns,
        merged=_merged(marks.merged, rows),
        formats=formats,
    )


def _errors_in_text(rows: Sequence[Sequence[object]]) -> Iterator[BrokenCell]:
    """The cells of a table of text that hold an error of Excel, which it writes as it shows it."""
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and SHOWN_ERROR.fullmatch(cell.strip()):
                yield BrokenCell(row, column, "excel_error", cell.strip())


def _blanked(rows: Sequence[Sequence[object]], broken: Sequence[BrokenCell]) -> Sequence[Sequence[object]]:
    """The rows without what stands in these cells for a value."""
    if not broken:
        return rows
    places = {(cell.row, cell.column) for cell in broken}
    concerned = {row for row, _ in places}
    return [
        ["" if (row, column) in places else cell for column, cell in enumerate(cells)] if row in concerned else cells
        for row, cells in enumerate(rows)
    ]


def _merged(merged: Sequence[MergedCells], rows: Sequence[Sequence[object]]) -> tuple[MergedCells, ...]:
    """The merged cells that hold a value, down to the sheet's last row; raises RefusedError when they span too many."""
    last = len(rows) - 1
    filled = tuple(
        MergedCells(cells.column, cells.first, min(cells.last, last))
        for cells in merged
        if 0 <= cells.first < last and cells.column < len(rows[0]) and rows[cells.first][cells.column] != ""
    )
    if sum(cells.last - cells.first for cells in filled) > LIMITS.merged_rows:
        raise RefusedError("too_many_cells", {"limit": LIMITS.merged_rows})
    return filled


def _padded(rows: Sequence[Sequence[object]], broken: tuple[BrokenCell, ...]) -> Sequence[Sequence[object]]:
    """The rows, as far down and right as the last of these cells, which the reader leaves out at the end."""
    if not broken:
        return rows
    width = max(*(cell.column + 1 for cell in broken), len(rows[0]) if rows else 0)
    height = max(*(cell.row + 1 for cell in broken), len(rows))
    if width * height > LIMITS.cells:  # an address that only a search in the XML sees, in a comment for instance
        raise RefusedError("too_many_cells", {"limit": LIMITS.cells})
    wide = rows if rows and width == len(rows[0]) else [[*row, *[""] * (width - len(row))] for row in rows]
    return [*wide, *([""] * width for _ in range(height - len(rows)))]


def with_merged_cells(grid: Grid, columns: Mapping[int, Column], rows: Sequence[int]) -> Sequence[Sequence[object]]:
    """The cells of these rows; a word or date merged over several rows is in each of them.

    A number does not: merged over three rows it is one amount, not three. Nor does a header, merged with its column.
    """
    spread: dict[int, dict[int, object]] = {}
    first = rows[0] if rows else len(grid.rows)
    for cells in grid.merged:
        if cells.column in columns and columns[cells.column].kind not in _NUMBERS and cells.first >= first:
            value = grid.rows[cells.first][cells.column]
            for row in range(cells.first + 1, min(cells.last + 1, len(grid.rows))):
                spread.setdefault(row, {})[cells.column] = value
    if not spread:
        return [grid.rows[row] for row in rows]
    return [
        [spread[row].get(index, cell) for index, cell in enumerate(grid.rows[row])] if row in spread else grid.rows[row]
        for row in rows
    ]
