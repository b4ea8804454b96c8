"""Gifts and tranches paid in parts, and money given back."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from tests.disguise.disguise import Expectation, Stage, Trace, disguise, of_rows
from tests.disguise.draft import Draft, DraftRow, DraftSheet
from tests.disguise.kinds.picking import known
from tests.disguise.made_fund import Record, cents, day
from tests.disguise.plain import data_row

CELLS, RECOVERABLE = Stage.CELLS, Expectation.RECOVERABLE
PROMISES = ("pledged_on", "pledged_cents", "decided_on", "committed_on", "committed_cents")


def _a_gift(draft: Draft, random: Random, *, signed: bool) -> tuple[DraftSheet, DraftRow, Record] | None:
    """A gift received, of at least 600 €; of a donor that has no other."""
    for sheet in draft.sheets(("contributions",)):
        donors = [row.record["donor"] for row in sheet.data if row.record]
        found = [
            row
            for row in sheet.data
            if row.record
            and cents(row.record, "received_cents") >= 600_00
            and donors.count(row.record["donor"]) == 1
            and ("committed_cents" in row.record or not signed)
            and known(sheet, row, "received_cents")
        ]
        if found:
            row = random.choice(found)
            return sheet, row, row.record or {}
    return None


def _parts(amount: int, random: Random) -> list[int]:
    """An amount in two or three different parts, in cents."""
    first = amount * random.choice((30, 40, 45)) // 10_000 * 100
    if random.random() < 0.5:
        return [first, amount - first]
    second = amount // 400 * 100
    return [first, second, amount - first - second]


def _in_parts(draft: Draft, random: Random, *, promise_on_each: bool) -> Trace | None:
    found = _a_gift(draft, random, signed=True)
    if found is None:
        return None
    sheet, row, gift = found
    place = sheet.number(row) - 1
    first_day = day(gift, "received_on")
    span = (draft.fund.as_of - first_day).days
    amounts = _parts(cents(gift, "received_cents"), random)
    if span < 2 * len(amounts):
        return None
    lines = []
    for number, amount in enumerate(amounts):
        part = {**gift, "received_cents": amount, "received_on": first_day + timedelta(span * number // len(amounts))}
        if number and not promise_on_each:
            part = {code: value for code, value in part.items() if code not in PROMISES}
        lines.append(data_row(sheet, part))
    sheet.rows[place : place + 1] = lines
    # The truth has the parts too; what is promised stays promised once.
    for number, line in enumerate(lines):
        line.record = {c: v for c, v in (line.record or {}).items() if number == 0 or c not in PROMISES}
    _replace(draft, gift, lines, due=cents(gift, "committed_cents") - cents(gift, "received_cents"))
    return of_rows("contributions", *lines)


def _replace(draft: Draft, gift: Record, lines: list[DraftRow], *, due: int) -> None:
    """The lines' records in the gift's stead; the first tells what is due of it, as if it had been paid at once."""
    parts = [line.record or {} for line in lines]
    for number, part in enumerate(parts):
        part["due_cents"] = 0 if number else due
    _put(draft, "contributions", gift, parts)


def _put(draft: Draft, table: str, old: Record, new: list[Record]) -> None:
    records = draft.fund.records[table]
    place = next(number for number, each in enumerate(records) if each is old)
    records[place : place + 1] = new


@disguise(RECOVERABLE, CELLS)
def gift_in_instalments(draft: Draft, random: Random) -> Trace | None:
    """The agreement stands on the first row, each payment on a row of its own."""
    return _in_parts(draft, random, promise_on_each=False)


@disguise(RECOVERABLE, CELLS)
def gift_in_instalments_promise_repeated(draft: Draft, random: Random) -> Trace | None:
    """The agreement's amount stands again on the row of each payment: one promise, not three."""
    return _in_parts(draft, random, promise_on_each=True)


@disguise(RECOVERABLE, CELLS)
def promise_and_payment_on_two_rows(draft: Draft, random: Random) -> Trace | None:
    """What was promised stands on one row, what was paid on another: nothing is due twice."""
    found = _a_gift(draft, random, signed=True)
    if found is None:
        return None
    sheet, row, gift = found
    promise = {code: value for code, value in gift.items() if not code.startswith("received")}
    payment = {code: value for code, value in gift.items() if code not in PROMISES}
    lines = [data_row(sheet, promise), data_row(sheet, payment)]
    place = sheet.number(row) - 1
    sheet.rows[place : place + 1] = lines
    _replace(draft, gift, lines, due=cents(gift, "committed_cents") - cents(gift, "received_cents"))
    return of_rows("contributions", *lines)


@disguise(RECOVERABLE, CELLS)
def money_given_back(draft: Draft, random: Random) -> Trace | None:
    """A part of a gift is paid back: a row with a negative amount. It lowers what was collected, nothing is due."""
    found = _a_gift(draft, random, signed=False)
    if found is None:
        return None
    sheet, row, gift = found
    back = {code: value for code, value in gift.items() if code in ("donor", "donor_type", "siren", "department")}
    back |= {
        "received_on": draft.fund.as_of - timedelta(1),
        "received_cents": -cents(gift, "received_cents") // 500 * 100,
    }
    line = data_row(sheet, back)
    sheet.rows.insert(sheet.number(row), line)
    draft.fund.records["contributions"].append(back)
    return of_rows("contributions", line, codes=("received_cents",))


@disguise(RECOVERABLE, CELLS)
def tranche_in_two_payments(draft: Draft, random: Random) -> Trace | None:
    """A tranche paid on two days, a row for each payment."""
    for sheet in draft.sheets(("tranches",)):
        rows = [row for row in sheet.data if row.record and "paid_on" in row.record]
        if not rows:
            continue
        row = random.choice(rows)
        tranche = row.record or {}
        part = cents(tranche, "amount_cents") * random.choice((3, 4, 6)) // 1000 * 100
        later = {**tranche, "paid_on": day(tranche, "paid_on") + timedelta(12)}
        later["amount_cents"] = cents(tranche, "amount_cents") - part
        later.pop("release_threshold", None)
        lines = [data_row(sheet, {**tranche, "amount_cents": part}), data_row(sheet, later)]
        place = sheet.number(row) - 1
        sheet.rows[place : place + 1] = lines
        _put(draft, "tranches", tranche, [line.record or {} for line in lines])
        return of_rows("tranches", *lines)
    return None


@disguise(RECOVERABLE, CELLS)
def expense_paid_back(draft: Draft, random: Random) -> Trace | None:
    """A credit note: an expense with a negative amount lowers what was spent."""
    for sheet in draft.sheets(("expenses",)):
        rows = [row for row in sheet.data if row.record]
        if not rows:
            continue
        row = random.choice(rows)
        expense = row.record or {}
        back = {**expense, "label": f"Avoir sur {expense['label']}", "document": "AV-1"}
        back["amount_cents"] = -cents(expense, "amount_cents") // 500 * 100
        line = data_row(sheet, back)
        sheet.rows.insert(sheet.number(row), line)
        draft.fund.records["expenses"].append(back)
        return of_rows("expenses", line, codes=("amount_cents",))
    return None
