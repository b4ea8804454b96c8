"""The targets of the reverse question, the levers that can reach each, and how far a fund is from it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from fund.metric import Metric, Release, Unit
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.whatif.lever import Lever, Names, named
from fund.whatif.levers.budgets import BudgetChange
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.refusal import LeverRefusal, LeverRefusedError
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
            return self.target.hours - known(programme.hours.delivered, LeverRefusal.HOURS_UNKNOWN)
        if isinstance(self.target, BudgetUsed):
            spent = known(programme.spent, LeverRefusal.SPENT_UNKNOWN)
            return wholly_known(programme.allocated, LeverRefusal.BUDGET_UNKNOWN) - spent
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
    missing = known(release.to_justify, LeverRefusal.RELEASE_UNKNOWN)
    # Met already, nothing more is needed than what is justified: the tranche may have more.
    return Aim(target, release.tranche, int(missing) + _justified(release))


def known(figure: Metric, unknown: LeverRefusal) -> float:
    """A figure's value; a target that looks at one that is not communicated can't be aimed at."""
    if figure.value is None:
        raise LeverRefusedError(unknown, programme=figure.programme)
    return figure.value


def wholly_known(figure: Metric, unknown: LeverRefusal) -> float:
    """A figure's value, of which no part is unknown."""
    if figure.unknown:
        raise LeverRefusedError(unknown, programme=figure.programme)
    return known(figure, unknown)


def _justified(release: Release | None) -> int:
    """What is spent on the tranche before the one to release."""
    spent = None if release is None else release.to_justify.terms[1].value
    if spent is None:
        raise LeverRefusedError(LeverRefusal.RELEASE_UNKNOWN)
    return int(spent)
