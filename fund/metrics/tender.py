"""The purchase rule of a programme: which purchases needed a call for tenders, and which had none."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from fund.metrics.amounts import Mask, whole
from fund.metrics.figure import NO_ROWS, exact, missing
from fund.metrics.result import Metric, Tender, Unit
from fund.metrics.scope import Scope, number, text

PURCHASE_COLUMNS = ("date", "label", "supplier", "amount_cents", "currency", "amount_eur_cents", "tender")


def tender(programme: Scope) -> Tender | None:
    """The rule of a programme applied to its expenses; None where it has no rule with a threshold."""
    rules = programme.rows("purchase_rules", "threshold_cents", "currency", "contract_rate").to_dict("records")
    rule = next((rule for rule in rules if number(rule["threshold_cents"]) is not None), None)
    if rule is None:
        return None
    currency = text(rule["currency"]) or "EUR"
    threshold = int(rule["threshold_cents"])
    rate = number(rule["contract_rate"])
    threshold_eur = _in_euros(programme, threshold, currency=currency, rate=rate)
    above, unclear = _compared(programme, threshold, currency=currency, threshold_eur=threshold_eur.value)
    purchases = programme.rows("expenses", *PURCHASE_COLUMNS)[above].reset_index(drop=True)
    without = ~purchases["tender"].fillna(value=False).to_numpy(dtype=np.bool_)
    return Tender(
        programme=programme.programme,
        threshold_cents=threshold,
        currency=currency,
        contract_rate=rate,
        threshold_eur=threshold_eur,
        purchases=purchases,
        missing=_count(programme, "purchases_missing", int(without.sum()), where=above, unknown=int(unclear.sum())),
        undetermined=_count(programme, "purchases_undetermined", int(unclear.sum()), where=unclear),
    )


def _in_euros(programme: Scope, threshold: int, *, currency: str, rate: float | None) -> Metric:
    """The threshold at the contract's rate, to the nearest cent (halves up), never recomputed at another rate."""
    code = "tender_threshold"
    cells = programme.cells("purchase_rules", "threshold_cents", "currency", "contract_rate")
    if currency == "EUR":
        return exact(programme, code, Unit.CENTS, value=threshold, cells=cells)
    if rate is None or rate <= 0:
        return replace(missing(programme, code, Unit.CENTS, reason="no_contract_rate"), cells=cells)
    euros = (Decimal(threshold) / Decimal(repr(rate))).to_integral_value(ROUND_HALF_UP)
    return exact(programme, code, Unit.CENTS, value=int(euros), cells=cells)


def _compared(programme: Scope, threshold: int, *, currency: str, threshold_eur: float | None) -> tuple[Mask, Mask]:
    """Which expenses are strictly above the threshold, and which can't be told.

    In the threshold's own currency amounts are compared as they are; in another, in euros. A refund is
    never a purchase, whatever its currency.
    """
    amounts = whole(programme.column("expenses", "amount_cents"))
    euros = whole(programme.column("expenses", "amount_eur_cents"))
    same = (programme.column("expenses", "currency").fillna("EUR") == currency).to_numpy(dtype=np.bool_)
    comparable = amounts.known & (same | (euros.known & (threshold_eur is not None)))
    above_eur = euros.values > (0 if threshold_eur is None else threshold_eur)
    refund = amounts.known & (amounts.values <= 0)
    above = comparable & np.where(same, amounts.values > threshold, above_eur)
    return above & ~refund, ~comparable & ~refund


def _count(programme: Scope, code: str, value: int, *, where: Mask, unknown: int = 0) -> Metric:
    if not programme.has("expenses"):
        return missing(programme, code, Unit.COUNT, reason=NO_ROWS)
    cells = programme.cells("expenses", "amount_cents", "currency", "tender", where=where)
    return replace(exact(programme, code, Unit.COUNT, value=value, cells=cells), unknown=unknown)
