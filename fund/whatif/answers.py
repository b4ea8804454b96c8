"""What a scenario answers: figures as they are, as they would be, and the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from fund.metric import Metric, Unit
from fund.metrics.figure import difference
from fund.metrics.limits import Exceeded, Limit, exceeded
from fund.metrics.over_time.movements import CashPath, MonthOfCash
from fund.metrics.result import FundMetrics, ProgrammeMetrics, TrancheMetrics
from fund.whatif.apply import Applied
from fund.whatif.levers.purchase import PurchaseTender, once_bought, purchase_tenders
from fund.whatif.remaining import ReleaseOutlook, Runway, SpendingRate, outlook, runways, spending_rate

Before = TypeVar("Before")
After = TypeVar("After")

MOVED_IN_BOTH = frozenset(("allocated", "transferred", "spent", "hours_delivered"))
MOVED_IN_PROGRAMME = MOVED_IN_BOTH | {"partner_balance", "budget_share"}
MOVED_IN_FUND = MOVED_IN_BOTH | {"raised", "outstanding", "unallocated", "running_costs", "balance"}
"""The figures that a scenario may move."""


@dataclass(frozen=True, slots=True, eq=False)
class Compared(Generic[Before, After]):
    """Something of a programme, or of the fund (empty), as it is, and as the scenario makes it."""

    programme: str
    baseline: Before
    scenario: After


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CashChange:
    """The month whose cash changes most, as it is and as it would be; `back` is the first one that is as it was again.

    `everywhere`: it is the balance that changes, and each month with it by as much. `short` is the first month that
    runs short then, where it is another one, or by another amount; `mended`: there was one, and is none.
    """

    month: date
    before: Metric
    after: Metric
    back: date | None
    everywhere: bool
    short: MonthOfCash | None
    mended: bool


@dataclass(frozen=True, slots=True)
class Constraint:
    """A limit that the scenario exceeds; `before` is by how much the fund as it is does, None where it does not."""

    exceeded: Exceeded
    before: Exceeded | None

    @property
    def is_worse(self) -> bool:
        """Whether the scenario is to blame for it, or for a part of it."""
        return self.before is None or self.exceeded.missing_cents > self.before.missing_cents


@dataclass(frozen=True, eq=False)
class Answers:
    """Everything a scenario answers about the fund and its programmes.

    Each is worked out when it is first asked for. `tranches` and `runways` have no baseline where only the scenario
    has the tranche. `releases` are the conditions of the tranches that are not paid today, `rates` the recent rates of
    spending, at the scenario's exchange rates. `constraints` are broken by the scenario, `lifted` only by the fund as
    it is.
    """

    applied: Applied

    @cached_property
    def figures(self) -> tuple[Compared[Metric, Metric], ...]:
        """Every figure that a scenario may move."""
        return (
            *_figures(fund_figures(self.applied.baseline.metrics), fund_figures(self.applied.simulated.metrics)),
            *(answer for p in self._pairs for answer in _figures(_of_programme(p.before), _of_programme(p.after))),
        )

    @cached_property
    def moved(self) -> tuple[Compared[Metric, Metric], ...]:
        """The figures that change: the fund's first, money before hours, the largest change first."""
        told = (each for each in self.figures if each.baseline.is_known and each.scenario.is_known)
        found = [each for each in told if each.baseline.value != each.scenario.value]
        return tuple(sorted(found, key=_rank))

    @cached_property
    def cash(self) -> CashChange | None:
        """What changes of the fund's cash; None where nothing does, or its cash can't be told."""
        return _cash_change(self.applied.baseline.metrics.cash, self.applied.simulated.metrics.cash)

    @cached_property
    def tranches(self) -> tuple[Compared[TrancheMetrics | None, TrancheMetrics], ...]:
        """The tranches by programme and number."""
        return tuple(answer for pair in self._pairs for answer in pair.tranches())

    @cached_property
    def releases(self) -> tuple[Compared[ReleaseOutlook, ReleaseOutlook], ...]:
        """The conditions of the tranches that are not paid today."""
        return tuple(answer for pair in self._pairs for answer in pair.releases())

    @cached_property
    def rates(self) -> tuple[Compared[SpendingRate, SpendingRate], ...]:
        """The recent rate of spending of each programme."""
        return tuple(Compared(pair.before.code, pair.rate, pair.rate_after) for pair in self._pairs)

    @cached_property
    def tenders(self) -> tuple[PurchaseTender, ...]:
        """The purchases supposed, beside the rule of tenders."""
        return purchase_tenders(self.applied)

    @cached_property
    def runways(self) -> tuple[Compared[Runway | None, Runway], ...]:
        """What runs out, and when."""
        return tuple(answer for pair in self._pairs for answer in pair.runways())

    @cached_property
    def constraints(self) -> tuple[Constraint, ...]:
        """The limits that the scenario exceeds."""
        after = exceeded(once_bought(self.applied))
        return tuple(Constraint(each, self._exceeded_today.get(each.key)) for each in after)

    @cached_property
    def lifted(self) -> tuple[Exceeded, ...]:
        """The limits that only the fund as it is exceeds."""
        kept = {each.exceeded.key for each in self.constraints}
        return tuple(each for key, each in self._exceeded_today.items() if key not in kept)

    @cached_property
    def _exceeded_today(self) -> dict[tuple[Limit, str, int | None], Exceeded]:
        return {each.key: each for each in exceeded(self.applied.baseline.metrics)}

    @cached_property
    def _pairs(self) -> list[_Pair]:
        after = self.applied.simulated.metrics
        return [_Pair(self.applied, one, after.programme(one.code)) for one in self.applied.baseline.metrics.programmes]


@dataclass(frozen=True, eq=False)
class _Pair:
    """A programme as it is and as it would be, with its rate of spending in both."""

    applied: Applied
    before: ProgrammeMetrics
    after: ProgrammeMetrics

    @cached_property
    def rate(self) -> SpendingRate:
        return spending_rate(self.applied.baseline.dataset, self.before)

    @cached_property
    def rate_after(self) -> SpendingRate:
        changes = self.applied.rate_changes
        return spending_rate(self.applied.baseline.dataset, self.before, changes) if changes else self.rate

    def tranches(self) -> Iterator[Compared[TrancheMetrics | None, TrancheMetrics]]:
        known = {each.number: each for each in self.before.tranches}
        return (Compared(self.before.code, known.get(each.number), each) for each in self.after.tranches)

    def runways(self) -> Iterator[Compared[Runway | None, Runway]]:
        known = {(each.resource, each.tranche): each for each in runways(self.before, self.rate)}
        for each in runways(self.after, self.rate_after):
            yield Compared(self.before.code, known.get((each.resource, each.tranche)), each)

    def releases(self) -> Iterator[Compared[ReleaseOutlook, ReleaseOutlook]]:
        """Of tranches that are not paid today: one brought forward shows what it did not wait for."""
        for old, new in ((each.baseline, each.scenario) for each in self.tranches()):
            if old is not None and old.paid_on is None and old.release is not None:
                before, after = outlook(self.before, old, self.rate), outlook(self.after, new, self.rate_after)
                yield Compared(self.before.code, before, after)


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


def _rank(answer: Compared[Metric, Metric]) -> tuple[bool, bool, float]:
    change = (answer.scenario.value or 0) - (answer.baseline.value or 0)
    return bool(answer.programme), answer.scenario.unit is not Unit.CENTS, -abs(change)


def _cash_change(before: CashPath, after: CashPath) -> CashChange | None:
    if not before.months or not after.months:
        return None
    last = max(before.months[-1].month, after.months[-1].month)
    pairs = list(zip(before.until(last), after.until(last), strict=True))
    moved = [(old, new) for old, new in pairs if old.cents != new.cents]
    if not moved:
        return None
    old, new = max(moved, key=lambda pair: abs(pair[1].cents - pair[0].cents))
    changes = {new.cents - old.cents for old, new in pairs} | {(after.balance.value or 0) - (before.balance.value or 0)}
    later = [each.month for each, _ in pairs if each.month > moved[-1][0].month]
    was, short = before.first_short, after.first_short
    same = was is not None and short is not None and (was.month, was.lowest) == (short.month, short.lowest)
    return CashChange(
        month=old.month,
        before=before.figure(old.cents),
        after=after.figure(new.cents),
        back=later[0] if later else None,
        everywhere=len(changes) == 1,
        short=None if same else short,
        mended=was is not None and short is None,
    )


def _figures(before: Sequence[Metric], after: Sequence[Metric]) -> Iterator[Compared[Metric, Metric]]:
    return (Compared(old.programme, old, new) for old, new in zip(before, after, strict=True))


def fund_figures(metrics: FundMetrics) -> list[Metric]:
    """The figures of the fund that a scenario may move."""
    return [figure for figure in metrics.figures() if figure.code in MOVED_IN_FUND]


def _of_programme(programme: ProgrammeMetrics) -> list[Metric]:
    return [figure for figure in programme.figures() if figure.code in MOVED_IN_PROGRAMME]
