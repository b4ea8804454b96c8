"""Which figures of a fund are flows, and which rows with which dates make them: all others are states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

import numpy as np
import pandas as pd

from fund.metric import Basis, Cells, Metric, Unit
from fund.metrics.amounts import Amounts, Mask, all_known
from fund.metrics.euro_cells import euro_cells
from fund.metrics.figure import exact
from fund.metrics.gifts import Gifts
from fund.metrics.implementation.hours import RECEIVED_COLUMNS, sessions
from fund.metrics.implementation.results import Counting
from fund.metrics.implementation.works import asks_no_hours
from fund.metrics.over_time.flows import DatedFigure, OverTime
from fund.metrics.over_time.offered_periods import offered
from fund.metrics.over_time.spans import Spans, column_spans, row_spans, spans
from fund.metrics.result import FundMetrics, HoursMetrics, ProgrammeMetrics
from fund.metrics.scope import Scope, Scopes

STAGES = MappingProxyType(
    {"raised": "received", "received": "received", "committed": "committed", "pledged": "pledged"}
)
"""The figures of gifts (those of one donor are « received »), with the stage that each of them adds up."""


def over_time(rows: Scopes, gifts: Gifts, metrics: FundMetrics) -> OverTime:
    """The figures of a fund and of its programmes that a period has a part of."""
    fund, given, programmes = (
        _Dates(rows.fund),
        metrics.contributions,
        zip(rows.programmes, metrics.programmes, strict=True),
    )
    return OverTime(
        (
            *gift_figures(gifts, given.raised, given.committed, given.pledged),
            *_money(fund, metrics),
            _sum(fund, metrics.running_costs, "running_costs", "date"),
            *_hours(fund, metrics.hours),
            *_milestones_done(fund),
            *(figure for scope, own in programmes for figure in _programme(_Dates(scope), own, gifts)),
        ),
        offered(rows.fund.dataset),
        rows.fund.dataset.fund.day,
    )


def _programme(dates: _Dates, programme: ProgrammeMetrics, gifts: Gifts) -> Iterator[DatedFigure]:
    yield from _earmarked(dates, programme.earmarked, gifts)
    yield from _money(dates, programme)
    yield from _hours(dates, programme.hours)
    yield from _milestones_done(dates)
    yield from _results(dates, programme)


@dataclass(frozen=True, slots=True, eq=False)
class _Dates:
    """The rows of a scope with the days they stand for, none after the closing day."""

    scope: Scope

    def days(self, table: str, name: str) -> Spans:
        """Full days."""
        return self._closed(spans(self.scope.days(table, name)))

    def events(self) -> Spans:
        """The dates of events, which may be months, seasons, years."""
        read = self.scope.columns.read_rows(_event_spans, "milestones")
        return self._closed(read.where(self.scope.positions["milestones"]))

    def periods(self, table: str) -> Spans:
        """Rows from a start to an end."""
        read = self.scope.columns.read_rows(row_spans, table)
        return self._closed(read.where(self.scope.positions[table]))

    def _closed(self, found: Spans) -> Spans:
        closing = self.scope.as_of
        return found if closing is None else found.until(np.datetime64(closing.day))


def gift_figures(gifts: Gifts, *wholes: Metric) -> Iterator[DatedFigure]:
    """What was pledged, committed and received, each on its own day; how many payments came."""
    dates = _Dates(gifts.scope)
    for whole in wholes:
        stage = STAGES[whole.code]
        amounts, days = gifts.amounts[f"{stage}_cents"], dates.days("contributions", f"{stage}_on")
        columns = (f"{stage}_cents", f"{stage}_on")
        yield DatedFigure(whole=whole, amounts=amounts, spans=days, cells=_euros(dates.scope, "contributions", columns))
    came = dates.days("contributions", "received_on")
    paid = ((gifts.received.values > 0) | ~gifts.received.known) & ~came.undated
    own = dates.scope.only("contributions", paid)
    if paid.any():
        yield _count(own, "payments_received", "contributions", "received_on", came.where(paid))


def _earmarked(dates: _Dates, whole: Metric, gifts: Gifts) -> Iterator[DatedFigure]:
    """What came for one programme only, where anything did."""
    positions = dates.scope.positions["contributions"]
    if len(positions):
        own = gifts.received.where(np.searchsorted(gifts.scope.positions["contributions"], positions))
        days, columns = dates.days("contributions", "received_on"), ("received_cents", "received_on", "programme")
        yield DatedFigure(whole=whole, amounts=own, spans=days, cells=_euros(dates.scope, "contributions", columns))


def _money(dates: _Dates, metrics: FundMetrics | ProgrammeMetrics) -> Iterator[DatedFigure]:
    """What was transferred, on the day of payment, and spent."""
    yield _sum(dates, metrics.transferred, "tranches", "paid_on", only_dated=True)
    yield _sum(dates, metrics.spent, "expenses", "date")


def _sum(dates: _Dates, whole: Metric, table: str, dated: str, *, only_dated: bool = False) -> DatedFigure:
    """A sum of amounts; with `only_dated`, a row without the date is none of it."""
    amounts, days = dates.scope.euros(table, "amount_cents"), dates.days(table, dated)
    if only_dated:
        amounts = Amounts(np.where(days.undated, 0, amounts.values), amounts.known | days.undated)
    return DatedFigure(
        whole=whole, amounts=amounts, spans=days, cells=_euros(dates.scope, table, ("amount_cents", dated))
    )


def _hours(dates: _Dates, hours: HoursMetrics) -> Iterator[DatedFigure]:
    dates = replace(dates, scope=dates.scope.only("activities", ~asks_no_hours(dates.scope)))
    rows, days = sessions(dates.scope), dates.periods("activities")
    columns = {"delivered": ("hours_delivered",), "received": RECEIVED_COLUMNS}
    for name in ("delivered", "received"):
        yield DatedFigure(
            whole=getattr(hours, name),
            amounts=getattr(rows, name),
            spans=days,
            cells=partial(_cells, dates.scope, "activities", (*columns[name], "start", "end")),
            basis=Basis.COMPUTED if name == "delivered" else Basis.DERIVED,
        )


def _milestones_done(dates: _Dates) -> Iterator[DatedFigure]:
    """How many events are done, where any is."""
    done = dates.scope.texts("milestones", "status").equal("done")
    own = dates.scope.only("milestones", done)
    if done.any():
        yield _count(own, "milestones_done", "milestones", "date", dates.events().where(done))


def _event_spans(milestones: pd.DataFrame) -> Spans:
    return column_spans(milestones, "date")


def _results(dates: _Dates, programme: ProgrammeMetrics) -> Iterator[DatedFigure]:
    """The results whose periods add up; one that counts since the beginning is a state."""
    added_up = [each.achieved for each in programme.results if each.counting is Counting.SUM and each.achieved.cells]
    if not added_up:
        return
    positions, days = dates.scope.positions["results"], dates.periods("results")
    achieved = dates.scope.floats("results", "achieved")
    least = dates.scope.texts("results", "precision").equal("at_least")
    for whole in added_up:
        counted = np.isin(positions, whole.cells[0].positions)
        own = replace(dates.scope, positions={"results": positions[counted]})
        yield DatedFigure(
            whole=whole,
            amounts=achieved.where(counted),
            spans=days.where(counted),
            cells=partial(_cells, own, "results", ("achieved", "start", "end")),
            least=least[counted],
        )


def _count(scope: Scope, code: str, table: str, dated: str, spans: Spans) -> DatedFigure:
    """How many rows a table has."""
    size = len(scope.positions[table])
    return DatedFigure(
        whole=exact(scope, code, Unit.COUNT, value=size),
        amounts=all_known(np.ones(size, dtype=np.int64)),
        spans=spans,
        cells=partial(_cells, scope, table, (dated,)),
    )


def _cells(scope: Scope, table: str, columns: tuple[str, ...], rows: Mask) -> tuple[Cells, ...]:
    return scope.cells(table, *columns, where=rows)


def _euros(scope: Scope, table: str, columns: tuple[str, ...]) -> Callable[[Mask], tuple[Cells, ...]]:
    return lambda rows: euro_cells(scope, table, *columns, where=rows)
