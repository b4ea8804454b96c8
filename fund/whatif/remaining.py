"""What remains of a programme's money, else the most that it can be, and until when it lasts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from fund.metric import Metric, Release
from fund.metrics.figure import difference
from fund.metrics.result import ProgrammeMetrics, TrancheMetrics
from fund.whatif.spending_rate import Span, SpendingRate


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
