"""Dated amounts added up by day and by month. A row without a date, or without an amount, has no place here."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fund.metrics.amounts import Amounts


def by_month(dates: pd.Series, amounts: Amounts, *, into: str) -> pd.DataFrame:
    """Columns `month` (first day; every month from the first to the last) and `into` (the month's sum, cents)."""
    placed = dates.notna().to_numpy() & amounts.known
    months = dates.to_numpy()[placed].astype("datetime64[M]").astype(np.int64)
    first = int(months.min()) if len(months) else 0
    length = int(months.max()) - first + 1 if len(months) else 0
    sums = np.zeros(length, dtype=np.int64)
    np.add.at(sums, months - first, amounts.values[placed])
    starts = np.arange(first, first + length).astype("datetime64[M]").astype("datetime64[us]")
    return pd.DataFrame({"month": starts, into: pd.Series(sums, dtype="Int64")})


def by_day(dates: pd.Series, amounts: Amounts, *, into: str) -> pd.DataFrame:
    """Columns `date` (the days that have a row, in order) and `into` (the day's sum, cents)."""
    placed = dates.notna().to_numpy() & amounts.known
    days, groups = np.unique(dates.to_numpy()[placed].astype("datetime64[D]"), return_inverse=True)
    sums = np.zeros(len(days), dtype=np.int64)
    np.add.at(sums, groups, amounts.values[placed])
    return pd.DataFrame({"date": days.astype("datetime64[us]"), into: pd.Series(sums, dtype="Int64")})
