"""What is written on bars, and where: at their ends, inside their marks, after the whole bar, or beside the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fund.charts.plot import Hue, Measure, Plot, PlotSeries, Shape
from fund.charts.text import cut
from fund.pack.native_chart import SIZE, Area
from fund.pack.office_text import one_line, text_width
from fund.wording import Language, day, words
from fund.wording.figures import pair

LONGEST_NAME = 60
GAP = 10.0
"""Points between a bar and the words after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWords:
    """What is written about one category: its name, and the words of its series that have no room in their marks."""

    name: str
    inside: dict[int, str]
    after: str
    last: int | None


def end_to_end(plot: Plot) -> bool:
    """Whether bars stand end to end. One mark per row, in whatever series, is better labelled at its end."""
    several = any(sum(1 for each in plot.series if each.values[row]) > 1 for row in range(len(plot.categories)))
    return plot.shape is Shape.STACKED and (several or on_wholes(plot))


def on_wholes(plot: Plot) -> bool:
    """Whether bars are shares drawn on their wholes; see `with_wholes`."""
    return plot.shape is Shape.STACKED and plot.measure is Measure.RATIO and plot.extent is not None


def with_wholes(plot: Plot, language: Language) -> Plot:
    """Shares each followed by what is left to their whole, all words after it, where no threshold crosses them.

    Other plots stay as they are.
    """
    if plot.measure is not Measure.RATIO or plot.extent is None or plot.shape is not Shape.BARS:
        return plot
    rows = range(len(plot.categories))
    known = [[each.values[row] for each in plot.series if each.values[row] is not None] for row in rows]
    rest = [max(plot.extent - sum(value or 0 for value in values), 0) if values else None for values in known]
    said = [
        " · ".join(filter(None, (each.texts[row] for each in plot.series if each.values[row] is not None)))
        for row in rows
    ]
    kept = [
        replace(
            each,
            labels=tuple(each.texts[row] if each.values[row] is None and not known[row] else "" for row in rows),
            details=(),
        )
        for each in plot.series
    ]
    name = words("pack.rest_of_whole", language)
    whole = PlotSeries(name=name, values=tuple(rest), labels=tuple(said), hue=Hue.REST)
    return replace(plot, shape=Shape.STACKED, series=(*kept, whole))


def overspent(plot: Plot, row: int, language: Language) -> bool:
    """Whether the words of a share say that it is more than its whole; a result beyond its target does not."""
    said = words("charts.over", language, share="").strip(" ·\u00a0")
    return on_wholes(plot) and said in plot.series[-1].labels[row]


def largest_of(plot: Plot) -> float:
    """The end of the axis: the whole where it is known, else the longest bar; a little more than nothing."""
    if end_to_end(plot):
        sums = [sum(max(value or 0, 0) for value in row) for row in zip(*(s.values for s in plot.series), strict=True)]
    else:
        sums = [value or 0 for each in plot.series for value in each.values]
    return max([plot.extent or 0, plot.threshold or 0, *sums]) or 1.0


def smallest_of(plot: Plot) -> float:
    """The start of the axis: zero, or the amount below it."""
    return min([0.0, *(value or 0 for each in plot.series for value in each.values)])


def bar_names(plot: Plot, language: Language) -> list[str]:
    """The categories, each with what is not communicated of it: a missing value has no mark to write at.

    End to end, the words of a missing value stand after the bar as soon as there is one.
    """
    found = []
    for row, category in enumerate(plot.categories):
        name = day(category, language, short=True) if isinstance(category, date) else one_line(str(category))
        absent = [each for each in plot.series if each.values[row] is None]
        alone = not any(each.values[row] or each.texts[row] for each in plot.series if each.values[row] is not None)
        said = [one_line(each.texts[row]) or words("figures.unknown", language) for each in absent]
        if absent and alone:
            said = said[:1]
        elif absent and not end_to_end(plot):
            said = [pair(one_line(each.name), text, language) for each, text in zip(absent, said, strict=True)]
        else:
            said = []
        found.append(" · ".join((cut(name, LONGEST_NAME), *said)))
    return found


def series_titles(plot: Plot, language: Language) -> list[str]:
    """The series' names; one that has no value at all says so in the legend."""
    return [
        pair(one_line(each.name), words("figures.unknown", language), language)
        if len(plot.series) > 1 and all(value is None for value in each.values)
        else one_line(each.name)
        for each in plot.series
    ]


def drawn_values(each: PlotSeries) -> list[float | None]:
    """The values that have a mark: a nothing without words has none, not even an outline."""
    return [value if value or one_line(text) else None for value, text in zip(each.values, each.texts, strict=True)]


def row_words(plot: Plot, names: Sequence[str], area: Area, largest: float) -> list[RowWords]:
    """Which words stand inside their marks, and which after the bar."""
    rows = []
    scale = area.inner.width / (largest - smallest_of(plot))
    for row, name in enumerate(names):
        labels = {number: one_line(each.texts[row]) for number, each in enumerate(plot.series)}
        values = {number: each.values[row] for number, each in enumerate(plot.series)}
        marks = [number for number, value in values.items() if value]
        inside = {
            number: labels[number]
            for number in marks
            if labels[number]
            and not on_wholes(plot)
            and text_width(labels[number], SIZE) + 8 <= abs(values[number] or 0) * scale
        }
        if marks and len(inside) == len(marks) and any(text for number, text in labels.items() if number not in inside):
            # Words without a mark of their own stand after the bar, carried by its last mark with its own.
            inside.pop(marks[-1])
        rest = [labels[number] for number in labels if labels[number] and number not in inside]
        drawn = [number for number, value in values.items() if value or (value is not None and labels[number])]
        free = [number for number in (*reversed(marks), *reversed(drawn)) if number not in inside]
        last = next(iter(free), None)
        rows.append(RowWords(name=name, inside=inside, after=" · ".join(rest) if last is not None else "", last=last))
    return rows


def distance_after(plot: Plot, row: int, said: RowWords, scale: float) -> float:
    """From the middle of the mark that carries the words to the middle of the words after the whole bar."""
    values = [max(each.values[row] or 0, 0) for each in plot.series]
    carrier = said.last or 0
    middle = sum(values[:carrier]) + values[carrier] / 2
    return (sum(values) - middle) * scale + GAP + text_width(said.after, SIZE) / 2
