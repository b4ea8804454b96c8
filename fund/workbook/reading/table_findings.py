"""What is wrong with a sheet's table: its headings, its cells, what is hidden or empty in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from openpyxl.utils import get_column_letter

from fund.model import Finding
from fund.schema import Kind, Sheet
from fund.workbook.door.cell_formats import PLAIN, Address, CellFormat
from fund.workbook.door.sheet_xml import BrokenCell
from fund.workbook.reading.cells import NO_DETAILS, ColumnValues, as_text
from fund.workbook.reading.data_rows import SortedRows
from fund.workbook.reading.findings import Heading, SheetSource
from fund.workbook.reading.formatted_cells import format_fault
from fund.workbook.reading.grid import Grid
from fund.workbook.reading.headers.header import Header
from fund.workbook.reading.headers.header_units import title_is_scaled
from fund.workbook.reading.row_shapes import is_blank

_AMOUNT = re.compile(r"(?<![\d/.-])\d+(?:[\s.,’']\d{3})*(?:[.,]\d{1,2})?(?![\d/-])")
"""A number in a text that is no date and no reference."""


@dataclass(frozen=True, slots=True, eq=False)
class TableRows:
    """The rows of a sheet that are rows of its table: by column, their cells as found (`raw`) and as read.

    `broken` are the known columns' cells without a usable value, each with its column's code.
    """

    schema: Sheet
    source: SheetSource
    excel_rows: Sequence[int]
    raw: Mapping[str, Sequence[object]]
    cells: Mapping[str, ColumnValues]
    broken: Sequence[tuple[str, BrokenCell]]

    def broken_in(self, code: str) -> list[int]:
        """Positions of a column's broken cells."""
        broken = {cell.row + 1 for column, cell in self.broken if column == code}
        return [position for position, row in enumerate(self.excel_rows) if row in broken] if broken else []


def table_findings(rows: TableRows, kinds: SortedRows, header: Header, grid: Grid) -> Iterator[Finding]:
    """Everything found in a sheet's table, but for its total rows."""
    yield from _sheet_findings(grid, kinds, rows.source, header)
    yield from _heading_findings(header, grid, rows.source)
    yield from _cell_findings(rows)
    yield from _currency_conflicts(rows, grid.formats)
    yield from _empty_cell_findings(rows)


def _sheet_findings(grid: Grid, kinds: SortedRows, source: SheetSource, header: Header) -> Iterator[Finding]:
    """What is worth knowing of what is read although a reader of the workbook may not see it."""
    if grid.hidden:
        yield source.finding("hidden_sheet")
    for code in _hidden_columns(grid, kinds, source):
        yield source.finding("hidden_column", row=header.row + 1, column=code)
    for code, found in (("hidden_rows", grid.hidden_rows), ("merged_cells", {cells.first for cells in grid.merged})):
        concerned = found.intersection(kinds.data)
        if concerned:
            yield source.finding(code, row=min(concerned) + 1, details={"count": len(concerned)})
    for code, rows in (
        ("example_row", kinds.examples),
        ("total_left_out", kinds.totals),
        ("note_left_out", kinds.notes),
        ("summary_left_out", kinds.summary),
        ("doubtful_row", kinds.doubtful),
        ("struck_row", _struck(grid, kinds)),
    ):
        for row in rows:
            cells = [as_text(cell) for cell in grid.rows[row] if not is_blank(cell)]
            yield source.finding(code, row=row + 1, seen=cells[0], details={"cells": " · ".join(cells[1:])})
    for row, text in kinds.cancelled.items():
        others = " · ".join(as_text(cell) for cell in grid.rows[row] if not is_blank(cell) and cell != text)
        yield source.finding("cancelled_row", row=row + 1, seen=text, details={"cells": others})


def _hidden_columns(grid: Grid, kinds: SortedRows, source: SheetSource) -> Iterator[str]:
    """The known columns that are hidden and hold something."""
    for code, heading in source.headings.items() if grid.hidden_columns else ():
        if any(heading.index in columns for columns in grid.hidden_columns) and not all(
            _is_empty(grid, row, heading.index) for row in kinds.data
        ):
            yield code


def _struck(grid: Grid, kinds: SortedRows) -> list[int]:
    """The rows of the table in which something is struck through."""
    struck = {row for (row, column), shape in grid.formats.items() if shape.struck and not _is_empty(grid, row, column)}
    return sorted(struck.intersection(kinds.data)) if struck else []


def _is_empty(grid: Grid, row: int, column: int) -> bool:
    return row >= len(grid.rows) or column >= len(grid.rows[row]) or is_blank(grid.rows[row][column])


def _heading_findings(header: Header, grid: Grid, source: SheetSource) -> Iterator[Finding]:
    row = header.row + 1
    for code, headings in (
        ("unknown_column", (*header.unknown, *_untitled(header, grid))),
        ("repeated_column", header.repeated),
        ("personal_data", header.personal),
        ("unit_in_header", header.scaled),
    ):
        for heading in headings:
            yield source.finding(code, row=row, column=heading)
    yield from _unread_amounts(header, grid, source)
    for title in header.scaled_titles:
        yield source.finding("unit_in_title", row=title + 1, seen=next(filter(title_is_scaled, grid.rows[title])))
    for column in header.sheet.columns:
        if column.required and column.code not in header.known:
            yield source.finding("missing_column", row=row, column=column.header)


def _unread_amounts(header: Header, grid: Grid, source: SheetSource) -> Iterator[Finding]:
    """Unknown columns of numbers, where a column that rows should have is missing: they may be its amounts."""
    sheet = header.sheet
    wanted = [column for column in sheet.columns if column.expected and column.kind in {Kind.MONEY, Kind.NUMBER}]
    missing = [column for column in wanted if column.code not in header.known]
    if sheet.amounts and not any(code in header.known for code in sheet.amounts):
        missing += [sheet.column(sheet.amounts[-1])]
    absent = [code for code in sheet.amounts if code not in header.known]
    # Where the day of a payment stands, its amount does too.
    missing += [sheet.column(code) for code in absent if code.replace("_cents", "_on") in header.known]
    if not missing:
        return
    for heading in header.unknown:
        below = [row[heading.index] for row in grid.rows[header.row + 1 :] if not is_blank(row[heading.index])]
        amounts = (_AMOUNT.search(cell) if isinstance(cell, str) else isinstance(cell, float | int) for cell in below)
        numbers = sum(map(bool, amounts))
        if numbers and numbers * 2 >= len(below):
            details = {"count": numbers, "missing": missing[0].header}
            yield source.finding("unread_amounts", row=header.row + 1, column=heading, details=details)


def _untitled(header: Header, grid: Grid) -> Iterator[Heading]:
    """Columns that hold something below an empty header cell, named by their letters."""
    titled = {heading.index for heading in header.headings}
    for index in range(len(grid.rows[header.row])):
        if index not in titled and not all(is_blank(line[index]) for line in grid.rows[header.row + 1 :]):
            yield Heading(index, get_column_letter(index + 1))


def _cell_findings(rows: TableRows) -> Iterator[Finding]:
    for code, cell in rows.broken:
        if rows.schema.column(code).holds_picture:
            continue  # to a reader of cells a picture is an error
        yield rows.source.finding(cell.code, row=cell.row + 1, column=code, seen=cell.seen)
    for code, column in rows.cells.items():
        for fault in column.faults:
            row, seen = rows.excel_rows[fault.position], rows.raw[code][fault.position]
            yield rows.source.finding(fault.code, row=row, column=code, seen=seen, details=fault.details)


def _currency_conflicts(rows: TableRows, formats: Mapping[Address, CellFormat]) -> Iterator[Finding]:
    """Amounts shown or typed in another currency than that of their row: which of the two is wrong can't be guessed."""
    currencies = _currencies(rows)
    for column in rows.schema.columns:
        if column.kind is not Kind.MONEY or column.code not in rows.raw:
            continue
        index, cells = rows.source.headings[column.code].index, rows.raw[column.code]
        in_euros = column.in_euros or not currencies
        for position in _told_currencies(cells, rows, formats, index):
            cell, shape = cells[position], formats.get((rows.excel_rows[position] - 1, index), PLAIN)
            own = "EUR" if in_euros else currencies[position]
            typed = isinstance(cell, str) and "€" in cell and own not in {None, "EUR"}
            code = "currency_conflict" if typed else format_fault(column, shape, own)
            if code:
                details = {"currency": shape.sign or shape.currency} if code == "format_currency" else NO_DETAILS
                row = rows.excel_rows[position]
                yield rows.source.finding(code, row=row, column=column.code, seen=cell, details=details)


def _told_currencies(
    cells: Sequence[object], rows: TableRows, formats: Mapping[Address, CellFormat], index: int
) -> list[int]:
    """The positions of the amounts whose text or format names a currency."""
    typed = [position for position, cell in enumerate(cells) if type(cell) is str and "€" in cell]
    if not formats:
        return typed
    shown = {row for row, column in formats if column == index}
    return typed + [at for at, row in enumerate(rows.excel_rows) if row - 1 in shown and not is_blank(cells[at])]


def _currencies(rows: TableRows) -> Sequence[str | None]:
    """The currency of each row, as texts; nothing where all are in euros."""
    currency = next((column.code for column in rows.schema.columns if column.kind is Kind.CURRENCY), None)
    values = pd.Series((), dtype="str") if currency is None else pd.Series(rows.cells[currency].values)
    if values.isna().all():
        return ()
    return values.astype(object).where(values.notna(), None).tolist()


def _empty_cell_findings(rows: TableRows) -> Iterator[Finding]:
    """The required and expected cells that are empty, each with its code."""
    schema, source, empty = rows.schema, rows.source, _empty_cells(rows)
    for column in schema.columns:
        if column.code not in source.headings or not (column.required or column.expected):
            continue
        code = "missing_value" if column.required else column.if_empty or "missing_expected"
        for position in np.flatnonzero(empty[column.code]).tolist():
            if column.expected_in is not None and not column.expected_in(_cells_of(rows, position)):
                continue
            yield source.finding(code, row=rows.excel_rows[position], column=column.code)
    if schema.amounts:
        count = int(np.logical_and.reduce([empty[code] for code in schema.amounts]).sum())
        if count:
            yield source.finding("amounts_not_communicated", details={"count": count})


def _cells_of(rows: TableRows, position: int) -> Mapping[str, object]:
    """The cells of a row by column, None where one is empty."""
    cells = {code: column.values[position] for code, column in rows.cells.items()}
    return {code: None if pd.isna(cell) else cell for code, cell in cells.items()}


def _empty_cells(rows: TableRows) -> Mapping[str, npt.NDArray[np.bool_]]:
    """Which cells of each column are empty: without a value, and without another finding."""
    empty: dict[str, npt.NDArray[np.bool_]] = {}
    for code, column in rows.cells.items():
        empty[code] = np.asarray(pd.isna(column.values))
        empty[code][[fault.position for fault in column.faults]] = False
        empty[code][rows.broken_in(code)] = False
    for amount in rows.schema.converted:
        if stated := rows.schema.stated(amount):
            empty[amount.code] &= empty[stated]
    return empty
