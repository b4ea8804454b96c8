"""The lever on hours of training, with what they cost."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fund.metric import Unit
from fund.metrics.fund import FundState
from fund.metrics.result import ProgrammeMetrics
from fund.whatif.form import HOURS, AmountField
from fund.whatif.lever import Lever, Names, Offer, named, refusal_of, round_up
from fund.whatif.levers.purchase import PlannedExpense, charged_tranche
from fund.whatif.link import CODE, WHOLE_HOURS
from fund.whatif.moves import SIMULATION, LeverRefusal, LeverRefusedError, NewRow
from fund.whatif.prices import Price
from fund.whatif.scenario_plan import Edit, ScenarioPlan
from fund.wording import Language, hours

LEAST_HOURS = 100
"""What the slider goes up to at least."""


@dataclass(frozen=True, slots=True)
class HoursChange(Lever):
    """More (or fewer) whole hours of training, and what they cost at what the programme says an hour costs."""

    kind = "hours"
    word = "heures"
    form = (AmountField("hours", HOURS, signed=True),)
    key_fields = ("programme",)
    of_programme = True

    programme: Annotated[str, CODE]
    hours: Annotated[int, WHOLE_HOURS]

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        """Down to none, up to about as many again."""
        for programme in plan.fund.metrics.programmes:
            delivered = programme.hours.delivered.value or 0
            most = max(LEAST_HOURS, round_up(delivered))
            yield Offer(
                lever=cls(programme.code, 0),
                minimum=-int(delivered),
                maximum=most,
                step=max(1, most // 100),
                refused=refusal_of(cls(programme.code, 1), plan),
            )

    def edit(self, plan: ScenarioPlan) -> Edit:
        """More or fewer hours delivered, and their cost as an expense on the tranche being spent.

        Who would be present is not known: the hours received of these hours are not either (a group without its
        number of participants), and what the programme plans stays as it is.
        """
        programme = plan.programme(self.programme)
        delivered = plan.move(programme.hours.delivered, self.hours)
        cost = programme.hour_cost.value
        if cost is None or cost <= 0:
            raise LeverRefusedError(LeverRefusal.NO_COST_PER_HOUR, programme=programme.code)
        cents = self.hours * int(cost)
        spent = plan.move(programme.spent, cents)
        rows: list[tuple[str, NewRow]] = []
        if delivered.by_rows:
            rows.append(("activities", self._session(programme, plan)))
        if spent.by_rows:
            # Charged to the tranche being spent where its expenses are told.
            purchase = PlannedExpense(programme.code, charged_tranche(programme), cents)
            rows.append(("expenses", purchase.row(Price(cents, 1.0), plan.day)))
        return Edit(rows=tuple(rows), moves=(delivered, spent))

    def first_guess(self, gap: float, unit: Unit, fund: FundState) -> int:
        """The hours that are missing, or as many as the missing money pays for."""
        costs = {each.code: each.hour_cost.value for each in fund.metrics.programmes}
        cost = 1 if unit is Unit.HOURS else costs.get(self.programme)
        return math.ceil(gap / cost) if cost else 1

    def sentence(self, language: Language, names: Names) -> str:
        """« 50 h de formation de moins pour le programme AUC »."""
        amount = hours(abs(self.hours), language)
        programme = named(self.programme, names)
        return self.say("fewer" if self.hours < 0 else "more", language, hours=amount, programme=programme)

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
