"""The lever on a currency: worth more, or less, in euros."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fund.whatif.form import PERCENT, AmountField
from fund.whatif.lever import Lever, Names, Offer, RefusedLever, Stage, current_currencies
from fund.whatif.link import CHANGE, CURRENCY
from fund.whatif.moves import LeverRefusal, LeverRefusedError
from fund.whatif.prices import latest_rate
from fund.whatif.scenario_plan import Edit, ScenarioPlan
from fund.wording import Language, percent
from fund.wording.language import conventions

LARGEST_CHANGE = 10.0
"""A currency that gains more than ten times its value is a typing error."""


@dataclass(frozen=True, slots=True)
class RateChange(Lever):
    """A currency worth `change` more in euros (−0.10: it loses 10 %) from the fund's as-of day on."""

    kind = "rate"
    word = "taux"
    form = (AmountField("change", PERCENT, signed=True),)
    key_fields = ("currency",)
    stage = Stage.RATES

    currency: Annotated[str, CURRENCY]
    change: Annotated[float, CHANGE]

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        """Each currency that has a rate, half as much or half more; where there is none, why."""
        currencies = current_currencies(plan)
        for currency in currencies:
            yield Offer(lever=cls(currency, 0.0), minimum=-0.5, maximum=0.5, step=0.01)
        if not currencies:
            lever = cls("", 0.0)
            reason = LeverRefusal.NO_DAY if plan.day is None else LeverRefusal.NO_RATES
            yield Offer(lever=lever, refused=RefusedLever(lever, reason))

    @property
    def question_form(self) -> str:
        """Another question where no currency can be named."""
        return "question" if self.currency else "question_any"

    def edit(self, plan: ScenarioPlan) -> Edit:
        """The currency's worth from the scenario's day on: what was spent before keeps the rate of its date."""
        if plan.day is None:
            raise LeverRefusedError(LeverRefusal.NO_DAY)
        if not -1 < self.change <= LARGEST_CHANGE:
            raise LeverRefusedError(LeverRefusal.IMPOSSIBLE_RATE, currency=self.currency)
        if latest_rate(plan.fund.dataset.table("rates"), self.currency, plan.day) is None:
            raise LeverRefusedError(LeverRefusal.NO_RATE, currency=self.currency)
        return Edit(rate=(self.currency, self.change))

    def sentence(self, language: Language, names: Names) -> str:
        """« 1 UAH (hryvnia ukrainienne) vaut 10 % de moins en euros »."""
        return self.say(
            "less" if self.change < 0 else "more",
            language,
            currency=self.currency,
            name=str(conventions(language).locale.currencies.get(self.currency, self.currency)),
            change=percent(abs(self.change), language),
        )
