"""The limits that a fund must keep, judged once for the checks and for what-if: which are exceeded, and by how much.

What is not communicated never hides a limit that the known amounts exceed already; a limit that is itself not
wholly known is never reported as exceeded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from fund.metric import Basis, Metric, Unit
from fund.metrics.figure import addition
from fund.metrics.result import FundMetrics, ProgrammeMetrics


class Limit(StrEnum):
    """What must not happen."""

    NEGATIVE_BALANCE = "negative_balance"
    OVERALLOCATED = "overallocated"
    TRANCHES_ABOVE_BUDGET = "tranches_above_budget"
    BUDGET_OVERSPENT = "budget_overspent"
    PARTNER_OVERSPENT = "partner_overspent"
    TRANCHE_OVERSPENT = "tranche_overspent"
    RELEASE_NOT_MET = "release_not_met"


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
        cents, about = self.missing_cents, self.approximate
        return Metric(code=self.limit, unit=Unit.CENTS, value=cents, basis=Basis.DERIVED, approximate=about)


def exceeded(metrics: FundMetrics, programme: str = "") -> tuple[Exceeded, ...]:
    """Every limit that these figures exceed: the fund's, then each programme's (one alone where it is named)."""
    programmes = (each for each in metrics.programmes if programme in ("", each.code))
    return (*_of_fund(metrics), *(found for each in programmes for found in _of_programme(each)))


def _of_fund(metrics: FundMetrics) -> Iterator[Exceeded]:
    for limit, left in ((Limit.NEGATIVE_BALANCE, metrics.balance), (Limit.OVERALLOCATED, metrics.unallocated)):
        if left.value is not None and left.value < 0:
            bound: Bound = "at_most" if left.unknown else ""
            yield Exceeded(limit, int(-left.value), bound=bound, approximate=left.approximate)


def _of_programme(programme: ProgrammeMetrics) -> Iterator[Exceeded]:
    code = programme.code
    tranches = addition("tranche_amount", Unit.CENTS, [tranche.amount for tranche in programme.tranches])
    yield from _above(Limit.TRANCHES_ABOVE_BUDGET, tranches, programme.allocated, programme=code)
    yield from _above(Limit.BUDGET_OVERSPENT, programme.spent, programme.allocated, programme=code)
    yield from _above(Limit.PARTNER_OVERSPENT, programme.spent, programme.transferred, programme=code)
    for tranche in programme.tranches:
        number, release = tranche.number, tranche.release
        yield from _above(Limit.TRANCHE_OVERSPENT, tranche.spent, tranche.amount, programme=code, tranche=number)
        if tranche.paid_on is not None and release is not None and release.met is False and release.to_justify.value:
            yield Exceeded(Limit.RELEASE_NOT_MET, int(release.to_justify.value), programme=code, tranche=number)


def _above(
    limit: Limit, used: Metric, whole: Metric, *, programme: str, tranche: int | None = None
) -> Iterator[Exceeded]:
    if used.value is None or whole.value is None or whole.unknown or used.value <= whole.value:
        return
    missing, about = int(used.value - whole.value), used.approximate or whole.approximate
    yield Exceeded(limit, missing, programme, tranche, "at_least" if used.unknown else "", about)
