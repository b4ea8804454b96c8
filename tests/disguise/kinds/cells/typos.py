"""Amounts and signs mistyped, each contradicted by something in the fund: a total, an agreement, a budget, its size."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise
from tests.disguise.draft import Draft, DraftCell, DraftRow, DraftSheet
from tests.disguise.kinds.picking import ADDED_UP, a_sheet, amounts_of, is_number, known
from tests.disguise.kinds.rows.repeats import declared_sheet
from tests.disguise.kinds.rows.totals import total_line
from tests.disguise.made_fund import Record, cents

CELLS, WRONG = Stage.CELLS, Expectation.WRONG

Typo = Callable[[float], float]


def swapped(value: float) -> float:
    """Two neighbouring digits swapped; a digit more where they are all alike."""
    text = f"{value:.0f}"
    for place in range(len(text) - 1):
        if text[place] != text[place + 1] and (place or text[1] != "0"):
            return float(text[:place] + text[place + 1] + text[place] + text[place + 2 :])
    return float(text + text[-1])


TYPOS: tuple[Typo, ...] = (
    lambda v: v * 10,
    lambda v: v / 10,
    lambda v: v * 100,
    swapped,
    lambda v: v + 1000,
    lambda v: -v,
)


def mistype(cell: DraftCell, typo: Typo) -> None:
    """Replace a cell's number by what the typo makes of it; a text is left as it is."""
    if not is_number(cell):
        return
    value = round(typo(float(str(cell.value))), 2)
    cell.value = int(value) if value == int(value) else value


def filled(sheet: DraftSheet, code: str) -> list[DraftRow]:
    """The rows that hold a number other than zero in a column."""
    return [row for row in sheet.data if is_number(sheet.cell(row, code)) and sheet.cell(row, code).value]


def trace_of(sheet: DraftSheet, row: DraftRow, code: str, *others: Place, telling: tuple[str, ...] = ()) -> Trace:
    """The trace of a mistyped cell; `others` are what contradicts it."""
    tables = frozenset((sheet.table,))
    return Trace(tables, (Place(row=row, codes=frozenset((code,))), *others), codes=frozenset(telling))


@disguise(WRONG, CELLS)
def amount_against_the_total(draft: Draft, random: Random) -> Trace | None:
    """An amount mistyped above a TOTAL that was typed from the bank statement."""
    sheet = a_sheet(draft, random, ADDED_UP)
    if sheet is None or (sheet.table == "expenses" and draft.fund.rows("rates")):
        return None
    code = amounts_of(sheet)[0]
    rows = filled(sheet, code)
    if not rows:
        return None
    total = total_line(sheet, "TOTAL")
    row = random.choice(rows)
    mistype(sheet.cell(row, code), random.choice(TYPOS))
    sheet.below(total)
    return trace_of(sheet, row, code, Place(row=total))


@disguise(WRONG, CELLS)
def receipt_against_the_agreement(draft: Draft, random: Random) -> Trace | None:
    """More was received than was signed: a zero too many, two digits swapped, a sign."""
    for sheet in draft.sheets(("contributions",)):
        rows = [row for row in filled(sheet, "received_cents") if sheet.has("committed_cents")]
        if not rows:
            continue
        row = random.choice(rows)
        cell = sheet.cell(row, "received_cents")
        before = float(str(cell.value))
        agreed = max(before, float(str(sheet.cell(row, "committed_cents").value or 0)))
        larger: list[Typo] = [typo for typo in (*TYPOS, lambda v: v * 3) if typo(before) > agreed or typo(before) < 0]
        mistype(cell, random.choice(larger))
        agreement = Place(row=row, codes=frozenset(("committed_cents",)))
        return trace_of(sheet, row, "received_cents", agreement)
    return None


@disguise(WRONG, CELLS)
def agreement_against_the_pledge(draft: Draft, random: Random) -> Trace | None:
    """The agreement is ten times what was pledged and received."""
    for sheet in draft.sheets(("contributions",)):
        if not sheet.has("pledged_cents", "committed_cents"):
            continue
        rows = [row for row in filled(sheet, "committed_cents") if sheet.cell(row, "received_cents").value]
        if rows:
            row = random.choice(rows)
            mistype(sheet.cell(row, "committed_cents"), lambda v: v * 10)
            others = [Place(row=row, codes=frozenset((code,))) for code in ("pledged_cents", "received_cents")]
            return trace_of(sheet, row, "committed_cents", *others)
    return None


@disguise(WRONG, CELLS)
def receipts_against_a_declared_sum(draft: Draft, random: Random) -> Trace | None:
    """A receipt is too large, and the annual report declares less collected in all than the rows add up to."""
    for sheet in draft.sheets(("contributions",)):
        rows = filled(sheet, "received_cents")
        if not rows:
            continue
        raised = sum(cents(gift, "received_cents") for gift in draft.fund.rows("contributions"))
        record: Record = {"indicator": "raised", "unit": "EUR", "approximate": "non", "date": draft.fund.as_of}
        record |= {"value": raised / 100, "source": "Rapport annuel"}
        declared = declared_sheet(draft, [record])[-1]
        row = random.choice(rows)
        before = known(sheet, row, "received_cents")
        mistype(sheet.cell(row, "received_cents"), random.choice([typo for typo in TYPOS if typo(before) > before]))
        return trace_of(sheet, row, "received_cents", Place(row=declared))
    return None


@disguise(WRONG, CELLS)
def tranche_against_the_budget(draft: Draft, random: Random) -> Trace | None:
    """A tranche paid is ten times as large: more than the programme's whole budget."""
    for sheet in draft.sheets(("tranches",)):
        rows = [row for row in filled(sheet, "amount_cents") if row.record and "paid_on" in row.record]
        if not rows:
            continue
        row = random.choice(rows)
        mistype(sheet.cell(row, "amount_cents"), random.choice((TYPOS[0], TYPOS[2])))
        budgets = [
            Place(row=line, codes=frozenset(("budget_cents",)))
            for programmes in draft.sheets(("programmes",))
            for line in programmes.data
            if line.record and row.record and line.record["code"] == row.record["programme"]
        ]
        return trace_of(sheet, row, "amount_cents", *budgets)
    return None


@disguise(WRONG, CELLS)
def expense_against_its_tranche(draft: Draft, random: Random) -> Trace | None:
    """An expense with the comma lost: more than its tranche, its programme's budget and what was transferred."""
    for sheet in draft.sheets(("expenses",)):
        rows = filled(sheet, "amount_cents")
        if not rows:
            continue
        row = random.choice(rows)
        mistype(sheet.cell(row, "amount_cents"), lambda v: v * 100)
        owner = (row.record or {}).get("programme")
        others = [
            Place(row=line)
            for other in draft.sheets(("tranches", "programmes"))
            for line in other.data
            if line.record and owner in (line.record.get("programme"), line.record.get("code"))
        ]
        return trace_of(sheet, row, "amount_cents", *others, telling=("tranche_overspent",))
    return None


@disguise(WRONG, CELLS)
def budget_beyond_the_fund(draft: Draft, random: Random) -> Trace | None:
    """A budget a hundred times as large: more than was ever collected."""
    for sheet in draft.sheets(("programmes",)):
        rows = filled(sheet, "budget_cents")
        if rows:
            row = random.choice(rows)
            mistype(sheet.cell(row, "budget_cents"), lambda v: v * 100)
            others = [Place(row=line) for line in sheet.data]
            return trace_of(sheet, row, "budget_cents", *others, telling=("over_allocated",))
    return None
