"""What partners spent, over time, by category and by supplier; columns as in `ProgrammeMetrics`.

An expense without a date counts everywhere but in `by_day` and `by_month`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from fund.metrics import periods
from fund.metrics.amounts import Amounts, told
from fund.metrics.scope import Scope
from fund.metrics.texts import largest_first, named_groups, spelled


def by_day(programme: Scope) -> pd.DataFrame:
    """The expenses day by day, and their sum so far."""
    days = periods.by_day(programme.days("expenses", "date"), _euros(programme))
    spent, so_far = days.sums, days.sums.running()
    return pd.DataFrame({"date": days.starts, "spent_cents": spent.column(), "cumulative_cents": so_far.column()})


def by_month(programme: Scope) -> pd.DataFrame:
    """The expenses month by month."""
    months = periods.by_month(programme.days("expenses", "date"), _euros(programme))
    return pd.DataFrame({"month": months.starts, "spent_cents": months.sums.column()})


def by_name(programme: Scope, column: str) -> pd.DataFrame:
    """The expenses of each category or supplier (empty: not given), largest first, then by name."""
    euros = _euros(programme)
    names = named_groups(programme.texts("expenses", column))
    spent = euros.by_group(names.groups, names.size)
    rows = told(np.bincount(names.groups, minlength=names.size))
    unknown = told(np.bincount(names.groups[~euros.known], minlength=names.size))
    order = largest_first(spent, labels=names.labels)
    return pd.DataFrame(
        {
            column: spelled(names.labels[order]),
            "spent_cents": spent.where(order).column(),
            "expenses": rows.where(order).column(),
            "unknown": unknown.where(order).column(),
        }
    )


def unconverted(programme: Scope) -> pd.DataFrame:
    """The expenses that have an amount and no value in euros."""
    left_out = programme.whole("expenses", "amount_cents").known & ~_euros(programme).known
    return programme.rows("expenses", "date", "label", "amount_cents", "currency", where=left_out)


def _euros(programme: Scope) -> Amounts:
    return programme.whole("expenses", "amount_eur_cents")
