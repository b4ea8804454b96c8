"""Events on one line of time: their words above and below it, none covering another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from plotly.graph_objects import Figure

from fund.charts.drawing.layout import HOVER, axis, beside, figure, month_ticks, spread, time_axis, upright
from fund.charts.drawing.style import SCREEN, SpecPart, Theme, hover_lines
from fund.charts.plot import Event, EventKind, Timeline
from fund.charts.text import escape, width, wrap

DESIGN_WIDTH = 840
"""Pixels from the first mark to the right edge at which no label covers another; a wider figure only adds room."""
SIZE = SCREEN.detail
TITLE_LENGTH = 26
LEVEL_HEIGHT = 66
GAP = 14
MARGIN = 14


def timeline(given: Timeline, theme: Theme) -> Figure:
    """The events of a timeline as a figure of a page, as high as their words ask for."""
    events, first = given.events, given.events[0].day
    words = [_lines(event) for event in events]
    rooms = [max(width(line, SIZE) for line in lines) + GAP for lines in words]
    offsets = [(event.day - first).days for event in events]
    fitting = [(DESIGN_WIDTH - room) / offset for room, offset in zip(rooms, offsets, strict=True) if offset]
    scale = min(fitting, default=1.0)
    levels = spread([offset * scale for offset in offsets], rooms)
    heights = [level - 0.3 if level > 0 else level + 0.3 for level in levels]
    start, end = first - timedelta(days=MARGIN / scale), first + timedelta(days=DESIGN_WIDTH / scale)
    low, high = min([0, *levels]) - 0.3, max([0, *levels]) + 0.3
    soft = theme.palette.soft
    outside = {"ticks": "outside", "tickcolor": soft, "tickfont": {"color": soft, "size": SIZE}}
    layout = {
        "height": int((high - low) * LEVEL_HEIGHT) + 40,
        "margin": {"l": 4, "r": 4, "t": 4, "b": 8, "pad": 4},
        "xaxis": time_axis(start, end, month_ticks(first, end), theme, **outside),
        "yaxis": axis(visible=False, range=[low, high]),
        "annotations": [
            _words(event.day, height, lines, theme) for event, height, lines in zip(events, heights, words, strict=True)
        ],
        "shapes": [_line(start, end, theme), *_leaders(events, heights, theme)],
    }
    return figure([_marks(events, theme)], theme, layout)


def _lines(event: Event) -> list[str]:
    return [event.when, *(wrap(event.title, TITLE_LENGTH) if event.kind is not EventKind.AS_OF else ())]


def _words(day: date, height: float, lines: Sequence[str], theme: Theme) -> SpecPart:
    """The date in soft ink above its title."""
    first = f'<span style="color:{theme.palette.soft}">{escape(lines[0])}</span>'
    text = "<br>".join([first, *map(escape, lines[1:])])
    return beside(day.isoformat(), height, text, theme.palette, xshift=3, font={"size": SIZE})


def _marks(events: Sequence[Event], theme: Theme) -> SpecPart:
    """A full mark for what was done by then, a hollow one for the rest; the as-of date has its line only."""
    marked = [event for event in events if event.kind is not EventKind.AS_OF]
    rims = {EventKind.PLANNED: theme.palette.ochre, EventKind.SINCE: theme.palette.blue}
    hollow = [event.kind in rims for event in marked]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [event.day.isoformat() for event in marked],
        "y": [0] * len(marked),
        "marker": {
            "size": 15,
            "color": [theme.palette.surface if each else theme.palette.blue for each in hollow],
            "line": {"width": 3, "color": [rims.get(event.kind, theme.palette.surface) for event in marked]},
            "opacity": 1,
        },
        "cliponaxis": False,
        "customdata": hover_lines(event.hover for event in marked),
        "hovertemplate": HOVER,
    }


def _line(start: date, end: date, theme: Theme) -> SpecPart:
    line = {"color": theme.palette.mid, "width": 3}
    ends = {"x0": start.isoformat(), "x1": end.isoformat(), "y0": 0, "y1": 0}
    return {"type": "line", **ends, "line": line, "layer": "below"}


def _leaders(events: Sequence[Event], heights: Sequence[float], theme: Theme) -> list[SpecPart]:
    """From each mark along its words."""
    dashed, plain = {"color": theme.palette.ink, "width": 2, "dash": "dash"}, {"color": theme.palette.mid, "width": 1.5}
    return [
        upright(
            event.day,
            height + (0.38 if height > 0 else -0.38),
            dashed if event.kind is EventKind.AS_OF else plain,
        )
        for event, height in zip(events, heights, strict=True)
    ]
