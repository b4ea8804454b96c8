"""Where the figures of a donor's sheet come from: the rows of the gift, the files and documents of the programmes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from fund.donor.gift import Gift
from fund.metric import Cells, Metric
from fund.model import Dataset
from fund.wording import Language, words
from fund.wording.figures import pair
from fund.wording.tables import SourceRows, source_rows

MOST_RANGES = 12
"""Ranges of rows named before the list is cut."""

TOLD = frozenset(
    (
        *("allocated", "transferred", "spent", "tranche_share", "hours_delivered", "hours_received"),
        *("enrolments", "sites"),
    )
)
"""The figures that the sheet tells of a programme."""


def sources(gift: Gift, dataset: Dataset, language: Language) -> tuple[str, ...]:
    """The rows of the gift, then the files and documents that tell what the fund did."""
    shares = [gift.share] if not gift.tied and gift.share.said else []
    figures = [*_figures(gift), *(share.metric for share in shares)]
    tree = [each for figure in figures for each in figure.tree()]
    documents = dict.fromkeys(metric.source for metric in tree if metric.source and metric.is_known)
    files = dict.fromkeys(_files(dataset, [cells for metric in tree for cells in metric.cells]))
    lines = [_where(rows, language) for rows in _rows(gift, dataset)]
    others = [pair(words("donor.titles.others", language), " · ".join(files), language)] if files else []
    return (*lines, *others, *documents)


def _rows(gift: Gift, dataset: Dataset) -> tuple[SourceRows, ...]:
    positions = [cells.positions for cells in gift.received.cells]
    return source_rows(dataset, "contributions", np.concatenate(positions)) if positions else ()


def _where(rows: SourceRows, language: Language) -> str:
    spans = [str(first) if first == last else f"{first}–{last}" for first, last in rows.ranges]
    listed = ", ".join(spans[:MOST_RANGES]) + (" …" if len(spans) > MOST_RANGES else "")
    said = words("tables.rows", language, n=len(rows.positions), range=listed)
    return words("tables.where", language, file=rows.file, sheet=rows.sheet, rows=said)


def _figures(gift: Gift) -> Iterator[Metric]:
    for each in gift.programmes:
        yield from (figure for figure in each.programme.figures() if figure.code in TOLD)


def _files(dataset: Dataset, cells: list[Cells]) -> Iterator[str]:
    for each in cells:
        if len(each.positions):
            yield from map(str, dataset.table(each.table)["source_file"].iloc[each.positions].unique())
