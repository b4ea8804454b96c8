"""What partners spent, over time, by category and by supplier."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.metrics.amounts import whole
from fund.metrics.names import alphabetical, named_groups
from fund.metrics.periods import by_day, by_month
from fund.metrics.scope import Scope


@dataclass(frozen=True, slots=True, eq=False)
class Spending:
    """The expenses of a programme added up in every way its page shows; columns as in `ProgrammeMetrics`."""

    by_day: pd.DataFrame
    by_month: pd.DataFrame
    by_category: pd.DataFrame
    by_supplier: pd.DataFrame
    unconverted: pd.DataFrame


def spending(programme: Scope) -> Spending:
    """The expenses of a programme. An expense without a date counts everywhere but in `by_day` and `by_month`."""
    euros = whole(programme.column("expenses", "amount_eur_cents"))
    dates = programme.column("expenses", "date")
    days = by_day(dates, euros, into="spent_cents")
    return Spending(
        by_day=days.assign(cumulative_cents=days["spent_cents"].cumsum()),
        by_month=by_month(dates, euros, into="spent_cents"),
        by_category=_by_name(programme, "category"),
        by_supplier=_by_name(programme, "supplier"),
        unconverted=_unconverted(programme),
    )


def _by_name(programme: Scope, column: str) -> pd.DataFrame:
    """The expenses of each category or supplier (empty: not given), largest first, then by name."""
    euros = whole(programme.column("expenses", "amount_eur_cents"))
    names = named_groups(programme.column("expenses", column))
    frame = pd.DataFrame(
        {
            column: names.labels,
            "spent_cents": euros.by_group(names.groups, names.size),
            "expenses": pd.Series(np.bincount(names.groups, minlength=names.size), dtype="Int64"),
            "unknown": pd.Series(np.bincount(names.groups[~euros.known], minlength=names.size), dtype="Int64"),
        }
    )
    return frame.sort_values(
        ["spent_cents", column], ascending=[False, True], na_position="last", key=alphabetical, ignore_index=True
    )


def _unconverted(programme: Scope) -> pd.DataFrame:
    """The expenses that have an amount and no value in euros."""
    rows = programme.rows("expenses", "date", "label", "amount_cents", "currency", "amount_eur_cents")
    left_out = rows["amount_cents"].notna() & rows["amount_eur_cents"].isna()
    return rows[left_out].drop(columns="amount_eur_cents").reset_index(drop=True)
