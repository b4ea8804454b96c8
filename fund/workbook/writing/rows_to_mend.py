"""A small workbook of only the rows that errors and warnings are about: a list to work from, never read as a fund's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.cell import coordinate_to_tuple

from fund.model import Finding, Severity, WorkbookFile
from fund.run_in_subprocess import SUBPROCESS_FROM, run_in_subprocess
from fund.schema import SHEETS, Sheet
from fund.wording import Language, words
from fund.wording.findings import finding_text
from fund.workbook.door.guard import admit, is_heavy
from fund.workbook.reading.cells import as_text
from fund.workbook.reading.file_reading import FileReading
from fund.workbook.reading.findings import SheetSource
from fund.workbook.reading.grid import Grid, read_grids
from fund.workbook.reading.headers.header import LIST_COLUMNS, SEARCHED_ROWS
from fund.workbook.writing.findings_sheet import COLOURS, HEADER_FILL, HEADER_FONT, WRAPPED
from fund.workbook.writing.openpyxl_cells import LONGEST_TITLE, StyleCopies, empty_book, put_text, put_value

_WIDTHS = (24, 8, 60, 60)
_OTHER_WIDTH = 18


@dataclass(frozen=True, slots=True)
class _RowToMend:
    """A row of a file (1-based) and what is said of it, the gravest first."""

    source: SheetSource
    number: int
    findings: tuple[Finding, ...]

    @property
    def sheet(self) -> tuple[str, str]:
        """The file and the sheet it stands in."""
        return self.source.file, self.source.sheet


@dataclass(frozen=True, slots=True, eq=False)
class _FoundRow:
    """A row with the sheet it stands in."""

    row: _RowToMend
    grid: Grid

    @property
    def is_below_header(self) -> bool:
        """Whether it is a row of data, of which most headers of the sheet stand above."""
        headings = self.row.source.headings.values()
        for number, cells in enumerate(self.grid.rows[:SEARCHED_ROWS], start=1):
            texts = set(map(as_text, cells))
            if 2 * sum(heading.text in texts for heading in headings) >= len(headings):
                return self.row.number > number
        return True

    @property
    def cells(self) -> Sequence[object]:
        """Its cells as the file has them, an error of Excel as it shows it."""
        found = list(self.grid.rows[self.row.number - 1]) if self.row.number <= len(self.grid.rows) else []
        for broken in self.grid.broken:
            if broken.row == self.row.number - 1 and broken.column < len(found):
                found[broken.column] = broken.seen
        return found

    @property
    def faults(self) -> dict[int, Severity]:
        """The gravest thing said of each cell at fault, by its column (0-based)."""
        return {
            coordinate_to_tuple(finding.cell)[1] - 1: finding.severity
            for finding in reversed(self.row.findings)
            if finding.cell
        }


def rows_to_mend(
    files: Sequence[WorkbookFile], readings: Sequence[FileReading], findings: Iterable[Finding], language: Language
) -> bytes:
    """An .xlsx with a sheet for each table of the contract that has rows which these findings are about.

    Each row is told with its file, its number there, what is wrong and what to do, then its cells as the file has
    them, those at fault coloured. Findings about whole sheets, headers and files are left out; the first sheet says
    what this is.
    """
    tables = {(table.source.file, table.source.sheet): table for each in readings for table in each.tables}
    by_row: dict[tuple[str, str, int], list[Finding]] = {}
    for finding in findings:
        if finding.row is not None and (finding.file, finding.sheet) in tables:
            by_row.setdefault((finding.file, finding.sheet, finding.row), []).append(finding)
    rows: dict[str, list[_RowToMend]] = {}
    for (file, sheet, number), found in sorted(by_row.items()):
        ranked = tuple(sorted(found, key=lambda finding: tuple(Severity).index(finding.severity)))
        table = tables[(file, sheet)]
        rows.setdefault(table.schema.code, []).append(_RowToMend(table.source, number, ranked))
    large = sum(len(file.content) for file in files) >= SUBPROCESS_FROM
    if large or any(is_heavy(file.name, file.content) for file in files):
        return run_in_subprocess(_book, files, rows, language)
    return _book(files, rows, language)


def _book(files: Sequence[WorkbookFile], rows: Mapping[str, Sequence[_RowToMend]], language: Language) -> bytes:
    admitted = {file.name: admit(file.name, file.content).content for file in files}
    grids = {(name, grid.name): grid for name, content in admitted.items() for grid in read_grids(name, content)}
    book = empty_book()
    _say_what_it_is(book.create_sheet(words("workbook.rows.sheet", language)), language)
    for schema in SHEETS:
        of_table = [_FoundRow(row, grids[row.sheet]) for row in rows.get(schema.code, ()) if row.sheet in grids]
        below = [row for row in of_table if row.is_below_header]
        if below:
            _write(book, schema, below, language)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _say_what_it_is(sheet: Any, language: Language) -> None:
    title, *lines = words("workbook.rows.intro", language).split("\n")
    for number, text in enumerate((title, *lines), start=1):
        put_text(sheet.cell(number, 1), text)
        sheet.cell(number, 1).alignment = WRAPPED
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 100


def _write(book: Workbook, schema: Sheet, rows: Sequence[_FoundRow], language: Language) -> None:
    """A table's sheet: the extra columns, then every column of the contract that one of the files has."""
    sheet = book.create_sheet(words("workbook.rows.of_table", language, title=schema.title)[:LONGEST_TITLE])
    columns = [each for each in schema.columns if any(each.code in found.row.source.headings for found in rows)]
    heads = [words(f"workbook.rows.columns.{name}", language) for name in LIST_COLUMNS]
    widths = [*_WIDTHS, *[_OTHER_WIDTH] * len(columns)]
    for column, text in enumerate((*heads, *(each.header for each in columns)), start=1):
        cell = sheet.cell(1, column)
        put_text(cell, text)
        cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, WRAPPED
        sheet.column_dimensions[cell.column_letter].width = widths[column - 1]
    sheet.freeze_panes = "C2"
    styles = StyleCopies()
    for number, found in enumerate(rows, start=2):
        texts = [finding_text(finding, language) for finding in found.row.findings]
        said = ("\n".join(dict.fromkeys(each)) for each in ([t.what for t in texts], [t.todo for t in texts]))
        for column, value in enumerate((found.row.source.file, found.row.number, *said), start=1):
            put_value(sheet.cell(number, column), value)
            styles.give(sheet.cell(number, column), "text", alignment=WRAPPED)
        cells, faults = found.cells, found.faults
        for column, each in enumerate(columns, start=len(heads) + 1):
            heading = found.row.source.headings.get(each.code)
            if heading is not None and heading.index < len(cells):
                cell = sheet.cell(number, column)
                put_value(cell, cells[heading.index])
                if (severity := faults.get(heading.index)) is not None:
                    styles.give(cell, severity, fill=COLOURS[severity])
