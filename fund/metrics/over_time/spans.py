"""The first and the last day that a date stands for: « octobre 2023 » is all of it, « été 2022 » June to August."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from fund.metrics.amounts import Days, Mask, Positions
from fund.metrics.texts import Texts, texts
from fund.model import Moment, Precision

MONTHS = MappingProxyType(
    {
        Precision.SPRING: (3, 5),
        Precision.SUMMER: (6, 8),
        Precision.AUTUMN: (9, 11),
        Precision.EARLY: (1, 3),
        Precision.LATE: (10, 12),
        Precision.YEAR: (1, 12),
    }
)
"""The first and the last month of what is a part of a year, or all of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """The first and the last day of each row (datetime64[D]), NaT where it has no date."""

    first: Days
    last: Days

    @property
    def undated(self) -> Mask:
        """The rows without a date."""
        rows: Mask = np.isnat(self.last)
        return rows

    def where(self, rows: Mask | Positions) -> Spans:
        """The spans of some of the rows only."""
        return Spans(self.first[rows], self.last[rows])

    def until(self, last: np.datetime64) -> Spans:
        """The same spans, none of which goes on after a day."""
        return Spans(np.minimum(self.first, last), np.minimum(self.last, last))


def spans(days: Days, precisions: Texts | None = None) -> Spans:
    """What dates stand for, each a full day without `precisions`. A date is any day of its period."""
    first = days.astype("datetime64[D]")
    last = first if precisions is None else first.copy()
    if precisions is not None:
        for precision in precisions.spellings:
            rows = precisions.equal(precision)
            first[rows], last[rows] = _ends(first[rows], Precision(precision))
    return Spans(first, last)


def span_of(when: Moment) -> Spans:
    """What one date stands for."""
    return spans(np.array([when.day], dtype="datetime64[D]"), Texts(np.zeros(1, dtype=np.intp), (when.precision,)))


def column_spans(frame: pd.DataFrame, name: str) -> Spans:
    """What the dates of a frame's column stand for."""
    precision = f"{name}_precision"
    return spans(frame[name].to_numpy(), texts(frame[precision]) if precision in frame else None)


def row_spans(frame: pd.DataFrame) -> Spans:
    """The spans of rows with a `start` and an `end`, of which either may be missing, or come before the other."""
    start, end = column_spans(frame, "start"), column_spans(frame, "end")
    return Spans(np.fmin(start.first, end.first), np.fmax(start.last, end.last))


def _ends(days: Days, precision: Precision) -> tuple[Days, Days]:
    """The first and the last day of the month, quarter, season or year that each day is in."""
    if precision is Precision.DAY:
        return days, days
    month = days.astype("datetime64[M]")
    year = days.astype("datetime64[Y]").astype("datetime64[M]")
    if precision is Precision.MONTH:
        first, last = month, month
    elif precision is Precision.QUARTER:
        first = month - (month - year).astype(np.int64) % 3
        last = first + 2
    else:
        begins, ends = MONTHS[precision]
        first, last = year + (begins - 1), year + (ends - 1)
    return first.astype("datetime64[D]"), (last + 1).astype("datetime64[D]") - 1
