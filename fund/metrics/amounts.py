"""Columns of amounts in which some values are not communicated: kept apart from zero, summed exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]
HOURS_DIGITS = 6
"""Hours are fractions: sums are rounded here so that neither row order nor binary noise shows."""


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """One amount per row: `values` (int64 cents or counts, float64 hours; 0 where unknown) and which are `known`."""

    values: npt.NDArray[np.int64] | npt.NDArray[np.float64]
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

    def by_group(self, groups: Positions, size: int) -> pd.Series:
        """The sum of each group (`groups` numbers the group of each row, from 0), NA where none is known."""
        sums = np.zeros(size, dtype=self.values.dtype)
        np.add.at(sums, groups, self.values)
        rows_known = np.bincount(groups, weights=self.known, minlength=size)
        whole = self.values.dtype == np.int64
        result = pd.Series(sums if whole else sums.round(HOURS_DIGITS), dtype="Int64" if whole else "Float64")
        return result.mask(pd.Series(rows_known == 0))

    def column(self) -> pd.Series:
        """The amounts as a frame's column, NA where unknown."""
        whole = self.values.dtype == np.int64
        return pd.Series(self.values, dtype="Int64" if whole else "Float64").mask(pd.Series(~self.known))


def whole(column: pd.Series) -> Amounts:
    """The amounts of an `Int64` column: cents or counts."""
    return Amounts(column.to_numpy(dtype="int64", na_value=0), column.notna().to_numpy())


def fractional(column: pd.Series) -> Amounts:
    """The amounts of a `Float64` column (or an `Int64` one used as a factor): hours."""
    return Amounts(column.to_numpy(dtype="float64", na_value=0.0), column.notna().to_numpy())
