"""The levers on what a programme is given: its budget changed or moved to another's, a tranche new or paid now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Self

from fund.whatif.form import MONEY, AmountField, ProgrammeField, SwitchField
from fund.whatif.lever import Lever, Names, Offer, Stage, money_offer, named, refusal_of
from fund.whatif.link import CENTS, CODE, DAY, NUMBER
from fund.whatif.moves import LeverRefusal, LeverRefusedError, NewRow
from fund.whatif.scenario_plan import Edit, Payment, ScenarioPlan
from fund.wording import Language, day, exact_euros
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
        amount = signed(self.amount_cents, "cents", language, exact=True)
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
        return self.say("sentence", language, amount=exact_euros(self.amount_cents, language), **places)


def _edit(plan: ScenarioPlan, amounts: Mapping[str, int]) -> Edit:
    """The budget of each programme moved by its amount of cents."""
    moves = tuple(plan.move(plan.programme(programme).allocated, cents) for programme, cents in amounts.items())
    added = [move for move in moves if move.by_rows]
    rows = (("programmes", {"code": move.figure.programme, "budget_cents": move.amount}) for move in added)
    return Edit(rows=tuple(rows), moves=moves)


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
        fields = {"programme": named(self.programme, names), "amount": exact_euros(self.amount_cents, language)}
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
        paid = {(each.programme, each.number) for each in plan.payments()}
        if tranche.paid_on is not None or (programme.code, self.number) in paid:
            raise LeverRefusedError(LeverRefusal.ALREADY_PAID, programme=programme.code, tranche=self.number)
        if tranche.amount.value is None or tranche.amount.partial:
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
