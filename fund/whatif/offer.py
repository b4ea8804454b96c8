"""The levers that a fund allows, with what a slider needs; and for those that it does not, why.

A lever is offered when a trial of it can be planned: what is offered and what is applied follow the same rules.
"""

from __future__ import annotations

from fund.metric import Metric
from fund.metrics.state import FundState
from fund.whatif.lever import Lever, Offer, RefusedLever, registered
from fund.whatif.prices import latest_rate
from fund.whatif.refusal import LeverRefusedError
from fund.whatif.scenario_plan import ScenarioPlan

SMALL_FUND_CENTS = 10_000_00
"""What a slider goes up to where the fund has no amount to go by."""


def offers(fund: FundState) -> tuple[Offer, ...]:
    """Every question about a fund, possible or not, in the order in which they are asked of it and of a programme."""
    plan = ScenarioPlan(dataset=fund.dataset, metrics=fund.metrics)
    return tuple(offer for lever in registered() for offer in lever.offers(plan))


def refusal_of(trial: Lever, plan: ScenarioPlan) -> RefusedLever | None:
    """Why a trial of a lever is refused; None where it is not."""
    try:
        trial.planned(plan)
    except LeverRefusedError as refusal:
        return RefusedLever(trial, refusal.reason, refusal.fields)
    return None


def money_offer(lever: Lever, plan: ScenarioPlan, *, trial: Lever, beside: Metric, least: float = 0) -> Offer:
    """An amount of money, from `least` to about the figure it stands beside, in steps of a hundredth of that."""
    top = round_up(beside.value) if beside.value and beside.value > 0 else SMALL_FUND_CENTS
    return Offer(
        lever=lever,
        minimum=least,
        maximum=top,
        step=max(100, top // 100),
        refused=refusal_of(trial, plan),
    )


def current_currencies(plan: ScenarioPlan) -> tuple[str, ...]:
    """The codes of the currencies that have a rate on the fund's as-of day."""
    day, table = plan.day, plan.dataset.table("rates")
    if day is None:
        return ()
    codes = sorted({str(code) for code in table["currency"].dropna()})
    return tuple(code for code in codes if latest_rate(table, code, day) is not None)


def round_up(amount: float) -> int:
    """The next amount that is 1, 2 or 5 followed by zeros: what a slider ends at."""
    size = 100
    while True:
        for digit in (1, 2, 5):
            if amount <= digit * size:
                return digit * size
        size *= 10
