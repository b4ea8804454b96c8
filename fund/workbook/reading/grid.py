"""A workbook's sheets as rows of cells, each row and column in its true place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from fund.workbook.door.cell_formats import PLAIN, Address, CellFormat, cell_formats, style_meanings
from fund.workbook.door.guard import is_delimited, is_open_document
from fund.workbook.door.open_document import read_open_document
from fund.workbook.door.package import open_package
from fund.workbook.door.refusal import LIMITS, RefusedError
from fund.workbook.door.sheet_xml import (
    BrokenCell,
    MergedCells,
    broken_cells,
    hidden_rows,
    merged_cells,
)
from fund.workbook.reading.delimited import delimited_rows, delimited_title

STYLES = "xl/styles.xml"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, hidden or not: row 0 is Excel's row 1, an empty cell is the empty text.

    `hidden_rows` and the addresses of `formats` count from 0 as well.
    """

    name: str
    rows: Sequence[Sequence[object]]
    broken: tuple[BrokenCell, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[MergedCells, ...] = ()
    formats: Mapping[Address, CellFormat] = field(default_factory=dict)

    def formats_in(self, column: int, rows: Sequence[int]) -> Sequence[CellFormat]:
        """What the formats of a column's cells say, row by row; empty where no format says anything."""
        return [self.formats.get((row, column), PLAIN) for row in rows] if self.formats else ()


def read_grids(name: str, content: bytes) -> Iterator[Grid]:
    """Every sheet of cells of a file that the guard lets pass, one at a time.

    Raises RefusedError when it turns out to be damaged, or a text table to be none or too wide.
    """
    if is_delimited(name):
        rows = delimited_rows(name, content)
        yield Grid(delimited_title(name, rows), rows)
        return
    if is_open_document(content):
        yield from _open_document_grids(content)
        return
    with open_package(content) as package, _opened(content) as workbook:
        meanings = style_meanings(package.archive.read(STYLES)) if STYLES in package.archive.namelist() else {}
        for sheet in workbook.sheets_metadata:
            if sheet.typ is SheetTypeEnum.WorkSheet:
                xml = package.archive.read(package.members[sheet.name])
                grid = _grid(workbook, sheet, broken_cells(xml))
                yield replace(
                    grid, hidden_rows=hidden_rows(xml), merged=merged_cells(xml), formats=cell_formats(xml, meanings)
                )


def _open_document_grids(content: bytes) -> Iterator[Grid]:
    sheets = read_open_document(content).sheets
    with _opened(content) as workbook:
        for sheet in workbook.sheets_metadata:
            yield _grid(workbook, sheet, tuple(sheets[sheet.name].broken) if sheet.name in sheets else ())


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


def _grid(workbook: CalamineWorkbook, sheet: SheetMetadata, broken: tuple[BrokenCell, ...]) -> Grid:
    """The cells of a sheet as the reader gives them."""
    rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    hidden = sheet.visible is not SheetVisibleEnum.Visible
    return Grid(sheet.name, _padded(rows, broken) if broken else rows, broken, hidden=hidden)


def _padded(rows: Sequence[Sequence[object]], broken: tuple[BrokenCell, ...]) -> Sequence[Sequence[object]]:
    """The rows, as far down and right as the last of these cells, which the reader leaves out at the end."""
    width = max(*(cell.column + 1 for cell in broken), len(rows[0]) if rows else 0)
    height = max(*(cell.row + 1 for cell in broken), len(rows))
    if width * height > LIMITS.cells:  # an address that only a search in the XML sees, in a comment for instance
        raise RefusedError("too_many_cells", {"limit": LIMITS.cells})
    wide = rows if rows and width == len(rows[0]) else [[*row, *[""] * (width - len(row))] for row in rows]
    return [*wide, *([""] * width for _ in range(height - len(rows)))]
