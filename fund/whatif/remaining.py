"""What remains of a programme's money, as much of it as can be told.

The metrics give no remainder where an expense has no known amount: it would be too high. Here the known expenses
are taken off all the same and the result says that it is an upper bound, for « at most 40 hours » answers the
question and « not communicated » does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fund.metric import Metric
from fund.metrics.figure import difference
from fund.metrics.result import ProgrammeMetrics, TrancheMetrics


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
    figure = difference(code, received, replace(spent, unknown=0))
    return Remaining(replace(figure, terms=(received, spent)), at_most=figure.value is not None and bool(spent.unknown))
