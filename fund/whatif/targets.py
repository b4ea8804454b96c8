"""« Pour atteindre… »: the targets, the levers that can reach each, and the least amount of one that does.

The amount is found by applying the lever and reading the figures, so that the arithmetic stays in `fund.metrics`:
a first guess, a straight line where it falls short, and the search ends only when an amount reaches the target and
the one just below (one cent less, or one hour) does not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import ClassVar

from fund.metric import Release, Unit
from fund.metrics.fund import FundState
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.whatif.apply import Applied, apply
from fund.whatif.lever import Lever, Names, RefusedLever, Scenario, named
from fund.whatif.levers.programme_funding import BudgetChange
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.moves import LeverRefusal, LeverRefusedError, known
from fund.wording import Language, hours, words

SearchedLever = PlannedExpense | HoursChange | BudgetChange


@dataclass(frozen=True, slots=True)
class Target:
    """What a programme is to reach.

    `code` names it in the wording, `unit` is what is missing until then; `levers` can each move it.
    """

    code: ClassVar[str]
    levers: ClassVar[tuple[type[SearchedLever], ...]] = (PlannedExpense, HoursChange)
    unit: ClassVar[Unit] = Unit.CENTS

    programme: str

    def sentence(self, language: Language, names: Names) -> str:
        """« Pour que tout le budget de AUC soit dépensé »."""
        return words(f"whatif.targets.{self.code}", language, programme=named(self.programme, names))


@dataclass(frozen=True, slots=True)
class ReleaseMet(Target):
    """Enough is justified for the programme's next tranche to be paid."""

    code = "release"


@dataclass(frozen=True, slots=True)
class BudgetUsed(Target):
    """The programme has spent its whole budget."""

    code = "budget"
    levers = (PlannedExpense, HoursChange, BudgetChange)


@dataclass(frozen=True, slots=True)
class HoursGiven(Target):
    """The programme has delivered so many hours."""

    code = "hours"
    levers = (HoursChange,)
    unit = Unit.HOURS

    hours: int

    def sentence(self, language: Language, names: Names) -> str:
        """« Pour que le programme AUC atteigne 150 h dispensées »."""
        amount, programme = hours(self.hours, language), named(self.programme, names)
        return words(f"whatif.targets.{self.code}", language, programme=programme, hours=amount)


TARGETS = MappingProxyType[str, type[Target]]({each.code: each for each in (ReleaseMet, BudgetUsed, HoursGiven)})
"""The targets by their codes, in the order in which they are offered."""


def searched(lever: type[SearchedLever], programme: ProgrammeMetrics) -> Lever:
    """A lever whose amount is looked for, none yet.

    A purchase is charged to the tranche whose spending a release waits for, else to the last one paid.
    """
    if issubclass(lever, PlannedExpense):
        release, paid = programme.next_release, programme.paid_tranche
        tranche = release.previous if release else paid.number if paid else None
        return lever(programme.code, tranche, 0)
    return lever(programme.code, 0)


@dataclass(frozen=True, slots=True)
class Aim:
    """A target on a given fund. For a release, `tranche` is the one at stake and `needed` what must be justified."""

    target: Target
    tranche: int = 0
    needed: int = 0

    def gap(self, metrics: FundMetrics) -> float:
        """What is missing, in cents or hours; zero or less when the target is reached."""
        programme = metrics.programme(self.target.programme)
        if isinstance(self.target, HoursGiven):
            return self.target.hours - known(programme.hours.delivered)
        if isinstance(self.target, BudgetUsed):
            spent, budget = known(programme.spent), programme.allocated
            if budget.partial:
                raise LeverRefusedError(LeverRefusal.BUDGET_UNKNOWN, programme=programme.code)
            return known(budget) - spent
        release = next(each.release for each in programme.tranches if each.number == self.tranche)
        return self.needed - _justified(release)


def aimed(target: Target, metrics: FundMetrics) -> Aim:
    """A target on a fund; raises LeverRefusedError where what it asks for can't be told there."""
    try:
        programme = metrics.programme(target.programme)
    except KeyError:
        raise LeverRefusedError(LeverRefusal.NO_PROGRAMME, programme=target.programme) from None
    if not isinstance(target, ReleaseMet):
        return Aim(target)
    release = programme.next_release
    if release is None:
        raise LeverRefusedError(LeverRefusal.NO_RELEASE, programme=target.programme)
    missing = known(release.to_justify)
    # Met already, nothing more is needed than what is justified: the tranche may have more.
    return Aim(target, release.tranche, int(missing) + _justified(release))


def _justified(release: Release | None) -> int:
    """What is spent on the tranche before the one to release."""
    spent = None if release is None else release.to_justify.terms[1].value
    if spent is None:
        raise LeverRefusedError(LeverRefusal.RELEASE_UNKNOWN)
    return int(spent)


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """The lever with the least amount that reaches the target (None: it is reached without), and the fund then.

    `evaluations` counts how often the figures were computed.
    """

    lever: Lever | None
    applied: Applied
    evaluations: int


def reach(target: Target, lever: Lever, scenario: Scenario, fund: FundState) -> Reached | RefusedLever:
    """The least amount of a lever, beside a scenario's others, that reaches a target; refused where none does.

    The amount of the `lever` given does not count; all the rest of it does (programme, tranche, currency, day).
    A budget is changed downwards: only a lower one is sooner used. Hours are whole.
    """
    try:
        largest = int(lever.searched_field().quantity.largest)
        before = apply(scenario, fund)
        return _least(aimed(target, before.simulated.metrics), lever, before, largest)
    except LeverRefusedError as refusal:
        return RefusedLever(lever, refusal.reason, refusal.fields)


def _least(aim: Aim, lever: Lever, before: Applied, largest: int) -> Reached:
    """Narrow down between an amount that falls short (`low`) and one that reaches the target (`high`)."""
    evaluations = 0 if before.simulated is before.baseline else 1
    start = aim.gap(before.simulated.metrics)
    if start <= 0:
        return Reached(None, before, evaluations)
    low, high, found, step = 0, largest + 1, before, 1
    amount = lever.first_guess(start, aim.target.unit, before.simulated)
    while high - low > 1:
        amount = min(max(amount, low + 1), high - 1)
        applied = _applied(lever.with_amount(amount), before)
        evaluations += 1
        gap = aim.gap(applied.simulated.metrics)
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
