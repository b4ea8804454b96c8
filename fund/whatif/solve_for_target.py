"""« Pour atteindre… »: the least amount of one lever that reaches a target, or why none does.

The amount is found by applying the lever and reading the figures, so that the arithmetic stays in `fund.metrics`:
a first guess, a straight line where it falls short, and the search ends only when an amount reaches the target and
the one just below (one cent less, or one hour) does not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from fund.metrics.state import FundState
from fund.whatif.apply import Applied, apply
from fund.whatif.lever import Lever, Scenario
from fund.whatif.refusal import LeverRefusal, LeverRefusedError
from fund.whatif.targets import Aim, Target, aimed


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """The lever with the least amount that reaches the target (None: it is reached without), and the fund then.

    `evaluations` counts how often the figures were computed.
    """

    lever: Lever | None
    applied: Applied
    evaluations: int


@dataclass(frozen=True, slots=True, eq=False)
class Unreachable:
    """Why no amount of the lever reaches the target; `fields` as in `RefusedLever`."""

    reason: str
    fields: Mapping[str, object] = field(default_factory=dict)


def reach(target: Target, lever: Lever, scenario: Scenario, fund: FundState) -> Reached | Unreachable:
    """The least amount of a lever, beside a scenario's others, that reaches a target.

    The amount of the `lever` given does not count; all the rest of it does (programme, tranche, currency, day).
    A budget is changed downwards: only a lower one is sooner used. Hours are whole.
    """
    try:
        largest = int(lever.searched_field().quantity.largest)
        before = apply(scenario, fund)
        return _least(aimed(target, before.metrics), lever, before, largest)
    except LeverRefusedError as refusal:
        return Unreachable(refusal.reason, refusal.fields)


def _least(aim: Aim, lever: Lever, before: Applied, largest: int) -> Reached | Unreachable:
    """Narrow down between an amount that falls short (`low`) and one that reaches the target (`high`)."""
    evaluations = 0 if before.metrics is before.baseline.metrics else 1
    start = aim.gap(before.metrics)
    if start <= 0:
        return Reached(None, before, evaluations)
    low, high, found, step = 0, largest + 1, before, 1
    amount = lever.first_guess(start, aim.target.unit, before.dataset, before.baseline.metrics)
    while high - low > 1:
        amount = min(max(amount, low + 1), high - 1)
        applied = _applied(lever.with_amount(amount), before)
        evaluations += 1
        gap = aim.gap(applied.metrics)
        if gap <= 0:
            # Guesses are near: look just below, then ever farther.
            high, found, amount, step = amount, applied, amount - step, step * 2
        elif gap >= start:
            raise LeverRefusedError(LeverRefusal.NO_EFFECT, programme=aim.target.programme)
        else:
            low = amount
            on_the_line = math.ceil(Fraction(start) * amount / (Fraction(start) - Fraction(gap)))
            amount = on_the_line if high > largest else (low + high) // 2
    if high > largest:
        raise LeverRefusedError(LeverRefusal.TOO_LARGE)
    return Reached(lever.with_amount(high), found, evaluations)


def _applied(lever: Lever, before: Applied) -> Applied:
    """The scenario with one more lever; raises LeverRefusedError where the fund refuses it."""
    scenario = replace(before.scenario, levers=(*before.scenario.levers, lever))
    applied = apply(scenario, before.baseline)
    for refused in applied.refused[len(before.refused) :]:
        if refused.lever == lever:
            raise LeverRefusedError(refused.reason, **refused.fields)
    return applied
