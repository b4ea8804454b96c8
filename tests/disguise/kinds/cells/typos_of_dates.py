"""Days mistyped, each contradicted by the closing date, by the order of dates, or by the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, of_rows
from tests.disguise.draft import Draft, DraftRow, DraftSheet
from tests.disguise.kinds.picking import a_sheet
from tests.disguise.made_fund import DATES

CELLS, WRONG = Stage.CELLS, Expectation.WRONG
OF_GIFTS = ("pledged_on", "decided_on", "committed_on", "received_on")


def _dated(sheet: DraftSheet, code: str) -> list[DraftRow]:
    return [row for row in sheet.data if sheet.has(code) and isinstance(sheet.cell(row, code).value, date)]


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28))


def _moved(draft: Draft, random: Random, year: int) -> Trace | None:
    sheet = a_sheet(draft, random, tuple(DATES), rows=1)
    rows = _dated(sheet, DATES[sheet.table]) if sheet else []
    if sheet is None or not rows:
        return None
    code, row = DATES[sheet.table], random.choice(rows)
    cell = sheet.cell(row, code)
    assert isinstance(cell.value, date)
    cell.value = _in_year(cell.value, year)
    return of_rows(sheet.table, row, codes=(code,), must_be_told=True)


@disguise(WRONG, CELLS)
def year_in_the_future(draft: Draft, random: Random) -> Trace | None:
    """2034 for 2024: the row is dated after the closing date."""
    return _moved(draft, random, draft.fund.as_of.year + random.choice((1, 2, 10)))


@disguise(WRONG, CELLS)
def year_out_of_all_bounds(draft: Draft, random: Random) -> Trace | None:
    """1924, 2204."""
    return _moved(draft, random, random.choice((1924, 1902, 2204, 2999)))


@disguise(WRONG, CELLS)
def day_that_does_not_exist(draft: Draft, random: Random) -> Trace | None:
    """« 31/06/2024 », « 30/02/2024 », « 15/13/2024 » as text."""
    sheet = a_sheet(draft, random, tuple(DATES), rows=1)
    rows = _dated(sheet, DATES[sheet.table]) if sheet else []
    if sheet is None or not rows:
        return None
    code, row = DATES[sheet.table], random.choice(rows)
    sheet.cell(row, code).value = f"{random.choice(('31/06', '30/02', '15/13', '00/05'))}/{draft.fund.as_of.year}"
    return of_rows(sheet.table, row, codes=(code,), must_be_told=True)


@disguise(WRONG, CELLS)
def received_before_it_was_promised(draft: Draft, random: Random) -> Trace | None:
    """The year of the receipt is one or ten too small: before the agreement and the pledge."""
    for sheet in draft.sheets(("contributions",)):
        rows = [row for row in _dated(sheet, "received_on") if sheet.has("committed_on")]
        rows = [row for row in rows if isinstance(sheet.cell(row, "committed_on").value, date)]
        if not rows:
            continue
        row = random.choice(rows)
        cell = sheet.cell(row, "received_on")
        assert isinstance(cell.value, date)
        cell.value = _in_year(cell.value, cell.value.year - random.choice((1, 2, 10)))
        return of_rows("contributions", row, codes=OF_GIFTS, must_be_told=True)
    return None


@disguise(WRONG, CELLS)
def signed_after_it_was_received(draft: Draft, random: Random) -> Trace | None:
    """The year of the agreement, the vote or the pledge is one too large: after the receipt."""
    for sheet in draft.sheets(("contributions",)):
        codes = [code for code in OF_GIFTS[:3] if sheet.has(code)]
        rows = [row for row in _dated(sheet, "received_on") if codes]
        if not rows:
            continue
        row, code = random.choice(rows), random.choice(codes)
        cell = sheet.cell(row, code)
        if not isinstance(cell.value, date):
            continue
        cell.value = _in_year(cell.value, cell.value.year + 2)
        return of_rows("contributions", row, codes=OF_GIFTS, must_be_told=True)
    return None


@disguise(WRONG, CELLS)
def expense_before_its_programme(draft: Draft, random: Random) -> Trace | None:
    """An expense years before its programme began and its tranche was paid: its rate would be another."""
    for sheet in draft.sheets(("expenses",)):
        rows = _dated(sheet, "date")
        if rows:
            row = random.choice(rows)
            cell = sheet.cell(row, "date")
            assert isinstance(cell.value, date)
            cell.value = _in_year(cell.value, cell.value.year - random.choice((3, 10)))
            return of_rows("expenses", row, codes=("date", "currency", "rate", "amount_cents"), must_be_told=True)
    return None


@disguise(WRONG, CELLS)
def as_of_in_the_future(draft: Draft, random: Random) -> Trace | None:
    """« Arrêté au » years from now, or before everything happened."""
    for sheet in draft.sheets(("fund",)):
        cell = sheet.cell(sheet.data[0], "as_of")
        if isinstance(cell.value, date):
            cell.value = _in_year(cell.value, random.choice((2034, 2042, 2014)))
            rows = [Place(row=row) for s in draft.sheets(tuple(DATES)) for row in s.data]
            return Trace(frozenset(("fund",)), (Place(row=sheet.data[0], codes=frozenset(("as_of",))), *rows))
    return None


@disguise(WRONG, CELLS)
def rows_after_the_closing_date(draft: Draft, random: Random) -> Trace | None:
    """« Arrêté au » was not moved on: rows are dated after it. They do not count, and are told."""
    sheet = a_sheet(draft, random, tuple(DATES), rows=2)
    rows = _dated(sheet, DATES[sheet.table]) if sheet else []
    if sheet is None or not rows:
        return None
    code, row = DATES[sheet.table], random.choice(rows)
    cell = sheet.cell(row, code)
    cell.value = draft.fund.as_of + timedelta(random.randint(1, 200))
    return of_rows(sheet.table, row, codes=(code,), must_be_told=True)


@disguise(WRONG, CELLS)
def two_digit_year(draft: Draft, random: Random) -> Trace | None:
    """« 30/06/24 » in one cell, as text."""
    sheet = a_sheet(draft, random, tuple(DATES), rows=1)
    rows = _dated(sheet, DATES[sheet.table]) if sheet else []
    if sheet is None or not rows:
        return None
    code, row = DATES[sheet.table], random.choice(rows)
    sheet.cell(row, code).value = f"{sheet.cell(row, code).value:%d/%m/%y}"
    return of_rows(sheet.table, row, codes=(code,), must_be_told=True)
