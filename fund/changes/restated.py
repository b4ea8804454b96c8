"""A past that was restated: of the same day, another version gives another amount."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fund.changes.result import FigureChange
from fund.metrics.fund import FundState
from fund.period import FIRST_DAY, Period

RESTATED = ("raised", "transferred", "spent", "running_costs")
"""Sums of rows that each count on one day: what is dated up to a day can only change where somebody changed a row."""


def common_day(before: FundState, after: FundState) -> date | None:
    """The last day that both versions are as of; None where one has no closing day."""
    days = [fund.dataset.fund.day for fund in (before, after)]
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def restated(before: FundState, after: FundState) -> tuple[FigureChange, ...]:
    """What is dated up to the day that both know, where it adds up to another amount now.

    A programme's amounts are told where the fund's is the same. Rows that have no date are of no day.
    """
    day = common_day(before, after)
    if day is None:
        return ()
    found = tuple(_changed(before, after, Period(FIRST_DAY, day)))
    of_fund = {change.metric.code for change in found if not change.programme}
    return tuple(change for change in found if not change.programme or change.metric.code not in of_fund)


def _changed(before: FundState, after: FundState, period: Period) -> Iterator[FigureChange]:
    then, now = (fund.metrics.over_time.over(period).figures for fund in (before, after))
    names = {**before.metrics.names, **after.metrics.names}
    for key in {**then, **now}:
        programme, code, *_ = key
        if code in RESTATED and key in then and key in now:
            was, becomes = then[key].part, now[key].part
            if was.value != becomes.value:
                yield FigureChange(was, becomes, programme=names.get(programme, programme))
