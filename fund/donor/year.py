"""A donor's calendar year over several funds: what was paid and when, what it may stand for, what can't be counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fund.donor.givers import Giver
from fund.donor.ledger import FundLedger, GiftRow, LedgerProgramme
from fund.donor.sharing import SharingRule, shared_out, sharing_rule

EARMARKED, NOTIONAL, UNSHARED = "earmarked", "notional", "unshared"
"""What a line's amount is: paid for that programme, a share of the pot, or a pot that can't be shared out."""


@dataclass(frozen=True, slots=True, eq=False)
class YearPayment:
    """Money that reached a fund's account on a day (given back where negative)."""

    ledger: FundLedger
    row: GiftRow
    day: date
    cents: int


@dataclass(frozen=True, slots=True, eq=False)
class YearLine:
    """A part of what a fund got in the year. `programme` is None where the amount is of no known programme."""

    ledger: FundLedger
    programme: LedgerProgramme | None
    cents: int
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class NotCounted:
    """A row of which something is not in the year's sum, and why.

    `undated` (a payment without a day), `unknown` (a day without an amount), `no_rate` (in another currency without
    a rate), `later` (dated after the closing day), `promised` (nothing was paid).
    """

    ledger: FundLedger
    row: GiftRow
    reason: str
    day: date | None
    cents: int | None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DonorYear:
    """What one donor paid in a calendar year. `lines` add up to `payments`, to the cent, fund by fund.

    `rules` has, by fund, how its pot was shared out; only of funds that got pooled money.
    """

    giver: Giver
    year: int
    payments: tuple[YearPayment, ...]
    lines: tuple[YearLine, ...]
    rules: tuple[tuple[FundLedger, SharingRule], ...]
    not_counted: tuple[NotCounted, ...]

    @property
    def total_cents(self) -> int:
        """All payments of the year."""
        return sum(payment.cents for payment in self.payments)


def years_of(giver: Giver) -> tuple[int, ...]:
    """The calendar years of which any row of a donor tells something, the latest first."""
    rows = [row for each in giver.known_as for row in each.ledger.rows_of(each.donor)]
    return tuple(sorted({day.year for row in rows for day in row.days.values() if day is not None}, reverse=True))


def donor_year(giver: Giver, year: int) -> DonorYear:
    """The year of a donor."""
    rows = [(each.ledger, row) for each in giver.known_as for row in each.ledger.rows_of(each.donor)]
    payments = sorted(
        (paid for ledger, row in rows if (paid := _payment(ledger, row, year)) is not None), key=lambda paid: paid.day
    )
    by_fund: dict[str, list[YearPayment]] = defaultdict(list)
    for payment in payments:
        by_fund[payment.ledger.code].append(payment)
    rules = tuple(
        (own[0].ledger, sharing_rule(own[0].ledger.programmes))
        for own in by_fund.values()
        if any(not payment.row.programme for payment in own)
    )
    shared = {ledger.code: rule for ledger, rule in rules}
    return DonorYear(
        giver=giver,
        year=year,
        payments=tuple(payments),
        lines=tuple(line for own in by_fund.values() for line in _lines(own, shared.get(own[0].ledger.code))),
        rules=rules,
        not_counted=tuple(each for ledger, row in rows for each in _not_counted(ledger, row, year)),
    )


def _payment(ledger: FundLedger, row: GiftRow, year: int) -> YearPayment | None:
    day, cents = row.days["received"], row.euros["received"]
    if day is None or not cents or day.year != year or "received" in row.later:
        return None
    return YearPayment(ledger, row, day, cents)


def _lines(payments: list[YearPayment], rule: SharingRule | None) -> Iterator[YearLine]:
    """What one fund got: by programme where the gift says which, then the rest of it shared out."""
    ledger = payments[0].ledger
    tied: dict[str, int] = defaultdict(int)
    for payment in payments:
        tied[payment.row.programme] += payment.cents
    pooled = tied.pop("", 0)
    known = {programme.code: programme for programme in ledger.programmes}
    for code, cents in tied.items():
        yield YearLine(ledger, known.get(code), cents, EARMARKED)
    if not pooled:
        return
    if rule is None or not rule.by:
        yield YearLine(ledger, None, pooled, UNSHARED)
        return
    for programme, cents in zip(ledger.programmes, shared_out(pooled, rule.weights), strict=True):
        if cents:
            yield YearLine(ledger, programme, cents, NOTIONAL)


def _not_counted(ledger: FundLedger, row: GiftRow, year: int) -> Iterator[NotCounted]:
    day, cents, told = row.days["received"], row.euros["received"], "received" in row.told
    if told and day is None:
        if cents == 0:
            return
        yield NotCounted(ledger, row, "undated", None, cents)
    elif day is not None and day.year == year:
        if "received" in row.later:
            yield NotCounted(ledger, row, "later", day, cents)
        elif cents is None:
            yield NotCounted(ledger, row, "no_rate" if told else "unknown", day, None)
    elif not told and day is None:
        days = {stage: row.days[stage] for stage in ("committed", "pledged")}
        promised = next((stage for stage, on in days.items() if on is not None and on.year == year), "")
        if promised:
            reason = "later" if promised in row.later else "promised"
            yield NotCounted(ledger, row, reason, row.days[promised], row.euros[promised])
