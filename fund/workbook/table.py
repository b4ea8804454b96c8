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
from fund.workbook.cells import Cells
from fund.workbook.columns import read_column, to_frame
from fund.workbook.emptiness import empty_cell_findings
from fund.workbook.findings import Heading, Origin, column_letters
from fund.workbook.grid import Grid
from fund.workbook.header import Header
from fund.workbook.totals import TotalSpan, is_totalled, total_spans


@dataclass(frozen=True, slots=True, eq=False)
class SheetTable:
    """What one sheet holds: `frame` has every column of the schema and `source_row`."""

    schema: Sheet
    origin: Origin
    frame: pd.DataFrame
    findings: tuple[Finding, ...]
    totals: tuple[TotalRow, ...]


def read_table(grid: Grid, schema: Sheet, header: Header, *, file: str) -> SheetTable:
    """Read every row below the header. Empty rows are passed over; total rows are kept apart."""
    origin = Origin(file, grid.name, header.known)
    start = header.row + 1
    code_at = {heading.index: code for code, heading in header.known.items()}
    broken = [cell for cell in grid.broken if cell.row >= start and cell.column in code_at]
    labels = {row: _first_text(grid.rows[row]) for row in range(start, len(grid.rows))}
    known = {index: schema.column(code) for index, code in code_at.items()}
    spans = total_spans(grid.rows, labels, start=start, columns=known)
    held = {cell.row for cell in broken}
    rows = [
        row
        for row, label in labels.items()
        if (label or row in held or not all(map(_is_blank, grid.rows[row]))) and row not in spans
    ]
    excel_rows = [row + 1 for row in rows]
    # Laid end to end and taken in strides: five times faster than zip on 100,000 rows.
    flat = list(chain.from_iterable(grid.rows[row] for row in rows))
    width = len(grid.rows[header.row])
    raw = {code: flat[heading.index :: width] for code, heading in header.known.items()}
    nothing = [""] * len(rows)
    cells = {column.code: read_column(column, raw.get(column.code, nothing)) for column in schema.columns}
    bad = [(cell.row + 1, code_at[cell.column]) for cell in broken]
    empty = _empty_cells(cells, bad, excel_rows)
    _mark_unknown_currencies(schema, cells, bad, excel_rows)
    findings = (
        *_heading_findings(schema, header, grid, origin),
        *(origin.finding(cell.code, row=cell.row + 1, column=code_at[cell.column], seen=cell.seen) for cell in broken),
        *_cell_findings(cells, origin, raw, excel_rows),
        *_currency_conflicts(schema, origin, raw, cells, excel_rows),
        *empty_cell_findings(schema, origin, empty, excel_rows),
    )
    totals = [total for span in spans.values() for total in _totals(span, grid.rows[span.row], schema, origin)]
    return SheetTable(schema, origin, to_frame(cells, excel_rows), findings, tuple(totals))


def _first_text(row: Sequence[object]) -> str:
    for cell in row:
        if isinstance(cell, str) and cell and not cell.isspace():
            return cell
    return ""


def _is_blank(cell: object) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _empty_cells(
    cells: Mapping[str, Cells], broken: Sequence[tuple[int, str]], excel_rows: Sequence[int]
) -> dict[str, npt.NDArray[np.bool_]]:
    """Which cells of each column are empty: without a value, and nothing said of them."""
    empty = {code: np.asarray(pd.isna(column.values)) for code, column in cells.items()}
    for code, column in cells.items():
        empty[code][[fault.position for fault in column.faults]] = False
    place = {row: position for position, row in enumerate(excel_rows)} if broken else {}
    for row, code in broken:
        if row in place:
            empty[code][place[row]] = False
    return empty


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
        if _is_blank(title) and not all(_is_blank(line[index]) for line in grid.rows[header.row + 1 :]):
            yield Heading(index, column_letters(index))


def _cell_findings(
    cells: Mapping[str, Cells], origin: Origin, raw: Mapping[str, Sequence[object]], excel_rows: Sequence[int]
) -> Iterator[Finding]:
    for code, column in cells.items():
        for fault in column.faults:
            yield origin.finding(
                fault.code,
                row=excel_rows[fault.position],
                column=code,
                seen=raw[code][fault.position],
                details=fault.details,
            )


def _mark_unknown_currencies(
    schema: Sheet, cells: Mapping[str, Cells], broken: Sequence[tuple[int, str]], excel_rows: Sequence[int]
) -> None:
    """An empty currency means euros; one that is an error in Excel means nothing known."""
    for column in schema.columns:
        rows = [row for row, code in broken if code == column.code]
        if column.kind is Kind.CURRENCY and rows:
            cells[column.code].values[np.isin(excel_rows, rows)] = UNKNOWN_CURRENCY


def _currency_conflicts(
    schema: Sheet,
    origin: Origin,
    raw: Mapping[str, Sequence[object]],
    cells: Mapping[str, Cells],
    excel_rows: Sequence[int],
) -> Iterator[Finding]:
    """Amounts typed with a € in a row of another currency: which of the two is wrong can't be guessed."""
    if "currency" not in raw or schema.column("currency").kind is not Kind.CURRENCY:
        return
    for column in schema.columns:
        if column.kind is not Kind.MONEY:
            continue
        for position, cell in enumerate(raw.get(column.code, ())):
            if isinstance(cell, str) and "€" in cell and cells["currency"].values[position] not in {"EUR", np.nan}:
                yield origin.finding("currency_conflict", row=excel_rows[position], column=column.code, seen=cell)


def _totals(span: TotalSpan, line: Sequence[object], schema: Sheet, origin: Origin) -> Iterator[TotalRow]:
    for code, heading in origin.headings.items():
        column = schema.column(code)
        if not is_totalled(column):
            continue
        value = read_column(column, [line[heading.index]]).values[0]
        if pd.isna(value):
            continue
        yield TotalRow(
            schema.code,
            origin.file,
            origin.sheet,
            span.row + 1,
            code,
            float(value),
            span.first + 1,
            span.last + 1,
            f"{column_letters(heading.index)}{span.row + 1}",
        )
