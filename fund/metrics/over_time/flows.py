"""What a period holds of a figure: the rows dated in it, beside the figure as a whole and never in its place.

A row over several months counts whole in the period that holds its last day; one that goes on after the closing day
counts on that day, by which what it tells is known. What has no date is in no period.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from fund.metric import Basis, Cells, Metric
from fund.metrics.amounts import Amounts, Mask, Positions
from fund.metrics.over_time.spans import Spans
from fund.model import Moment
from fund.period import Period

KEPT_PERIODS = 16
FigureKey = tuple[str, str, str, str]
"""The programme, the code, what is counted and in which unit: what tells the figures that may have flows apart."""


def figure_key(figure: Metric) -> FigureKey:
    """What a figure is found by."""
    return figure.programme, figure.code, figure.subject, figure.counted_in


@dataclass(frozen=True, slots=True)
class Flow:
    """What a period holds of a figure, the `whole`; `begun` are those of its rows that began before the period."""

    whole: Metric
    part: Metric
    begun: tuple[Cells, ...] = ()


def begun_rows(*flows: Flow) -> int:
    """How many rows of what a period holds of figures began before it; one that makes two of them is one row."""
    rows: dict[str, list[Positions]] = {}
    for cells in (each for flow in flows for each in flow.begun):
        rows.setdefault(cells.table, []).append(cells.positions)
    return sum(len(np.unique(np.concatenate(positions))) for positions in rows.values())


@dataclass(frozen=True, eq=False, kw_only=True)
class DatedFigure:
    """A figure with the rows that make it: their amounts, and the days they stand for, up to the closing day.

    `cells` gives the cells of some of the rows, `basis` how their amounts are known, `least` which are a minimum.
    """

    whole: Metric
    amounts: Amounts
    spans: Spans
    cells: Callable[[Mask], tuple[Cells, ...]]
    basis: Basis = Basis.COMPUTED
    least: Mask | None = None

    @property
    def has_dates(self) -> bool:
        """Whether any of its rows can be in a period."""
        return not bool(self.spans.undated.all())

    def within(self, period: Period) -> Flow | None:
        """What a period holds of it; None for a figure without rows that have dates, or of which nothing came.

        A nothing is known where all rows are dated.
        """
        if self.whole.pending or (not self.has_dates and (self.whole.value != 0 or self.whole.partial)):
            return None
        start, end = np.datetime64(period.start), np.datetime64(period.end)
        rows = (self.spans.last >= start) & (self.spans.last <= end)
        amounts, least = self.amounts.where(rows), rows & (False if self.least is None else self.least)
        known = bool(amounts.known.any()) or not rows.any()
        part = _alone(
            self.whole,
            value=amounts.total() if known else None,
            basis=self.basis if known else None,
            as_of=Moment(period.end),
            # Rows are exact where only what is declared beside them is not.
            approximate=self.whole.approximate and self.whole.basis is not Basis.DECLARED,
            precision=0,
            pending=False,
            # What has no date may be of this period too, as may be what is declared without rows.
            at_least=self.undated is not None or bool(((self.spans.undated & ~self.amounts.known) | least).any()),
            unknown=amounts.unknown,
            cells=self.cells(rows),
            reason="" if known else "not_communicated",
        )
        begun = rows & (self.spans.first < start)
        return Flow(self.whole, part, self.cells(begun) if begun.any() else ())

    @cached_property
    def undated(self) -> Metric | None:
        """What of it is in no period; None where all of it has dates."""
        undated = self.spans.undated
        if self.whole.basis is Basis.DECLARED:
            value = (self.whole.value or 0) - self.amounts.where(~undated).total()
            return _alone(self.whole, value=value) if value > 0 else None
        rows = undated & (self.amounts.values != 0)
        if not rows.any():
            return None
        value = self.amounts.where(rows).total()
        return _alone(self.whole, value=value, unknown=0, cells=self.cells(rows), basis=self.basis)


def _alone(whole: Metric, **fields: Any) -> Metric:
    """A part of a figure, without what only the whole is made of."""
    return replace(whole, numerator=None, denominator=None, terms=(), declared=None, detailed=None, **fields)


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """What a period holds of a fund's figures."""

    period: Period
    figures: Mapping[FigureKey, Flow]

    def of(self, figure: Metric) -> Flow | None:
        """What the period holds of a figure of the fund; None of one that is a state, or whose rows have no dates."""
        found = self.figures.get(figure_key(figure))
        # One donor's figures have the same names as the fund's.
        return found if found is not None and found.whole is figure else None


@dataclass(frozen=True, eq=False)
class OverTime:
    """The figures of a fund that may be asked for over a period, the fund's own first; the periods that it offers.

    Nothing is known of a period that begins after the `closing` day.
    """

    figures: tuple[DatedFigure, ...]
    periods: tuple[Period, ...] = ()
    closing: date | None = None

    @cached_property
    def over(self) -> Callable[[Period], Flows]:
        """What a period holds of them; the last periods asked for are kept."""
        return lru_cache(KEPT_PERIODS)(self._over)

    def _over(self, period: Period) -> Flows:
        if self.closing is not None and period.start > self.closing:
            return Flows(period, {})
        found = ((figure_key(each.whole), each.within(period)) for each in self.figures)
        return Flows(period, {key: flow for key, flow in found if flow is not None})

    def undated(self, programme: str = "") -> tuple[Metric, ...]:
        """What no period holds, of a programme or (without one) of the fund."""
        found = (each.undated for each in self.figures if each.whole.programme == programme)
        return tuple(figure for figure in found if figure is not None)
