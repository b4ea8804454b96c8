"""The currency of each row of a sheet: what its cell says, else what the header of its amounts says.

An empty cell under a header that names no currency means euros. Where a row and the header of an amount disagree, or
headers name several currencies for one row, which is right can't be guessed: errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.currency import UNKNOWN_CURRENCY
from fund.model import Finding
from fund.schema import Kind, folded
from fund.schema.column import CURRENCY
from fund.workbook.reading.cells import as_text
from fund.workbook.reading.grid import Grid
from fund.workbook.reading.headers.header import Header
from fund.workbook.reading.headers.header_units import title_currency
from fund.workbook.reading.table_findings import TableRows

_HEADERS = frozenset(map(folded, CURRENCY.spellings))
_EUROS = frozenset(("eur", "€", "euro", "euros"))
FEWEST_NAMED = 2
"""Rows that name their currency before one that doesn't is odd."""
_EURO = re.compile(r"€|\beur(?:os?)?\b", re.IGNORECASE)


def name_currencies(rows: TableRows, header: Header, grid: Grid) -> Iterator[Finding]:
    """Write the currency that headers give into the rows that have none; what is unknown never passes for euros."""
    currency = next((c for c in rows.schema.columns if c.kind is Kind.CURRENCY), None)
    if currency is None:
        yield from _not_read(rows, header, grid)
        yield from _in_title(rows, header, grid, np.ones(len(rows.excel_rows), dtype=np.bool_))
        return
    values = rows.cells[currency.code].values
    if broken := rows.broken_in(currency.code):
        values[np.array(broken)] = UNKNOWN_CURRENCY
    named = _named(header)
    for code in (code for code, name in named.items() if name == UNKNOWN_CURRENCY):
        heading = header.known[code]
        yield rows.source.finding("not_a_currency", row=header.row + 1, column=heading, seen=heading.text)
    said = set(named.values())
    empty = np.asarray(pd.isna(values))
    if not said - {""}:
        yield from _in_title(rows, header, grid, empty)
        yield from _left_out(rows, empty)
    if said - {"", "EUR"} and empty.any():
        values[empty] = UNKNOWN_CURRENCY if len(said) > 1 else said.pop()
        if said:
            details = {"currencies": ", ".join(sorted(said - {""}))}
            yield rows.source.finding("several_currencies", row=header.row + 1, details=details)
    yield from _conflicts(rows, {code: name for code, name in named.items() if name})


def _not_read(rows: TableRows, header: Header, grid: Grid) -> Iterator[Finding]:
    """Currencies on a sheet that is kept in euros only."""
    if not any(column.in_euros for column in rows.schema.columns):
        return
    for heading in header.unknown:
        if folded(heading.text) not in _HEADERS:
            continue
        for row in rows.excel_rows:
            cell = as_text(grid.rows[row - 1][heading.index])
            if cell.strip() and folded(cell) not in _EUROS:
                yield rows.source.finding("currency_not_read", row=row, column=heading, seen=cell)


def _with_amount(rows: TableRows) -> npt.NDArray[np.bool_]:
    """Which rows have an amount, and no euros stated beside it."""
    schema, known = rows.schema, np.zeros(len(rows.excel_rows), dtype=np.bool_)
    for column in schema.columns:
        if column.kind is Kind.MONEY and not column.euros_of:
            stated = schema.stated(column)
            amount = ~np.asarray(pd.isna(rows.cells[column.code].values))
            known |= amount & np.asarray(pd.isna(rows.cells[stated].values)) if stated else amount
    return known


def _in_title(rows: TableRows, header: Header, grid: Grid, empty: npt.NDArray[np.bool_]) -> Iterator[Finding]:
    """A title in another currency above amounts that would pass for euros."""
    titles = ((at, cell, title_currency(cell)) for at, cells in enumerate(grid.rows[: header.row]) for cell in cells)
    titled = [(at, cell, said) for at, cell, said in titles if said]
    if titled and (_with_amount(rows) & empty).any():
        for at, cell, said in titled:
            yield rows.source.finding("currency_in_title", row=at + 1, seen=cell, details={"said": said})


def _left_out(rows: TableRows, empty: npt.NDArray[np.bool_]) -> Iterator[Finding]:
    """The few amounts without a currency where nearly all others name theirs, the euro among them or only another."""
    if "currency" not in rows.source.headings or empty.all():
        return
    amounts = _with_amount(rows)
    without, named = np.flatnonzero(amounts & empty), np.flatnonzero(amounts & ~empty)
    if not len(without) or len(named) < FEWEST_NAMED or len(without) > max(1, len(named) // 10):
        return
    said = set(rows.cells["currency"].values[named])
    if len(said) == 1 or "EUR" in said:
        for position in without.tolist():
            yield rows.source.finding("currency_left_out", row=rows.excel_rows[position], column="currency")


def _named(header: Header) -> Mapping[str, str]:
    """The currency that the header of each amount of the sheet names; empty where it names none."""
    amounts = [c.code for c in header.sheet.columns if c.kind is Kind.MONEY and not c.in_euros]
    return {
        code: header.currencies.get(code) or ("EUR" if _EURO.search(header.known[code].text) else "")
        for code in amounts
        if code in header.known
    }


def _conflicts(rows: TableRows, named: Mapping[str, str]) -> Iterator[Finding]:
    """The amounts whose row names another currency than their header."""
    values = rows.cells["currency"].values
    for code, said in named.items():
        other = ~pd.isna(values) & (values != said) & (values != UNKNOWN_CURRENCY)
        for position in np.flatnonzero(other & ~pd.isna(rows.cells[code].values)).tolist():
            details = {"header": said, "currency": values[position]}
            seen = rows.raw[code][position]
            yield rows.source.finding(
                "currency_differs", row=rows.excel_rows[position], column=code, seen=seen, details=details
            )
