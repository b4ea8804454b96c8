"""The limits that a fund must keep, judged once for the checks and for what-if: which are exceeded, and by how much.

What is not communicated never hides a limit that the known amounts exceed already; a limit that is itself not
wholly known is never reported as exceeded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from fund.metric import Basis, Metric, Unit
from fund.metrics.result import FundMetrics, ProgrammeMetrics, TrancheMetrics


class Limit(StrEnum):
    """What must not happen."""

    NEGATIVE_BALANCE = "negative_balance"
    OVERALLOCATED = "overallocated"
    TRANCHES_ABOVE_BUDGET = "tranches_above_budget"
    BUDGET_OVERSPENT = "budget_overspent"
    PARTNER_OVERSPENT = "partner_overspent"
    TRANCHE_OVERSPENT = "tranche_overspent"
    RELEASE_NOT_MET = "release_not_met"
    EARMARKED_ABOVE_BUDGET = "earmarked_above_budget"
    NEGATIVE_COSTS = "negative_costs"
    NEGATIVE_SPENDING = "negative_spending"


OVERSPENDING = (Limit.TRANCHE_OVERSPENT, Limit.PARTNER_OVERSPENT, Limit.BUDGET_OVERSPENT)
"""The limits on what a programme spends, the nearest to a payment first."""


Bound = Literal["", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Exceeded:
    """A limit that is exceeded, and by how much.

    `bound` says how the amount is meant: `at_least` where some of what is used is not communicated, `at_most` where
    some of what came in is not, empty where both are known; `approximate` says whether one of the two is.
    """

    limit: Limit
    missing_cents: int
    programme: str = ""
    tranche: int | None = None
    bound: Bound = ""
    approximate: bool = False

    @property
    def key(self) -> tuple[Limit, str, int | None]:
        """Its identity, whatever is missing."""
        return self.limit, self.programme, self.tranche

    @property
    def missing(self) -> Metric:
        """What is missing, as a figure."""
        return Metric(
            code=self.limit,
            unit=Unit.CENTS,
            value=self.missing_cents,
            basis=Basis.DERIVED,
            approximate=self.approximate,
            precision=100,
        )


def exceeded(metrics: FundMetrics, programme: str = "") -> tuple[Exceeded, ...]:
    """Every limit that these figures exceed: the fund's, then each programme's (one alone where it is named)."""
    programmes = (each for each in metrics.programmes if programme in ("", each.code))
    return (*_of_fund(metrics), *(found for each in programmes for found in _of_programme(each)))


def _of_fund(metrics: FundMetrics) -> Iterator[Exceeded]:
    for limit, left in ((Limit.NEGATIVE_BALANCE, metrics.balance), (Limit.OVERALLOCATED, metrics.unallocated)):
        if left.value is not None and left.value < 0:
            bound: Bound = "at_most" if left.partial else ""
            yield Exceeded(limit, int(-left.value), bound=bound, approximate=left.approximate)
    yield from _below_zero(Limit.NEGATIVE_COSTS, metrics.running_costs)


def tied_beyond_budgets(metrics: FundMetrics) -> Metric | None:
    """What was given for programmes beyond their budgets, so not free for another one; None where nothing is."""
    found = [each for each in exceeded(metrics) if each.limit is Limit.EARMARKED_ABOVE_BUDGET]
    if not found:
        return None
    total = sum(each.missing_cents for each in found)
    at_least, about = any(each.bound == "at_least" for each in found), any(each.approximate for each in found)
    return replace(found[0].missing, value=total, at_least=at_least, approximate=about)


def with_excess(
    tranches: tuple[TrancheMetrics, ...], *, spent: Metric, transferred: Metric, allocated: Metric
) -> tuple[TrancheMetrics, ...]:
    """A programme's tranches; where it is overspent, what the unpaid ones wait for says by how much."""
    over = _overspent(tranches, spent=spent, transferred=transferred, allocated=allocated)
    worst = min(over, key=lambda each: (OVERSPENDING.index(each.limit), -each.missing_cents), default=None)
    if worst is None:
        return tranches
    at_least = worst.bound == "at_least"
    excess = replace(worst.missing, at_least=at_least, programme=spent.programme, tranche=worst.tranche)
    return tuple(
        replace(each, release=replace(each.release, excess=excess)) if each.release and each.paid_on is None else each
        for each in tranches
    )


def _overspent(
    tranches: tuple[TrancheMetrics, ...], *, spent: Metric, transferred: Metric, allocated: Metric
) -> Iterator[Exceeded]:
    """What is spent beyond the budget, beyond what was transferred, beyond a tranche."""
    code = spent.programme
    yield from _above(Limit.BUDGET_OVERSPENT, spent, allocated, programme=code)
    yield from _above(Limit.PARTNER_OVERSPENT, spent, transferred, programme=code)
    for each in tranches:
        yield from _above(Limit.TRANCHE_OVERSPENT, each.spent, each.amount, programme=code, tranche=each.number)


def _of_programme(programme: ProgrammeMetrics) -> Iterator[Exceeded]:
    code, budget, spent = programme.code, programme.allocated, programme.spent
    yield from _above(Limit.TRANCHES_ABOVE_BUDGET, programme.planned, budget, programme=code)
    yield from _overspent(programme.tranches, spent=spent, transferred=programme.transferred, allocated=budget)
    yield from _above(Limit.EARMARKED_ABOVE_BUDGET, programme.earmarked, budget, programme=code)
    yield from _below_zero(Limit.NEGATIVE_SPENDING, spent, programme=code)
    for tranche in programme.tranches:
        number, release = tranche.number, tranche.release
        if tranche.paid_on is not None and release is not None and release.met is False and release.to_justify.value:
            yield Exceeded(Limit.RELEASE_NOT_MET, int(release.to_justify.value), programme=code, tranche=number)


def _below_zero(limit: Limit, figure: Metric, *, programme: str = "") -> Iterator[Exceeded]:
    """An amount that can only be below zero by mistake: signs of a bank statement, a refund entered twice."""
    if figure.value is not None and figure.value < 0:
        yield Exceeded(limit, int(-figure.value), programme, approximate=figure.approximate)


def _above(
    limit: Limit, used: Metric, whole: Metric, *, programme: str, tranche: int | None = None
) -> Iterator[Exceeded]:
    if used.value is None or whole.value is None or whole.partial or used.value <= whole.value:
        return
    missing, about = int(used.value - whole.value), used.approximate or whole.approximate
    yield Exceeded(limit, missing, programme, tranche, "at_least" if used.partial else "", about)
