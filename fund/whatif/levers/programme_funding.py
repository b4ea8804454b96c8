"""The levers on what programmes are given: a budget changed or moved, a new programme, a tranche, a delay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated

import numpy as np

from fund.metrics.amounts import Positions
from fund.metrics.over_time.movements import months_after
from fund.whatif.form import MONEY, MONTHS, Among, AmountField, ChoiceField, DayField
from fund.whatif.lever import Lever, Names, Stage, named
from fund.whatif.link import CENTS, CODE, DAY, NUMBER, TEXT
from fund.whatif.moves import SIMULATION, LeverRefusal, LeverRefusedError, NewRow
from fund.whatif.scenario_plan import CellEdit, Edit, ScenarioPlan
from fund.wording import Language, count, day, exact_euros
from fund.wording.figures import signed


@dataclass(frozen=True, slots=True)
class BudgetChange(Lever):
    """A programme's budget raised, or lowered by a negative amount."""

    kind = "budget"
    word = "budget"
    amount = AmountField("amount_cents", MONEY, signed=True)

    programme: Annotated[str, CODE]
    amount_cents: Annotated[int, CENTS]

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
    amount = AmountField("amount_cents", MONEY)
    form = (amount, ChoiceField(("source",), Among.PROGRAMME), ChoiceField(("target",), Among.OTHER_PROGRAMME))
    example = MappingProxyType({"amount_cents": 10_000_00})

    source: Annotated[str, CODE]
    target: Annotated[str, CODE]
    amount_cents: Annotated[int, CENTS]

    def edit(self, plan: ScenarioPlan) -> Edit:
        """A budget moved from one programme to another: what the fund allocates stays the same, to the cent."""
        if self.source == self.target:
            raise LeverRefusedError(LeverRefusal.SAME_PROGRAMME)
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
class NewProgramme(Lever):
    """A programme that the fund does not have, with its budget; paid whole on a day where one is given."""

    kind = "new_programme"
    word = "programme"
    amount = AmountField("amount_cents", MONEY)
    form = (amount, DayField("on", no_day="some_day"))
    example = MappingProxyType({"amount_cents": 20_000_00})

    amount_cents: Annotated[int, CENTS]
    on: Annotated[date | None, DAY] = None
    name: Annotated[str, TEXT] = ""

    def edit(self, plan: ScenarioPlan) -> Edit:
        """One in preparation, of which nothing is spent, unless that is not told of others; its one tranche, if any."""
        metrics = plan.fund.metrics
        allocated = plan.move(metrics.allocated, self.amount_cents)
        code = f"{SIMULATION}-{len(plan.rows().get('programmes', ())) + 1}"
        row: NewRow = {
            "code": code,
            "name": self.name or None,
            "budget_cents": self.amount_cents,
            "status": None if metrics.transferred.value is None else "preparation",
        }
        rows: list[tuple[str, NewRow]] = [("programmes", row)] if allocated.by_rows else []
        moves = [allocated]
        if self.on is not None:
            later = plan.is_later(self.on)
            moves.append(plan.move(metrics.transferred, 0 if later else self.amount_cents))
            paid: NewRow = {"programme": code, "number": 1, "amount_cents": self.amount_cents}
            rows.append(("tranches", {**paid, "planned_on" if later else "paid_on": self.on}))
        return Edit(rows=tuple(rows), moves=tuple(moves))

    def sentence(self, language: Language, names: Names) -> str:
        """« Un nouveau programme de 150 000 €, versé le 1er janvier 2027 »."""
        sentence = self.say("sentence", language, amount=exact_euros(self.amount_cents, language))
        if self.name:
            sentence = self.say("called", language, sentence=sentence, name=self.name)
        if self.on is not None:
            sentence = self.say("on_day", language, sentence=sentence, day=day(self.on, language))
        return sentence


@dataclass(frozen=True, slots=True)
class NewTranche(Lever):
    """A tranche that the workbook does not have: paid on that day, or only planned when `paid_on` is None."""

    kind = "new_tranche"
    word = "tranche"
    amount = AmountField("amount_cents", MONEY)
    stage = Stage.NEW_TRANCHES

    programme: Annotated[str, CODE]
    amount_cents: Annotated[int, CENTS]
    paid_on: Annotated[date | None, DAY] = None

    def edit(self, plan: ScenarioPlan) -> Edit:
        """A tranche after the last one, paid or only planned; no share of the one before is asked for."""
        programme = plan.programme(self.programme)
        planned = self.paid_on is None or plan.is_later(self.paid_on)
        transferred = plan.move(programme.transferred, 0 if planned else self.amount_cents)
        if not transferred.by_rows and planned:
            raise LeverRefusedError(LeverRefusal.TRANCHES_NOT_TOLD, programme=programme.code)
        numbers = [*(tranche.number for tranche in programme.tranches), *plan.new_tranches(programme.code)]
        number = max(numbers, default=0) + 1
        paid: NewRow = {"planned_on": self.paid_on or plan.day} if planned else {"paid_on": self.paid_on}
        row: NewRow = {"programme": programme.code, "number": number, "amount_cents": self.amount_cents, **paid}
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
    form = (ChoiceField(("programme", "number"), Among.TRANCHE), DayField("paid_on"))

    programme: Annotated[str, CODE]
    number: Annotated[int, NUMBER]
    paid_on: Annotated[date | None, DAY] = None

    def edit(self, plan: ScenarioPlan) -> Edit:
        """The workbook's own rows get their day of payment, those to be paid later another planned one."""
        if not self.programme:
            raise LeverRefusedError(LeverRefusal.NONE_WAITING)
        programme = plan.programme(self.programme)
        tranche = plan.tranche(programme, self.number)
        rows = _rows_of(plan, programme.code, self.number)
        taken = {(each.table, each.position) for each in plan.cells()}
        if tranche.paid_on is not None or any(("tranches", int(row)) in taken for row in rows):
            raise LeverRefusedError(LeverRefusal.ALREADY_PAID, programme=programme.code, tranche=self.number)
        if tranche.amount.value is None or tranche.amount.partial:
            raise LeverRefusedError(LeverRefusal.TRANCHE_AMOUNT_UNKNOWN, programme=programme.code, tranche=self.number)
        on = self.paid_on or plan.day
        later = plan.is_later(on)
        transferred = plan.move(programme.transferred, 0 if later else int(tranche.amount.value))
        if on is None:
            raise LeverRefusedError(LeverRefusal.NO_DAY)
        column = "planned_on" if later else "paid_on"
        return Edit(moves=(transferred,), cells=tuple(CellEdit("tranches", int(row), column, on) for row in rows))

    def sentence(self, language: Language, names: Names) -> str:
        """« Tranche 2 du programme AUC versée maintenant », or on its day."""
        fields = {"programme": named(self.programme, names), "tranche": str(self.number)}
        if self.paid_on is None:
            return self.say("paid_now", language, **fields)
        return self.say("paid", language, day=day(self.paid_on, language), **fields)


@dataclass(frozen=True, slots=True)
class Delay(Lever):
    """What is expected on a day comes so many months later: a programme's tranches, else (empty) the gifts."""

    kind = "delay"
    word = "retard"
    amount = AmountField("months", MONTHS)
    form = (ChoiceField(("programme",), Among.DELAYED), amount)
    example = MappingProxyType({"months": 3})

    programme: Annotated[str, TEXT] = ""
    months: Annotated[int, NUMBER] = 1

    def edit(self, plan: ScenarioPlan) -> Edit:
        """The days of the rows that are not paid yet; figures of today stay as they are."""
        if self.programme:
            rows, column, table = _rows_of(plan, plan.programme(self.programme).code), "planned_on", "tranches"
        else:
            due = plan.fund.metrics.contributions.outstanding_rows
            rows, column, table = due["position"].to_numpy(dtype=np.intp), "expected_on", "contributions"
        dates = plan.fund.dataset.table(table)[column]
        dated = [int(row) for row in rows if dates.notna().iloc[row]]
        if not dated:
            raise LeverRefusedError(LeverRefusal.NOTHING_DATED, programme=self.programme)
        cells = (CellEdit(table, row, column, months_after(dates.iloc[row].date(), self.months)) for row in dated)
        return Edit(cells=tuple(cells))

    def sentence(self, language: Language, names: Names) -> str:
        """« Les tranches du programme Eau partent 3 mois plus tard »."""
        form = "tranches" if self.programme else "gifts"
        fields = {"programme": named(self.programme, names), "number": count(self.months, language)}
        return self.say(form, language, n=self.months, **fields)


def _rows_of(plan: ScenarioPlan, programme: str, number: int | None = None) -> Positions:
    """The rows of a programme's tranches that are not paid, of one number where it is given."""
    table = plan.fund.dataset.table("tranches")
    chosen = (table["programme"] == programme).to_numpy(dtype=np.bool_, na_value=False)
    numbered = number is None or (table["number"] == number).to_numpy(dtype=np.bool_, na_value=False)
    return np.flatnonzero(chosen & numbered & table["paid_on"].isna().to_numpy())
