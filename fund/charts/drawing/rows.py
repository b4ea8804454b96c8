"""Plots of rows: horizontal bars, words at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fund.charts.drawing.layout import HOVER, above_marks, axis, free_words
from fund.charts.drawing.style import Drawing, SpecPart, Theme, fill, hover_lines, hover_texts, marker, outline, written
from fund.charts.plot import Hue, Plot, Shape
from fund.charts.text import cut, escape, width, wrap

THICKNESS, THICKEST = 0.62, 96
"""A row's bars, as a part of its height, and in pixels at most."""
APART = 1.4
"""The middles of bars side by side are so many thicknesses apart."""
INSIDE_LENGTH = 20
"""Characters on one line of a part's name."""
BETWEEN = " · "
BOLD = 1.03
"""How much wider small bold words are."""
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
    inside: str = ""


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
    marks = [list(_marks(plot, at, thick)) for at in range(len(plot.series))]
    every = [mark for each in marks for mark in each]
    ends = list(_ends(plot, thick, theme, two=row >= theme.sizes.two_lines * beside))
    traces = [_whole(plot, thick, theme)] if plot.extent else []
    for series, found in zip(plot.series, marks, strict=True):
        traces += _traces(found, series.hue, thick=thick, theme=theme)
    layout = {
        "xaxis": axis(
            visible=False,
            range=[
                min([0.0, *(mark.start + mark.length for mark in every)]),
                max([plot.extent or 0, *(mark.start + mark.length for mark in every)]) or 1,
            ],
        ),
        "yaxis": axis(
            range=[len(plot.categories) - 0.5, -0.5],
            tickvals=list(range(len(plot.categories))),
            ticktext=[_name(str(name), theme, two=row >= theme.sizes.two_lines) for name in plot.categories],
            tickfont={"size": theme.sizes.name},
        ),
    }
    said = free_words([end.x for end in ends], [end.y for end in ends], [end.text for end in ends], "middle right")
    dashed = [outline(_place(mark, thick), theme) for mark in every if mark.declared and mark.length]
    return Drawing(
        traces=[*traces, said],
        layout=layout,
        shapes=[*dashed, *_thresholds(plot, thick, theme)],
        annotations=_threshold_words(plot, theme),
        right=int(max((end.room for end in ends), default=0) + theme.scaled(16)),
    )


def _marks(plot: Plot, at: int, thick: float) -> Iterator[_Mark]:
    """One series' marks; what goes beyond the whole is a mark of its own, cut at `LONGEST`."""
    series, hovers = plot.series[at], hover_texts(plot, plot.series[at])
    parts: list[_Mark] = []
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
        own = list(_parts(plot, mark, at, row))
        parts += own
        # Of a mark that is made of parts, each says by itself whether it is declared.
        mark = replace(mark, declared=series.declared and not own)
        if plot.extent is None or value <= plot.extent:
            yield mark
        else:
            yield replace(mark, length=plot.extent)
            over = min(value, LONGEST * plot.extent) - plot.extent
            yield replace(mark, start=plot.extent, length=over, hue=plot.beyond or mark.hue)
    yield from parts


def _parts(plot: Plot, mark: _Mark, at: int, row: int) -> Iterator[_Mark]:
    """What a mark is made of, each part where the one before it ends."""
    start = mark.start
    for part in plot.series[at].parts[row] if plot.series[at].parts else ():
        yield replace(
            mark,
            start=start,
            length=part.value,
            hover=hover_lines([part.hover])[0],
            declared=part.declared,
            inside=part.name,
        )
        start += part.value


def _start(plot: Plot, row: int, at: int) -> float:
    """Where a series begins in a row: at zero, or end to end after the others before it."""
    if plot.shape is not Shape.STACKED:
        return 0.0
    return sum(max(series.values[row] or 0, 0) for series in plot.series[:at])


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


def _traces(marks: Sequence[_Mark], hue: Hue, *, thick: float, theme: Theme) -> Iterator[SpecPart]:
    """A series' bars, and those of what is beyond the whole."""
    for shade in dict.fromkeys((hue, *(mark.hue for mark in marks))):
        found = [mark for mark in marks if mark.hue is shade]
        if not found:
            continue
        trace: dict[str, object] = {
            "type": "bar",
            "orientation": "h",
            "y": [mark.y for mark in found],
            "x": [mark.length for mark in found],
            "base": [mark.start for mark in found],
            "width": thick,
            "marker": marker(shade, theme),
            "customdata": [mark.hover for mark in found],
            "hovertemplate": HOVER,
        }
        if any(mark.inside for mark in found):
            colour = fill(shade, theme.palette).colour
            trace |= {
                "text": ["<br>".join(map(escape, wrap(mark.inside, INSIDE_LENGTH))) for mark in found],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"size": theme.sizes.text - 2, "color": theme.palette.text_on(colour)},
            }
        yield trace


def _ends(plot: Plot, thick: float, theme: Theme, *, two: bool) -> Iterator[_End]:
    """The words of each row at its end; of bars side by side, each one's at its own."""
    groups = [[at] for at in range(len(plot.series))] if plot.shape is Shape.BARS else [list(range(len(plot.series)))]
    for group in groups:
        for row in range(len(plot.categories)):
            values = [plot.series[at].values[row] for at in group]
            told = [
                (text, value) for at, value in zip(group, values, strict=True) for text in plot.series[at].said(row)
            ]
            # A number stands in bold; that it is not communicated doesn't.
            head = told[0][0] if told and told[0][1] is not None else ""
            detail = BETWEEN.join(text for text, _ in told[bool(head) :])
            detail = cut(detail, theme.sizes.detail_length) if theme.sizes.detail_length else detail
            rooms = (width(head, theme.sizes.text) * BOLD, width(detail, theme.sizes.detail))
            yield _End(
                _beyond(plot, values),
                _middle(plot, row, group[0], thick),
                written(head, detail, theme, two=two),
                max(rooms) if two else sum(rooms),
            )


def _beyond(plot: Plot, values: Sequence[float | None]) -> float:
    """Where a row's words begin: after its bars, and after the whole that they are a part of."""
    lengths = [max(value or 0, 0) for value in values]
    reach = max(lengths) if plot.shape is Shape.OVERLAID else sum(lengths)
    return reach if plot.extent is None else max(min(reach, LONGEST * plot.extent), plot.extent)


def _name(name: str, theme: Theme, *, two: bool) -> str:
    lines = wrap(name, theme.sizes.name_length) if two else [cut(name, theme.sizes.name_length)]
    return "<br>".join(map(escape, lines))


def _place(mark: _Mark, thick: float) -> dict[str, float]:
    half = thick / 2
    return {"x0": mark.start, "x1": mark.start + mark.length, "y0": mark.y - half, "y1": mark.y + half}


def _thresholds(plot: Plot, thick: float, theme: Theme) -> list[SpecPart]:
    """A line across all rows, and a tick across each row that has its own."""
    line = {"color": theme.palette.ink, "width": theme.scaled(3)}
    across = {"yref": "paper", "y0": 0, "y1": 1}
    reach = thick / 2 + 0.12
    found = [] if plot.threshold is None else [(plot.threshold, across)]
    found += [
        (value, {"y0": row - reach, "y1": row + reach})
        for row, value in enumerate(plot.thresholds)
        if value is not None
    ]
    return [{"type": "line", "x0": value, "x1": value, **place, "line": line} for value, place in found]


def _threshold_words(plot: Plot, theme: Theme) -> list[SpecPart]:
    """What the line marks, above it, turned away from the nearer edge."""
    if plot.threshold is None or not plot.threshold_label:
        return []
    side = "right" if plot.threshold > (plot.extent or plot.threshold * 2) / 2 else "left"
    return [above_marks(plot.threshold, plot.threshold_label, theme, yanchor="bottom", xanchor=side)]
