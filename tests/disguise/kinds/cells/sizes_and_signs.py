"""Amounts that are out of all proportion to their neighbours, or below zero where none can be."""

from __future__ import annotations

from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise
from tests.disguise.draft import Draft
from tests.disguise.kinds.cells.typos import filled, mistype, trace_of
from tests.disguise.kinds.picking import a_sheet, amounts_of, is_number, known

CELLS, WRONG = Stage.CELLS, Expectation.WRONG


@disguise(WRONG, CELLS)
def amount_far_from_its_kind(draft: Draft, random: Random) -> Trace | None:
    """The largest cost, gift or number of hours, times a thousand."""
    sheet = a_sheet(draft, random, ("running_costs", "contributions", "activities"), rows=3)
    if sheet is None:
        return None
    code = amounts_of(sheet)[0]
    rows = filled(sheet, code)
    if len(rows) < 3:
        return None
    row = max(rows, key=lambda row: known(sheet, row, code))
    promised = frozenset(c for c in ("committed_cents", "pledged_cents", "received_cents") if sheet.has(c))
    for each in promised or {code}:
        if is_number(sheet.cell(row, each)):
            mistype(sheet.cell(row, each), lambda v: v * 1000)
    return Trace(frozenset((sheet.table,)), (Place(row=row, codes=frozenset((code, *promised))),))


@disguise(WRONG, CELLS)
def sign_lost_or_added(draft: Draft, random: Random) -> Trace | None:
    """An amount below zero where none can be: a budget, a tranche, a promise, hours."""
    sheet = a_sheet(draft, random, ("programmes", "tranches", "contributions", "activities"), rows=1)
    if sheet is None:
        return None
    codes = [code for code in amounts_of(sheet) if code != "received_cents"] or None
    if codes is None:
        return None
    code = random.choice(codes)
    rows = filled(sheet, code)
    if not rows:
        return None
    row = random.choice(rows)
    mistype(sheet.cell(row, code), lambda v: -v)
    return trace_of(sheet, row, code)


@disguise(WRONG, CELLS)
def costs_copied_from_the_bank(draft: Draft, random: Random) -> Trace | None:
    """All running costs below zero, as a bank statement has them, or one of them."""
    sheet = a_sheet(draft, random, ("running_costs",))
    if sheet is None:
        return None
    rows = sheet.data if random.random() < 0.7 else [random.choice(sheet.data)]
    for row in rows:
        mistype(sheet.cell(row, "amount_cents"), lambda v: -v)
    return Trace(
        frozenset(("running_costs",)), tuple(Place(row=row, codes=frozenset(("amount_cents",))) for row in rows)
    )


@disguise(WRONG, CELLS)
def hours_beyond_what_each_received(draft: Draft, random: Random) -> Trace | None:
    """Hours with a zero too many: far beyond what was planned."""
    for sheet in draft.sheets(("activities",)):
        rows = filled(sheet, "hours_delivered")
        if rows:
            row = random.choice(rows)
            mistype(sheet.cell(row, "hours_delivered"), random.choice((lambda v: v * 10, lambda v: v * 100)))
            planned = Place(row=row, codes=frozenset(("hours_planned", "hours_per_participant")))
            return trace_of(sheet, row, "hours_delivered", planned)
    return None
