"""The fund's money: allocated to programmes, transferred to partners, spent by them, and what is left.

Tables of what was spent have their columns as in `ProgrammeMetrics`; an expense without a date counts everywhere but
by day and by month.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from fund.metric import Metric, Unit
from fund.metrics.amounts import Amounts, all_known, sums_by_day
from fund.metrics.declared import Declared
from fund.metrics.euro_cells import euro_cells
from fund.metrics.figure import UNDATABLE, column_total, euros_total, exact, missing, or_declared, ratio, total
from fund.metrics.scope import Scope
from fund.metrics.texts import named_groups, ranked


def allocated(scope: Scope, declared: Declared) -> Metric:
    """The programme's budget, as approved by the committee."""
    figure = column_total(scope, "allocated", Unit.CENTS, "programmes", "budget_cents")
    if scope.dataset.earlier:
        # A budget has no date.
        figure = missing(scope, "allocated", Unit.CENTS, reason=UNDATABLE)
    return or_declared(figure, declared)


def transferred(scope: Scope, declared: Declared) -> Metric:
    """The tranches that were paid. One without a date of payment does not count, and is not unknown either,
    unless the workbook gives neither its amount nor when it is planned.
    """
    amounts = scope.euros("tranches", "amount_cents")
    paid = ~np.isnat(scope.days("tranches", "paid_on"))
    told = amounts.known | scope.ints("tranches", "amount_cents").known
    to_come = ~paid & (told | ~np.isnat(scope.days("tranches", "planned_on")))
    figure = total(
        scope,
        "transferred",
        Unit.CENTS,
        amounts=Amounts(np.where(paid, amounts.values, 0), (paid & amounts.known) | to_come),
        cells=euro_cells(scope, "tranches", "amount_cents", "paid_on"),
    )
    return or_declared(_or_nothing_yet(scope, figure, "tranches", declared), declared)


def transferred_by_row(fund: Scope) -> pd.DataFrame:
    """What each row of the tranches counts for: position, transferred; 0 where it is not paid."""
    amounts, paid = fund.euros("tranches", "amount_cents"), ~np.isnat(fund.days("tranches", "paid_on"))
    counted = Amounts(np.where(paid, amounts.values, 0), ~paid | amounts.known)
    return pd.DataFrame({"position": fund.positions["tranches"], "transferred": counted.column()})


def spent(scope: Scope, declared: Declared) -> Metric:
    """The justified expenses in euros; one without an amount or without a rate is unknown."""
    figure = expenses_total(scope, "spent")
    return or_declared(_or_nothing_yet(scope, figure, "expenses", declared), declared)


def expenses_total(scope: Scope, code: str) -> Metric:
    """The sum in euros of the scope's expenses."""
    return euros_total(scope, code, "expenses", "amount_cents")


def _or_nothing_yet(scope: Scope, figure: Metric, table: str, declared: Declared) -> Metric:
    """Zero, not unknown, for a programme in preparation that has no row in a sheet that exists.

    So it is where all its rows are later than the closing day, unless an amount is declared.
    """
    if table in scope.emptied and declared.latest(figure.code, scope.programme) is None:
        return exact(scope, figure.code, figure.unit, value=0)
    in_preparation = scope.texts("programmes", "status").equal("preparation").any()
    if in_preparation and not scope.has(table) and table in scope.dataset.present:
        return exact(scope, figure.code, figure.unit, value=0, cells=scope.cells("programmes", "status"))
    return figure


def running_costs(fund: Scope, declared: Declared) -> Metric:
    """What the fund itself costs: no sheet means not communicated, a sheet without rows means none."""
    code = "running_costs"
    none = not len(fund.dataset.table(code)) or code in fund.emptied
    if code in fund.dataset.present and none:
        return or_declared(exact(fund, code, Unit.CENTS, value=0), declared)
    return or_declared(column_total(fund, code, Unit.CENTS, code, "amount_cents"), declared)


def delivery_rate(spent: Metric, transferred: Metric, *, declared: Declared) -> Metric:
    """Spent ÷ transferred."""
    return or_declared(ratio("delivery_rate", spent, transferred), declared)


def spent_by_day(programme: Scope) -> pd.DataFrame:
    """The expenses day by day, and their sum so far."""
    return sums_by_day(programme.days("expenses", "date"), _euros(programme)).frame(
        "date", "spent_cents", "cumulative_cents"
    )


def spent_by_name(programme: Scope, column: str) -> pd.DataFrame:
    """The expenses of each category or supplier (empty: not given), largest first, then by name."""
    euros = _euros(programme)
    names = named_groups(programme.texts("expenses", column))
    spent = euros.by_group(names.groups, names.size)
    rows = all_known(np.bincount(names.groups, minlength=names.size))
    unknown = all_known(np.bincount(names.groups[~euros.known], minlength=names.size))
    amounts = {"spent_cents": spent, "expenses": rows, "unknown": unknown}
    return ranked({column: names.labels}, amounts, by=("spent_cents",))


def unconverted(programme: Scope) -> pd.DataFrame:
    """The expenses that have an amount and no value in euros."""
    left_out = programme.ints("expenses", "amount_cents").known & ~_euros(programme).known
    return programme.rows("expenses", "date", "label", "amount_cents", "currency", where=left_out)


def _euros(programme: Scope) -> Amounts:
    return programme.euros("expenses", "amount_cents")
