"""What remains of a programme's money, else the most that it can be, and until when it lasts at its recent rate.

One rate would be a guess: three windows of whole months before the fund's as-of date are taken, and the slowest
and the fastest of them give the range. Levers do not change what was spent, so that the rate is the fund's own;
but where a scenario changes an exchange rate, the same purchases are valued at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from fund.currency import divided
from fund.metric import Metric, Release
from fund.metrics.amounts import ints
from fund.metrics.figure import difference
from fund.metrics.over_time.movements import months_after
from fund.metrics.result import ProgrammeMetrics, TrancheMetrics
from fund.model import Dataset

WINDOWS = (3, 6, 12)
"""Whole calendar months over which spending is averaged."""

FARTHEST_DAYS = 36_525
"""A hundred years: what lasts longer does not run out within sight."""


@dataclass(frozen=True, slots=True)
class Window:
    """What was spent from one day to another, both included: `spent_cents` ÷ `months` is the rate."""

    months: int
    first: date
    last: date
    spent_cents: int

    @property
    def days(self) -> int:
        """Days of the window."""
        return (self.last - self.first).days + 1

    @property
    def per_month_cents(self) -> int:
        """Spent per month, to the nearest cent."""
        return (2 * self.spent_cents + self.months) // (2 * self.months)


@dataclass(frozen=True, slots=True)
class Span:
    """Between which days something happens; `latest` is None when, at the slowest rate, it never does."""

    earliest: date
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingRate:
    """A programme's recent rate of spending, over each window that its history covers.

    Without any, `reason` says why (a key of `whatif.spending_rate.reasons` in the wording). `at_least` tells that some
    expenses have no date or no known amount, and that the true rate is higher.
    """

    programme: str
    windows: tuple[Window, ...] = ()
    at_least: bool = False
    reason: str = ""

    def until(self, cents: int) -> Span | None:
        """Between which days an amount (more than zero) is spent; None where it is not within sight."""
        days = [-(-cents * w.days // w.spent_cents) for w in self.windows if w.spent_cents > 0]
        if not days or min(days) > FARTHEST_DAYS:
            return None
        from_day = self.windows[0].last
        ends = max(days) <= FARTHEST_DAYS and len(days) == len(self.windows)
        return Span(
            earliest=from_day + timedelta(days=min(days)), latest=from_day + timedelta(days=max(days)) if ends else None
        )


def spending_rate(
    dataset: Dataset, programme: ProgrammeMetrics, changes: Sequence[tuple[str, float]] = ()
) -> SpendingRate:
    """The recent rate of a programme of the fund as it is; `changes` are a scenario's exchange rates."""
    last, days = dataset.fund.day, programme.spending["date"].to_numpy()
    if last is None or not len(days):
        return SpendingRate(programme=programme.code, reason="no_day" if last is None else "no_dated_spending")
    begun = days.min().astype("datetime64[D]").item()
    windows = [
        Window(months, first, last, _spent(dataset, programme, changes, first=first, last=last))
        for months in WINDOWS
        if begun <= (first := months_after(last, -months) + timedelta(days=1))
    ]
    if all(window.spent_cents <= 0 for window in windows):
        return SpendingRate(programme=programme.code, reason="no_recent_spending" if windows else "too_recent")
    dated = int(programme.spending["spent_cents"].sum())
    at_least = programme.spent.partial or dated != programme.spent.value
    return SpendingRate(programme=programme.code, windows=tuple(windows), at_least=at_least)


def _spent(
    dataset: Dataset, programme: ProgrammeMetrics, changes: Sequence[tuple[str, float]], *, first: date, last: date
) -> int:
    """What was spent between two days, purchases in the currencies of `changes` at their changed rates."""
    days = programme.spending["date"].to_numpy()
    within = (days >= np.datetime64(first)) & (days <= np.datetime64(last))
    spent = int(programme.spending["spent_cents"].to_numpy(dtype=np.int64)[within].sum())
    if not changes:
        return spent
    expenses = dataset.table("expenses")
    dates = expenses["date"].to_numpy()
    own = (expenses["programme"] == programme.code).to_numpy(dtype=np.bool_)
    recent = expenses.take(np.flatnonzero(own & (dates >= np.datetime64(first)) & (dates <= np.datetime64(last))))
    euros = ints(recent["amount_eur_cents"]).values.astype(np.int64)
    for currency, change in changes:
        bought = euros[(recent["currency"] == currency).to_numpy(dtype=np.bool_)]
        spent += int(divided(bought, np.full(len(bought), 1 / (1 + change))).sum() - bought.sum())
    return spent


class Resource(StrEnum):
    """What can run out."""

    TRANCHE = "tranche"
    PARTNER = "partner"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Runway:
    """What remains of a resource, and between which days it is spent: where it is the most that can be, sooner.

    Of nothing left there is no span. Else, without one, `reason` says why: a reason of the metrics where what remains
    is not known, else one of `whatif.spending_rate.reasons` in the wording.
    """

    programme: str
    resource: Resource
    remaining: Metric
    tranche: int | None = None
    span: Span | None = None
    reason: str = ""

    @property
    def cents(self) -> int | None:
        """What is left, or the most that can be."""
        left = self.remaining.most if self.remaining.value is None else self.remaining.value
        return None if left is None else int(left)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ReleaseOutlook:
    """The condition of a tranche that is not paid, and when it is to be expected met.

    `release` is None where the tranche asks for nothing. `span` is None when it is met already, or
    when that can't be told: `reason` then says why, as in `Runway`.
    """

    release: Release | None
    span: Span | None = None
    reason: str = ""


def runways(programme: ProgrammeMetrics, rate: SpendingRate) -> Iterator[Runway]:
    """The tranche being spent, the money held by the partner, and the budget."""
    tranche = programme.paid_tranche
    if tranche is not None:
        yield replace(_runway(Resource.TRANCHE, tranche.remaining, rate), tranche=tranche.number)
    yield _runway(Resource.PARTNER, programme.balance, rate)
    yield budget_runway(programme, rate)


def budget_runway(programme: ProgrammeMetrics, rate: SpendingRate) -> Runway:
    """What of the budget is not spent."""
    return _runway(Resource.BUDGET, difference("budget_remaining", programme.allocated, programme.spent), rate)


def outlook(programme: ProgrammeMetrics, tranche: TrancheMetrics, rate: SpendingRate) -> ReleaseOutlook:
    """When the condition of a tranche is to be expected met: what is still to justify, at the recent rate.

    No date for a tranche whose previous one is not paid: it is not what the partner is spending.
    """
    release = tranche.release
    if release is None or release.met:
        return ReleaseOutlook(release=release)
    to_justify = release.to_justify
    if to_justify.value is None:
        return ReleaseOutlook(release=release, reason=to_justify.reason)
    paid = {other.number for other in programme.tranches if other.paid_on is not None}
    if release.previous not in paid:
        return ReleaseOutlook(release=release, reason="previous_not_paid")
    span, reason = _span(int(to_justify.value), rate)
    return ReleaseOutlook(release=release, span=span, reason=reason)


def _runway(resource: Resource, remaining: Metric, rate: SpendingRate) -> Runway:
    runway = Runway(programme=rate.programme, resource=resource, remaining=remaining)
    if runway.cents is None:
        return replace(runway, reason=remaining.reason)
    span, reason = _span(runway.cents, rate) if runway.cents > 0 else (None, "")
    return replace(runway, span=span, reason=reason)


def _span(cents: int, rate: SpendingRate) -> tuple[Span | None, str]:
    if rate.reason:
        return None, rate.reason
    span = rate.until(cents)
    return span, "" if span else "not_within_sight"
