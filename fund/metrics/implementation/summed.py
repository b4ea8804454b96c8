"""Which column of its rows a figure adds up, and what each row counts for: what its explanation shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from fund.metric import Cells, Metric, Unit
from fund.metrics.result import FundMetrics
from fund.model import Dataset
from fund.schema.converted import in_euros

COUNTED_AS = {"received": "raised", "pooled": "raised", "earmarked": "raised"}
"""Figures of a part of the rows, by the figure that the rows are counted for."""
NEAR = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Summed:
    """A column whose known values add up to a figure. `column` is a frame's, or the code of what rows are counted for.

    `values` are those of each row by its position, in `unit`, NA where it is not communicated.
    """

    column: str
    values: pd.Series
    unit: Unit

    @property
    def total(self) -> float:
        """The sum of what is known."""
        return float(self.values.sum())

    @property
    def rows(self) -> int:
        """How many rows bring something to the sum."""
        return int((self.values.fillna(0) != 0).sum())


def by_row(metrics: FundMetrics) -> Mapping[str, pd.DataFrame]:
    """What each row counts for, by table, where that is not what one of its columns says."""
    return {
        "contributions": metrics.contributions.by_row,
        "activities": metrics.hours.by_row,
        "tranches": metrics.transfers,
    }


def summed(figure: Metric, cells: Cells, dataset: Dataset, counted: Mapping[str, pd.DataFrame]) -> Summed | None:
    """What adds up to the figure, or to one that it is made of, in these cells; None where nothing does.

    `counted` holds by table what its rows count for, as in `by_row`.
    """
    for part in figure.tree():
        if part.value is None or part.stands_as_declared or not len(cells.positions):
            continue
        for name, values in _columns(part, cells, dataset, counted):
            if values.notna().any() and abs(float(values.sum()) - part.value) < NEAR * max(1, abs(part.value)):
                return Summed(name, values, part.unit)
    return None


def _columns(
    figure: Metric, cells: Cells, dataset: Dataset, counted: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[str, pd.Series]]:
    """The columns of numbers that may add up to it: what the rows count for first, then the cells' own, in euros."""
    rows, code = counted.get(cells.table), COUNTED_AS.get(figure.code, figure.code)
    if rows is not None and code in rows:
        yield code, rows.set_index("position")[code].reindex(cells.positions)
    frame = dataset.table(cells.table)
    for name in dict.fromkeys(in_euros(column, frame.columns) for column in cells.columns):
        column = frame[name]
        if pd.api.types.is_numeric_dtype(column) and name.endswith("_cents") == (figure.unit is Unit.CENTS):
            yield name, column.iloc[cells.positions].set_axis(cells.positions)
