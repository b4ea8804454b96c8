"""A chart for the screen: a plot with its message, its data in words, its cells; and how bars become a plot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from fund.charts.plot import Hue, Measure, Plot, PlotSeries, Shape, Strip, Timeline
from fund.metric import Cells, Metric
from fund.model import Record
from fund.wording import Language, count, has, words
from fund.wording.contract import choice_label
from fund.wording.figures import pair


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Chart:
    """A chart without colours or sizes: whoever shows it draws its plot.

    `title` and `note` are plain text that may quote a workbook: whoever shows them escapes them. `title` is the message
    or the question, with its figure; `table` holds the same data for people, headers and values already in the reader's
    language; `note` says what the plot leaves out; `source` names the cells behind it.
    """

    code: str
    title: str
    plot: Plot | Timeline | Strip
    table: pd.DataFrame
    note: str = ""
    source: tuple[Cells, ...] = ()

    def about(self, *metrics: Metric, remarks: Iterable[str] = ()) -> Chart:
        """The chart with the cells behind some figures as its source, and what its remarks say as its note."""
        source = tuple(cells for metric in metrics for cells in metric.cells)
        return replace(self, source=source, note=" ".join(remark for remark in remarks if remark))


def chart(
    code: str,
    plot: Plot | Timeline | Strip,
    columns: Mapping[str, Sequence[str]],
    language: Language,
    *,
    form: str = "",
    **fields: object,
) -> Chart:
    """A chart that says the sentences `title` and `alt` of `charts.<code>`, of that form where they have one.

    They are filled with `fields`; `listing` is the plot's rows unless it is given. `columns` are the table's,
    by key of `charts.columns`, which gives the header and its unit.
    """
    if isinstance(plot, Plot):
        fields = {"listing": listing(plot, language), **fields}
    title, alt = (words(_key(f"charts.{code}.{part}", form, language), language, **fields) for part in ("title", "alt"))
    table = pd.DataFrame({_heading(key, language): list(cells) for key, cells in columns.items()})
    return Chart(code=code, title=title, plot=replace(plot, alt=alt), table=table)


def knows(row: Record, *columns: str) -> bool:
    """Whether a row holds something in one of these columns."""
    return any(row[column] is not None for column in columns)


def remark(key: str, number: int, language: Language) -> str:
    """The sentence on so many things left out of a figure; nothing where there is none."""
    return words(f"charts.{key}", language, n=number, number=count(number, language)) if number else ""


def choice(table: str, column: str, code: str | None, language: Language) -> str:
    """A choice column's value as the reader's language writes it, or that it is unknown."""
    return choice_label(table, column, code, language) if code else words("figures.unknown", language)


def _key(sentence: str, form: str, language: Language) -> str:
    """The key of a sentence in that form, where there is one."""
    own = f"{sentence}_{form}"
    return own if form and has(own, language) else sentence


def _heading(key: str, language: Language) -> str:
    """A column's own heading, or that of a fact that every figure may have."""
    own = f"charts.columns.{key}"
    return words(own if has(own, language) else f"figures.facts.{key}", language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A mark of a row: its value (None = not communicated) and the words said of it (see `PlotSeries`)."""

    value: float | None
    label: str = ""
    detail: str = ""
    hover: str = ""
    declared: bool = False


NOTHING = Bar(value=0)
"""Where a series has nothing to say of a row."""


Bars = tuple[str, Hue, Sequence[Bar]]
"""What a series is called, its colour, and its mark of each row."""


def bar_plot(
    names: Sequence[str], series: Iterable[Bars], language: Language, *, measure: Measure, shape: Shape | None = None
) -> Plot:
    """The series over the same rows: a single one as bars, several where the one before ends, unless said otherwise.

    A series that has nothing to say of any row is left out.
    """
    drawn = tuple(
        part for each in series if any(bar is not NOTHING for bar in each[2]) for part in _parted(each, language)
    )
    default = Shape.BARS if len(drawn) == 1 else Shape.STACKED
    plot = Plot(shape=shape or default, measure=measure, categories=tuple(names), series=drawn)
    return replace(plot, alt=listing(plot, language))


def quoted(plot: Plot) -> Plot:
    """A plot whose rows are named in the workbook's own words."""
    return replace(plot, quoted=True)


def listing(plot: Plot, language: Language, *, most: int | None = None) -> str:
    """The first rows in one sentence, for a text alternative or a title; the workbook's words apart from ours."""
    names = [words("charts.quoted", language, text=one) if plot.quoted else str(one) for one in plot.categories[:most]]
    rows = (pair(name, ", ".join(plot.said(place)), language) for place, name in enumerate(names))
    return words("charts.separator", language).join(rows)


def lines(*parts: str) -> str:
    """The parts that say something, one a line."""
    return "\n".join(part for part in parts if part)


def _parted(series: Bars, language: Language) -> Iterator[PlotSeries]:
    """Where only some marks are declared they are a series of their own, each empty on the other's rows."""
    name, hue, bars = series
    if len({bar.declared for bar in bars if bar.value is not None and bar is not NOTHING}) < 2:
        yield _series(name, hue, bars)
        return
    yield _series(name, hue, [NOTHING if bar.declared else bar for bar in bars])
    declared = words("charts.declared_part", language, part=name)
    yield _series(declared, hue, [bar if bar.declared else NOTHING for bar in bars])


def _series(name: str, hue: Hue, bars: Sequence[Bar]) -> PlotSeries:
    given = [bar for bar in bars if bar.value is not None and bar is not NOTHING]
    return PlotSeries(
        name=name,
        values=tuple(bar.value for bar in bars),
        labels=tuple(bar.label for bar in bars),
        details=_unless_empty(tuple(bar.detail for bar in bars)),
        hovers=_unless_empty(tuple(bar.hover for bar in bars)),
        hue=hue,
        declared=bool(given) and all(bar.declared for bar in given),
    )


def _unless_empty(texts: tuple[str, ...]) -> tuple[str, ...]:
    """A text per row, or none at all where no row has one."""
    return texts if any(texts) else ()
