"""Exchange rates that are wrong: reversed, ten times off, too old, at odds with those beside them."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from tests.disguise.disguise import Expectation, Place, Stage, Trace, disguise
from tests.disguise.draft import Draft, DraftRow, DraftSheet
from tests.disguise.kinds.picking import is_number
from tests.disguise.made_fund import Record, day

CELLS, WRONG = Stage.CELLS, Expectation.WRONG


def _is_foreign(record: Record | None) -> bool:
    return bool(record) and record.get("currency", "EUR") != "EUR"  # type: ignore[union-attr]


def _own_rates(draft: Draft) -> tuple[DraftSheet, list[DraftRow]] | None:
    """The expenses that bear a rate, in a fund whose sheet « Taux » says about the same."""
    for sheet in draft.sheets(("expenses",)):
        if sheet.has("rate", "currency"):
            rows = [row for row in sheet.data if _is_foreign(row.record) and is_number(sheet.cell(row, "rate"))]
            if rows:
                return sheet, rows
    return None


def _users(draft: Draft, currency: object) -> list[DraftRow]:
    """The expenses of a currency that take their rate from the sheet « Taux »."""
    return [
        row
        for sheet in draft.sheets(("expenses",))
        for row in sheet.data
        if row.record and row.record.get("currency") == currency and "rate" not in row.record
    ]


def _quotes(draft: Draft, random: Random) -> tuple[DraftSheet, list[DraftRow], list[DraftRow]] | None:
    """The quotes of a currency that an expense takes its rate from, and these expenses."""
    for sheet in draft.sheets(("rates",)):
        currencies = sorted({str(row.record["currency"]) for row in sheet.data if row.record})
        random.shuffle(currencies)
        for currency in currencies:
            if users := _users(draft, currency):
                return sheet, [row for row in sheet.data if row.record and row.record["currency"] == currency], users
    return None


def _spoil_one(draft: Draft, random: Random, factor: float | None) -> Trace | None:
    """Spoil the quote that one expense takes: times `factor`, or reversed for None."""
    found = _quotes(draft, random)
    if found is None:
        return None
    sheet, quotes, users = found
    user = random.choice(users)
    assert user.record is not None
    when = day(user.record, "date")
    before = [row for row in quotes if row.record and day(row.record, "date") <= when]
    quote = max(before, key=lambda row: day(row.record or {}, "date"))
    return _spoil(sheet, [quote], users, factor)


def _spoil(sheet: DraftSheet, quotes: list[DraftRow], users: list[DraftRow], factor: float | None) -> Trace | None:
    for quote in quotes:
        cell = sheet.cell(quote, "units_per_euro")
        rate = float(str(cell.value))
        cell.value = round(1 / rate, 6) if factor is None else round(rate * factor, 5)
    ours = [Place(row=row, codes=frozenset(("units_per_euro", "currency"))) for row in quotes]
    theirs = [Place(row=row, codes=frozenset(("rate", "currency", "amount_cents"))) for row in users]
    return Trace(frozenset(("rates", "expenses")), (*ours, *theirs))


@disguise(WRONG, CELLS)
def rate_reversed(draft: Draft, random: Random) -> Trace | None:
    """One rate of « Taux » says euros for one unit."""
    return _spoil_one(draft, random, None)


@disguise(WRONG, CELLS)
def rates_all_reversed(draft: Draft, random: Random) -> Trace | None:
    """Every rate of a currency in « Taux » says euros for one unit: no neighbour tells."""
    found = _quotes(draft, random)
    return found and _spoil(*found, None)


@disguise(WRONG, CELLS)
def rate_ten_times_off(draft: Draft, random: Random) -> Trace | None:
    """A comma slipped in one rate of « Taux »."""
    return _spoil_one(draft, random, random.choice((10, 0.1, 100, 0.01)))


@disguise(WRONG, CELLS)
def rate_without_its_comma(draft: Draft, random: Random) -> Trace | None:
    """« 421234 » for « 42,1234 » in one rate of « Taux »."""
    return _spoil_one(draft, random, 10_000)


@disguise(WRONG, CELLS)
def rates_too_old(draft: Draft, random: Random) -> Trace | None:
    """« Taux » was not kept for more than a year: the last rate is used all the same."""
    found = _quotes(draft, random)
    if found is None:
        return None
    sheet, quotes, users = found
    oldest = min(quotes, key=lambda row: day(row.record or {}, "date"))
    first = day(oldest.record or {}, "date")
    late = [row for row in users if row.record and day(row.record, "date") > first + timedelta(366)]
    if not late:
        return None
    for quote in quotes:
        if quote is not oldest:
            sheet.rows.remove(quote)
    places = [Place(row=row, codes=frozenset(("rate", "currency", "amount_cents", "date"))) for row in late]
    return Trace(frozenset(("rates", "expenses")), (Place(row=oldest), *places))


def _own_rate(draft: Draft, random: Random, factor: float | None) -> Trace | None:
    """Spoil the rate of one expense."""
    found = _own_rates(draft)
    if found is None:
        return None
    sheet, rows = found
    row = random.choice(rows)
    cell = sheet.cell(row, "rate")
    rate = float(str(cell.value))
    cell.value = round(1 / rate, 6) if factor is None else round(rate * factor, 5)
    place = Place(row=row, codes=frozenset(("rate", "amount_cents", "currency")))
    return Trace(frozenset(("expenses",)), (place,))


@disguise(WRONG, CELLS)
def own_rate_reversed(draft: Draft, random: Random) -> Trace | None:
    """The rate on an expense says euros for one unit."""
    return _own_rate(draft, random, None)


@disguise(WRONG, CELLS)
def own_rate_far_from_the_table(draft: Draft, random: Random) -> Trace | None:
    """The rate on an expense is ten times, or a third, off what « Taux » says for that day."""
    return _own_rate(draft, random, random.choice((10, 0.1, 100, 1.4, 0.7)))


@disguise(WRONG, CELLS)
def rate_of_another_currency(draft: Draft, random: Random) -> Trace | None:
    """An expense bears the code of one currency and the rate of another."""
    found = _own_rates(draft)
    if found is None:
        return None
    sheet, rows = found
    row = random.choice(rows)
    assert row.record is not None
    sheet.cell(row, "rate").value = {"UAH": 4.3, "PLN": 42.1, "MDL": 42.0, "MGA": 19.4}[str(row.record["currency"])]
    place = Place(row=row, codes=frozenset(("rate", "amount_cents", "currency")))
    return Trace(frozenset(("expenses",)), (place,))


@disguise(WRONG, CELLS)
def rate_without_currency(draft: Draft, random: Random) -> Trace | None:
    """An expense bears a rate of 42 and no currency: is it in euros?"""
    found = _own_rates(draft)
    if found is None:
        return None
    sheet, rows = found
    row = random.choice(rows)
    sheet.cell(row, "currency").value = random.choice((None, "EUR", "€"))
    place = Place(row=row, codes=frozenset(("rate", "amount_cents", "currency")))
    return Trace(frozenset(("expenses",)), (place,))
