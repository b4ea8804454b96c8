"""Where the figures of a donor's sheet come from: the rows of the gift, the files and documents of the programmes."""

from __future__ import annotations

from collections.abc import Iterator

from fund.donor.gift import Gift
from fund.metric import Cells, Metric
from fund.model import Dataset
from fund.wording import Language, words
from fund.wording.figures import pair
from fund.wording.sources import SourceFinder, where

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
    lines = [where(rows, language) for rows in SourceFinder(dataset).of(gift.received.cells)]
    others = [pair(words("donor.titles.others", language), " · ".join(files), language)] if files else []
    return (*lines, *others, *documents)


def _figures(gift: Gift) -> Iterator[Metric]:
    for each in gift.programmes:
        yield from (figure for figure in each.programme.figures() if figure.code in TOLD)


def _files(dataset: Dataset, cells: list[Cells]) -> Iterator[str]:
    for each in cells:
        if len(each.positions):
            yield from map(str, dataset.table(each.table)["source_file"].iloc[each.positions].unique())
