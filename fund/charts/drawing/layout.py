"""The one way a figure is laid out: no title, no tool bar, no legend of Plotly's, nothing that can be dragged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from math import floor, log10

from plotly.graph_objects import Figure

from fund.charts.drawing.style import SpecPart, Theme
from fund.charts.palette import Palette
from fund.charts.text import escape
from fund.wording import Language, month
from fund.wording.language import conventions

FONT = "Inter, sans-serif"
HOVER = "%{customdata}<extra></extra>"
"""The only hover template: what a workbook wrote travels as data, never as a template."""
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
CLEAR_LEVELS = 3
"""Levels on a side up to which no leader passes behind another label."""


def figure(traces: Sequence[SpecPart], theme: Theme, layout: SpecPart) -> Figure:
    """A figure from plain traces; `layout` adds axes, margins, shapes and height to what all figures have."""
    palette, sizes = theme.palette, theme.sizes
    font = {"family": FONT, "size": sizes.text, "color": palette.ink}
    common = {
        "template": {},
        "font": font,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "barmode": "overlay",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.surface,
            "bordercolor": palette.soft,
            "align": "left",
            "font": {**font, "size": sizes.name},
        },
    }
    return Figure({"data": list(traces), "layout": {**common, **layout}})


def axis(**settings: object) -> dict[str, object]:
    """An axis with nothing but its labels; `settings` adds to it or overrides."""
    bare = {"fixedrange": True, "showgrid": False, "zeroline": False, "showline": False, "automargin": True}
    return {**bare, **settings}


def time_axis(
    first: date, last: date, months: Sequence[date], theme: Theme, *, stacked: bool = False
) -> dict[str, object]:
    """An axis of time between two days, some months named on it; `stacked`: their years below them."""
    names = [month(tick, theme.language, short=True) for tick in months]
    return axis(
        type="date",
        range=[first.isoformat(), last.isoformat()],
        tickvals=[tick.isoformat() for tick in months],
        ticktext=[name.replace(" ", "<br>") for name in names] if stacked else names,
        tickangle=0,
    )


def upright(day: date, height: float, line: SpecPart, *, foot: float = 0) -> SpecPart:
    """A line of that look over a day, from the axis or another `foot` to a height, under the marks."""
    ends = {"x0": day.isoformat(), "x1": day.isoformat(), "y0": foot, "y1": height}
    return {"type": "line", **ends, "line": line, "layer": "below"}


def free_words(x: Sequence[object], y: Sequence[float], texts: Sequence[str], place: str) -> SpecPart:
    """Words (already escaped) at points; they may run into the margin, so no mark is ever cut for them."""
    look = {"textposition": place, "cliponaxis": False, "hoverinfo": "skip"}
    return {"type": "scatter", "mode": "text", "x": list(x), "y": list(y), "text": list(texts), **look}


def dots(x: Sequence[date], y: Sequence[float], hovers: Sequence[str], marker: SpecPart) -> SpecPart:
    """Marks of that look at points of time, each with what is said on pointing at it."""
    said = {"customdata": hovers, "hovertemplate": HOVER}
    days = [day.isoformat() for day in x]
    return {"type": "scatter", "mode": "markers", "x": days, "y": y, "marker": marker, "cliponaxis": False, **said}


def beside(x: str | float, y: float, text: str, palette: Palette, **settings: object) -> dict[str, object]:
    """Words (already escaped) at a point, on a ground of their own that hides the lines behind them."""
    common = {"showarrow": False, "xanchor": "left", "align": "left", "bgcolor": palette.surface, "borderpad": 1}
    return {"x": x, "y": y, "text": text, **common, **settings}


def above_marks(x: float, text: str, theme: Theme, **settings: object) -> dict[str, object]:
    """Words over the marks."""
    font = {"size": theme.sizes.name, "color": theme.palette.ink}
    return {"x": x, "yref": "paper", "y": 1, "text": escape(text), "font": font, "showarrow": False, **settings}


def month_ticks(first: date, last: date) -> list[date]:
    """The first days of at most five months between two dates, evenly apart."""
    start, end = first.year * 12 + first.month, last.year * 12 + last.month - 1
    step = next((step for step in MONTH_STEPS if (end - start) // step < 5), MONTH_STEPS[-1])
    found = range(start + (-start % step), end + 1, step)
    return [date(each // 12, each % 12 + 1, 1) for each in found]


def round_ticks(top: int, lowest: int = 0) -> list[int]:
    """Round numbers from zero up to `top`, five at most; seven where they begin at what is `lowest`, below zero."""
    most = 6 if lowest < 0 else 4
    part = (top - lowest) / most
    power = 10 ** floor(log10(part))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= part)
    return [int(step * each) for each in range(-most, most + 1) if lowest <= step * each <= top]


def spread(starts: Sequence[float], rooms: Sequence[float]) -> list[int]:
    """The level of each label of a timeline, above the line (1, 2, …) or below it (-1, -2, …), none over another.

    `starts` are the labels' left edges in pixels, ascending; `rooms` their widths. A label farther out than
    every later one it reaches over is crossed by no leader; where that takes too many levels, it takes the
    nearest free one, and the leaders behind it are hidden by its background.
    """
    levels: list[int] = []
    for at in reversed(range(len(starts))):
        later = zip(range(at + 1, len(starts)), reversed(levels), strict=True)
        over = {level for other, level in later if starts[other] < starts[at] + rooms[at]}
        outward = [side * depth for depth in range(1, max(map(abs, over), default=0) + 2) for side in (1, -1)]
        clear = next(level for level in outward if all(level * each < 0 or abs(each) < abs(level) for each in over))
        free = next(level for level in outward if level not in over)
        levels.append(clear if abs(clear) <= CLEAR_LEVELS else free)
    return levels[::-1]


@cache
def _format(language: Language) -> dict[str, object]:
    names = conventions(language).locale
    return {
        "days": [names.days["format"]["wide"][(day - 1) % 7] for day in range(7)],
        "shortDays": [names.days["format"]["abbreviated"][(day - 1) % 7] for day in range(7)],
        "months": [names.months["format"]["wide"][month] for month in range(1, 13)],
        "shortMonths": [names.months["format"]["abbreviated"][month] for month in range(1, 13)],
        "date": "%d/%m/%Y",
        "decimal": names.number_symbols["latn"]["decimal"],
        "thousands": names.number_symbols["latn"]["group"],
    }


def config(language: Language) -> dict[str, object]:
    """Plotly's configuration for a reader's language, with the locale in it: nothing is fetched."""
    return {
        "displayModeBar": False,
        "doubleClick": False,
        "scrollZoom": False,
        "showTips": False,
        "responsive": True,
        "locale": language,
        "locales": {language: {"dictionary": {}, "format": _format(language)}},
    }
