"""Plots of rows: horizontal bars, words at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fund.charts.drawing.layout import HOVER, above_marks, axis, free_words
from fund.charts.drawing.style import Drawing, SpecPart, Theme, hover_texts, marker, outline, written
from fund.charts.marks import LONGEST, Mark, groups, marks_of, span, words_of
from fund.charts.plot import Hue, Plot, Shape
from fund.charts.text import cut, escape, width, wrap

THICKNESS, THICKEST = 0.62, 96
"""A row's bars, as a part of its height, and in pixels at most."""
APART = 1.4
"""The middles of bars side by side are so many thicknesses apart."""
ALONE = 1.5
"""How much longer a name's only line may be than each of two: « Conseil départemental de la… » names nobody."""
BOLD = 1.03
"""How much wider small bold words are."""


@dataclass(frozen=True, slots=True)
class _End:
    """The words at the end of a bar, and the pixels they take."""

    x: float
    y: float
    text: str
    room: float


def rows(plot: Plot, theme: Theme, *, height: int) -> Drawing:
    """The bars of a plot, the first category on top, on `height` pixels."""
    row = height / max(len(plot.categories), 1)
    beside = len(plot.series) if plot.shape is Shape.BARS else 1
    thick = min(THICKNESS / (beside + (beside - 1) * (APART - 1)), THICKEST / row)
    marks = [list(marks_of(plot, at)) for at in range(len(plot.series))]
    every = [mark for each in marks for mark in each]
    low, high = span(plot, every)
    ends = list(_ends(plot, thick, theme, two=row >= theme.sizes.two_lines * beside))
    traces = [_whole(plot, thick, theme)] if plot.extent else []
    for found in marks:
        traces += _traces(plot, found, thick=thick, theme=theme)
    layout = {
        "xaxis": axis(visible=False, range=[low, high]),
        "yaxis": axis(
            range=[len(plot.categories) - 0.5, -0.5],
            tickvals=list(range(len(plot.categories))),
            ticktext=[_name(str(name), theme, two=row >= theme.sizes.two_lines) for name in plot.categories],
            tickfont={"size": theme.sizes.name},
        ),
    }
    said = free_words([end.x for end in ends], [end.y for end in ends], [end.text for end in ends], "middle right")
    dashed = [outline(_place(plot, mark, thick), theme) for mark in every if mark.declared]
    return Drawing(
        traces=[*traces, said],
        layout=layout,
        shapes=[*dashed, *_threshold(plot, theme)],
        annotations=_threshold_words(plot, theme),
        right=int(max((end.room for end in ends), default=0) + theme.scaled(16)),
    )


def _middle(plot: Plot, row: int, at: int, thick: float) -> float:
    """The height of a series' bar in a row: side by side, around the middle."""
    return row + (at - (len(plot.series) - 1) / 2) * thick * APART if plot.shape is Shape.BARS else float(row)


def _whole(plot: Plot, thick: float, theme: Theme) -> SpecPart:
    """The whole of which each known bar is a part."""
    told = {
        row: text
        for series in reversed(plot.series)
        for row, text in enumerate(hover_texts(plot, series))
        if series.values[row] is not None and series.said(row)
    }
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(told),
        "x": [plot.extent] * len(told),
        "width": thick * (len(plot.series) if plot.shape is Shape.BARS else 1),
        "marker": marker(Hue.REST, theme),
        "customdata": list(told.values()),
        "hovertemplate": HOVER,
    }


def _traces(plot: Plot, marks: Sequence[Mark], *, thick: float, theme: Theme) -> Iterator[SpecPart]:
    """A series' bars, and those of what is beyond the whole."""
    for shade in dict.fromkeys(mark.hue for mark in marks):
        found = [mark for mark in marks if mark.hue is shade]
        hovers = hover_texts(plot, plot.series[found[0].series])
        yield {
            "type": "bar",
            "orientation": "h",
            "y": [_middle(plot, mark.row, mark.series, thick) for mark in found],
            "x": [mark.length for mark in found],
            "base": [mark.start for mark in found],
            "width": thick,
            "marker": marker(shade, theme),
            "customdata": [hovers[mark.row] for mark in found],
            "hovertemplate": HOVER,
        }


def _ends(plot: Plot, thick: float, theme: Theme, *, two: bool) -> Iterator[_End]:
    """The words of each row at its end; of bars side by side, each one's at its own."""
    for group in groups(plot):
        for row in range(len(plot.categories)):
            said = words_of(plot, row, group)
            most = theme.sizes.detail_length
            detail = cut(said.detail, most) if most else said.detail
            rooms = (width(said.head, theme.sizes.text) * BOLD, width(detail, theme.sizes.detail))
            yield _End(
                _beyond(plot, [plot.series[at].values[row] for at in group]),
                _middle(plot, row, group[0], thick),
                written(said.head, detail, theme, two=two),
                max(rooms) if two else sum(rooms),
            )


def _beyond(plot: Plot, values: Sequence[float | None]) -> float:
    """Where a row's words begin: after its bars, and after the whole that they are a part of."""
    lengths = [max(value or 0, 0) for value in values]
    reach = max(lengths) if plot.shape is Shape.OVERLAID else sum(lengths)
    return reach if plot.extent is None else max(min(reach, LONGEST * plot.extent), plot.extent)


def _name(name: str, theme: Theme, *, two: bool) -> str:
    lines = wrap(name, theme.sizes.name_length) if two else [cut(name, int(theme.sizes.name_length * ALONE))]
    return "<br>".join(map(escape, lines))


def _place(plot: Plot, mark: Mark, thick: float) -> dict[str, float]:
    half, middle = thick / 2, _middle(plot, mark.row, mark.series, thick)
    return {"x0": mark.start, "x1": mark.start + mark.length, "y0": middle - half, "y1": middle + half}


def _threshold(plot: Plot, theme: Theme) -> list[SpecPart]:
    """A line across the row that it is about."""
    if plot.threshold is None:
        return []
    line = {"color": theme.palette.ink, "width": theme.scaled(3)}
    across = {"y0": plot.threshold_row - 0.5, "y1": plot.threshold_row + 0.4}
    return [{"type": "line", "x0": plot.threshold, "x1": plot.threshold, **across, "line": line}]


def _threshold_words(plot: Plot, theme: Theme) -> list[SpecPart]:
    """What the line marks, at its head, turned away from the nearer edge."""
    if plot.threshold is None or not plot.threshold_label:
        return []
    side = "right" if plot.threshold > (plot.extent or plot.threshold * 2) / 2 else "left"
    aside = theme.scaled(-8 if side == "right" else 8)
    place = {"yref": "y", "y": plot.threshold_row - 0.5, "yanchor": "middle", "xanchor": side, "xshift": aside}
    return [above_marks(plot.threshold, plot.threshold_label, theme, **place)]
