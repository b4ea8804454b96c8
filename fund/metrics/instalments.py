"""Gifts told in several rows: an agreement repeated on the row of each payment, and payments on rows of their own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fund.metrics.amounts import Amounts, Days, Mask, Positions


@dataclass(frozen=True, slots=True, eq=False)
class Repeats:
    """Rows on which a promise stands again. `like` is, for each row, the first one that tells the same promise (its
    own where none does). `doubtful` are those without the payments that would say that they are one: they count.
    """

    like: Positions
    doubtful: Mask

    @property
    def first(self) -> Positions:
        """The row on which each row's promise is counted."""
        return np.where(self.doubtful, np.arange(len(self.like)), self.like)

    @property
    def repeated(self) -> Mask:
        """The rows whose promise is already counted on another one."""
        rows: Mask = self.first != np.arange(len(self.like))
        return rows


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One promise a row: how much, on which day, by whom and for which programme (numbers that tell them apart)."""

    promised: Amounts
    days: Days
    donors: Positions
    programmes: Positions


def repeated_promises(told: Told, received: Amounts) -> Repeats:
    """The rows that repeat a promise: same donor, day and amount, each paid in part, the parts not exceeding it.

    A promise without a day is never taken for another one, nor is one for another programme, nor one of which
    nothing was paid, or all.
    """
    size = len(told.donors)
    like = np.arange(size)
    doubtful = np.zeros(size, dtype=np.bool_)
    for rows in _alike(told, received):
        paid, amount = received.values[rows], told.promised.values[rows[0]]
        in_parts = bool((paid > 0).all() and paid.sum() <= amount)
        dated = not np.isnat(told.days[rows[0]])
        one_use = bool((told.programmes[rows] == told.programmes[rows[0]]).all())
        if in_parts and dated and one_use:
            like[rows] = rows[0]
        elif in_parts or (dated and one_use):
            like[rows] = rows[0]
            doubtful[rows[1:]] = True
    return Repeats(like, doubtful)


def _alike(told: Told, received: Amounts) -> list[Positions]:
    """The rows not paid in full, in their order, that agree in donor, amount and day, where there are several."""
    cents = told.promised.values
    rows = np.flatnonzero(told.promised.known & (cents > 0) & (received.values < cents))
    days = told.days.astype(np.int64)
    order = rows[np.lexsort((rows, days[rows], told.promised.values[rows], told.donors[rows]))]
    keys = (told.donors[order], told.promised.values[order], days[order])
    alike = np.logical_and.reduce([key[1:] == key[:-1] for key in keys])
    if not alike.any():
        return []
    group = np.append(0, np.cumsum(~alike))
    several = np.append(alike, values=False) | np.append(False, alike)
    order, group = order[several], group[several]
    return np.split(order, np.flatnonzero(np.diff(group)) + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Promises:
    """What each row promises in cents (0 for nothing), since when it counts and how early it may be paid."""

    cents: np.ndarray
    since: Days
    earliest: Days


def still_due(promises: Promises, paid: np.ndarray, paid_on: Days, donors: Positions) -> np.ndarray:
    """What is still due of each row's promise, in cents.

    A row's own payment settles its own promise, and what it is above it settles no other one. A payment on a row
    that promises nothing settles its donor's promises, the oldest first, those without a day last; not one that
    was made after it. Money given back takes nothing from what was settled.
    """
    due: np.ndarray = np.maximum(promises.cents - np.maximum(paid, 0), 0)
    free = np.flatnonzero((promises.cents == 0) & (paid > 0))
    if not len(free) or not due.any():
        return due
    open_rows = np.flatnonzero((due > 0) & np.isin(donors, donors[free]))
    open_rows = open_rows[np.argsort(promises.since[open_rows], kind="stable")]
    waiting: dict[int, list[int]] = {}
    for row in open_rows.tolist():
        waiting.setdefault(int(donors[row]), []).append(row)
    for payment in free[np.argsort(paid_on[free], kind="stable")].tolist():
        left = int(paid[payment])
        for row in waiting.get(int(donors[payment]), ()):
            if left and not promises.earliest[row] > paid_on[payment]:
                settled = min(left, int(due[row]))
                due[row] -= settled
                left -= settled
    return due
