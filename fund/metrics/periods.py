"""Dated amounts added up by day and by month. A row without a date, or without an amount, has no place here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fund.metrics.amounts import Amounts, group_sums, told
from fund.metrics.columns import Days


@dataclass(frozen=True, slots=True, eq=False)
class Periods:
    """The first day of each period, in order, and what is added up in it."""

    starts: Days
    sums: Amounts


def by_month(dates: Days, amounts: Amounts) -> Periods:
    """Every month from the first to the last that has a row."""
    placed = ~np.isnat(dates) & amounts.known
    months = dates[placed].astype("datetime64[M]").astype(np.int64)
    first = int(months.min()) if len(months) else 0
    length = int(months.max()) - first + 1 if len(months) else 0
    starts = np.arange(first, first + length).astype("datetime64[M]")
    sums = group_sums(amounts.values[placed], months - first, length)
    return Periods(starts.astype("datetime64[us]"), told(sums))


def by_day(dates: Days, amounts: Amounts) -> Periods:
    """The days that have a row."""
    placed = ~np.isnat(dates) & amounts.known
    days, groups = np.unique(dates[placed].astype("datetime64[D]"), return_inverse=True)
    sums = group_sums(amounts.values[placed], groups, len(days))
    return Periods(days.astype("datetime64[us]"), told(sums))
