"""Columns of texts, and rows grouped by a name that people type: case and accents do not tell two names apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.metrics.amounts import Amounts, Mask, Positions
from fund.schema import folded

Labels = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """One text per row: its number in `spellings`, -1 where there is none."""

    codes: Positions
    spellings: tuple[str, ...]

    @property
    def known(self) -> Mask:
        """The rows that have a text."""
        return self.codes >= 0

    def where(self, rows: Mask | Positions) -> Texts:
        """The texts of some of the rows only."""
        return Texts(self.codes[rows], self.spellings)

    def equal(self, text: str) -> Mask:
        """The rows that have exactly this text."""
        code = self.spellings.index(text) if text in self.spellings else len(self.spellings)
        rows: Mask = self.codes == code
        return rows

    def or_else(self, others: Texts) -> Texts:
        """These texts, and where there is none the other one of the row."""
        shifted = np.where(others.known, others.codes + len(self.spellings), -1)
        return Texts(np.where(self.known, self.codes, shifted), self.spellings + others.spellings)

    def tolist(self) -> list[str]:
        """The text of each row, empty where there is none."""
        spellings = (*self.spellings, "")
        return [spellings[code] for code in self.codes.tolist()]


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
    ranks, used = pd.factorize(names.codes[named])
    labels: list[str] = []
    numbers: dict[str, int] = {}
    merged = []
    for spelling in (names.spellings[code] for code in used.tolist()):
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


def ranked(labels: Mapping[str, Labels], amounts: Mapping[str, Amounts], *, by: Sequence[str]) -> pd.DataFrame:
    """A frame of these columns of groups, the largest group first by the amounts named, then by its first label."""
    order = largest_first(*(amounts[name] for name in by), labels=next(iter(labels.values())))
    return pd.DataFrame(
        {
            **{name: spelled(texts[order]) for name, texts in labels.items()},
            **{name: values.where(order).column() for name, values in amounts.items()},
        }
    )


def spelled(labels: Sequence[str] | Labels) -> pd.api.extensions.ExtensionArray:
    """Texts as a frame's column."""
    return pd.array(labels, dtype="str")


def texts(column: pd.Series) -> Texts:
    """The texts of a column of texts or choices."""
    codes, spellings = pd.factorize(column)
    return Texts(codes, tuple(spellings.tolist()))
