"""Rows grouped by a name that people type: case, accents and spaces do not tell two names apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.metrics.amounts import Positions
from fund.schema import folded


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The group of each row, numbered from 0, and each group's label: its first spelling, empty without a name."""

    groups: Positions
    labels: pd.Series

    @property
    def size(self) -> int:
        """How many groups there are."""
        return len(self.labels)


def named_groups(column: pd.Series) -> Names:
    """Group rows by the folded form of a text column; the rows without a name are one group."""
    spelled, spellings = pd.factorize(column)
    merged, _ = pd.factorize(np.array([folded(name) or name for name in spellings], dtype="object"))
    named = spelled >= 0
    _, firsts = np.unique(merged, return_index=True)
    labels = [*spellings[firsts], *([] if named.all() else [""])]
    groups = np.full(len(column), len(firsts), dtype=np.intp)
    groups[named] = merged[spelled[named]]
    return Names(groups, pd.Series(labels, dtype="str"))


def alphabetical(column: pd.Series) -> pd.Series:
    """The key that sorts a text column as a reader expects: accents and case do not count. Other columns as is."""
    return column if column.dtype != "str" else column.map(folded)
