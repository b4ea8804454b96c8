"""The fund's cash: what its rows tell of the months before the closing day, and what is expected after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from fund.metric import Basis
from fund.metrics.amounts import Amounts, Days, sums_by_month
from fund.metrics.gifts import Gifts
from fund.metrics.over_time.movements import CashPath, CostPace, MonthOfCash, Movement, MovementKind, end_of
from fund.metrics.result import FundMetrics, TrancheMetrics
from fund.metrics.scope import Scope

PACE_MONTHS, LEAST_MONTHS = 12, 3
"""Running costs are averaged over so many whole months, over fewer where the first cost is younger."""


def cash_path(fund: Scope, given: Gifts, metrics: FundMetrics) -> CashPath:
    """The cash of a fund whose rows, gifts and figures these are."""
    closing = fund.dataset.fund.day
    return CashPath(
        balance=metrics.balance,
        closing=closing,
        past=tuple(_past(fund, given, metrics, closing)),
        expected=(*_gifts(given), *_tranches(fund, metrics)),
        pace=_pace(fund, metrics, closing),
    )


def _gifts(given: Gifts) -> Iterator[Movement]:
    """What is due of each contribution, and those of which nobody told what is due."""
    days = given.scope.days("contributions", "expected_on")
    due, donors = given.outstanding, given.donors
    for row in np.flatnonzero((due.values > 0) | ~due.known).tolist():
        cents = int(due.values[row]) if due.known[row] else None
        donor = str(donors.labels[donors.groups[row]])
        yield Movement(kind=MovementKind.GIFT, cents=cents, day=_day(days[row]), donor=donor)


def _tranches(fund: Scope, metrics: FundMetrics) -> Iterator[Movement]:
    """The tranches that are not paid; one of which something is spent was paid, whatever its row says."""
    amounts, numbers = fund.euros("tranches", "amount_cents"), fund.ints("tranches", "number")
    planned, programmes = fund.days("tranches", "planned_on"), fund.texts("tranches", "programme").tolist()
    told = {(each.programme, each.number): each for each in _every_tranche(metrics)}
    for row in np.flatnonzero(np.isnat(fund.days("tranches", "paid_on"))).tolist():
        number = int(numbers.values[row]) if numbers.known[row] else None
        tranche = None if number is None else told.get((programmes[row], number))
        if tranche is not None and (tranche.spent.value or tranche.share.value):
            continue
        release = None if tranche is None else tranche.release
        yield Movement(
            kind=MovementKind.TRANCHE,
            cents=-int(amounts.values[row]) if amounts.known[row] else None,
            day=_day(planned[row]),
            programme=programmes[row],
            number=number,
            release=None if release is None or release.met else release,
        )


def _every_tranche(metrics: FundMetrics) -> Iterator[TrancheMetrics]:
    for programme in metrics.programmes:
        yield from programme.tranches


def _day(day: np.datetime64) -> date | None:
    found: date | None = None if np.isnat(day) else day.astype("datetime64[D]").item()
    return found


def _past(fund: Scope, given: Gifts, metrics: FundMetrics, closing: date | None) -> Iterator[MonthOfCash]:
    """The months over by the closing day, reckoned back from the balance; none where the rows do not lead to it."""
    totals = (metrics.contributions.raised, metrics.transferred, metrics.running_costs)
    if closing is None or metrics.balance.value is None or fund.dataset.earlier:
        return
    flows = _flows(fund, given)
    dated = [int(amounts.values[~np.isnat(days)].sum()) for days, amounts in flows]
    computed = all(total.basis is Basis.COMPUTED for total in (*totals, metrics.balance))
    if not computed or dated != [total.value for total in totals]:
        return
    came, *went = (sums_by_month(days, amounts) for days, amounts in flows)
    received = _by_month(came.starts, came.sums)
    paid: dict[date, int] = {}
    for each in went:
        for month, cents in _by_month(each.starts, each.sums).items():
            paid[month] = paid.get(month, 0) + cents
    cents = 0
    months = np.arange(np.datetime64(min([*received, *paid], default=closing), "M"), np.datetime64(closing, "M") + 1)
    for month in months.astype("datetime64[D]").tolist():
        cents += received.get(month, 0) - paid.get(month, 0)
        if end_of(month) <= closing:
            yield MonthOfCash(
                month=month, received=received.get(month, 0), paid=paid.get(month, 0), cents=cents, lowest=cents
            )


def _flows(fund: Scope, given: Gifts) -> tuple[tuple[Days, Amounts], ...]:
    """What came in, what was transferred and what the fund cost: the day and the amount of each row."""
    paid_on, tranches = fund.days("tranches", "paid_on"), fund.euros("tranches", "amount_cents")
    costs = fund.euros("running_costs", "amount_cents")
    return (
        (fund.days("contributions", "received_on"), given.received),
        (paid_on, Amounts(np.where(np.isnat(paid_on), 0, tranches.values), tranches.known)),
        (fund.days("running_costs", "date"), costs),
    )


def _by_month(starts: Days, sums: Amounts) -> dict[date, int]:
    return dict(zip(starts.astype("datetime64[D]").tolist(), sums.values.tolist(), strict=True))


def _pace(fund: Scope, metrics: FundMetrics, closing: date | None) -> CostPace | None:
    """The costs of the last whole months, since the first where that is less; None under three, or where unknown."""
    costs, days = fund.euros("running_costs", "amount_cents"), fund.days("running_costs", "date")
    total = metrics.running_costs
    if closing is None or total.basis is not Basis.COMPUTED or total.partial or np.isnat(days).any():
        return None
    if not len(days):
        return CostPace(0, PACE_MONTHS)
    last = np.datetime64(closing, "M") - (end_of(closing) != closing)
    months = min(PACE_MONTHS, int((last - days.min().astype("datetime64[M]")).astype(np.int64)) + 1)
    if months < LEAST_MONTHS:
        return None
    of_month = days.astype("datetime64[M]")
    within = (of_month > last - months) & (of_month <= last)
    return CostPace(int(costs.values[within].sum()), months)
