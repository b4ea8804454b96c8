"""The fund's cash: what its rows tell of the months before the closing day, and what is expected after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from fund.metric import Basis
from fund.metrics.amounts import Days, Values
from fund.metrics.cutoff import DATE
from fund.metrics.gifts import Gifts
from fund.metrics.over_time.movements import CashPath, CostPace, MonthOfCash, Movement, MovementKind, end_of
from fund.metrics.result import FundMetrics
from fund.metrics.scope import Scope

LATER = (
    (MovementKind.COSTS, "running_costs", "amount_cents", "date", -1),
    (MovementKind.GIFT, "contributions", "received_cents", "received_on", 1),
)
"""The tables whose later rows are in no figure of the closing day: amount, day, and whether it comes in or goes out."""
PACE_MONTHS, LEAST_MONTHS = 12, 3
"""Running costs are averaged over so many whole months, over fewer where the first cost is younger."""


def cash_path(fund: Scope, given: Gifts, metrics: FundMetrics) -> CashPath:
    """The cash of a fund whose rows, gifts and figures these are."""
    closing = fund.dataset.fund.day
    announced = () if fund.dataset.fund.is_closed else (*_gifts(given), *_tranches(fund, metrics))
    return CashPath(
        balance=metrics.balance,
        closing=closing,
        past=tuple(_past(fund, given, metrics, closing)),
        expected=(*announced, *_later_rows(fund)),
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
    told = {(each.programme, each.number): each for own in metrics.programmes for each in own.tranches}
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


def _later_rows(fund: Scope) -> Iterator[Movement]:
    """What came in and went out after the closing day, as rows of which nothing is known before it tell."""
    for kind, table, cents, dated, sign in LATER:
        rows = fund.columns.left_out(table)
        later = fund.of(table, rows[~fund.columns.cells_left_out(table, DATE)[rows]])
        amounts, days = later.euros(table, cents), later.days(table, dated)
        donors = later.texts(table, "donor").tolist() if kind is MovementKind.GIFT else [""] * len(days)
        for place in np.flatnonzero(~np.isnat(days)).tolist():
            due = sign * int(amounts.values[place]) if amounts.known[place] else None
            yield Movement(kind=kind, cents=due, day=_day(days[place]), donor=donors[place])


def _day(day: np.datetime64) -> date | None:
    found: date | None = None if np.isnat(day) else day.astype("datetime64[D]").item()
    return found


def _past(fund: Scope, given: Gifts, metrics: FundMetrics, closing: date | None) -> Iterator[MonthOfCash]:
    """The months over by the closing day, as their rows add up; none where these do not lead to the balance."""
    totals = (metrics.contributions.raised, metrics.transferred, metrics.running_costs)
    if closing is None or metrics.balance.value is None or fund.dataset.earlier:
        return
    flows = list(_flows(fund, given))
    computed = all(total.basis is Basis.COMPUTED for total in (*totals, metrics.balance))
    if not computed or [int(amounts.sum()) for _, amounts in flows] != [total.value for total in totals]:
        return
    dated = np.concatenate([np.array([closing], dtype="datetime64[M]"), *(months for months, _ in flows)])
    told = np.arange(dated.min(), dated.max() + 1)
    moved = np.zeros((len(flows), len(told)), dtype=np.int64)
    for own, (months, amounts) in zip(moved, flows, strict=True):
        np.add.at(own, (months - told[0]).astype(np.intp), amounts)
    received, paid = moved[0], moved[1:].sum(axis=0)
    columns = (told.astype("datetime64[D]"), received, paid, np.cumsum(received - paid))
    for month, came, went, cents in zip(*(column.tolist() for column in columns), strict=True):
        if end_of(month) <= closing:
            yield MonthOfCash(month=month, received=came, paid=went, cents=cents, lowest=cents)


def _flows(fund: Scope, given: Gifts) -> Iterator[tuple[Days, Values]]:
    """What came in, what was transferred and what the fund cost: the month and the amount of each dated row."""
    amounts = {name: fund.euros(name, "amount_cents").values for name in ("tranches", "running_costs")}
    amounts["contributions"] = given.received.values
    for name, column in (("contributions", "received_on"), ("tranches", "paid_on"), ("running_costs", "date")):
        days = fund.days(name, column)
        dated = ~np.isnat(days)
        yield days[dated].astype("datetime64[M]"), amounts[name][dated]


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
