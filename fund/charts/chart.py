"""A chart for the screen: a plot with its message, its data in words, and the cells behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from fund.charts.plot import Plot, Timeline
from fund.metric import Cells, Metric
from fund.model import Record
from fund.wording import Language, count, has, words
from fund.wording.contract import choice_label


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Chart:
    """A chart without colours or sizes: whoever shows it draws its plot.

    `title` and `note` are plain text that may quote a workbook: whoever shows them escapes them.
    `title` is the message or the question, with its figure; `table` holds the same data for people, headers
    and values already in the reader's language; `note` says what the plot leaves out; `source` names the
    cells behind it.
    """

    code: str
    title: str
    plot: Plot | Timeline
    table: pd.DataFrame
    note: str = ""
    source: tuple[Cells, ...] = ()


def table(columns: Mapping[str, Sequence[str]], language: Language) -> pd.DataFrame:
    """A chart's data for people: `columns` by key of `charts.columns`, which gives the header and its unit."""
    return pd.DataFrame({_heading(key, language): list(cells) for key, cells in columns.items()})


def knows(row: Record, *columns: str) -> bool:
    """Whether a row holds something in one of these columns."""
    return any(row[column] is not None for column in columns)


def cells(*metrics: Metric) -> tuple[Cells, ...]:
    """The cells behind some figures, one after the other."""
    return tuple(found for metric in metrics for found in metric.cells)


def remark(key: str, number: int, language: Language) -> str:
    """The sentence on so many things left out of a figure; nothing where there is none."""
    return words(f"charts.{key}", language, n=number, number=count(number, language)) if number else ""


def note(*remarks: str) -> str:
    """The remarks that say something, one after the other."""
    return " ".join(each for each in remarks if each)


def choice(table: str, column: str, code: str | None, language: Language) -> str:
    """A choice column's value as the reader's language writes it, or that it is unknown."""
    return choice_label(table, column, code, language) if code else words("figures.unknown", language)


def _heading(key: str, language: Language) -> str:
    """A column's own heading, or that of a fact that every figure may have."""
    own = f"charts.columns.{key}"
    return words(own if has(own, language) else f"figures.facts.{key}", language)
