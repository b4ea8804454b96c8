"""The purchase rule of a programme: which purchases needed a call for tenders, and which had none."""

# ruff: noqa: RUF009 (a `LazyFrame` is a descriptor, not a value that instances would share)

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

import numpy as np

from fund.metric import Metric, Unit
from fund.metrics.amounts import Mask
from fund.metrics.figure import NO_ROWS, exact, missing
from fund.metrics.lazy_frame import LazyFrame
from fund.metrics.scope import Scope

PURCHASE_COLUMNS = ("date", "label", "supplier", "amount_cents", "currency", "amount_eur_cents", "tender")


@dataclass(frozen=True, eq=False, kw_only=True)
class Tender:
    """The purchase rule of a programme, and the purchases it applies to.

    `threshold_cents` is in `currency`; `threshold_eur` is its value at the contract rate, fixed.
    `purchases` has one row per expense above the threshold (positions in the expenses table), with
    columns `position, date, label, supplier, amount_cents, currency, amount_eur_cents, tender`
    (`tender` is boolean with NA when the workbook does not say). `missing` counts those with
    `tender` false or unknown; `undetermined` those whose amount isn't known or can't be compared.
    """

    programme: str
    threshold_cents: int
    currency: str
    contract_rate: float | None
    threshold_eur: Metric
    purchases: LazyFrame = LazyFrame()
    missing: Metric
    undetermined: Metric

    def figures(self) -> tuple[Metric, ...]:
        """Its figures in reading order."""
        return (self.threshold_eur, self.missing, self.undetermined)


@dataclass(frozen=True, slots=True)
class Rule:
    """Above `threshold` cents of `currency` a purchase needs a call for tenders; `rate` is the contract's."""

    threshold: int
    currency: str
    rate: float | None


def tender(programme: Scope) -> Tender | None:
    """The rule of a programme applied to its expenses; None where it has no rule with a threshold."""
    rule = _rule(programme)
    if rule is None:
        return None
    threshold_eur = _in_euros(programme, rule)
    above, unclear = _compared(programme, rule, threshold_eur=threshold_eur.value)
    without = int((above & ~programme.yes("expenses", "tender")).sum())
    return Tender(
        programme=programme.programme,
        threshold_cents=rule.threshold,
        currency=rule.currency,
        contract_rate=rule.rate,
        threshold_eur=threshold_eur,
        purchases=partial(programme.rows, "expenses", *PURCHASE_COLUMNS, where=above),
        missing=_count(programme, "purchases_missing", without, where=above, unknown=int(unclear.sum())),
        undetermined=_count(programme, "purchases_undetermined", int(unclear.sum()), where=unclear),
    )


def _rule(programme: Scope) -> Rule | None:
    """The first rule that has a threshold."""
    thresholds = programme.ints("purchase_rules", "threshold_cents")
    if not thresholds.known.any():
        return None
    first = int(np.argmax(thresholds.known))
    rates = programme.floats("purchase_rules", "contract_rate")
    return Rule(
        threshold=int(thresholds.values[first]),
        currency=programme.texts("purchase_rules", "currency").tolist()[first] or "EUR",
        rate=float(rates.values[first]) if rates.known[first] else None,
    )


def _in_euros(programme: Scope, rule: Rule) -> Metric:
    """The threshold at the contract's rate, to the nearest cent (halves up), never recomputed at another rate."""
    code = "tender_threshold"
    cells = programme.cells("purchase_rules", "threshold_cents", "currency", "contract_rate")
    if rule.currency == "EUR":
        return exact(programme, code, Unit.CENTS, value=rule.threshold, cells=cells)
    if rule.rate is None or rule.rate <= 0:
        return replace(missing(programme, code, Unit.CENTS, reason="no_contract_rate"), cells=cells)
    euros = (Decimal(rule.threshold) / Decimal(repr(rule.rate))).to_integral_value(ROUND_HALF_UP)
    return exact(programme, code, Unit.CENTS, value=int(euros), cells=cells)


def _compared(programme: Scope, rule: Rule, *, threshold_eur: float | None) -> tuple[Mask, Mask]:
    """Which expenses are strictly above the threshold, and which can't be compared.

    In the threshold's own currency amounts are compared as they are; in another, in euros. A refund is
    never a purchase, whatever its currency.
    """
    amounts = programme.ints("expenses", "amount_cents")
    euros = programme.euros("expenses", "amount_cents")
    currencies = programme.texts("expenses", "currency")
    same = amounts.known & (currencies.equal(rule.currency) | (~currencies.known & (rule.currency == "EUR")))
    comparable = same | (euros.known & (threshold_eur is not None))
    above_eur = euros.values > (0 if threshold_eur is None else threshold_eur)
    refund = (amounts.known & (amounts.values <= 0)) | (euros.known & (euros.values <= 0))
    above = comparable & np.where(same, amounts.values > rule.threshold, above_eur)
    return above & ~refund, ~comparable & ~refund


def _count(programme: Scope, code: str, value: int, *, where: Mask, unknown: int = 0) -> Metric:
    if not programme.has("expenses"):
        return missing(programme, code, Unit.COUNT, reason=NO_ROWS)
    cells = programme.cells("expenses", "amount_cents", "currency", "tender", where=where)
    return replace(exact(programme, code, Unit.COUNT, value=value, cells=cells), unknown=unknown)
