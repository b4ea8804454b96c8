"""Which row of a table is which row of its version before, whatever was edited in it and wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.changes.encoding import EMPTY, Codes, Encoded, Rows, content_order, encoded, folded_codes, joint, stacked
from fund.changes.pairing import NO_PAIRS, Candidates, Numbers, Pairs, in_turn, joined, most_alike
from fund.schema import Kind, Sheet

_DATES = frozenset((Kind.DATE, Kind.MOMENT))
_NUMBERS = frozenset((Kind.MONEY, Kind.NUMBER))
_MAY_BE_EMPTY = frozenset(("programme", "tranche"))
"""Columns of a likeness whose empty cell says something: the fund itself, the programme as a whole."""

_NO_KEY = -1
"""Of a row that is not to be paired."""


@dataclass(frozen=True, slots=True, eq=False)
class Matching:
    """The rows of two versions of a table (0-based positions), each of them in one place.

    Pairs in `changed` differ in one cell at least, those in `unchanged` in none.
    """

    unchanged: Pairs
    changed: Pairs
    removed: Rows
    added: Rows


@dataclass(frozen=True, slots=True, eq=False)
class _Rest:
    """The rows without a twin in the other version, as frames and encoded, each version in order of content."""

    sheet: Sheet
    before: pd.DataFrame
    after: pd.DataFrame
    cells: Encoded


def match_rows(sheet: Sheet, before: pd.DataFrame, after: pd.DataFrame) -> Matching:
    """Match two versions of a table.

    First the rows alike in every cell. Then, in a sheet with an identity, those of the same identity; in
    another, those alike in every cell but one, then those that its likenesses bring together.
    """
    cells = encoded(sheet, before, after)
    unchanged = _twins(cells)
    removed, added = _without(unchanged.before, len(before)), _without(unchanged.after, len(after))
    if not len(removed) or not len(added):
        return Matching(unchanged=unchanged, changed=NO_PAIRS, removed=removed, added=added)
    # By content, so that the order of rows decides nothing below.
    columns = list(cells.cells.values())
    removed = removed[content_order([codes[removed] for codes in columns])]
    added = added[content_order([codes[len(before) + added] for codes in columns])]
    rest = _Rest(sheet, before.iloc[removed], after.iloc[added], cells.select(removed, added))
    edited = _edited(rest)
    return Matching(
        unchanged=unchanged,
        changed=Pairs(removed[edited.before], added[edited.after]),
        removed=np.sort(np.delete(removed, edited.before)),
        added=np.sort(np.delete(added, edited.after)),
    )


def _twins(cells: Encoded) -> Pairs:
    keys = joint(cells.cells.values(), cells.size)
    split = cells.size_before
    return in_turn(Candidates(np.arange(split), keys[:split], np.arange(cells.size - split), keys[split:]))


def _without(rows: Rows, size: int) -> Rows:
    return np.setdiff1d(np.arange(size), rows, assume_unique=True)


def _edited(rest: _Rest) -> Pairs:
    """Pairs of the rest, as positions in each of its versions."""
    split = rest.cells.size_before
    cells, quantities = list(rest.cells.cells.values()), list(_quantities(rest))
    free = np.full(rest.cells.size, fill_value=True)
    found: list[Pairs] = []
    for keys in _keys(rest):
        if not free[:split].any() or not free[split:].any():
            break
        rows = np.flatnonzero(free & (keys != _NO_KEY))
        before, after = rows[rows < split], rows[rows >= split]
        pairs = most_alike(Candidates(before, keys[before], after, keys[after]), cells, quantities)
        free[pairs.before] = free[pairs.after] = False
        found.append(Pairs(pairs.before, pairs.after - split))
    return joined(found)


def _keys(rest: _Rest) -> Iterator[Codes]:
    """The keys by which rows are brought together, the surest first."""
    sheet, size = rest.sheet, rest.cells.size
    if sheet.identity:
        yield joint([_recognised(rest, code) for code in sheet.identity], size)
        return
    yield from _all_but_one(rest)
    for likeness in sheet.likenesses:
        columns = {code: _recognised(rest, code) for code in likeness}
        filled = [columns[code] != EMPTY for code in likeness if code not in _MAY_BE_EMPTY]
        yield np.where(np.logical_and.reduce(filled), joint(columns.values(), size), _NO_KEY)


def _recognised(rest: _Rest, code: str) -> Codes:
    return folded_codes(rest.sheet.column(code), stacked(code, rest.before, rest.after))


def _all_but_one(rest: _Rest) -> Iterator[Codes]:
    """Every cell but that of one column: of words first, then of dates and amounts, last of what names the row.

    Where it is the name that differs, two rows are only taken for one if no other is alike, and if they
    tell an amount or a date: two donors of whom nothing more is known are two donors.
    """
    names = rest.sheet.names
    quantities = [c.code for c in rest.sheet.columns if c.kind in _DATES | _NUMBERS]
    others = _leaving_out_each(rest.cells)
    for code in sorted(others, key=lambda code: (code in names, code in quantities)):
        keys = others[code]
        if code in names:
            filled = np.logical_or.reduce([rest.cells.cells[quantity] != EMPTY for quantity in quantities])
            keys = np.where(filled & _alone(keys, rest.cells.size_before), keys, _NO_KEY)
        yield keys


def _leaving_out_each(cells: Encoded) -> dict[str, Codes]:
    """For each column, the key of all the others, put together from those that precede and those that follow."""
    following = [np.zeros(cells.size, dtype=np.int64)]
    for codes in reversed(list(cells.cells.values())[1:]):
        following.append(joint((codes, following[-1]), cells.size))
    preceding, found = following[0], dict[str, Codes]()
    for (code, codes), rest in zip(cells.cells.items(), reversed(following), strict=True):
        found[code] = joint((preceding, rest), cells.size)
        preceding = joint((preceding, codes), cells.size)
    return found


def _alone(keys: Codes, split: int) -> npt.NDArray[np.bool_]:
    """Whether a row's key occurs once at most in each version."""
    counts = [np.bincount(part, minlength=int(keys.max(initial=0)) + 1) for part in (keys[:split], keys[split:])]
    return (counts[0] <= 1)[keys] & (counts[1] <= 1)[keys]


def _quantities(rest: _Rest) -> Iterator[Numbers]:
    """The amounts and dates by which two rows are near or far, NaN where a cell is empty."""
    for column in rest.sheet.columns:
        if column.kind in _NUMBERS:
            yield stacked(column.code, rest.before, rest.after).to_numpy(np.float64, na_value=np.nan)
        elif column.kind in _DATES:
            days = stacked(column.code, rest.before, rest.after).to_numpy("datetime64[D]")
            yield np.where(np.isnat(days), np.nan, days.astype(np.float64))
