"""The levers that a fund allows, with what a slider needs; and for those that it does not, why.

A lever is offered when a trial of it can be planned: what is offered and what is applied follow the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from fund.metric import Metric
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.model import Dataset
from fund.whatif.lever import (
    BudgetChange,
    BudgetMove,
    ExtraContribution,
    HoursChange,
    Kind,
    Lever,
    NewTranche,
    OutstandingReceived,
    PlannedExpense,
    RateChange,
    RunningCosts,
    Scenario,
    TrancheForward,
)
from fund.whatif.plan import plan
from fund.whatif.prices import latest_rate
from fund.whatif.refusal import Refusal, RefusedLever
from fund.whatif.remaining import budget_remaining

SMALL_FUND_CENTS = 10_000_00
"""What a slider goes up to where the fund has no amount to go by."""

LEAST_HOURS = 100


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Offer:
    """A lever on a fund (`programme` empty) or on one of its programmes.

    `current` is the figure it moves. `minimum`, `maximum` and `step`
    are in the lever's own unit: cents, hours, or a fraction for shares and rates. `refused` says why it is not
    possible. `choices` are what else must be chosen: the programmes a budget may go to or a gift be earmarked for,
    the currencies of a purchase."""

    kind: Kind
    programme: str = ""
    tranche: int | None = None
    currency: str = ""
    current: Metric | None = None
    minimum: float = 0
    maximum: float = 0
    step: float = 0
    choices: tuple[str, ...] = ()
    refused: RefusedLever | None = None

    @property
    def possible(self) -> bool:
        """Whether the lever can be computed on this fund."""
        return self.refused is None


@dataclass(frozen=True, slots=True, eq=False)
class _Fund:
    dataset: Dataset
    metrics: FundMetrics

    def refusal(self, lever: Lever) -> RefusedLever | None:
        """Why a trial of a lever is refused; None where it is not."""
        refused = plan(Scenario((lever,)), self.dataset, self.metrics).refused
        return refused[0] if refused else None


def offers(dataset: Dataset, metrics: FundMetrics) -> tuple[Offer, ...]:
    """Every lever of a fund, possible or not: the fund's own first, then each programme's."""
    fund = _Fund(dataset, metrics)
    return (*_of_fund(fund), *(offer for programme in metrics.programmes for offer in _of_programme(fund, programme)))


def current_rates(dataset: Dataset) -> dict[str, float]:
    """The currencies that have a rate on the fund's as-of day, by code, with their units for 1 €."""
    as_of = dataset.fund.as_of
    if as_of is None:
        return {}
    table = dataset.table("rates")
    codes = sorted({str(code) for code in table["currency"].dropna()})
    rates = {code: latest_rate(table, code, as_of.day) for code in codes}
    return {code: rate for code, rate in rates.items() if rate is not None}


def round_up(cents: float) -> int:
    """The next amount that is 1, 2 or 5 followed by zeros: what a slider ends at."""
    size = 100
    while True:
        for digit in (1, 2, 5):
            if cents <= digit * size:
                return digit * size
        size *= 10


def _of_fund(fund: _Fund) -> Iterator[Offer]:
    given, metrics = fund.metrics.contributions, fund.metrics
    top = _top(given.raised)
    yield Offer(
        kind=Kind.CONTRIBUTION,
        current=given.raised,
        maximum=top,
        step=_step(top),
        choices=tuple(programme.code for programme in metrics.programmes),
        refused=fund.refusal(ExtraContribution(1)),
    )
    yield Offer(
        kind=Kind.OUTSTANDING,
        current=given.outstanding,
        maximum=1,
        step=0.05,
        refused=fund.refusal(OutstandingReceived(1)),
    )
    costs = _top(metrics.running_costs)
    yield Offer(
        kind=Kind.RUNNING_COSTS,
        current=metrics.running_costs,
        minimum=-(metrics.running_costs.value or 0),
        maximum=costs,
        step=_step(costs),
        refused=fund.refusal(RunningCosts(1)),
    )
    known = current_rates(fund.dataset)
    for currency in known:
        yield Offer(kind=Kind.RATE, currency=currency, minimum=-0.5, maximum=0.5, step=0.01)
    if not known:
        reason = Refusal.NO_DAY if fund.dataset.fund.as_of is None else Refusal.NO_RATES
        yield Offer(kind=Kind.RATE, refused=RefusedLever(RateChange("XXX", 0.1), reason))


def _of_programme(fund: _Fund, programme: ProgrammeMetrics) -> Iterator[Offer]:
    yield from _budgets(fund, programme)
    yield from _tranches(fund, programme)
    yield _purchase(fund, programme)
    delivered = programme.hours.delivered
    most = max(LEAST_HOURS, round_up(delivered.value or 0))
    yield Offer(
        kind=Kind.HOURS,
        programme=programme.code,
        current=delivered,
        minimum=-int(delivered.value or 0),
        maximum=most,
        step=max(1, most // 100),
        refused=fund.refusal(HoursChange(programme.code, 1)),
    )


def _budgets(fund: _Fund, programme: ProgrammeMetrics) -> Iterator[Offer]:
    code, allocated = programme.code, programme.allocated
    top = _top(allocated)
    refused = fund.refusal(BudgetChange(code, 1))
    budget = Offer(
        kind=Kind.BUDGET,
        programme=code,
        current=allocated,
        minimum=-(allocated.value or 0),
        maximum=top,
        step=_step(top),
        refused=refused,
    )
    yield budget
    moves = {
        other.code: fund.refusal(BudgetMove(code, other.code, 1))
        for other in fund.metrics.programmes
        if other.code != code
    }
    targets = tuple(target for target, reason in moves.items() if reason is None)
    if moves:
        first = next(iter(moves.values()))
        yield replace(
            budget,
            kind=Kind.MOVE,
            minimum=0,
            maximum=allocated.value or 0,
            choices=targets,
            refused=None if targets else refused or first,
        )


def _tranches(fund: _Fund, programme: ProgrammeMetrics) -> Iterator[Offer]:
    code, transferred = programme.code, programme.transferred
    top = _top(programme.allocated)
    yield Offer(
        kind=Kind.NEW_TRANCHE,
        programme=code,
        current=transferred,
        maximum=top,
        step=_step(top),
        refused=fund.refusal(NewTranche(code, 1, _day(fund))),
    )
    for tranche in programme.tranches:
        if tranche.paid_on is None:
            yield Offer(
                kind=Kind.FORWARD,
                programme=code,
                tranche=tranche.number,
                current=tranche.amount,
                refused=fund.refusal(TrancheForward(code, tranche.number)),
            )


def _purchase(fund: _Fund, programme: ProgrammeMetrics) -> Offer:
    refused = fund.refusal(PlannedExpense(programme.code, None, 1))
    top = _top(budget_remaining(programme).amount)
    rule = programme.tender
    known = ("EUR", *current_rates(fund.dataset))
    own = (rule.currency,) if rule is not None and rule.currency not in known else ()
    return Offer(
        kind=Kind.EXPENSE,
        programme=programme.code,
        current=programme.spent,
        maximum=top,
        step=_step(top),
        choices=(*known, *own),
        refused=refused,
    )


def _day(fund: _Fund) -> date | None:
    as_of = fund.dataset.fund.as_of
    return None if as_of is None else as_of.day


def _top(figure: Metric) -> int:
    """What a slider goes up to: about the figure it moves."""
    return round_up(figure.value) if figure.value and figure.value > 0 else SMALL_FUND_CENTS


def _step(top: int) -> int:
    """A hundredth of the way, in whole euros."""
    return max(100, top // 100)
