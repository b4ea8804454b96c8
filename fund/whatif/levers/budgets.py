"""The levers on what is allocated: a programme's budget changed, or moved to another's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Self

from fund.whatif.form import MONEY, AmountField, ProgrammeField
from fund.whatif.lever import Lever, Names, Offer, money_offer, named, refusal_of
from fund.whatif.link import CENTS, CODE
from fund.whatif.scenario_plan import Edit, ScenarioPlan
from fund.wording import Language, euros
from fund.wording.figures import signed


@dataclass(frozen=True, slots=True)
class BudgetChange(Lever):
    """A programme's budget raised, or lowered by a negative amount."""

    kind = "budget"
    word = "budget"
    form = (AmountField("amount_cents", MONEY, signed=True),)
    key_fields = ("programme",)
    of_programme = True

    programme: Annotated[str, CODE]
    amount_cents: Annotated[int, CENTS]

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        """Down to nothing, up to about as much again."""
        for programme in plan.fund.metrics.programmes:
            code, allocated = programme.code, programme.allocated
            yield money_offer(cls(code, 0), plan, trial=cls(code, 1), beside=allocated, least=-(allocated.value or 0))

    def with_amount(self, amount: int) -> Self:
        """The budget lowered by an amount: only a lower one is sooner used."""
        return replace(self, amount_cents=-amount)

    def edit(self, plan: ScenarioPlan) -> Edit:
        """A budget raised or lowered: one more row of the programme, whose budget is the difference.

        The workbook's own row stays as it is, and with it the TOTAL row that adds it up.
        """
        return _edit(plan, {self.programme: self.amount_cents})

    def sentence(self, language: Language, names: Names) -> str:
        """« Budget du programme AUC : −5 000 € »."""
        amount = signed(self.amount_cents, "cents", language)
        return self.say("sentence", language, programme=named(self.programme, names), amount=amount)


@dataclass(frozen=True, slots=True)
class BudgetMove(Lever):
    """Money taken from a programme's budget (`source`) and given to another's (`target`)."""

    kind = "move"
    word = "virement"
    form = (ProgrammeField("target"), AmountField("amount_cents", MONEY))
    key_fields = ("source",)
    of_programme = True

    source: Annotated[str, CODE]
    target: Annotated[str, CODE]
    amount_cents: Annotated[int, CENTS]

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        """Up to the whole budget, to each of the programmes that it can go to; none where a programme is alone."""
        for programme in plan.fund.metrics.programmes:
            code, allocated = programme.code, programme.allocated
            refused = {
                other.code: refusal_of(cls(code, other.code, 1), plan)
                for other in plan.fund.metrics.programmes
                if other.code != code
            }
            if not refused:
                continue
            targets = tuple(target for target, reason in refused.items() if reason is None)
            first = next(iter(targets or refused))
            offer = money_offer(cls(code, first, 0), plan, trial=BudgetChange(code, 1), beside=allocated)
            why = None if targets else offer.refused or refused[first]
            yield replace(offer, maximum=allocated.value or 0, choices=targets, refused=why)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is moved, or nowhere."""
        return not self.amount_cents or self.source == self.target

    def edit(self, plan: ScenarioPlan) -> Edit:
        """A budget moved from one programme to another: what the fund allocates stays the same, to the cent."""
        return _edit(plan, {self.source: -self.amount_cents, self.target: self.amount_cents})

    def sentence(self, language: Language, names: Names) -> str:
        """« 5 € passent du budget du programme AUC à celui du programme Eau »."""
        places = {"source": named(self.source, names), "target": named(self.target, names)}
        return self.say("sentence", language, amount=euros(self.amount_cents, language), **places)


def _edit(plan: ScenarioPlan, amounts: Mapping[str, int]) -> Edit:
    """The budget of each programme moved by its amount of cents."""
    moves = tuple(plan.move(plan.programme(programme).allocated, cents) for programme, cents in amounts.items())
    added = [move for move in moves if move.by_rows]
    rows = (("programmes", {"code": move.figure.programme, "budget_cents": move.amount}) for move in added)
    return Edit(rows=tuple(rows), moves=moves)
