"""The targets of the reverse question, and how far a fund is from each."""

from __future__ import annotations

from dataclasses import dataclass

from fund.metric import Metric
from fund.metrics.result import FundMetrics, Release
from fund.whatif.refusal import LeverRefusedError, Refusal


@dataclass(frozen=True, slots=True)
class ReleaseMet:
    """Enough is justified for the programme's next tranche to be paid."""

    programme: str


@dataclass(frozen=True, slots=True)
class BudgetUsed:
    """The programme has spent its whole budget."""

    programme: str


@dataclass(frozen=True, slots=True)
class HoursGiven:
    """The programme has delivered so many hours."""

    programme: str
    hours: int


Target = ReleaseMet | BudgetUsed | HoursGiven


@dataclass(frozen=True, slots=True)
class Aim:
    """A target on a given fund. For a release, `tranche` is the one at stake and `needed` what must be justified."""

    target: Target
    tranche: int = 0
    needed: int = 0

    def gap(self, metrics: FundMetrics) -> float:
        """What is missing, in cents or hours; zero or less when the target is reached."""
        programme = metrics.programme(self.target.programme)
        match self.target:
            case HoursGiven(hours=hours):
                return hours - known(programme.hours.delivered, Refusal.HOURS_UNKNOWN)
            case BudgetUsed():
                spent = known(programme.spent, Refusal.SPENT_UNKNOWN)
                return wholly_known(programme.allocated, Refusal.BUDGET_UNKNOWN) - spent
            case ReleaseMet():
                release = next(t.release for t in programme.tranches if t.number == self.tranche)
                return self.needed - _justified(release)


def aimed(target: Target, metrics: FundMetrics) -> Aim:
    """A target on a fund; raises LeverRefusedError where what it asks for can't be told there."""
    try:
        programme = metrics.programme(target.programme)
    except KeyError:
        raise LeverRefusedError(Refusal.NO_PROGRAMME, programme=target.programme) from None
    if not isinstance(target, ReleaseMet):
        return Aim(target)
    release = programme.next_release
    if release is None:
        raise LeverRefusedError(Refusal.NO_RELEASE, programme=target.programme)
    missing = known(release.to_justify, Refusal.RELEASE_UNKNOWN)
    # Met already, nothing more is needed than what is justified: the tranche may have more.
    return Aim(target, release.tranche, int(missing) + _justified(release))


def known(figure: Metric, unknown: Refusal) -> float:
    """A figure's value; a target that looks at one that is not communicated can't be aimed at."""
    if figure.value is None:
        raise LeverRefusedError(unknown, programme=figure.programme)
    return figure.value


def wholly_known(figure: Metric, unknown: Refusal) -> float:
    """A figure's value, of which no part is unknown."""
    if figure.unknown:
        raise LeverRefusedError(unknown, programme=figure.programme)
    return known(figure, unknown)


def _justified(release: Release | None) -> int:
    """What is spent on the tranche before the one to release."""
    spent = None if release is None else release.to_justify.terms[1].value
    if spent is None:
        raise LeverRefusedError(Refusal.RELEASE_UNKNOWN)
    return int(spent)
