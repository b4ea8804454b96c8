"""A dataset's columns as arrays, each taken out of its frame once however many programmes look at it.

On a small fund pandas spends its time on its own objects rather than on the numbers in them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.metrics.amounts import Amounts, Mask, Positions, fractional, whole
from fund.model import Dataset

Days = npt.NDArray[np.datetime64]
"""One date per row, NaT where unknown."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """One text per row: its place in `spellings`, -1 where there is none."""

    places: Positions
    spellings: tuple[str, ...]

    @property
    def known(self) -> Mask:
        """The rows that have a text."""
        return self.places >= 0

    def where(self, rows: Mask | Positions) -> Texts:
        """The texts of some of the rows only."""
        return Texts(self.places[rows], self.spellings)

    def equal(self, text: str) -> Mask:
        """The rows that have exactly this text."""
        place = self.spellings.index(text) if text in self.spellings else len(self.spellings)
        rows: Mask = self.places == place
        return rows

    def otherwise(self, others: Texts) -> Texts:
        """These texts, and where there is none the other one of the row."""
        shifted = np.where(others.known, others.places + len(self.spellings), -1)
        return Texts(np.where(self.known, self.places, shifted), self.spellings + others.spellings)

    def tolist(self) -> list[str]:
        """The text of each row, empty where there is none."""
        spellings = (*self.spellings, "")
        return [spellings[place] for place in self.places.tolist()]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of a dataset, by table and name; `taken` keeps those taken so far."""

    dataset: Dataset
    taken: dict[tuple[Callable[[pd.Series], object], str, str], Any] = field(default_factory=dict)

    def whole(self, table: str, name: str) -> Amounts:
        """A column of cents or counts."""
        return self._once(whole, table, name)

    def fractional(self, table: str, name: str) -> Amounts:
        """A column of hours, shares or rates, or one of counts used as factors."""
        return self._once(fractional, table, name)

    def texts(self, table: str, name: str) -> Texts:
        """A column of texts or choices."""
        return self._once(_texts, table, name)

    def days(self, table: str, name: str) -> Days:
        """A column of dates."""
        return self._once(_days, table, name)

    def yes(self, table: str, name: str) -> Mask:
        """Where a column of « oui » and « non » says yes."""
        return self._once(_yes, table, name)

    def _once(self, take: Callable[[pd.Series], T], table: str, name: str) -> T:
        key = (take, table, name)
        if key not in self.taken:
            self.taken[key] = take(self.dataset.table(table)[name])
        column: T = self.taken[key]
        return column


def _texts(column: pd.Series) -> Texts:
    places, spellings = pd.factorize(column)
    return Texts(places, tuple(spellings.tolist()))


def _days(column: pd.Series) -> Days:
    return column.to_numpy()


def _yes(column: pd.Series) -> Mask:
    rows: Mask = column.array.to_numpy(dtype=np.bool_, na_value=False)
    return rows
