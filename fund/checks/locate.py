"""Where a finding about figures stands: the cell, row or sheet that a person looks at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from fund.metric import Metric
from fund.model import SOURCE_COLUMNS, Dataset, Finding, Record
from fund.schema import BY_CODE
from fund.wording.sources import source_rows


def at_rows(dataset: Dataset, table: str, found: Sequence[tuple[Record, Finding]]) -> Iterator[Finding]:
    """The finding of each row, with the file, sheet and Excel row of the row's `position` in the table."""
    sources = dataset.table(table)[list(SOURCE_COLUMNS)].iloc[[int(row["position"]) for row, _ in found]]
    for (_, finding), (file, sheet, row) in zip(found, sources.itertuples(index=False, name=None), strict=True):
        yield replace(finding, file=str(file), sheet=str(sheet), row=int(row))


def at_metric(dataset: Dataset, finding: Finding, metric: Metric) -> Finding:
    """The finding placed where the first of a figure's cells stands; nowhere where there is none."""
    finding = replace(finding, of_row=False)
    found = (rows for cells in metric.all_cells() for rows in source_rows(dataset, cells.table, cells.positions))
    first = next(found, None)
    return replace(finding, file=first.file, sheet=first.sheet, row=first.ranges[0][0]) if first else finding


@cache
def header(table: str, column: str) -> str:
    """The header of a column, as the contract writes it."""
    return BY_CODE[table].column(column).header
