"""Where a finding about a figure points: the row, or the sheet, it came from."""

from __future__ import annotations

from dataclasses import replace

from fund.metrics.result import Metric
from fund.model import Dataset, Finding
from fund.schema import BY_CODE
from fund.tables import SourceRows, source_rows


def at_row(dataset: Dataset, found: Finding, *, table: str, position: int, column: str) -> Finding:
    """The finding with the file, sheet, row and column of one row of a table."""
    row = dataset.table(table).iloc[position]
    return replace(
        found,
        file=str(row["source_file"]),
        sheet=str(row["source_sheet"]),
        row=int(row["source_row"]),
        column=BY_CODE[table].column(column).header,
    )


def of_metric(dataset: Dataset, found: Finding, metric: Metric) -> Finding:
    """The finding placed where the first of a figure's cells stands; as it is where there is none."""
    place = _first(dataset, metric)
    return replace(found, file=place.file, sheet=place.sheet, row=place.ranges[0][0]) if place else found


def _first(dataset: Dataset, metric: Metric) -> SourceRows | None:
    for cells in metric.cells:
        for rows in source_rows(dataset, cells.table, cells.positions):
            return rows
    for part in (metric.numerator, metric.denominator, *metric.terms):
        found = _first(dataset, part) if part is not None else None
        if found is not None:
            return found
    return None
