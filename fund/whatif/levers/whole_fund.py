"""The levers on the fund as a whole: gifts that come or do not, a share of what is owed, running costs, a currency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated

from fund.metric import Unit
from fund.model import Record, records
from fund.schema.converted import in_euros
from fund.whatif.form import MONEY, PERCENT, Among, AmountField, ChoiceField, DayField, TextField
from fund.whatif.lever import Lever, Names, Stage, named
from fund.whatif.link import CENTS, CHANGE, CODE, CURRENCY, DAY, SHARE, TEXT
from fund.whatif.moves import SIMULATION, LeverRefusal, LeverRefusedError, known
from fund.whatif.prices import latest_rate
from fund.whatif.scenario_plan import SHARE_UNITS, CellEdit, Edit, ScenarioPlan, share_of
from fund.wording import Language, day, exact_euros, percent
from fund.wording.figures import signed
from fund.wording.language import conventions


@dataclass(frozen=True, slots=True)
class ExtraContribution(Lever):
    """Money beside what is pledged, from a donor or not said from whom, earmarked or not; `on` a day, else now."""

    kind = "contribution"
    word = "don"
    amount = AmountField("amount_cents", MONEY)
    form = (TextField("donor", longest=80), amount, DayField("on", comes_in=True))
    example = MappingProxyType({"amount_cents": 10_000_00})

    amount_cents: Annotated[int, CENTS]
    donor: Annotated[str, TEXT] = ""
    programme: Annotated[str, TEXT] = ""
    on: Annotated[date | None, DAY] = None

    def edit(self, plan: ScenarioPlan) -> Edit:
        """A contribution that is received, and was neither pledged nor committed; a later one is expected."""
        if self.programme:
            plan.programme(self.programme)
        row: dict[str, object] = {"donor": self.donor or None, "programme": self.programme or None}
        given = plan.fund.metrics.contributions
        if plan.is_later(self.on):
            move = plan.move(given.outstanding, self.amount_cents)
            row |= {"committed_on": plan.day, "committed_cents": self.amount_cents}
            row |= {"expected_on": self.on, "expected_on_precision": "day"}
        else:
            move = plan.move(given.raised, self.amount_cents)
            row |= {"received_on": self.on or plan.day, "received_cents": self.amount_cents}
        return Edit(rows=(("contributions", row),) if move.by_rows else (), moves=(move,))

    def sentence(self, language: Language, names: Names) -> str:
        """« Un don de 10 000 € de plus (Strasbourg), fléché vers le programme AUC, attendu le 31 décembre 2026 »."""
        sentence = self.say("sentence", language, amount=exact_euros(self.amount_cents, language))
        if self.donor:
            sentence = self.say("from_donor", language, sentence=sentence, donor=self.donor)
        if self.programme:
            programme = named(self.programme, names)
            sentence = self.say("for_programme", language, sentence=sentence, programme=programme)
        if self.on is not None:
            sentence = self.say("on_day", language, sentence=sentence, day=day(self.on, language))
        return sentence


@dataclass(frozen=True, slots=True)
class DonorDefault(Lever):
    """A donor of whose promises only `kept_cents` still come; on a day where one is given."""

    kind = "default"
    word = "defaut"
    form = (
        ChoiceField(("donor",), Among.DEBTOR),
        AmountField("kept_cents", MONEY),
        DayField("on", comes_in=True, no_day="as_planned"),
    )

    donor: Annotated[str, CODE]
    kept_cents: Annotated[int, CENTS] = 0
    on: Annotated[date | None, DAY] = None

    def edit(self, plan: ScenarioPlan) -> Edit:
        """Their rows promise what still comes, the oldest first, and nothing else."""
        given = plan.fund.metrics.contributions
        owed = known(given.outstanding)
        if not owed:
            raise LeverRefusedError(LeverRefusal.NOTHING_OUTSTANDING)
        rows = [row for row in records(given.outstanding_rows) if row["donor"] == self.donor]
        due = sum(int(row["due_cents"]) for row in rows)
        if not due:
            raise LeverRefusedError(LeverRefusal.OWES_NOTHING, donor=self.donor)
        if self.kept_cents < 0:
            raise LeverRefusedError(LeverRefusal.NOT_POSITIVE)
        if self.kept_cents > due:
            raise LeverRefusedError(LeverRefusal.MORE_THAN_DUE, donor=self.donor, value=due, unit=Unit.CENTS)
        if {row["position"] for row in rows} & set(given.promise_repeats["first"]):
            raise LeverRefusedError(LeverRefusal.REPEATED, donor=self.donor)
        move = plan.move(given.outstanding, self.kept_cents - due)
        return Edit(cells=tuple(self._cells(rows, plan)), moves=(move,))

    def _cells(self, rows: list[Record], plan: ScenarioPlan) -> Iterator[CellEdit]:
        table, left = plan.fund.dataset.table("contributions"), self.kept_cents
        for row in rows:
            place, due = int(row["position"]), int(row["due_cents"])
            kept = min(left, due)
            left -= kept
            column = in_euros(f"{row['stage']}_cents", table.columns)
            yield CellEdit("contributions", place, column, int(table[column].iloc[place]) - due + kept)
            if kept and self.on is not None:
                yield CellEdit("contributions", place, "expected_on", self.on)
                yield CellEdit("contributions", place, "expected_on_precision", "day")

    def sentence(self, language: Language, names: Names) -> str:
        """« Marsanvilliers ne verse pas ce qui est attendu », a part of it, or late; or the question's name."""
        if not self.donor:
            return self.say("button", language)
        form = "sentence" if not self.kept_cents else "part" if self.on is None else "late"
        fields = {"amount": exact_euros(self.kept_cents, language)}
        when = "" if self.on is None else day(self.on, language)
        return self.say(form, language, donor=self.donor, day=when, **fields)


@dataclass(frozen=True, slots=True)
class OutstandingReceived(Lever):
    """A share (above 0, up to 1) of what each contribution still owes comes in."""

    kind = "outstanding"
    word = "recevoir"
    amount = AmountField("share", PERCENT)

    share: Annotated[float, SHARE]

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
    amount = AmountField("amount_cents", MONEY, signed=True)
    form = (amount,)
    example = MappingProxyType({"amount_cents": 1_000_00})

    amount_cents: Annotated[int, CENTS]

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
    amount = AmountField("change", PERCENT, signed=True)
    form = (ChoiceField(("currency",), Among.RATED), amount)
    example = MappingProxyType({"change": -0.1})
    stage = Stage.RATES

    currency: Annotated[str, CURRENCY]
    change: Annotated[float, CHANGE]

    def edit(self, plan: ScenarioPlan) -> Edit:
        """The currency's worth from the scenario's day on: what was spent before keeps the rate of its date."""
        if plan.day is None:
            raise LeverRefusedError(LeverRefusal.NO_DAY)
        if not self.currency:
            raise LeverRefusedError(LeverRefusal.NO_RATES)
        if not -1 < self.change <= LARGEST_CHANGE:
            raise LeverRefusedError(LeverRefusal.IMPOSSIBLE_RATE, currency=self.currency)
        if latest_rate(plan.fund.dataset.table("rates"), self.currency, plan.day) is None:
            raise LeverRefusedError(LeverRefusal.NO_RATE, currency=self.currency)
        return Edit(rate=(self.currency, self.change))

    def sentence(self, language: Language, names: Names) -> str:
        """« 1 UAH (hryvnia ukrainienne) vaut 10 % de moins en euros »; without a currency, the question's name."""
        if not self.currency:
            return self.say("button", language)
        return self.say(
            "less" if self.change < 0 else "more",
            language,
            currency=self.currency,
            name=str(conventions(language).locale.currencies.get(self.currency, self.currency)),
            change=percent(abs(self.change), language),
        )
