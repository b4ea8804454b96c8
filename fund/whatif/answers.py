"""What a scenario answers: figures as they are, as they would be, and the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from fund.metric import Metric
from fund.metrics.figure import difference
from fund.metrics.limits import Exceeded, exceeded
from fund.metrics.result import FundMetrics, ProgrammeMetrics, TrancheMetrics
from fund.whatif.apply import Applied
from fund.whatif.levers.purchase import PurchaseTender, purchase_tenders
from fund.whatif.remaining import (
    HoursAffordable,
    ReleaseOutlook,
    Runway,
    hours_affordable,
    outlook,
    runways,
)
from fund.whatif.spending_rate import SpendingRate, spending_rate

Before = TypeVar("Before")
After = TypeVar("After")

MOVED_IN_PROGRAMME = frozenset(
    ("allocated", "transferred", "spent", "partner_balance", "budget_share", "hours_delivered")
)
MOVED_IN_FUND = frozenset(
    (
        *("raised", "outstanding", "allocated", "unallocated", "transferred", "spent", "running_costs", "balance"),
        "hours_delivered",
    )
)
"""The figures that a scenario may move."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """A figure as it is, as it would be, and what the scenario makes of it; no difference where one is unknown."""

    code: str
    programme: str
    baseline: Metric
    scenario: Metric
    difference: Metric | None


@dataclass(frozen=True, slots=True, eq=False)
class Compared(Generic[Before, After]):
    """Something of a programme as it is, and as the scenario makes it."""

    programme: str
    baseline: Before
    scenario: After


@dataclass(frozen=True, slots=True)
class Constraint:
    """A limit that the scenario exceeds; `before` is by how much the fund as it is does, None where it does not."""

    exceeded: Exceeded
    before: Exceeded | None

    @property
    def is_worse(self) -> bool:
        """Whether the scenario is to blame for it, or for a part of it."""
        return self.before is None or self.exceeded.missing_cents > self.before.missing_cents


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Answers:
    """Everything a scenario answers.

    `tranches` and `runways` have no baseline where only the scenario has the tranche. `releases` are the conditions of
    the tranches that are not paid today, `rates` the recent rates of spending, at the scenario's exchange rates,
    `hours` those that a programme's money pays for, at the cost per hour of the fund as it is. `constraints` are
    broken by the scenario, `lifted` only by the fund as it is.
    """

    figures: tuple[Answer, ...]
    tranches: tuple[Compared[TrancheMetrics | None, TrancheMetrics], ...]
    releases: tuple[Compared[ReleaseOutlook, ReleaseOutlook], ...]
    rates: tuple[Compared[SpendingRate, SpendingRate], ...]
    hours: tuple[Compared[HoursAffordable, HoursAffordable], ...]
    tenders: tuple[PurchaseTender, ...]
    runways: tuple[Compared[Runway | None, Runway], ...]
    constraints: tuple[Constraint, ...]
    lifted: tuple[Exceeded, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """A programme as it is and as it would be, with its rate of spending in both."""

    before: ProgrammeMetrics
    after: ProgrammeMetrics
    rate: SpendingRate
    rate_after: SpendingRate


def answers(applied: Applied, programme: str = "") -> Answers:
    """The answers about the fund and its programmes; with `programme`, about the fund and that one only."""
    baseline = applied.baseline
    codes = [p.code for p in baseline.metrics.programmes if programme in ("", p.code)]
    pairs = [_pair(applied, code) for code in codes]
    before = {each.key: each for each in exceeded(baseline.metrics, programme)}
    after = exceeded(applied.simulated.metrics, programme)
    kept = {each.key for each in after}
    return Answers(
        figures=(
            *_figures(fund_figures(baseline.metrics), fund_figures(applied.simulated.metrics)),
            *(answer for p in pairs for answer in _figures(_of_programme(p.before), _of_programme(p.after))),
        ),
        tranches=tuple(answer for pair in pairs for answer in _tranches(pair)),
        releases=tuple(answer for pair in pairs for answer in _releases(pair)),
        rates=tuple(Compared(pair.before.code, pair.rate, pair.rate_after) for pair in pairs),
        hours=tuple(_hours(pair) for pair in pairs),
        tenders=tuple(t for t in purchase_tenders(applied) if programme in ("", t.purchase.programme)),
        runways=tuple(answer for pair in pairs for answer in _runways(pair)),
        constraints=tuple(Constraint(each, before.get(each.key)) for each in after),
        lifted=tuple(each for key, each in before.items() if key not in kept),
    )


def changed(before: Metric, after: Metric) -> Metric | None:
    """What a scenario makes of a figure: after − before.

    The rows that are not communicated are the same on both sides and the « environ » is too: the change itself is
    exact, unless the scenario adds rows of which the figure is not known.
    """
    if before.value is None or after.value is None:
        return None
    more, at_least = max(0, after.unknown - before.unknown), after.at_least and not before.at_least
    added = replace(after, unknown=more, at_least=at_least)
    return replace(difference(after.code, added, before.known_part), approximate=False)


def _pair(applied: Applied, code: str) -> _Pair:
    dataset, before = applied.baseline.dataset, applied.baseline.metrics.programme(code)
    rate, changes = spending_rate(dataset, before), applied.rate_changes
    rate_after = spending_rate(dataset, before, changes) if changes else rate
    return _Pair(before, applied.simulated.metrics.programme(code), rate, rate_after)


def _figures(before: Sequence[Metric], after: Sequence[Metric]) -> Iterator[Answer]:
    for old, new in zip(before, after, strict=True):
        yield Answer(old.code, old.programme, old, new, changed(old, new))


def fund_figures(metrics: FundMetrics) -> list[Metric]:
    """The figures of the fund that a scenario may move."""
    return [figure for figure in metrics.figures() if figure.code in MOVED_IN_FUND]


def _of_programme(programme: ProgrammeMetrics) -> list[Metric]:
    return [figure for figure in programme.figures() if figure.code in MOVED_IN_PROGRAMME]


def _compared(
    programme: str, before: Iterable[Before], after: Iterable[Before], key: Callable[[Before], object]
) -> Iterator[Compared[Before | None, Before]]:
    """Each thing as the scenario makes it, beside the same one as it is: None where only the scenario has it."""
    known = {key(each): each for each in before}
    for each in after:
        yield Compared(programme, known.get(key(each)), each)


def _tranches(pair: _Pair) -> Iterator[Compared[TrancheMetrics | None, TrancheMetrics]]:
    code = pair.before.code
    return _compared(code, pair.before.tranches, pair.after.tranches, key=lambda tranche: tranche.number)


def _runways(pair: _Pair) -> Iterator[Compared[Runway | None, Runway]]:
    before, after = runways(pair.before, pair.rate), runways(pair.after, pair.rate_after)
    return _compared(pair.before.code, before, after, key=lambda runway: (runway.resource, runway.tranche))


def _releases(pair: _Pair) -> Iterator[Compared[ReleaseOutlook, ReleaseOutlook]]:
    """The conditions of the tranches that are not paid today: one brought forward shows what it did not wait for."""
    after = {tranche.number: tranche for tranche in pair.after.tranches}
    for tranche in pair.before.tranches:
        if tranche.paid_on is None and tranche.release is not None:
            yield Compared(
                tranche.programme,
                outlook(pair.before, tranche, pair.rate),
                outlook(pair.after, after[tranche.number], pair.rate_after),
            )


def _hours(pair: _Pair) -> Compared[HoursAffordable, HoursAffordable]:
    cost = pair.before.hour_cost
    return Compared(pair.before.code, hours_affordable(pair.before, cost), hours_affordable(pair.after, cost))
