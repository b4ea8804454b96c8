"""Rows grouped by a name that people type: case, accents and spaces do not tell two names apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.metrics.amounts import Amounts, Positions
from fund.metrics.columns import Texts
from fund.schema import folded

Labels = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The group of each row, numbered from 0, and each group's label: its first spelling, empty without a name."""

    groups: Positions
    labels: Labels

    @property
    def size(self) -> int:
        """How many groups there are."""
        return len(self.labels)


def named_groups(names: Texts) -> Names:
    """Group rows by the folded form of their text; the rows without one are one group, the last."""
    named = names.known
    ranks, used = pd.factorize(names.places[named])
    labels: list[str] = []
    numbers: dict[str, int] = {}
    merged = []
    for spelling in (names.spellings[place] for place in used.tolist()):
        number = numbers.setdefault(folded(spelling) or spelling, len(labels))
        if number == len(labels):
            labels.append(spelling)
        merged.append(number)
    groups = np.full(len(named), len(labels), dtype=np.intp)
    groups[named] = np.array(merged, dtype=np.intp)[ranks]
    return Names(groups, np.array(labels if named.all() else [*labels, ""], dtype=object))


def largest_first(*amounts: Amounts, labels: Sequence[str] | Labels) -> Positions:
    """The order that puts the largest amount first (the first amounts decide), an unknown one last.

    Equal ones come by label as a reader expects: accents and case do not count.
    """
    _, alphabet = np.unique(np.array([folded(label) for label in labels], dtype=object), return_inverse=True)
    keys: list[npt.NDArray[Any]] = [alphabet]
    for one in reversed(amounts):
        keys += [-one.values, ~one.known]
    return np.lexsort(keys)


def spelled(labels: Sequence[str] | Labels) -> pd.api.extensions.ExtensionArray:
    """Texts as a frame's column."""
    return pd.array(labels, dtype="str")
