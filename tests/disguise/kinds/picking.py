"""What disguises choose: a sheet, rows, cells; and sums as people make them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.disguise.draft import Draft, DraftCell, DraftRow, DraftSheet, RowKind
from tests.disguise.made_fund import AMOUNTS

ADDED_UP = ("contributions", "programmes", "tranches", "expenses", "running_costs", "activities")
"""The tables under which people write a total."""


def a_sheet(draft: Draft, random: Random, tables: Sequence[str], rows: int = 2) -> DraftSheet | None:
    """One of the sheets of these tables that have so many rows."""
    found = [sheet for sheet in draft.sheets(tables) if len(sheet.data) >= rows and sheet.table]
    return random.choice(found) if found else None


def amounts_of(sheet: DraftSheet) -> list[str]:
    """The columns of the sheet that people add up."""
    return [code for code in AMOUNTS.get(sheet.table, ()) if sheet.has(code)]


def is_number(cell: DraftCell) -> bool:
    """Whether a cell holds a number."""
    return isinstance(cell.value, int | float) and not isinstance(cell.value, bool)


def numbers(sheet: DraftSheet, code: str) -> list[DraftCell]:
    """The cells of data of a column that hold a number."""
    return [cell for row in sheet.data if is_number(cell := sheet.cell(row, code))]


def known(sheet: DraftSheet, row: DraftRow, code: str) -> float:
    """A cell's number; what the fund's row says where the cell is a text by now; zero where it is empty."""
    cell = sheet.cell(row, code)
    if isinstance(cell.value, int | float):
        return cell.value
    value = row.record.get(code) if row.record else None
    if not isinstance(value, int | float):
        return 0
    return value / 100 if code.endswith("_cents") else value


def sum_line(sheet: DraftSheet, rows: Sequence[DraftRow], codes: Sequence[str] = ()) -> DraftRow:
    """A row that holds the sums of these rows and nothing else."""
    line = sheet.line(RowKind.OTHER)
    for code in codes or amounts_of(sheet):
        total = round(sum(known(sheet, row, code) for row in rows), 2)
        sheet.cell(line, code).value = int(total) if total == int(total) else total
        sheet.cell(line, code).format = "#,##0.00"
    return line
