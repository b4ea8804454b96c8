"""The levers on what is paid to partners: a new tranche, or a planned one paid now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fund.whatif.form import MONEY, AmountField, SwitchField
from fund.whatif.lever import Lever, Names, Offer, Stage, money_offer, named, refusal_of
from fund.whatif.link import CENTS, CODE, DAY, NUMBER
from fund.whatif.moves import LeverRefusal, LeverRefusedError, NewRow
from fund.whatif.scenario_plan import Edit, Payment, ScenarioPlan
from fund.wording import Language, day, euros


@dataclass(frozen=True, slots=True)
class NewTranche(Lever):
    """A tranche that the workbook does not have: paid on that day, or only planned when `paid_on` is None."""

    kind = "new_tranche"
    word = "tranche"
    form = (AmountField("amount_cents", MONEY),)
    key_fields = ("programme",)
    of_programme = True
    stage = Stage.NEW_TRANCHES

    programme: Annotated[str, CODE]
    amount_cents: Annotated[int, CENTS]
    paid_on: Annotated[date | None, DAY] = None

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        """Paid on the fund's as-of day, up to about the programme's budget."""
        for programme in plan.fund.metrics.programmes:
            code = programme.code
            trial = cls(code, 1, plan.day)
            yield money_offer(cls(code, 0, plan.day), plan, trial=trial, beside=programme.allocated)

    def edit(self, plan: ScenarioPlan) -> Edit:
        """A tranche after the last one, paid or only planned; no share of the one before is asked for."""
        programme = plan.programme(self.programme)
        transferred = plan.move(programme.transferred, 0 if self.paid_on is None else self.amount_cents)
        if not transferred.by_rows and self.paid_on is None:
            raise LeverRefusedError(LeverRefusal.TRANCHES_NOT_TOLD, programme=programme.code)
        numbers = [*(tranche.number for tranche in programme.tranches), *plan.new_tranches(programme.code)]
        row: NewRow = {
            "programme": programme.code,
            "number": max(numbers, default=0) + 1,
            "amount_cents": self.amount_cents,
            "planned_on": plan.day if self.paid_on is None else None,
            "paid_on": self.paid_on,
        }
        return Edit(rows=(("tranches", row),) if transferred.by_rows else (), moves=(transferred,))

    def sentence(self, language: Language, names: Names) -> str:
        """« Une nouvelle tranche de 5 € pour le programme AUC, versée le 1er janvier 2024 », or planned."""
        fields = {"programme": named(self.programme, names), "amount": euros(self.amount_cents, language)}
        if self.paid_on is None:
            return self.say("planned", language, **fields)
        return self.say("paid", language, day=day(self.paid_on, language), **fields)


@dataclass(frozen=True, slots=True)
class TrancheForward(Lever):
    """A planned tranche paid on that day (None: the day the fund's figures are as of)."""

    kind = "forward"
    word = "avance"
    form = (SwitchField("now"),)
    key_fields = ("programme", "number")
    of_programme = True

    programme: Annotated[str, CODE]
    number: Annotated[int, NUMBER]
    paid_on: Annotated[date | None, DAY] = None

    @classmethod
    def offers(cls, plan: ScenarioPlan) -> Iterator[Offer]:
        """Each tranche that is not paid."""
        for programme in plan.fund.metrics.programmes:
            for tranche in programme.tranches:
                if tranche.paid_on is None:
                    lever = cls(programme.code, tranche.number)
                    yield Offer(lever=lever, refused=refusal_of(lever, plan))

    def edit(self, plan: ScenarioPlan) -> Edit:
        """A planned tranche paid now: the workbook's own rows get their date of payment."""
        programme = plan.programme(self.programme)
        tranche = plan.tranche(programme, self.number)
        if tranche.paid_on is not None or self._is_paid(plan):
            raise LeverRefusedError(LeverRefusal.ALREADY_PAID, programme=programme.code, tranche=self.number)
        if tranche.amount.value is None or tranche.amount.unknown:
            raise LeverRefusedError(LeverRefusal.TRANCHE_AMOUNT_UNKNOWN, programme=programme.code, tranche=self.number)
        transferred = plan.move(programme.transferred, int(tranche.amount.value))
        paid_on = self.paid_on or plan.day
        if paid_on is None:
            raise LeverRefusedError(LeverRefusal.NO_DAY)
        return Edit(moves=(transferred,), payment=Payment(programme.code, self.number, paid_on))

    def sentence(self, language: Language, names: Names) -> str:
        """« Tranche 2 du programme AUC versée maintenant », or on its day."""
        fields = {"programme": named(self.programme, names), "tranche": str(self.number)}
        if self.paid_on is None:
            return self.say("paid_now", language, **fields)
        return self.say("paid", language, day=day(self.paid_on, language), **fields)

    def _is_paid(self, plan: ScenarioPlan) -> bool:
        """Whether another lever pays it already."""
        return any((each.programme, each.number) == (self.programme, self.number) for each in plan.payments())
