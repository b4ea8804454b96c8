"""The levers on the fund as a whole: one more gift, a share of what is still owed, running costs, a currency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fund.metric import Unit
from fund.whatif.form import MONEY, PERCENT, AmountField, TextField
from fund.whatif.lever import (
    Lever,
    Names,
    Offer,
    RefusedLever,
    Stage,
    current_currencies,
    money_offer,
    named,
    refusal_of,
)
from fund.whatif.link import CENTS, CHANGE, CURRENCY, SHARE, TEXT
from fund.whatif.moves import SIMULATION, LeverRefusal, LeverRefusedError, known
from fund.whatif.prices import latest_rate
from fund.whatif.scenario_plan import SHARE_UNITS, Edit, ScenarioPlan, share_of
from fund.wording import Language, exact_euros, percent
from fund.wording.figures import signed
from fund.wording.language import conventions


@dataclass(frozen=True, slots=True)
class ExtraContribution(Lever):
    """Money that comes in beside what is pledged, from a donor or not said from whom, earmarked or not."""

    kind = "contribution"
    word = "don"
    form = (AmountField("amount_cents", MONEY), TextField("donor", longest=80))

    amount_cents: Annotated[int, CENTS]
    donor: Annotated[str, TEXT] = ""
    programme: Annotated[str, TEXT] = ""

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        """Up to about what is raised."""
        yield money_offer(cls(0), plan, trial=cls(1), beside=plan.fund.metrics.contributions.raised)

    def edit(self, plan: ScenarioPlan) -> Edit:
        """A contribution that is received, and was neither pledged nor committed before."""
        if self.programme:
            plan.programme(self.programme)
        move = plan.move(plan.fund.metrics.contributions.raised, self.amount_cents)
        row = {
            "donor": self.donor or None,
            "programme": self.programme or None,
            "received_on": plan.day,
            "received_cents": self.amount_cents,
        }
        return Edit(rows=(("contributions", row),) if move.by_rows else (), moves=(move,))

    def sentence(self, language: Language, names: Names) -> str:
        """« Un don de 10 000 € de plus (Strasbourg), fléché vers le programme AUC »."""
        sentence = self.say("sentence", language, amount=exact_euros(self.amount_cents, language))
        if self.donor:
            sentence = self.say("from_donor", language, sentence=sentence, donor=self.donor)
        if self.programme:
            programme = named(self.programme, names)
            sentence = self.say("for_programme", language, sentence=sentence, programme=programme)
        return sentence


@dataclass(frozen=True, slots=True)
class OutstandingReceived(Lever):
    """A share (above 0, up to 1) of what each contribution still owes comes in."""

    kind = "outstanding"
    word = "recevoir"
    form = (AmountField("share", PERCENT),)

    share: Annotated[float, SHARE]

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        """Up to all of it."""
        yield Offer(lever=cls(0.0), maximum=1, step=0.05, refused=refusal_of(cls(1), plan))

    def edit(self, plan: ScenarioPlan) -> Edit:
        """A share of everything outstanding; the contributions' own rows receive it."""
        share = round(self.share * SHARE_UNITS)
        given = plan.fund.metrics.contributions
        owed = known(given.outstanding)
        if not owed:
            raise LeverRefusedError(LeverRefusal.NOTHING_OUTSTANDING)
        if plan.received() + share > SHARE_UNITS:
            raise LeverRefusedError(LeverRefusal.MORE_THAN_OUTSTANDING, value=owed, unit=Unit.CENTS)
        move = plan.move(given.raised, share_of(int(owed), share))
        return Edit(moves=(move,), received=share)

    def sentence(self, language: Language, names: Names) -> str:
        """« 50 % du reste à recevoir arrive »."""
        return self.say("sentence", language, share=percent(self.share, language))


@dataclass(frozen=True, slots=True)
class RunningCosts(Lever):
    """More, or less, spent on running the fund itself."""

    kind = "running_costs"
    word = "frais"
    form = (AmountField("amount_cents", MONEY, signed=True),)

    amount_cents: Annotated[int, CENTS]

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        """Down to nothing, up to about as much again."""
        costs = plan.fund.metrics.running_costs
        yield money_offer(cls(0), plan, trial=cls(1), beside=costs, least=-(costs.value or 0))

    def edit(self, plan: ScenarioPlan) -> Edit:
        """One more cost of the fund itself, or one less."""
        costs = plan.fund.metrics.running_costs
        move = plan.move(costs, self.amount_cents)
        row = {"date": plan.day, "label": SIMULATION, "amount_cents": self.amount_cents}
        return Edit(rows=(("running_costs", row),) if move.by_rows else (), moves=(move,))

    def sentence(self, language: Language, names: Names) -> str:
        """« Frais de fonctionnement : +5,25 € »."""
        return self.say("sentence", language, amount=signed(self.amount_cents, "cents", language, exact=True))


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
