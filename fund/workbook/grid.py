"""A workbook's sheets as rows of cells, each row and column in its true place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from fund.workbook.broken import BrokenCell, broken_cells, check_area
from fund.workbook.package import Package, WorkbookError, opened


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, hidden or not: row 0 is Excel's row 1, an empty cell is the empty text."""

    name: str
    rows: Sequence[Sequence[object]]
    broken: tuple[BrokenCell, ...]


def read_grids(content: bytes) -> Iterator[Grid]:
    """Every sheet of cells of a workbook, one at a time; raises WorkbookError with the finding's code."""
    with opened(content) as package:
        try:
            with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
                for sheet in workbook.sheets_metadata:
                    if sheet.typ is SheetTypeEnum.WorkSheet:
                        yield _grid(workbook, package, sheet.name)
        except CalamineError as error:
            raise WorkbookError("unreadable_workbook") from error


def _grid(workbook: CalamineWorkbook, package: Package, name: str) -> Grid:
    xml = package.sheet_xml(name)
    check_area(xml)
    broken = broken_cells(xml)
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return Grid(name, _padded(rows, broken), broken)


def _padded(rows: Sequence[Sequence[object]], broken: tuple[BrokenCell, ...]) -> Sequence[Sequence[object]]:
    """The rows, as far down and right as the last cell without a value."""
    width = max((cell.column + 1 for cell in broken), default=0)
    height = max((cell.row + 1 for cell in broken), default=0)
    if not broken:
        return rows
    if rows and width > len(rows[0]):
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    return [*rows, *([""] * max(width, len(rows[0]) if rows else 0) for _ in range(height - len(rows)))]
