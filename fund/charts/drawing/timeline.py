"""Events on lines of time, one for each lane: their words above and below, none covering another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plotly.graph_objects import Figure

from fund.charts.drawing.layout import axis, beside, dots, figure, month_ticks, spread, time_axis, upright
from fund.charts.drawing.style import SCREEN, SpecPart, Theme, hover_lines
from fund.charts.plot import Event, EventKind, Timeline
from fund.charts.text import escape, width, wrap

DESIGN_WIDTH = 840
"""Pixels from the first mark to the right edge at which no label covers another; a wider figure only adds room."""
SIZE = SCREEN.detail
TITLE_LENGTH, NAME_LENGTH = 26, 20
LEVEL_HEIGHT = 66
GAP = 14
MARGIN = 14
BETWEEN = 0.5
"""Levels between what stands in one lane and in the next."""
THICKNESS = 0.09
"""Half of the height of a period's bar, in levels."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """An event with its words' lines, the height of its lane's line, and that of its words."""

    event: Event
    lines: Sequence[str]
    base: float
    height: float


def timeline(given: Timeline, theme: Theme) -> Figure:
    """The events of a timeline as a figure of a page, as high as their words ask for."""
    first = min(event.first for event in given.events)
    names = [wrap(name, NAME_LENGTH) for name in given.lanes]
    aside = max((width(line, SIZE) for lines in names for line in lines), default=0) + GAP if any(given.lanes) else 4
    room = DESIGN_WIDTH - aside
    fitting = [(room - _room(event)) / offset for event in given.events if (offset := (event.first - first).days) > 0]
    scale = min(fitting, default=1.0)
    last = max(first + timedelta(days=room / scale), *(event.last for event in given.events))
    start = first - timedelta(days=MARGIN / scale)
    placed, bases, high, low = _placed(given, first, scale)
    marked = [each for each in placed if each.event.kind is not EventKind.AS_OF]
    soft = theme.palette.soft
    outside = {"ticks": "outside", "tickcolor": soft, "tickfont": {"color": soft, "size": SIZE}}
    layout = {
        "height": int((high - low) * LEVEL_HEIGHT) + 40,
        "margin": {"l": aside, "r": 4, "t": 4, "b": 8, "pad": 4},
        "xaxis": {**time_axis(start, last, month_ticks(first, last), theme), **outside},
        "yaxis": axis(visible=False, range=[low, high]),
        "annotations": [*(_words(each, theme) for each in placed), *_names(names, bases, theme)],
        "shapes": [
            *(_line(start, last, base, theme) for base in bases),
            *(_leader(each, low, theme) for each in placed),
            *(_period(each, theme) for each in marked if each.event.first < each.event.last),
        ],
    }
    return figure([_marks(marked, theme)], theme, layout)


def _placed(given: Timeline, first: date, scale: float) -> tuple[list[_Placed], list[float], float, float]:
    """Every event in its place, the heights of the lanes' lines, and those of the figure's upper and lower edge."""
    placed: list[_Placed] = []
    bases: list[float] = []
    as_of = [event for event in given.events if event.kind is EventKind.AS_OF]
    # The day that the data are as of crosses all lanes, its words above them.
    height = -0.45 if as_of else 0.0
    for lane in range(len(given.lanes)):
        events = [event for event in given.events if event.lane == lane and event.kind is not EventKind.AS_OF]
        starts = [(event.first - first).days * scale for event in events]
        levels = spread(starts, [_room(event) for event in events])
        base = height - max([0, *levels]) - BETWEEN
        bases.append(base)
        for event, level in zip(events, levels, strict=True):
            placed.append(_Placed(event, _lines(event), base, base + (level - 0.3 if level > 0 else level + 0.3)))
        height = base + min([0, *levels])
    placed += [_Placed(event, _lines(event), height, -0.2) for event in as_of]
    return placed, bases, 0.0, height - BETWEEN


def _lines(event: Event) -> list[str]:
    return [event.when, *(wrap(event.title, TITLE_LENGTH) if event.kind is not EventKind.AS_OF else ())]


def _room(event: Event) -> float:
    return max(width(line, SIZE) for line in _lines(event)) + GAP


def _words(each: _Placed, theme: Theme) -> SpecPart:
    """The date in soft ink above its title."""
    first = f'<span style="color:{theme.palette.soft}">{escape(each.lines[0])}</span>'
    text = "<br>".join([first, *map(escape, each.lines[1:])])
    day = each.event.first.isoformat()
    return beside(day, each.height, text, theme.palette, xshift=3, font={"size": SIZE})


def _names(names: Sequence[Sequence[str]], bases: Sequence[float], theme: Theme) -> list[SpecPart]:
    """The lanes' names at the left of their lines."""
    at = {"xref": "paper", "xanchor": "right", "align": "right", "xshift": -8, "font": {"size": SIZE}}
    return [
        beside(0, base, "<br>".join(f"<b>{escape(line)}</b>" for line in lines), theme.palette, **at)
        for lines, base in zip(names, bases, strict=True)
        if any(lines)
    ]


def _rim(event: Event, theme: Theme) -> str | None:
    """The colour around what is hollow: planned, or done since; None for what is full."""
    return {EventKind.PLANNED: theme.palette.ochre, EventKind.SINCE: theme.palette.blue}.get(event.kind)


def _marks(placed: Sequence[_Placed], theme: Theme) -> SpecPart:
    """A full mark for what was done by then, a hollow one for the rest; a period's own is its bar."""
    surface, blue = theme.palette.surface, theme.palette.blue
    rims = [_rim(each.event, theme) for each in placed]
    look = {
        "size": 15,
        "color": [surface if rim else blue for rim in rims],
        "line": {"width": 3, "color": [rim or surface for rim in rims]},
        "opacity": [0 if each.event.first < each.event.last else 1 for each in placed],
    }
    middles = [each.event.first + (each.event.last - each.event.first) / 2 for each in placed]
    hovers = hover_lines(each.event.hover for each in placed)
    return dots(middles, [each.base for each in placed], hovers, look)


def _period(each: _Placed, theme: Theme) -> SpecPart:
    """A bar from a period's first day to the end of its last."""
    rim = _rim(each.event, theme)
    end = each.event.last + timedelta(days=1)
    return {
        "type": "rect",
        "x0": each.event.first.isoformat(),
        "x1": end.isoformat(),
        "y0": each.base - THICKNESS,
        "y1": each.base + THICKNESS,
        "fillcolor": theme.palette.surface if rim else theme.palette.blue,
        "line": {"width": 3 if rim else 0, "color": rim or theme.palette.blue},
        "layer": "above",
    }


def _line(start: date, end: date, base: float, theme: Theme) -> SpecPart:
    line = {"color": theme.palette.mid, "width": 3}
    ends = {"x0": start.isoformat(), "x1": end.isoformat(), "y0": base, "y1": base}
    return {"type": "line", **ends, "line": line, "layer": "below"}


def _leader(each: _Placed, low: float, theme: Theme) -> SpecPart:
    """From a mark along its words; through all lanes for the day that the data are as of."""
    if each.event.kind is EventKind.AS_OF:
        dashed = {"color": theme.palette.ink, "width": 2, "dash": "dash"}
        return upright(each.event.first, 0, dashed, foot=low)
    end = each.height + (0.38 if each.height > each.base else -0.38)
    return upright(each.event.first, end, {"color": theme.palette.mid, "width": 1.5}, foot=each.base)
