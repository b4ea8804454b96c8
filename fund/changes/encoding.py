"""Two versions of a table as whole numbers, so that cells and rows are compared all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.schema import Column, Kind, Sheet, name_key

Codes = npt.NDArray[np.int64]
Rows = npt.NDArray[np.intp]
EMPTY = 0
"""The code of an empty cell."""

_WORDS = frozenset((Kind.TEXT, Kind.CODE))


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """The cells of both versions, the rows of the one before first.

    In each column equal cells have equal codes, which follow the order of the values: whatever is decided
    by codes does not depend on the order of rows. The source columns are no part of it.
    """

    cells: Mapping[str, Codes]
    size_before: int
    size: int

    def select(self, before: Rows, after: Rows) -> Encoded:
        """Some rows only, in that order (0-based positions in each version)."""
        rows = np.concatenate([before, after + self.size_before])
        cells = {code: codes[rows] for code, codes in self.cells.items()}
        return Encoded(cells, len(before), len(rows))


def encoded(sheet: Sheet, before: pd.DataFrame, after: pd.DataFrame) -> Encoded:
    """Every column of the sheet in two versions of its table."""
    cells = {column.code: _codes(column, before, after) for column in sheet.columns}
    return Encoded(cells, len(before), len(before) + len(after))


def stacked(code: str, before: pd.DataFrame, after: pd.DataFrame) -> pd.Series:
    """A column of both versions, the one before first."""
    return pd.concat([before[code], after[code]], ignore_index=True)


def folded_codes(column: Column, values: pd.Series) -> Codes:
    """Codes of a column in which case, accents and spaces do not tell two words apart."""
    if column.kind not in _WORDS:
        return _ranked(values)
    places, spellings = pd.factorize(values)
    folded_spellings = _ranked(pd.Series([name_key(spelling) for spelling in spellings], dtype="str"))
    return np.append(folded_spellings, EMPTY)[places]  # an empty cell has the place -1, the last


def joint(columns: Iterable[Codes], size: int) -> Codes:
    """A number for each row: equal exactly where all the columns are."""
    found = np.zeros(size, dtype=np.int64)
    for codes in columns:
        # Below the number of rows on both sides: the product never leaves 64 bits.
        found = pd.factorize(found * (int(codes.max(initial=0)) + 1) + codes)[0].astype(np.int64)
    return found


def content_order(columns: Sequence[Codes]) -> Rows:
    """The order that sorts rows by their first column, then by their second…"""
    return np.lexsort(columns[::-1])


def _codes(column: Column, before: pd.DataFrame, after: pd.DataFrame) -> Codes:
    codes = _ranked(stacked(column.code, before, after))
    if column.kind is not Kind.MOMENT:
        return codes
    precisions = _ranked(stacked(f"{column.code}_precision", before, after))
    return np.where(codes == EMPTY, EMPTY, codes * (int(precisions.max(initial=0)) + 1) + precisions)


def _ranked(values: pd.Series) -> Codes:
    codes, _ = pd.factorize(values, sort=True)
    return codes.astype(np.int64) + 1
