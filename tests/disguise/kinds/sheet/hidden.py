"""Rows and columns that are hidden or struck through."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise, harmless, of_sheet
from tests.disguise.draft import Draft, DraftColumn
from tests.disguise.kinds.picking import ADDED_UP, a_sheet, amounts_of, is_number

LAYOUT, HARMLESS, RECOVERABLE = Stage.LAYOUT, Expectation.HARMLESS, Expectation.RECOVERABLE
TABLES = (*ADDED_UP, "rates", "participants")


@disguise(HARMLESS, LAYOUT)
def hidden_rows(draft: Draft, random: Random) -> Trace | None:
    """Rows hidden or filtered away: they count like the others, which is said by a note."""
    sheet = a_sheet(draft, random, TABLES)
    if sheet is None:
        return None
    for row in random.sample(sheet.data, random.randint(1, len(sheet.data) - 1)):
        row.hidden = True
    return harmless(sheet.table)


@disguise(HARMLESS, LAYOUT)
def hidden_columns(draft: Draft, random: Random) -> Trace | None:
    """Columns hidden because they are wide."""
    sheet = a_sheet(draft, random, TABLES, rows=1)
    if sheet is None:
        return None
    for column in random.sample(sheet.columns[1:], min(2, len(sheet.columns) - 1)):
        column.hidden = True
    return harmless(sheet.table)


@disguise(HARMLESS, Stage.BOOK)
def hidden_sheet(draft: Draft, random: Random) -> Trace | None:
    """A sheet hidden so that nobody spoils it."""
    file = random.choice(draft.files)
    if len(file.sheets) < 2:
        return None
    random.choice(file.sheets).hidden = True
    return harmless()


@disguise(RECOVERABLE, LAYOUT)
def hidden_column_of_old_amounts(draft: Draft, random: Random) -> Trace | None:
    """The amounts before they were corrected, hidden under the same header to the left of the right ones."""
    sheet = a_sheet(draft, random, ("contributions", "programmes", "tranches", "running_costs"), rows=1)
    if sheet is None:
        return None
    code = amounts_of(sheet)[0]
    place = sheet.index(code)
    sheet.columns.insert(place, DraftColumn("", hidden=True))
    for row in sheet.rows:
        old = replace(row.cells[place])
        if is_number(old):
            old.value = round(float(str(old.value)) * 0.9)
        row.cells.insert(place, old)
    header = str(sheet.header.cells[place].value)
    return of_sheet(sheet, header, rows=(sheet.header,))


@disguise(RECOVERABLE, LAYOUT)
def struck_row(draft: Draft, random: Random) -> Trace | None:
    """A row struck through because it was cancelled: whether it counts is said, be it by a note."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "running_costs", "tranches"))
    if sheet is None:
        return None
    row = random.choice(sheet.data)
    for cell in row.cells:
        cell.struck = True
    places = (Place(row=row),)
    return Trace(frozenset((sheet.table,)), places, note_is_enough=True, must_be_told=True)


@disguise(RECOVERABLE, LAYOUT)
def struck_amount(draft: Draft, random: Random) -> Trace | None:
    """Only the amount is struck through."""
    sheet = a_sheet(draft, random, ("contributions", "expenses", "running_costs", "programmes"))
    if sheet is None:
        return None
    code = amounts_of(sheet)[0]
    rows = [row for row in sheet.data if is_number(sheet.cell(row, code))]
    if not rows:
        return None
    row = random.choice(rows)
    sheet.cell(row, code).struck = True
    return Trace(frozenset((sheet.table,)), (Place(row=row),), note_is_enough=True, must_be_told=True)


@disguise(RECOVERABLE, LAYOUT)
def struck_column(draft: Draft, random: Random) -> Trace | None:
    """A whole column of amounts struck through."""
    sheet = a_sheet(draft, random, ("contributions", "activities"))
    if sheet is None:
        return None
    code = random.choice(amounts_of(sheet))
    for row in (sheet.header, *sheet.data):
        sheet.cell(row, code).struck = True
    places = (*(Place(row=row) for row in (*sheet.data, sheet.header)), Place(sheet=sheet, words=(code, "barr")))
    return Trace(frozenset((sheet.table,)), places, note_is_enough=True, must_be_told=True)
