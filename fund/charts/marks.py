"""Where the marks of a plot's rows begin and end, and what is said of a row: the same on a page and on a slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fund.charts.plot import Hue, Plot, PlotSeries, Point, Shape

LONGEST = 1.25
"""Where a bar stops that goes beyond its whole: only its label tells how far."""
BETWEEN = " · "
MOST_DAYS = 6
"""Of a line over time, where it is told as rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a row in the plot's measure, of the series at that place."""

    series: int
    row: int
    start: float
    length: float
    hue: Hue
    declared: bool

    @property
    def ends(self) -> tuple[float, float]:
        """Its lower and its upper end."""
        return min(self.start, self.start + self.length), max(self.start, self.start + self.length)


@dataclass(frozen=True, slots=True)
class MarkWords:
    """What is said of a row: a number, if it has one, and what there is to say of it."""

    head: str
    detail: str


def marks_of(plot: Plot, at: int) -> Iterator[Mark]:
    """One series' marks; what goes beyond the whole is a mark of its own, cut at `LONGEST`."""
    series = plot.series[at]
    for row, value in enumerate(series.values):
        if not value:
            continue
        start = _start(plot, row, at)
        mark = Mark(series=at, row=row, start=start, length=value, hue=series.hue, declared=series.declared)
        if plot.extent is None or value <= plot.extent:
            yield mark
        else:
            yield replace(mark, length=plot.extent)
            over = min(value, LONGEST * plot.extent) - plot.extent
            yield replace(mark, start=plot.extent, length=over, hue=plot.beyond or mark.hue)


def span(plot: Plot, marks: Sequence[Mark]) -> tuple[float, float]:
    """The ends of the axis that all marks, and the whole where there is one, have their place on."""
    ends = [mark.ends for mark in marks]
    return min([0.0, *(low for low, _ in ends)]), max([plot.extent or 0, *(high for _, high in ends)]) or 1


def groups(plot: Plot) -> list[list[int]]:
    """The series that share their words: those of bars side by side have each their own."""
    return [[at] for at in range(len(plot.series))] if plot.shape is Shape.BARS else [list(range(len(plot.series)))]


def words_of(plot: Plot, row: int, group: Sequence[int]) -> MarkWords:
    """The words of a row about some of its series. That a number is not communicated is no number."""
    told = [(text, plot.series[at].values[row]) for at in group for text in plot.series[at].said(row)]
    head = told[0][0] if told and told[0][1] is not None else ""
    return MarkWords(head, BETWEEN.join(text for text, _ in told[bool(head) :]))


def _start(plot: Plot, row: int, at: int) -> float:
    """Where a series begins in a row: at zero, or end to end after the others before it."""
    if plot.shape is not Shape.STACKED:
        return 0.0
    return sum(max(series.values[row] or 0, 0) for series in plot.series[:at])


def rows_of_steps(plot: Plot) -> Plot:
    """A plot of steps as rows in the order of time: reported amounts, six days, the one its lines part most on."""
    told = sorted({place for series in plot.series for place, hover in enumerate(series.hovers) if hover})
    days = [told[(len(told) - 1) * at // (MOST_DAYS - 1)] for at in range(MOST_DAYS)] if len(told) > MOST_DAYS else told
    if plot.turn is not None and len(plot.series) > 1:
        one, other = (each.values for each in plot.series)
        days = sorted({*days, max(told, key=lambda at: abs((one[at] or 0) - (other[at] or one[at] or 0)))})
    places: list[int | Point] = sorted([*days, *plot.points], key=lambda each: _day_of(plot, each))
    series = [_reached(series, places) for series in plot.series]
    if plot.turn is not None and len(series) == 1:
        past, (line,), (before, after) = [_day_of(plot, each) < plot.turn for each in places], series, plot.sides
        series = [_side(line, before, line.hue, past), _side(line, after, Hue.PLANNED, [not each for each in past])]
    if plot.points:
        series.append(_reported(places))
    names = [each.detail if isinstance(each, Point) else _day_said(plot, each) for each in places]
    return replace(plot, shape=Shape.OVERLAID, categories=tuple(names), series=tuple(series), points=())


def _day_of(plot: Plot, place: int | Point) -> date:
    return place.day if isinstance(place, Point) else plot.days[place]


def _day_said(plot: Plot, place: int) -> str:
    """A day as the words at it begin."""
    return next(series.hovers[place] for series in plot.series if series.hovers[place]).split("\n")[0]


def _reached(series: PlotSeries, places: Sequence[int | Point]) -> PlotSeries:
    """What a line had reached by each of these days, in the words of the last day that says it; nothing of others."""
    told = [at for at, hover in enumerate(series.hovers) if hover]
    last = [None if isinstance(at, Point) else max((own for own in told if own <= at), default=None) for at in places]
    return replace(
        series,
        values=tuple(0 if at is None else series.values[at] for at in last),
        labels=tuple("" if at is None else series.hovers[at].split("\n")[-1] for at in last),
        hovers=(),
        details=(),
    )


def _side(line: PlotSeries, name: str, hue: Hue, shown: Sequence[bool]) -> PlotSeries:
    """The rows of a line on one side of the closing day, as that is called and coloured."""
    values = tuple(value if own else 0 for value, own in zip(line.values, shown, strict=True))
    labels = tuple(label if own else "" for label, own in zip(line.labels, shown, strict=True))
    return replace(line, name=name, hue=hue, values=values, labels=labels)


def _reported(places: Sequence[int | Point]) -> PlotSeries:
    values = tuple(each.value if isinstance(each, Point) else 0 for each in places)
    labels = tuple(each.label if isinstance(each, Point) else "" for each in places)
    return PlotSeries(name="", values=values, labels=labels, hue=Hue.RECEIVED, declared=True)
