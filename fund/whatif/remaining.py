"""What remains of a programme's money, as much of it as can be told, and until when it lasts.

The metrics give no remainder where an expense has no known amount: it would be too high. Here the known expenses
are taken off all the same and the result says that it is an upper bound, for « at most 4 000 € » answers the
question and « not communicated » does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from fund.metric import Metric, Release
from fund.metrics.figure import difference
from fund.metrics.result import ProgrammeMetrics, TrancheMetrics
from fund.whatif.spending_rate import Span, SpendingRate


@dataclass(frozen=True, slots=True, eq=False)
class Remaining:
    """An amount that is left (cents); `at_most` where some expenses are not known and less is left."""

    amount: Metric
    at_most: bool


def partner_remaining(programme: ProgrammeMetrics) -> Remaining:
    """What the partner still holds: transferred − spent."""
    return _left("partner_balance", programme.transferred, programme.spent)


def budget_remaining(programme: ProgrammeMetrics) -> Remaining:
    """What of the budget is not spent: allocated − spent."""
    return _left("budget_remaining", programme.allocated, programme.spent)


def tranche_remaining(tranche: TrancheMetrics) -> Remaining:
    """What of a tranche is not spent: its amount − spent on it."""
    return _left("tranche_remaining", tranche.amount, tranche.spent)


def _left(code: str, received: Metric, spent: Metric) -> Remaining:
    figure = difference(code, received, spent.known_part)
    return Remaining(replace(figure, terms=(received, spent)), at_most=figure.value is not None and spent.partial)


class Resource(StrEnum):
    """What can run out."""

    TRANCHE = "tranche"
    PARTNER = "partner"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Runway:
    """What remains of a resource, and between which days it is spent.

    `at_most`: some expenses are not known, less remains and it runs out sooner. `exhausted`: nothing is left of it
    already. Otherwise, without a span, `reason` says why: a reason of the metrics where what remains is not known,
    else one of `whatif.spending_rate.reasons` in the wording.
    """

    programme: str
    resource: Resource
    remaining: Metric
    tranche: int | None = None
    at_most: bool = False
    span: Span | None = None
    exhausted: bool = False
    reason: str = ""


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
        runway = _runway(Resource.TRANCHE, tranche_remaining(tranche), rate)
        yield replace(runway, tranche=tranche.number)
    yield _runway(Resource.PARTNER, partner_remaining(programme), rate)
    yield _runway(Resource.BUDGET, budget_remaining(programme), rate)


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


def _runway(resource: Resource, remaining: Remaining, rate: SpendingRate) -> Runway:
    amount = remaining.amount
    runway = Runway(programme=rate.programme, resource=resource, remaining=amount, at_most=remaining.at_most)
    if amount.value is None:
        return replace(runway, reason=amount.reason)
    if amount.value <= 0:
        return replace(runway, exhausted=True)
    span, reason = _span(int(amount.value), rate)
    return replace(runway, span=span, reason=reason)


def _span(cents: int, rate: SpendingRate) -> tuple[Span | None, str]:
    if rate.reason:
        return None, rate.reason
    span = rate.until(cents)
    return span, "" if span else "not_within_sight"
