"""Pairs rows of two versions: in turn where they are alike, those most alike first where they are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.changes.encoding import EMPTY, Codes, Rows

Numbers = npt.NDArray[np.float64]

LARGEST_GROUP = 400
"""Comparisons, each row before with each after, beyond which a group is paired in the order of its cells.

Such a group is one of many rows alike in name and edited in several cells each. At this limit 100,000 rows
edited everywhere take three seconds and 0.4 GB.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Rows of the version before and, at the same place, the rows of the one after they became."""

    before: Rows
    after: Rows


NO_ROWS: Rows = np.array([], dtype=np.intp)
NO_PAIRS = Pairs(NO_ROWS, NO_ROWS)


def joined(parts: Sequence[Pairs]) -> Pairs:
    """Several sets of pairs as one."""
    return Pairs(
        np.concatenate([NO_ROWS, *(part.before for part in parts)]),
        np.concatenate([NO_ROWS, *(part.after for part in parts)]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Rows that may be paired, each with its key: only rows of the same key are."""

    before: Rows
    before_keys: Codes
    after: Rows
    after_keys: Codes


def in_turn(rows: Candidates) -> Pairs:
    """The first row of each key with the first, the second with the second, as far as both versions go."""
    before = _numbered(rows.before, rows.before_keys)
    after = _numbered(rows.after, rows.after_keys)
    found = before.merge(after, on=["key", "turn"], suffixes=("_before", "_after"))
    return Pairs(found["row_before"].to_numpy(np.intp), found["row_after"].to_numpy(np.intp))


def _numbered(rows: Rows, keys: Codes) -> pd.DataFrame:
    frame = pd.DataFrame({"row": rows, "key": keys})
    return frame.assign(turn=frame.groupby("key").cumcount())


def most_alike(rows: Candidates, cells: Sequence[Codes], quantities: Sequence[Numbers]) -> Pairs:
    """Within each key, the rows with the most filled cells in common, then the fewest that contradict each
    other, then the nearest amounts and dates.

    Rows are positions in `cells` and `quantities`. Of rows equally like, the first in position is taken:
    where positions follow the cells' content, the order of the sheet does not count.
    """
    before, after = (pd.Series(keys).value_counts(sort=False) for keys in (rows.before_keys, rows.after_keys))
    sizes = before.mul(after).dropna()  # of the keys on both sides
    small = sizes.index[sizes <= LARGEST_GROUP]
    large = sizes.index[sizes > LARGEST_GROUP]
    return joined(
        (
            _most_alike_of_each(_only(rows, small), cells, quantities) if len(small) else NO_PAIRS,
            in_turn(_only(rows, large)) if len(large) else NO_PAIRS,
        )
    )


def _only(rows: Candidates, keys: pd.Index) -> Candidates:
    before, after = np.isin(rows.before_keys, keys), np.isin(rows.after_keys, keys)
    return Candidates(rows.before[before], rows.before_keys[before], rows.after[after], rows.after_keys[after])


def _most_alike_of_each(rows: Candidates, cells: Sequence[Codes], quantities: Sequence[Numbers]) -> Pairs:
    each = pd.DataFrame({"before": rows.before, "key": rows.before_keys}).merge(
        pd.DataFrame({"after": rows.after, "key": rows.after_keys}), on="key"
    )
    before, after = each["before"].to_numpy(np.intp), each["after"].to_numpy(np.intp)
    common = np.zeros(len(each), dtype=np.int16)
    contradicting = np.zeros(len(each), dtype=np.int16)
    for codes in cells:
        old, new = codes[before], codes[after]
        common += (old == new) & (old != EMPTY)
        contradicting += (old != new) & (old != EMPTY) & (new != EMPTY)
    distance = np.zeros(len(each))
    for values in quantities:
        distance += _distance(values[before], values[after])
    order = np.lexsort((after, before, distance, contradicting, -common))
    return _first_come(before[order], after[order])


def _distance(old: Numbers, new: Numbers) -> Numbers:
    """From 0 for equal quantities to 1 for wholly different ones; 0 where one is not known."""
    size = np.abs(old) + np.abs(new)
    return np.nan_to_num(np.abs(old - new) / np.where(size == 0, 1, size), nan=0.0)


def _first_come(before: Rows, after: Rows) -> Pairs:
    """Of pairs in the order of preference, those whose two rows are both still free."""
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    kept: list[int] = []
    for place, (old, new) in enumerate(zip(before.tolist(), after.tolist(), strict=True)):
        if old not in taken_before and new not in taken_after:
            taken_before.add(old)
            taken_after.add(new)
            kept.append(place)
    return Pairs(before[kept], after[kept])
