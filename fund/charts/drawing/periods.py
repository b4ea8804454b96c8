"""Plots over time: columns by period, steps between days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from fund.charts.drawing.layout import HOVER, Part, axis
from fund.charts.drawing.style import SMALL, TEXT, Drawing, marker, outline, style, told
from fund.charts.drawing.ticks import euro_ticks, month_ticks
from fund.charts.labels import cut, escape, width, wrap
from fund.charts.palette import Palette
from fund.charts.plot import Measure, Plot, PlotSeries
from fund.wording import Language, decimal, euros, hours, month, percent

AXIS_ROOM = 260
"""Pixels that the amounts beside the axis take at most."""
THICK = 0.72
END_LENGTH = 28
FINE = 10_000
"""Round steps are found among whole numbers: a share is told to a hundredth of a percent."""
CLOSE = 0.12
"""Two ends nearer than this part of the height stand one above the other."""


def columns(plot: Plot, palette: Palette, language: Language, *, room: int) -> Drawing:
    """Columns by period on `room` pixels of width; their numbers above them where all have the room."""
    slot = (room - AXIS_ROOM) / max(len(plot.categories), 1)
    fits = all(width(label, SMALL) < slot for series in plot.series for label in series.labels)
    thick = THICK / len(plot.series)
    traces = [
        {
            "type": "bar",
            "name": escape(series.name),
            "x": [row + (at - (len(plot.series) - 1) / 2) * thick for row in range(len(plot.categories))],
            "y": list(series.values),
            "width": thick,
            "marker": marker(style(series.hue, palette)),
            "text": [escape(label) if fits else "" for label in series.labels],
            "textposition": "outside",
            "textangle": 0,
            "cliponaxis": False,
            "customdata": told(plot, series),
            "hovertemplate": HOVER,
        }
        for at, series in enumerate(plot.series)
    ]
    shapes = [
        outline({"x0": row - THICK / 2, "x1": row + THICK / 2, "y0": 0, "y1": value}, palette)
        for series in plot.series
        if series.declared
        for row, value in enumerate(series.values)
        if value
    ]
    letters = max(int(slot / (SMALL * 0.6)), 4)
    names = ["<br>".join(map(escape, wrap(str(each), letters))) for each in plot.categories]
    layout = {
        "xaxis": axis(
            range=[-0.5, len(plot.categories) - 0.5],
            tickvals=list(range(len(names))),
            ticktext=names,
            tickangle=0,
            tickfont={"size": SMALL},
        ),
        "yaxis": _amounts(plot, palette, language),
    }
    return Drawing(traces=traces, layout=layout, shapes=shapes)


def steps(plot: Plot, palette: Palette, language: Language) -> Drawing:
    """Lines that stay at what they had reached, each named at its end."""
    days = [each for each in plot.categories if isinstance(each, date)]
    first, last = days[0] - timedelta(days=10), days[-1] + timedelta(days=10)
    traces: list[Part] = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": escape(series.name),
            "x": [day.isoformat() for day in days],
            "y": list(series.values),
            "line": {
                "shape": "hv",
                "width": 6,
                "color": style(series.hue, palette).fill,
                "dash": "dash" if series.declared else "solid",
            },
            "customdata": told(plot, series),
            "hovertemplate": HOVER,
        }
        for series in plot.series
    ]
    ticks = month_ticks(first, last)
    layout = {
        "xaxis": axis(
            type="date",
            range=[first.isoformat(), last.isoformat()],
            tickvals=[tick.isoformat() for tick in ticks],
            ticktext=[month(tick, language, short=True) for tick in ticks],
            tickangle=0,
            tickfont={"size": SMALL},
            showline=True,
            linecolor=palette.soft,
        ),
        "yaxis": _amounts(plot, palette, language),
    }
    texts = [_end(series) for series in plot.series]
    room = max((width(text, TEXT) * 1.06 for text in texts), default=0.0)
    return Drawing(traces=[*traces, *_ends(plot, days[-1], texts)], layout=layout, right=int(room) + 24)


def _end(series: PlotSeries) -> str:
    """The last number of a line."""
    return cut(series.labels[-1], END_LENGTH)


def _ends(plot: Plot, last: date, texts: Sequence[str]) -> list[Part]:
    """What each line has reached, at its end; two ends that would touch stand one above the other."""
    found = [(series.values[-1], text) for series, text in zip(plot.series, texts, strict=True)]
    told_ = sorted((value, text) for value, text in found if value is not None and text)
    top = max([abs(value) for value, _ in told_], default=1) or 1
    close = len(told_) == 2 and told_[1][0] - told_[0][0] < top * CLOSE
    places = ("bottom right", "top right") if close else ("middle right",) * len(told_)
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [last.isoformat()],
            "y": [value],
            "text": [f"\u00a0\u00a0<b>{escape(text)}</b>"],
            "textposition": place,
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
        for (value, text), place in zip(told_, places, strict=True)
    ]


def _amounts(plot: Plot, palette: Palette, language: Language) -> dict[str, object]:
    """The axis of the values, with their unit at each tick."""
    values = [value for series in plot.series for value in series.values if value is not None]
    top, lowest = max([*values, plot.extent or 0]) if values else 1, min([*values, 0])
    grid = [tick / FINE for tick in euro_ticks(int((top if top > 0 else 1) * FINE))]
    return axis(
        range=[lowest * 1.1, (top if top > 0 else 1) * 1.12],
        tickvals=grid,
        ticktext=[_tick(tick, plot.measure, language) for tick in grid],
        tickfont={"size": SMALL},
        showgrid=True,
        gridcolor=palette.track,
    )


def _tick(tick: float, measure: Measure, language: Language) -> str:
    match measure:
        case Measure.EUROS:
            return euros(round(tick * 100), language)
        case Measure.RATIO:
            return percent(tick, language)
        case Measure.HOURS:
            return hours(tick, language)
        case Measure.COUNT:
            return decimal(tick, language, digits=1)
