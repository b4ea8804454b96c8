"""What a fund must not do, and the amount that is missing where it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fund.metric import Metric, Unit
from fund.metrics.figure import addition
from fund.metrics.result import FundMetrics, ProgrammeMetrics


class Broken(StrEnum):
    """The constraints, each a sentence of `whatif.constraints` in the wording."""

    NEGATIVE_BALANCE = "negative_balance"
    OVERALLOCATED = "overallocated"
    TRANCHES_ABOVE_BUDGET = "tranches_above_budget"
    BUDGET_OVERSPENT = "budget_overspent"
    PARTNER_OVERSPENT = "partner_overspent"
    TRANCHE_OVERSPENT = "tranche_overspent"
    RELEASE_NOT_MET = "release_not_met"


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint that is broken, and by how much.

    `at_least`: some of what is used is not communicated, and more may be missing. `at_most`: some of what came in
    is not, and less may be. `already`: the fund as it is breaks
    it too, by `before_cents`.
    """

    code: Broken
    missing_cents: int
    programme: str = ""
    tranche: int | None = None
    at_least: bool = False
    at_most: bool = False
    already: bool = False
    before_cents: int = 0

    @property
    def key(self) -> tuple[Broken, str, int | None]:
        """What tells two constraints apart, whatever is missing."""
        return self.code, self.programme, self.tranche


def broken(metrics: FundMetrics, programme: str = "") -> tuple[Constraint, ...]:
    """Every constraint that these figures break: the fund's, then each programme's (one alone where it is named)."""
    programmes = (p for p in metrics.programmes if programme in ("", p.code))
    return (*_of_fund(metrics), *(found for p in programmes for found in _of_programme(p)))


def _of_fund(metrics: FundMetrics) -> Iterator[Constraint]:
    for code, figure in (
        (Broken.NEGATIVE_BALANCE, metrics.balance),
        (Broken.OVERALLOCATED, metrics.unallocated),
    ):
        if figure.value is not None and figure.value < 0:
            yield Constraint(code, int(-figure.value), at_most=bool(figure.unknown))


def _of_programme(programme: ProgrammeMetrics) -> Iterator[Constraint]:
    code = programme.code
    tranches = addition("tranche_amount", Unit.CENTS, [tranche.amount for tranche in programme.tranches])
    yield from _above(Broken.TRANCHES_ABOVE_BUDGET, tranches, programme.allocated, programme=code)
    yield from _above(Broken.BUDGET_OVERSPENT, programme.spent, programme.allocated, programme=code)
    yield from _above(Broken.PARTNER_OVERSPENT, programme.spent, programme.transferred, programme=code)
    for tranche in programme.tranches:
        yield from _above(
            Broken.TRANCHE_OVERSPENT, tranche.spent, tranche.amount, programme=code, tranche=tranche.number
        )
        release = tranche.release
        if tranche.paid_on is not None and release is not None and release.met is False and release.to_justify.value:
            yield Constraint(
                Broken.RELEASE_NOT_MET, int(release.to_justify.value), programme=code, tranche=tranche.number
            )


def _above(
    code: Broken, used: Metric, limit: Metric, *, programme: str, tranche: int | None = None
) -> Iterator[Constraint]:
    """Whether more is used than there is; a limit that is not wholly known can't be told exceeded."""
    if used.value is None or limit.value is None or limit.unknown or used.value <= limit.value:
        return
    yield Constraint(
        code,
        int(used.value - limit.value),
        programme=programme,
        tranche=tranche,
        at_least=bool(used.unknown),
    )
