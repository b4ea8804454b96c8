"""Whether a planned purchase needs a call for tenders: by the programme's own rule, in `fund.metrics.tender`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fund.metrics.result import Tender
from fund.metrics.scope import scopes
from fund.metrics.tender import tender
from fund.model import Dataset
from fund.whatif.added_rows import NewRow, appended
from fund.whatif.apply import Applied
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.prices import Price, price


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PurchaseTender:
    """A planned purchase beside its programme's rule.

    `needed` is None when it can't be told; `reason` then says why (a key of `whatif.tenders.reasons` in the
    wording). `compared_cents` stands against `threshold_cents`, both in `currency`: the threshold's own where the
    purchase is in it, else euros, the threshold's at the contract's rate.
    """

    purchase: PlannedExpense
    needed: bool | None
    compared_cents: int | None = None
    threshold_cents: int | None = None
    currency: str = ""
    reason: str = ""


def purchase_tenders(applied: Applied) -> tuple[PurchaseTender, ...]:
    """Every planned purchase of a scenario beside the rule, those included that can't be added to what is spent.

    The rule looks at one purchase at a time: on a fund that tells no other expense it still says whether
    50 000 UAH is above 40 000 UAH.
    """
    codes = {programme.code for programme in applied.metrics.programmes}
    planned = [
        lever
        for lever in applied.scenario.effective
        if isinstance(lever, PlannedExpense) and lever.programme in codes and lever.amount_cents > 0
    ]
    as_of = applied.dataset.fund.as_of
    day = None if as_of is None else as_of.day
    rates = applied.dataset.table("rates")
    costs = [price(each.amount_cents, each.currency, rates=rates, day=each.on or day) for each in planned]
    rows = [lever.row(cost, day) for lever, cost in zip(planned, costs, strict=True)]
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
    found = (tender(scope) for scope in scopes(replace(dataset, tables=tables)).programmes)
    return {rule.programme: rule for rule in found if rule is not None}


def _compared(lever: PlannedExpense, cost: Price | None, rule: Tender | None, position: int) -> PurchaseTender:
    """The rule's verdict on the purchase at that position of the table."""
    if rule is None:
        return PurchaseTender(purchase=lever, needed=None, reason="no_rule")
    same = lever.currency == rule.currency
    threshold = rule.threshold_cents if same else rule.threshold_eur.value
    euros = None if cost is None else cost.cents
    beside = PurchaseTender(
        purchase=lever,
        needed=position in set(rule.purchases["position"]),
        compared_cents=lever.amount_cents if same else euros,
        threshold_cents=None if threshold is None else int(threshold),
        currency=lever.currency if same else "EUR",
    )
    undetermined = {int(place) for cells in rule.undetermined.cells for place in cells.positions}
    if position not in undetermined:
        return beside
    return replace(beside, needed=None, reason="no_rate" if cost is None else rule.threshold_eur.reason)
