"""A fund as it was at a day before its closing day: which declared figures stood, which rows were over by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from fund.metric import Metric
from fund.metrics.fund import FundState, fund_metrics
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Moment

F = TypeVar("F", bound=FundState)


def situation(fund: F, day: date) -> F:
    """The fund at an earlier day; the fund itself from its closing day on.

    Budgets, places and other figures whose rows have no dates are not known then, nor those that need them: their
    reason is `undatable`. The findings stay those of the fund.
    """
    dataset = at_day(fund.dataset, day)
    if dataset is fund.dataset:
        return fund
    return replace(fund, dataset=dataset, metrics=fund_metrics(dataset, beside=fund))


def undatable(now: FundMetrics) -> tuple[Metric, ...]:
    """What of the fund as it is now has no date, so that it is not known of an earlier day: budgets above all."""
    return tuple(each for each in (now.allocated, *now.over_time.undated()) if each.is_known)


def at_day(dataset: Dataset, day: date) -> Dataset:
    """The dataset whose figures are those of an earlier day; the same one from its closing day on."""
    closing = dataset.fund.day
    if closing is not None and day >= closing:
        return dataset
    return replace(dataset, closing=day, earlier=True, fund=replace(dataset.fund, as_of=Moment(day), earlier=True))
