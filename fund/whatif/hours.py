"""What an hour of training has cost a programme, and how many more its money pays for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from fund.metric import Metric, Unit
from fund.metrics.figure import ratio
from fund.metrics.result import ProgrammeMetrics
from fund.whatif.remaining import Remaining, budget_remaining, partner_remaining


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class HoursAffordable:
    """Whole hours that what remains pays for, at the programme's own cost per hour.

    `cost_per_hour` is in cents, not rounded, with its numerator and its denominator. `by_partner` counts the hours
    that the money held by the partner pays for, `by_budget` those that the budget not spent yet does; their terms
    are the money and the cost. With `at_most`, some expenses are not known: less money is left and an hour costs more.
    """

    programme: str
    cost_per_hour: Metric
    by_partner: Metric
    by_budget: Metric
    at_most: bool


def cost_per_hour(programme: ProgrammeMetrics) -> Metric:
    """Spent ÷ hours delivered, in cents: everything the programme spends is what its hours cost."""
    return ratio("cost_per_hour", programme.spent, programme.hours.delivered, unit=Unit.CENTS)


def cost_of(hours: int, cost: Metric) -> int:
    """What whole hours cost, to the nearest cent (halves away from zero); `cost` has a value."""
    exact = abs(hours) * _exact(cost)
    cents = int((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return cents if hours > 0 else -cents


def hours_affordable(programme: ProgrammeMetrics, cost: Metric) -> HoursAffordable:
    """The hours that the programme's money still pays for, each one at `cost`."""
    held, budget = partner_remaining(programme), budget_remaining(programme)
    return HoursAffordable(
        programme=programme.code,
        cost_per_hour=cost,
        by_partner=_affordable("hours_by_partner", held, cost),
        by_budget=_affordable("hours_by_budget", budget, cost),
        at_most=held.at_most or budget.at_most,
    )


def _affordable(code: str, money: Remaining, cost: Metric) -> Metric:
    """Money ÷ cost per hour, whole hours only, none where the money is gone."""
    figure = ratio(code, money.amount, replace(cost, unknown=0), unit=Unit.HOURS)
    if figure.value is None or money.amount.value is None:
        return figure
    whole = max(0, int(money.amount.value) // _exact(cost))
    return replace(figure, value=float(whole), numerator=None, denominator=None, terms=(money.amount, cost))


def _exact(cost: Metric) -> Fraction:
    """The cost of an hour in cents, as a fraction: what was spent over the hours delivered."""
    spent, hours = cost.numerator, cost.denominator
    if spent is None or hours is None or spent.value is None or not hours.value:
        raise ValueError("a cost per hour that is known has its parts")
    return Fraction(int(spent.value)) / Fraction(repr(float(hours.value)))
