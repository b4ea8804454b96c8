"""Plots of rows: horizontal bars side by side or end to end, words at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fund.charts.drawing.layout import HOVER, Part, axis
from fund.charts.drawing.style import SMALL, TEXT, Drawing, marker, outline, style, told, written
from fund.charts.labels import cut, escape, width, wrap
from fund.charts.palette import Palette
from fund.charts.plot import Hue, Plot, Shape

THICKNESS, THICKEST = 0.62, 96
"""A row's bars, as a part of its height, and in pixels at most."""
TWO_LINES = 68
"""The pixels of height from which a row has room for two lines."""
NAME_LENGTH, DETAIL_LENGTH = 30, 46
"""Characters on one line of a row's name, and of the words under its number."""
BETWEEN = " · "
LONGEST = 1.25
"""Where a bar stops that goes beyond its whole: only its label tells how far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A stretch of a row in the plot's measure; `y` is its middle, rows being 1 apart from 0 on."""

    y: float
    start: float
    length: float
    hue: Hue
    hover: str
    declared: bool


@dataclass(frozen=True, slots=True)
class _End:
    """The words at the end of a bar."""

    x: float
    y: float
    text: str
    room: float


def rows(plot: Plot, palette: Palette, *, height: int) -> Drawing:
    """The bars of a plot, the first category on top, on `height` pixels."""
    row = height / max(len(plot.categories), 1)
    side_by_side = len(plot.series) if plot.shape is Shape.BARS else 1
    thick = min(THICKNESS / side_by_side, THICKEST / row)
    marks = [list(_marks(plot, at, thick)) for at in range(len(plot.series))]
    ends = list(_ends(plot, thick, palette, two=row >= TWO_LINES * side_by_side))
    reach = max([plot.extent or 0, *(mark.start + mark.length for each in marks for mark in each)]) or 1
    lowest = min([0.0, *(mark.start + mark.length for each in marks for mark in each)])
    traces = [_whole(plot, thick, palette)] if plot.extent else []
    for series, found in zip(plot.series, marks, strict=True):
        traces += _traces(found, series.name, series.hue, thick=thick, palette=palette)
    layout = {
        "xaxis": axis(visible=False, range=[lowest, reach]),
        "yaxis": axis(
            range=[len(plot.categories) - 0.5, -0.5],
            tickvals=list(range(len(plot.categories))),
            ticktext=[_name(str(name), two=row >= TWO_LINES) for name in plot.categories],
            tickfont={"size": SMALL},
        ),
    }
    dashed = [_dashes(mark, thick, palette) for each in marks for mark in each if mark.declared and mark.length]
    return Drawing(
        traces=[*traces, _words(ends)],
        layout=layout,
        shapes=[*dashed, *_threshold(plot, palette)],
        annotations=_threshold_words(plot, palette),
        right=int(max((end.room for end in ends), default=0)) + 24,
    )


def _marks(plot: Plot, at: int, thick: float) -> Iterator[_Mark]:
    """One series' marks; what goes beyond the whole is a mark of its own, cut at `LONGEST`."""
    series, hovers = plot.series[at], told(plot, plot.series[at])
    for row, value in enumerate(series.values):
        if not value:
            continue
        mark = _Mark(
            y=_middle(plot, row, at, thick),
            start=_start(plot, row, at),
            length=value,
            hue=series.hue,
            hover=hovers[row],
            declared=series.declared,
        )
        if plot.extent is None or value <= plot.extent:
            yield mark
        else:
            yield replace(mark, length=plot.extent)
            over = min(value, LONGEST * plot.extent) - plot.extent
            yield replace(mark, start=plot.extent, length=over, hue=Hue.BROKEN)


def _start(plot: Plot, row: int, at: int) -> float:
    """Where a series begins in a row: end to end, after the others before it."""
    if plot.shape is Shape.BARS:
        return 0.0
    return sum(max(series.values[row] or 0, 0) for series in plot.series[:at])


def _middle(plot: Plot, row: int, at: int, thick: float) -> float:
    """The height of a series' bar in a row: side by side, around the middle."""
    return row + (at - (len(plot.series) - 1) / 2) * thick if plot.shape is Shape.BARS else float(row)


def _whole(plot: Plot, thick: float, palette: Palette) -> Part:
    """The whole of which each known bar is a part."""
    known = [row for row in range(len(plot.categories)) if any(s.values[row] is not None for s in plot.series)]
    return {
        "type": "bar",
        "orientation": "h",
        "y": known,
        "x": [plot.extent] * len(known),
        "width": thick * (len(plot.series) if plot.shape is Shape.BARS else 1),
        "marker": marker(style(Hue.REST, palette)),
        "hoverinfo": "skip",
    }


def _traces(marks: Sequence[_Mark], name: str, hue: Hue, *, thick: float, palette: Palette) -> list[Part]:
    """A series' bars, and those of what is beyond the whole."""
    beyond = [mark for mark in marks if mark.hue is not hue]
    within = [mark for mark in marks if mark.hue is hue]
    found = [(within, hue)] + ([(beyond, Hue.BROKEN)] if beyond else [])
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": escape(name),
            "y": [mark.y for mark in each],
            "x": [mark.length for mark in each],
            "base": [mark.start for mark in each],
            "width": thick,
            "marker": marker(style(shade, palette)),
            "customdata": [mark.hover for mark in each],
            "hovertemplate": HOVER,
        }
        for each, shade in found
    ]


def _ends(plot: Plot, thick: float, palette: Palette, *, two: bool) -> Iterator[_End]:
    """The words of each row at its end; of bars side by side, each one's at its own."""
    groups = [[at] for at in range(len(plot.series))] if plot.shape is Shape.BARS else [list(range(len(plot.series)))]
    for group in groups:
        for row in range(len(plot.categories)):
            said = [(plot.series[at].labels[row], plot.series[at].values[row]) for at in group]
            told_ = [(part, value) for label, value in said if label for part in label.split(BETWEEN)]
            # A number stands in bold; that it is not communicated doesn't.
            head = told_[0][0] if told_ and told_[0][1] is not None else ""
            detail = cut(BETWEEN.join(part for part, _ in told_[bool(head) :]), DETAIL_LENGTH)
            rooms = (width(head, TEXT) * 1.06, width(detail, SMALL))
            reach = sum(max(value or 0, 0) for _, value in said)
            text = written(head, detail, palette, two=two)
            yield _End(
                _beyond(plot, reach), _middle(plot, row, group[0], thick), text, max(rooms) if two else sum(rooms)
            )


def _beyond(plot: Plot, reach: float) -> float:
    """Where a row's words begin: after its bar, and after the whole that it is a part of."""
    return reach if plot.extent is None else max(min(reach, LONGEST * plot.extent), plot.extent)


def _words(ends: Sequence[_End]) -> Part:
    """They run into the margin, so no bar is ever cut for them."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [end.x for end in ends],
        "y": [end.y for end in ends],
        "text": [end.text for end in ends],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _name(name: str, *, two: bool) -> str:
    lines = wrap(name, NAME_LENGTH) if two else [cut(name, NAME_LENGTH)]
    return "<br>".join(map(escape, lines))


def _dashes(mark: _Mark, thick: float, palette: Palette) -> Part:
    half = thick / 2
    place = {"x0": mark.start, "x1": mark.start + mark.length, "y0": mark.y - half, "y1": mark.y + half}
    return outline(place, palette)


def _threshold(plot: Plot, palette: Palette) -> list[Part]:
    if plot.threshold is None:
        return []
    line = {"color": palette.ink, "width": 4}
    at = {"x0": plot.threshold, "x1": plot.threshold, "yref": "paper", "y0": 0, "y1": 1}
    return [{"type": "line", **at, "line": line}]


def _threshold_words(plot: Plot, palette: Palette) -> list[Part]:
    """What the line marks, above it, turned away from the nearer edge."""
    if plot.threshold is None or not plot.threshold_label:
        return []
    right = plot.threshold > (plot.extent or plot.threshold * 2) / 2
    return [
        {
            "x": plot.threshold,
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "xanchor": "right" if right else "left",
            "text": escape(plot.threshold_label),
            "font": {"size": SMALL, "color": palette.ink},
            "showarrow": False,
        }
    ]
