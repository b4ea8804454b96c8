"""The lever on hours of training, with what they cost where that is known."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from fund.metrics.result import ProgrammeMetrics
from fund.whatif.form import HOURS, MONEY, Among, AmountField, ChoiceField
from fund.whatif.lever import Lever, Names, named
from fund.whatif.levers.purchase import PlannedExpense, charged_tranche
from fund.whatif.link import CENTS, CODE, WHOLE_HOURS
from fund.whatif.moves import SIMULATION, NewRow
from fund.whatif.prices import Price
from fund.whatif.scenario_plan import Edit, ScenarioPlan
from fund.wording import Language, exact_euros, hours


@dataclass(frozen=True, slots=True)
class HoursChange(Lever):
    """More (or fewer) whole hours of training, each at `cost_cents`, else at what the programme says an hour costs.

    Never at what is spent ÷ the hours given: pumps are no hours. Where neither tells a cost, it is not known.
    """

    kind = "hours"
    word = "heures"
    amount = AmountField("hours", HOURS, signed=True)
    form = (amount, ChoiceField(("programme",), Among.PROGRAMME), AmountField("cost_cents", MONEY, may_be_empty=True))
    example = MappingProxyType({"hours": 100})

    programme: Annotated[str, CODE]
    hours: Annotated[int, WHOLE_HOURS]
    cost_cents: Annotated[int | None, CENTS] = None

    def edit(self, plan: ScenarioPlan) -> Edit:
        """More or fewer hours delivered, and their cost, where known, as an expense on the tranche being spent.

        Who would be present is not known: the hours received of these hours are not either (a group without its
        number of participants), and what the programme plans stays as it is.
        """
        programme = plan.programme(self.programme)
        delivered = plan.move(programme.hours.delivered, self.hours)
        moves, rows = [delivered], list[tuple[str, NewRow]]()
        if delivered.by_rows:
            rows.append(("activities", self._session(programme, plan)))
        cost = self.cost(programme)
        if cost is not None:
            cents = self.hours * cost
            spent = plan.move(programme.spent, cents)
            moves.append(spent)
            if spent.by_rows:
                # Charged to the tranche being spent where its expenses are told.
                purchase = PlannedExpense(programme.code, charged_tranche(programme), cents)
                rows.append(("expenses", purchase.row(Price(cents, 1.0), plan.day)))
        return Edit(rows=tuple(rows), moves=tuple(moves))

    def cost(self, programme: ProgrammeMetrics) -> int | None:
        """What an hour costs, in cents; None where nobody said so."""
        cost = programme.hour_cost.value if self.cost_cents is None else self.cost_cents
        return int(cost) if cost is not None and cost > 0 else None

    def sentence(self, language: Language, names: Names) -> str:
        """« 50 h de formation de moins pour le programme AUC, à 45 € l’heure »."""
        amount = hours(abs(self.hours), language)
        programme = named(self.programme, names)
        sentence = self.say("fewer" if self.hours < 0 else "more", language, hours=amount, programme=programme)
        if self.cost_cents is None:
            return sentence
        return self.say("priced", language, sentence=sentence, cost=exact_euros(self.cost_cents, language))

    def _session(self, programme: ProgrammeMetrics, plan: ScenarioPlan) -> NewRow:
        return {
            "programme": programme.code,
            "activity": SIMULATION,
            "kind": SIMULATION,
            "start": plan.day,
            "start_precision": None if plan.day is None else "day",
            "groups": 1,
            "hours_planned": None if programme.hours.planned.value is None else 0.0,
            "hours_delivered": float(self.hours),
        }
