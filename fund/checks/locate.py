"""Where a finding about a figure points: the row, or the sheet, it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fund.metric import Metric
from fund.model import Dataset, Finding
from fund.schema import BY_CODE
from fund.wording.sources import SourceRows, source_rows


def at_rows(dataset: Dataset, table: str, found: Sequence[tuple[int, Finding]]) -> Iterator[Finding]:
    """Findings with the file, sheet and row that stand at their position of a table."""
    rows = dataset.table(table)[["source_file", "source_sheet", "source_row"]].iloc[[position for position, _ in found]]
    for (_, finding), (file, sheet, row) in zip(found, rows.itertuples(index=False, name=None), strict=True):
        yield replace(finding, file=str(file), sheet=str(sheet), row=int(row))


def header(table: str, column: str) -> str:
    """The header of a column, as the contract writes it."""
    return BY_CODE[table].column(column).header


def of_metric(dataset: Dataset, found: Finding, metric: Metric) -> Finding:
    """The finding placed where the first of a figure's cells stands; as it is where there is none."""
    place = _first(dataset, metric)
    return replace(found, file=place.file, sheet=place.sheet, row=place.ranges[0][0]) if place else found


def _first(dataset: Dataset, metric: Metric) -> SourceRows | None:
    found = (rows for cells in metric.all_cells() for rows in source_rows(dataset, cells.table, cells.positions))
    return next(found, None)
