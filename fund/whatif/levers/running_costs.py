"""More, or less, spent on running the fund itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fund.whatif.added_rows import SIMULATION
from fund.whatif.form import MONEY, AmountField
from fund.whatif.lever import Lever, Names, Offer
from fund.whatif.link_codecs import CENTS
from fund.whatif.offer import money_offer
from fund.whatif.refusal import LeverRefusal
from fund.whatif.scenario_plan import Edit, ScenarioPlan
from fund.whatif.words import signed
from fund.wording import Language


@dataclass(frozen=True, slots=True)
class RunningCosts(Lever):
    """More, or less, spent on running the fund itself."""

    kind = "running_costs"
    word = "frais"
    form = (AmountField("amount_cents", MONEY),)

    amount_cents: Annotated[int, CENTS]

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        """Down to nothing, up to about as much again."""
        costs = plan.metrics.running_costs
        yield money_offer(cls(0), plan, trial=cls(1), beside=costs, least=-(costs.value or 0))

    def edit(self, plan: ScenarioPlan) -> Edit:
        """One more cost of the fund itself, or one less."""
        costs = plan.metrics.running_costs
        move = plan.move(costs, self.amount_cents, unknown=LeverRefusal.RUNNING_COSTS_UNKNOWN)
        row = {"date": plan.day, "label": SIMULATION, "amount_cents": self.amount_cents}
        return Edit(rows=(("running_costs", row),) if move.by_rows else (), moves=(move,))

    def sentence(self, language: Language, names: Names) -> str:
        """« Frais de fonctionnement : +5,25 € »."""
        return self.say("sentence", language, amount=signed(self.amount_cents, "cents", language))
