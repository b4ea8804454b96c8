"""The fund's money: allocated to programmes, transferred to partners, spent by them, and what is left."""

from __future__ import annotations

import numpy as np

from fund.metric import Metric, Unit
from fund.metrics.amounts import Amounts
from fund.metrics.declared import Declared
from fund.metrics.figure import difference, exact, ratio, settled, total
from fund.metrics.scope import Scope

EUROS_OF_EXPENSES = ("amount_cents", "currency", "rate", "amount_eur_cents")
"""The columns that tell an expense in euros, the workbook's and the one that reading adds."""


def allocated(scope: Scope, declared: Declared) -> Metric:
    """The programme's budget, as approved by the committee."""
    figure = total(
        scope,
        "allocated",
        Unit.CENTS,
        amounts=scope.whole("programmes", "budget_cents"),
        cells=scope.cells("programmes", "budget_cents"),
    )
    return settled(figure, declared)


def transferred(scope: Scope, declared: Declared) -> Metric:
    """The tranches that were paid. One without a date of payment does not count, and is not unknown either,
    unless the workbook tells neither its amount nor when it is planned.
    """
    amounts = scope.whole("tranches", "amount_cents")
    paid = ~np.isnat(scope.days("tranches", "paid_on"))
    to_come = ~paid & (amounts.known | ~np.isnat(scope.days("tranches", "planned_on")))
    figure = total(
        scope,
        "transferred",
        Unit.CENTS,
        amounts=Amounts(np.where(paid, amounts.values, 0), (paid & amounts.known) | to_come),
        cells=scope.cells("tranches", "amount_cents", "paid_on"),
    )
    return settled(_or_nothing_yet(scope, figure, "tranches"), declared)


def spent(scope: Scope, declared: Declared) -> Metric:
    """The justified expenses in euros; one without an amount or without a rate is unknown."""
    figure = total(
        scope,
        "spent",
        Unit.CENTS,
        amounts=scope.whole("expenses", "amount_eur_cents"),
        cells=scope.cells("expenses", *EUROS_OF_EXPENSES),
    )
    return settled(_or_nothing_yet(scope, figure, "expenses"), declared)


def _or_nothing_yet(scope: Scope, figure: Metric, table: str) -> Metric:
    """Zero, not unknown, for a programme in preparation that has no row in a sheet that exists."""
    in_preparation = scope.texts("programmes", "status").equal("preparation").any()
    if in_preparation and not scope.has(table) and table in scope.dataset.present:
        return exact(scope, figure.code, figure.unit, value=0, cells=scope.cells("programmes", "status"))
    return figure


def running_costs(fund: Scope, declared: Declared) -> Metric:
    """What the fund itself costs: no sheet means not communicated, a sheet without rows means none."""
    code = "running_costs"
    if code in fund.dataset.present and not fund.has(code):
        return settled(exact(fund, code, Unit.CENTS, value=0), declared)
    amounts = fund.whole(code, "amount_cents")
    return settled(total(fund, code, Unit.CENTS, amounts=amounts, cells=fund.cells(code, "amount_cents")), declared)


def balance(raised: Metric, transferred: Metric, running_costs: Metric, *, declared: Declared) -> Metric:
    """What is on the fund's account: raised − transferred − running costs."""
    return settled(difference("balance", raised, transferred, running_costs), declared)


def unallocated(raised: Metric, allocated: Metric, running_costs: Metric) -> Metric:
    """What the committee can still allocate: raised − allocated − running costs."""
    return difference("unallocated", raised, allocated, running_costs)


def partner_balance(transferred: Metric, spent: Metric) -> Metric:
    """What the partner still holds: transferred − spent."""
    return difference("partner_balance", transferred, spent)


def delivery_rate(spent: Metric, transferred: Metric, *, declared: Declared) -> Metric:
    """Spent ÷ transferred."""
    return settled(ratio("delivery_rate", spent, transferred), declared)


def budget_share(spent: Metric, allocated: Metric) -> Metric:
    """Spent ÷ allocated."""
    return ratio("budget_share", spent, allocated)
