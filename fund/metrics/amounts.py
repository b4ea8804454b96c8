"""Columns of amounts in which some values are not communicated: kept apart from zero, summed exactly.

Arrays and not pandas columns, because a slider of « Et si… ? » computes every figure of the fund anew each time it
moves: on the few hundred rows of a fund pandas spends its time on its own objects, index and dtype and mask, rather
than on the numbers in them. A dataset's columns are taken out of their frames once (`scope.py`), and figures are sums
and comparisons of arrays: twelve times faster. Frames are made for tables only, when one is read (`lazy_frame.py`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]
Values = npt.NDArray[np.int64 | np.float64]
Days = npt.NDArray[np.datetime64]
"""One date per row, NaT where unknown."""
HOURS_DIGITS = 6
"""Hours are fractions: sums are rounded here so that neither row order nor binary noise shows."""


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """One amount per row: `values` (int64 cents or counts, float64 hours; 0 where unknown) and which are `known`."""

    values: Values
    known: Mask

    @property
    def unknown(self) -> int:
        """The number of rows whose amount is not communicated."""
        return int(np.count_nonzero(~self.known))

    def total(self) -> int | float:
        """The sum of the known amounts."""
        if self.values.dtype == np.int64:
            return int(self.values.sum())
        return round(math.fsum(self.values), HOURS_DIGITS)

    def where(self, rows: Mask | Positions) -> Amounts:
        """The amounts of some of the rows only."""
        return Amounts(self.values[rows], self.known[rows])

    def by_group(self, groups: Positions, size: int) -> Amounts:
        """The sum of each group (`groups` numbers the group of each row, from 0), unknown where none is known."""
        sums = group_sums(self.values, groups, size)
        known = np.zeros(size, dtype=np.bool_)
        known[groups[self.known]] = True
        return Amounts(sums if sums.dtype == np.int64 else sums.round(HOURS_DIGITS), known)

    def running(self) -> Amounts:
        """Each amount added to those before it."""
        return Amounts(self.values.cumsum(), self.known)

    def column(self) -> pd.arrays.IntegerArray | pd.arrays.FloatingArray:
        """The amounts as a frame's column, NA where unknown."""
        if self.values.dtype == np.int64:
            return pd.arrays.IntegerArray(self.values.astype(np.int64), ~self.known)
        return pd.arrays.FloatingArray(self.values.astype(np.float64), ~self.known)


def group_sums(values: Values, groups: Positions, size: int) -> Values:
    """The sum of each group, 0 for one without rows."""
    sums = np.zeros(size, dtype=values.dtype)
    np.add.at(sums, groups, values)
    return sums


def all_known(values: Values) -> Amounts:
    """Amounts that are all known."""
    return Amounts(values, np.ones(len(values), dtype=np.bool_))


def ints(column: pd.Series) -> Amounts:
    """The amounts of an `Int64` column: cents or counts."""
    cells = column.array
    return Amounts(cells.to_numpy(dtype="int64", na_value=0), ~cells.isna())


def floats(column: pd.Series) -> Amounts:
    """The amounts of a `Float64` column (or an `Int64` one used as a factor): hours."""
    cells = column.array
    return Amounts(cells.to_numpy(dtype="float64", na_value=0.0), ~cells.isna())


@dataclass(frozen=True, slots=True, eq=False)
class Periods:
    """Dated amounts added up: the first day of each period, in order, and the sum of what falls in it.

    A row without a date, or without an amount, has no place here.
    """

    starts: Days
    sums: Amounts

    def frame(self, start: str, summed: str, so_far: str = "") -> pd.DataFrame:
        """The periods under these column names; with `so_far`, each sum added to those before it too."""
        frame = pd.DataFrame({start: self.starts, summed: self.sums.column()})
        return frame.assign(**{so_far: self.sums.running().column()}) if so_far else frame


def sums_by_month(dates: Days, amounts: Amounts) -> Periods:
    """Every month from the first to the last that has a row."""
    placed = ~np.isnat(dates) & amounts.known
    months = dates[placed].astype("datetime64[M]").astype(np.int64)
    first = int(months.min()) if len(months) else 0
    length = int(months.max()) - first + 1 if len(months) else 0
    starts = np.arange(first, first + length).astype("datetime64[M]")
    sums = group_sums(amounts.values[placed], months - first, length)
    return Periods(starts.astype("datetime64[us]"), all_known(sums))


def sums_by_day(dates: Days, amounts: Amounts) -> Periods:
    """The days that have a row."""
    placed = ~np.isnat(dates) & amounts.known
    days, groups = np.unique(dates[placed].astype("datetime64[D]"), return_inverse=True)
    sums = group_sums(amounts.values[placed], groups, len(days))
    return Periods(days.astype("datetime64[us]"), all_known(sums))
