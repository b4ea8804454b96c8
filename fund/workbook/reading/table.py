"""One sheet of a workbook as a typed table: its rows, what is wrong with its cells, its totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.currency import UNKNOWN_CURRENCY
from fund.model import Finding, TotalRow
from fund.schema import Kind, Sheet
from fund.workbook.reading.cells import Cells
from fund.workbook.reading.columns import read_column, to_frame
from fund.workbook.reading.data_rows import Lines, is_blank, table_lines, with_merged_words
from fund.workbook.reading.emptiness import empty_cell_findings
from fund.workbook.reading.findings import Heading, Origin, column_letters
from fund.workbook.reading.grid import Grid
from fund.workbook.reading.header import Header
from fund.workbook.reading.totals import TotalSpan, is_totalled


@dataclass(frozen=True, slots=True, eq=False)
class SheetTable:
    """What one sheet holds: `frame` has every column of the schema and `source_row`."""

    schema: Sheet
    origin: Origin
    frame: pd.DataFrame
    findings: tuple[Finding, ...]
    totals: tuple[TotalRow, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """The rows of a sheet that are rows of the table: their cells as found (`raw`) and as read.

    `broken` are the known columns' cells without a usable value, as Excel row and column code.
    """

    schema: Sheet
    origin: Origin
    excel_rows: Sequence[int]
    raw: Mapping[str, Sequence[object]]
    cells: Mapping[str, Cells]
    broken: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _TotalCells:
    rows: tuple[TotalRow, ...]
    findings: tuple[Finding, ...]


def read_table(grid: Grid, schema: Sheet, header: Header, *, file: str) -> SheetTable:
    """Read every row below the header. Empty rows are passed over; total rows are kept apart."""
    origin = Origin(file, grid.name, header.known)
    code_at = {heading.index: code for code, heading in header.known.items()}
    broken = [cell for cell in grid.broken if cell.row > header.row and cell.column in code_at]
    columns = {index: schema.column(code) for index, code in code_at.items()}
    sorted_rows = table_lines(grid, columns, start=header.row + 1, held={cell.row for cell in broken})
    rows = sorted_rows.rows
    # Laid end to end and taken in strides: five times faster than zip on 100,000 rows.
    flat = list(chain.from_iterable(with_merged_words(grid, columns, rows)))
    raw = {code: flat[heading.index :: len(grid.rows[header.row])] for code, heading in header.known.items()}
    nothing = [""] * len(rows)
    lines = _Lines(
        schema,
        origin,
        excel_rows=[row + 1 for row in rows],
        raw=raw,
        cells={column.code: read_column(column, raw.get(column.code, nothing)) for column in schema.columns},
        broken=[(cell.row + 1, code_at[cell.column]) for cell in broken],
    )
    empty = _empty_cells(lines)
    _mark_unknown_currencies(lines)
    totals = [_total_cells(span, grid.rows[span.row], schema, origin) for span in sorted_rows.totals.values()]
    findings = (
        *_sheet_findings(grid, sorted_rows, origin),
        *_heading_findings(schema, header, grid, origin),
        *(origin.finding(cell.code, row=cell.row + 1, column=code_at[cell.column], seen=cell.seen) for cell in broken),
        *_cell_findings(lines),
        *_currency_conflicts(lines),
        *empty_cell_findings(schema, origin, empty, lines.excel_rows),
        *(finding for total in totals for finding in total.findings),
    )
    rows_of_totals = tuple(row for total in totals for row in total.rows)
    return SheetTable(schema, origin, to_frame(lines.cells, lines.excel_rows), findings, rows_of_totals)


def _sheet_findings(grid: Grid, lines: Lines, origin: Origin) -> Iterator[Finding]:
    """What is worth knowing of rows and sheets that are read although a reader of the workbook may not see them."""
    if grid.hidden:
        yield origin.finding("hidden_sheet")
    for code, rows in (("hidden_rows", grid.hidden_rows), ("merged_cells", {cells.first for cells in grid.merged})):
        concerned = rows.intersection(lines.rows)
        if concerned:
            yield origin.finding(code, row=min(concerned) + 1, details={"count": len(concerned)})
    for row in lines.examples:
        yield origin.finding("example_row", row=row + 1)


def _empty_cells(lines: _Lines) -> dict[str, npt.NDArray[np.bool_]]:
    """Which cells of each column are empty: without a value, and nothing said of them."""
    empty: dict[str, npt.NDArray[np.bool_]] = {}
    for code, column in lines.cells.items():
        empty[code] = np.asarray(pd.isna(column.values))
        empty[code][[fault.position for fault in column.faults]] = False
        empty[code][_broken_in(lines, code)] = False
    return empty


def _broken_in(lines: _Lines, code: str) -> list[int]:
    """Positions of a column's broken cells."""
    rows = {row for row, broken in lines.broken if broken == code}
    return [position for position, row in enumerate(lines.excel_rows) if row in rows] if rows else []


def _heading_findings(schema: Sheet, header: Header, grid: Grid, origin: Origin) -> Iterator[Finding]:
    row = header.row + 1
    for code, headings in (
        ("unknown_column", (*header.unknown, *_untitled(header, grid))),
        ("repeated_column", header.repeated),
        ("personal_data", header.personal),
    ):
        for heading in headings:
            yield origin.finding(code, row=row, column=heading)
    for column in schema.columns:
        if column.required and column.code not in header.known:
            yield origin.finding("missing_column", row=row, column=column.header)


def _untitled(header: Header, grid: Grid) -> Iterator[Heading]:
    """Columns that hold something below an empty header cell, named by their letters."""
    for index, title in enumerate(grid.rows[header.row]):
        if is_blank(title) and not all(is_blank(line[index]) for line in grid.rows[header.row + 1 :]):
            yield Heading(index, column_letters(index))


def _cell_findings(lines: _Lines) -> Iterator[Finding]:
    for code, column in lines.cells.items():
        for fault in column.faults:
            row, seen = lines.excel_rows[fault.position], lines.raw[code][fault.position]
            yield lines.origin.finding(fault.code, row=row, column=code, seen=seen, details=fault.details)


def _mark_unknown_currencies(lines: _Lines) -> None:
    """An empty currency means euros; one that is an error in Excel means nothing known."""
    for column in lines.schema.columns:
        if column.kind is Kind.CURRENCY:
            values = lines.cells[column.code].values
            for position in _broken_in(lines, column.code):
                values[position] = UNKNOWN_CURRENCY


def _currency_conflicts(lines: _Lines) -> Iterator[Finding]:
    """Amounts typed with a € in a row of another currency: which of the two is wrong can't be guessed."""
    kinds = {column.code: column.kind for column in lines.schema.columns}
    if kinds.get("currency") is not Kind.CURRENCY:
        return
    currency = lines.cells["currency"].values
    for code in (code for code in lines.raw if kinds[code] is Kind.MONEY):
        for position, cell in enumerate(lines.raw[code]):
            if (
                isinstance(cell, str)
                and "€" in cell
                and not (pd.isna(currency[position]) or currency[position] == "EUR")
            ):
                row = lines.excel_rows[position]
                yield lines.origin.finding("currency_conflict", row=row, column=code, seen=cell)


def _total_cells(span: TotalSpan, line: Sequence[object], schema: Sheet, origin: Origin) -> _TotalCells:
    """The cells of a total row that hold a number, and what is wrong with the others."""
    rows: list[TotalRow] = []
    findings: list[Finding] = []
    for code, heading in origin.headings.items():
        column, cell = schema.column(code), line[heading.index]
        if not is_totalled(column):
            continue
        read = read_column(column, [cell])
        findings += [origin.finding(fault.code, row=span.row + 1, column=code, seen=cell) for fault in read.faults]
        if not pd.isna(read.values[0]):
            rows.append(
                TotalRow(
                    schema.code,
                    origin.file,
                    origin.sheet,
                    row=span.row + 1,
                    column=code,
                    value=float(read.values[0]),
                    first_row=span.first + 1,
                    last_row=span.last + 1,
                    cell=f"{column_letters(heading.index)}{span.row + 1}",
                )
            )
    return _TotalCells(tuple(rows), tuple(findings))
