"""The lever on a purchase to come, in any currency, charged to a tranche or to none; whether it needs a tender."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Annotated

from fund.metrics.fund import FundState
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.metrics.scope import scopes
from fund.metrics.tender import Tender, tender
from fund.model import Dataset
from fund.whatif.apply import Applied, apply
from fund.whatif.form import MONEY, Among, AmountField, ChoiceField, DayField
from fund.whatif.lever import Lever, Names, Scenario, named
from fund.whatif.link import CENTS, CODE, CURRENCY, DAY, FLAG, NUMBER, TEXT
from fund.whatif.moves import SIMULATION, LeverRefusal, LeverRefusedError, NewRow, appended
from fund.whatif.prices import Price, at_rate, price
from fund.whatif.scenario_plan import Edit, ScenarioPlan
from fund.wording import Language, day, money


@dataclass(frozen=True, slots=True)
class PlannedExpense(Lever):
    """A purchase to come: in the currency's cents, charged to a tranche or to none.

    `on` None is the day the fund's figures are as of; `tender` tells whether a call for tenders is held,
    None that it is not decided.
    """

    kind = "expense"
    word = "achat"
    amount = AmountField("amount_cents", MONEY)
    form = (
        amount,
        ChoiceField(("currency",), Among.CURRENCY),
        ChoiceField(("programme", "tranche"), Among.CHARGED),
        DayField("on"),
    )
    example = MappingProxyType({"amount_cents": 5_000_00})

    programme: Annotated[str, CODE]
    tranche: Annotated[int | None, NUMBER]
    amount_cents: Annotated[int, CENTS]
    currency: Annotated[str, CURRENCY] = "EUR"
    on: Annotated[date | None, DAY] = None
    label: Annotated[str, TEXT] = ""
    tender: Annotated[bool | None, FLAG] = None

    def after_choice(self, name: str, fund: FundState) -> Lever:
        """In the programme's own currency, where its expenses and its rule know no other."""
        if name != "programme":
            return self
        rule = next((each.tender for each in fund.metrics.programmes if each.code == self.programme), None)
        expenses = fund.dataset.table("expenses")
        own = (expenses["programme"] == self.programme) & expenses["amount_cents"].notna()
        used = {*expenses["currency"][own].fillna("EUR"), *([rule.currency] if rule else [])}
        return replace(self, currency=used.pop()) if len(used) == 1 else self

    def edit(self, plan: ScenarioPlan) -> Edit:
        """A purchase in euros at the scenario's rates; one of a later day is in no figure yet, and in its limits."""
        programme = plan.programme(self.programme)
        if self.tranche is not None:
            self._check_charged(self.tranche, programme, plan)
        cost = plan.price(self.amount_cents, self.currency, self.on)
        if cost is None:
            raise LeverRefusedError(LeverRefusal.NO_RATE, currency=self.currency)
        later = plan.is_later(self.on)
        move = plan.move(programme.spent, 0 if later else cost.cents)
        rows = (("expenses", self.row(cost, plan.day)),) if move.by_rows and not later else ()
        return Edit(rows=rows, moves=(move,))

    def row(self, cost: Price | None, today: date | None) -> NewRow:
        """The purchase as a row of the sheet « Dépenses », in euros where a rate is known."""
        return {
            "programme": self.programme,
            "tranche": self.tranche,
            "date": self.on or today,
            "label": self.label or SIMULATION,
            "amount_cents": self.amount_cents,
            "currency": self.currency,
            "tender": self.tender,
            "amount_eur_cents": None if cost is None else cost.cents,
            "amount_rate": None if cost is None or self.currency == "EUR" else cost.rate,
        }

    def sentence(self, language: Language, names: Names) -> str:
        """« Achat prévu pour le programme AUC : 50 000 UAH, « PC », sur la tranche 1, le 2 janvier 2024 »."""
        amount = money(self.amount_cents, self.currency, language)
        sentence = self.say("sentence", language, programme=named(self.programme, names), amount=amount)
        if self.label:
            sentence = self.say("labelled", language, sentence=sentence, label=self.label)
        if self.tranche is not None:
            sentence = self.say("on_tranche", language, sentence=sentence, tranche=self.tranche)
        if self.on is not None:
            sentence = self.say("on_day", language, sentence=sentence, day=day(self.on, language))
        return sentence

    def _check_charged(self, tranche: int, programme: ProgrammeMetrics, plan: ScenarioPlan) -> None:
        """Refuse an expense on a tranche whose spending is not told row by row.

        Its row alone would be all that is spent there, and the tranches of which nothing is told would have spent
        nothing. A new tranche of the scenario may be charged where the others are told.
        """
        if tranche in plan.new_tranches(programme.code):
            told = not programme.tranches or any(each.spent.is_known for each in programme.tranches)
        else:
            told = plan.tranche(programme, tranche).spent.is_known
        if not told:
            raise LeverRefusedError(LeverRefusal.TRANCHE_SPENT_UNKNOWN, programme=programme.code, tranche=tranche)


def charged_tranche(programme: ProgrammeMetrics) -> int | None:
    """The tranche that an expense to come is charged to: the one being spent, where its expenses are told."""
    tranche = programme.paid_tranche
    return tranche.number if tranche is not None and tranche.spent.is_known else None


def once_bought(applied: Applied) -> FundMetrics:
    """The figures were every purchase made by the closing day: those of a later day keep to the same limits."""
    later = [each for each in applied.later if isinstance(each, PlannedExpense)]
    if not later:
        return applied.simulated.metrics
    levers = tuple(replace(each, on=None) if each in later else each for each in applied.levers)
    return apply(Scenario(levers), applied.baseline).simulated.metrics


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PurchaseTender:
    """A planned purchase beside its programme's rule.

    `needed` is None when it can't be told; `reason` then says why (a key of `whatif.tenders.reasons` in the
    wording). `contract_cents` are the euros of a purchase in the threshold's currency at the contract's rate.
    `compared_cents` stands against `threshold_cents`, both in `currency`: the threshold's own where the
    purchase is in it, else euros, the threshold's at the contract's rate.
    """

    purchase: PlannedExpense
    needed: bool | None
    compared_cents: int | None = None
    threshold_cents: int | None = None
    currency: str = ""
    contract_cents: int | None = None
    reason: str = ""


def purchase_tenders(applied: Applied) -> tuple[PurchaseTender, ...]:
    """Every planned purchase of a scenario beside the rule, those included that can't be added to what is spent.

    The rule looks at one purchase at a time: on a fund that tells no other expense it still says whether
    50 000 UAH is above 40 000 UAH.
    """
    codes = applied.simulated.metrics.names
    planned = [
        lever
        for lever in applied.scenario.effective
        if isinstance(lever, PlannedExpense) and lever.programme in codes and lever.amount_cents > 0
    ]
    dataset = applied.simulated.dataset
    today, rates = dataset.fund.day, dataset.table("rates")
    costs = [price(each.amount_cents, each.currency, rates=rates, day=each.on or today) for each in planned]
    rows = [lever.row(cost, today) for lever, cost in zip(planned, costs, strict=True)]
    rules = _rules(applied.baseline.dataset, rows) if planned else {}
    return tuple(
        _compared(lever, cost, rules.get(lever.programme), position)
        for position, (lever, cost) in enumerate(zip(planned, costs, strict=True))
    )


def _rules(dataset: Dataset, rows: list[NewRow]) -> dict[str, Tender]:
    """Each programme's rule, applied to the planned purchases alone: they are the whole table of expenses."""
    tables = {name: frame.iloc[:0] for name, frame in dataset.tables.items()}
    tables |= {name: dataset.table(name) for name in ("programmes", "purchase_rules")}
    tables["expenses"] = appended(tables["expenses"], rows)
    found = (tender(scope) for scope in scopes(replace(dataset, tables=tables, closing=None, left_out={})).programmes)
    return {rule.programme: rule for rule in found if rule is not None}


def _compared(lever: PlannedExpense, cost: Price | None, rule: Tender | None, position: int) -> PurchaseTender:
    """The rule's verdict on the purchase at that position of the table."""
    if rule is None:
        return PurchaseTender(purchase=lever, needed=None, reason="no_rule")
    same = lever.currency == rule.currency
    threshold = rule.threshold_cents if same else rule.threshold_eur.value
    euros = None if cost is None else cost.cents
    rate = 0.0 if rule.currency == "EUR" else max(rule.contract_rate or 0.0, 0.0)
    beside = PurchaseTender(
        purchase=lever,
        needed=position in set(rule.purchases["position"]),
        compared_cents=lever.amount_cents if same else euros,
        threshold_cents=None if threshold is None else int(threshold),
        currency=lever.currency if same else "EUR",
        contract_cents=at_rate(lever.amount_cents, rate) if same and rate else None,
    )
    undetermined = {int(place) for cells in rule.undetermined.cells for place in cells.positions}
    if position not in undetermined:
        return beside
    return replace(beside, needed=None, reason="no_rate" if cost is None else rule.threshold_eur.reason)
