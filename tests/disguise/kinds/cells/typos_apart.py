"""Typing errors that nothing in the fund contradicts: they are counted apart, nobody can tell them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.disguise.disguise import Expectation, Stage, Trace, disguise, of_rows
from tests.disguise.draft import Draft
from tests.disguise.kinds.picking import a_sheet, amounts_of, is_number

CELLS, APART = Stage.CELLS, Expectation.APART


@disguise(APART, CELLS)
def digit_that_nothing_contradicts(draft: Draft, random: Random) -> Trace | None:
    """An amount a fifth too large or too small, all promises of its row alike."""
    sheet = a_sheet(draft, random, ("running_costs", "contributions", "expenses", "activities", "programmes"))
    if sheet is None:
        return None
    row, factor = random.choice(sheet.data), random.choice((0.8, 1.2))
    for code in amounts_of(sheet):
        cell = sheet.cell(row, code)
        if is_number(cell):
            cell.value = round(float(str(cell.value)) * factor)
    return of_rows(sheet.table, row, codes=amounts_of(sheet))


@disguise(APART, CELLS)
def row_forgotten(draft: Draft, random: Random) -> Trace | None:
    """A row was deleted."""
    sheet = a_sheet(draft, random, ("running_costs", "contributions", "expenses"), rows=3)
    if sheet is None:
        return None
    row = random.choice(sheet.data)
    sheet.rows.remove(row)
    return of_rows(sheet.table, row)


@disguise(APART, CELLS)
def day_that_nothing_contradicts(draft: Draft, random: Random) -> Trace | None:
    """A receipt a month off, all else in order."""
    for sheet in draft.sheets(("contributions",)):
        rows = [row for row in sheet.data if isinstance(sheet.cell(row, "received_on").value, date)]
        if rows:
            row = random.choice(rows)
            cell = sheet.cell(row, "received_on")
            assert isinstance(cell.value, date)
            cell.value = min(cell.value + timedelta(31), draft.fund.as_of)
            return of_rows("contributions", row, codes=("received_on",))
    return None
