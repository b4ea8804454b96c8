"""The periods that a fund offers: those that its texts are about, and the calendar years that hold rows."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from fund.metrics.over_time.spans import row_spans
from fund.model import Dataset
from fund.period import Period, of_year

DATES = (
    *(("contributions", f"{stage}_on") for stage in ("pledged", "committed", "received")),
    *(("tranches", "paid_on"), ("expenses", "date"), ("running_costs", "date"), ("milestones", "date")),
    *((table, edge) for table in ("activities", "results") for edge in ("start", "end")),
)
"""The dates that say when something happened, by table and column."""


def offered(dataset: Dataset) -> tuple[Period, ...]:
    """The periods of a fund, each once: those of its texts in the sheet's order, then the years, the latest first."""
    years = (of_year(year) for year in _years(dataset, dataset.fund.day))
    return tuple(dict.fromkeys((*story_periods(dataset.table("stories")), *years)))


def story_periods(stories: pd.DataFrame) -> tuple[Period, ...]:
    """The periods of texts that tell their first and their last day."""
    told = row_spans(stories[stories["start"] <= stories["end"]])
    return tuple(dict.fromkeys(map(Period, told.first.tolist(), told.last.tolist())))


def _years(dataset: Dataset, closing: date | None) -> list[int]:
    """The years in which something happened by the closing day, the latest first."""
    found: set[int] = set()
    for table, name in DATES:
        days = dataset.table(table)[name].to_numpy()
        dated = days[~np.isnat(days)]
        if len(dated):
            # The first day of each year is looked for among the days, rather than the year of each day worked out.
            first, last = (day.astype("datetime64[Y]") for day in (dated.min(), dated.max()))
            starts = np.arange(first, last + 2).astype(days.dtype)
            rows = np.bincount(np.searchsorted(starts, dated, side="right"))
            found.update((np.flatnonzero(rows) - 1 + (first.astype(np.int64) + 1970)).tolist())
    return sorted((year for year in found if closing is None or year <= closing.year), reverse=True)
