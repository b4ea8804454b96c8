"""Sheets under names that the contract does not know: which table each may be is for a person to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fund.model import SheetMatch
from fund.schema import BY_CODE, SHEETS, Kind, Sheet, folded
from fund.workbook.reading.grid import Grid
from fund.workbook.reading.headers.header import Header, find_header, header_like, sheets_named
from fund.workbook.reading.table import SheetTable, read_table

MatchedSheets = Mapping[tuple[str, str], str]
"""The tables that a person said sheets are: a table's code, or none, by folded title and `headers`."""


@dataclass(frozen=True, slots=True)
class SheetAmount:
    """An amount column of a sheet as its header writes it, and its sum in euros; None where that can't be told."""

    header: str
    sum_cents: int | None


@dataclass(frozen=True, slots=True)
class OfferedSheet:
    """A sheet of an unknown name that has headers of a table, with its rows and the sums of its amounts.

    `headers` tells it apart from a sheet of the same name that holds something else. `likely` is the code of the
    table whose headers it has, empty when it only has some of them.
    """

    file: str
    sheet: str
    headers: str
    likely: str
    rows: int
    amounts: tuple[SheetAmount, ...]


def offered_sheet(grid: Grid, *, file: str) -> OfferedSheet | None:
    """What to ask about a sheet; None for one that has a name of the contract or no headers of it."""
    if sheets_named(grid.name):
        return None
    whole = header_like(grid.rows)
    header = whole or _nearest(grid.rows)
    if header is None:
        return None
    table = read_table(grid, header, file=file)
    return OfferedSheet(
        file,
        grid.name,
        "|".join(sorted(folded(heading.text) for heading in header.known.values())),
        whole.sheet.code if whole else "",
        len(table.frame),
        tuple(_amounts(table, header)),
    )


def tables_of(name: str, offered: OfferedSheet | None, said: MatchedSheets) -> list[Sheet]:
    """The tables that a sheet may be: those of its name, else the one that a person said it is."""
    code = said.get((folded(name), offered.headers), "") if offered else ""
    return [BY_CODE[code]] if code in BY_CODE else sheets_named(name)


def said_of(matches: Iterable[SheetMatch]) -> MatchedSheets:
    """What persons said, by what tells a sheet apart; the last word counts."""
    return {(folded(match.sheet), match.headers): match.table for match in matches}


def _nearest(rows: Sequence[Sequence[object]]) -> Header | None:
    """The header with most known columns of a table with amounts, two of them at least.

    An amount is among them, or all that the table must have: « Encaissements 2026 » is asked about in its turn.
    """
    counted = [sheet for sheet in SHEETS if any(column.kind is Kind.MONEY for column in sheet.columns)]
    found = [header for sheet in counted if (header := find_header(rows, sheet)) and len(header.known) > 1]
    enough = [header for header in found if _money(header) or header.sheet.required_columns <= header.known.keys()]
    return max(enough, key=lambda header: len(header.known), default=None)


def _money(header: Header) -> list[str]:
    return [code for code in header.known if header.sheet.column(code).kind is Kind.MONEY]


def _amounts(table: SheetTable, header: Header) -> Iterable[SheetAmount]:
    currencies = [column.code for column in table.schema.columns if column.kind is Kind.CURRENCY]
    in_euros = all(table.frame[code].fillna("EUR").isin(["EUR", ""]).all() for code in currencies)
    for code in _money(header):
        cells = table.frame[code].dropna()
        yield SheetAmount(header.known[code].text, int(cells.sum()) if in_euros else None)
