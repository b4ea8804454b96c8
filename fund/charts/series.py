"""Amounts over time: step lines, bars by month and reported points on one euro axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plotly.graph_objects import Figure

from fund.charts.drawing.layout import HOVER, SIZE, axis, beside, figure
from fund.charts.drawing.ticks import euro_ticks, month_ticks
from fund.charts.labels import escape, width
from fund.charts.palette import Palette
from fund.wording import Language, euros, month

HEIGHT = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Amounts in cents at some dates, in one colour. `hovers` are escaped, `label` (plain) names a line at its end."""

    dates: Sequence[date]
    cents: Sequence[int]
    hovers: Sequence[str]
    colour: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One reported amount: two lines of plain text beside a hollow mark on a dashed stem."""

    day: date
    cents: int
    label: str
    detail: str
    hover: str


def over_time(
    *,
    language: Language,
    palette: Palette,
    lines: Sequence[Series] = (),
    months: Series | None = None,
    points: Sequence[Point] = (),
) -> Figure:
    """The figure of cumulative amounts (`lines`), amounts by month (`months`) and reported `points`."""
    series = [*lines, months] if months else list(lines)
    days = sorted({day for each in series for day in each.dates} | {point.day for point in points})
    amounts = [cents for each in series for cents in each.cents] + [point.cents for point in points]
    lines = [_prolonged(each, days[-1]) for each in lines]
    traces = [_line(each) for each in lines]
    traces += [_months(months, palette)] if months else []
    traces += [_points(points, palette)] if points else []
    traces += _ends(lines, max(amounts), palette)
    room = max([0.0, *(width(each.label, SIZE) for each in lines)])
    first, last = days[0] - timedelta(days=20), days[-1] + timedelta(days=20)
    ticks = month_ticks(first, last)
    top = max([*amounts, 100])
    grid = euro_ticks(top)
    layout = {
        "margin": {"l": 8, "r": int(room) + 16, "t": 8, "b": 8, "pad": 6},
        "xaxis": axis(
            type="date",
            range=[first.isoformat(), last.isoformat()],
            tickvals=[tick.isoformat() for tick in ticks],
            ticktext=[month(tick, language, short=True) for tick in ticks],
            tickangle=0,
            showline=True,
            linecolor=palette.soft,
        ),
        "yaxis": axis(
            range=[min([*amounts, 0]) / 100, top / 100 * 1.1],
            tickvals=[tick / 100 for tick in grid],
            ticktext=[euros(tick, language) for tick in grid],
            showgrid=True,
            gridcolor=palette.track,
        ),
        "annotations": _told(points, days, top, palette),
    }
    shapes = [
        {
            "type": "line",
            "x0": point.day.isoformat(),
            "x1": point.day.isoformat(),
            "y0": 0,
            "y1": point.cents / 100,
            "line": {"color": palette.declared, "width": 2, "dash": "dash"},
            "layer": "below",
        }
        for point in points
    ]
    return figure(traces, palette=palette, height=HEIGHT, layout=layout, shapes=shapes)


def _prolonged(series: Series, last: date) -> Series:
    """A cumulative line up to the figure's last day: it stays at what it had reached."""
    if series.dates[-1] == last:
        return series
    return replace(
        series,
        dates=[*series.dates, last],
        cents=[*series.cents, series.cents[-1]],
        hovers=[*series.hovers, series.hovers[-1]],
    )


def _line(series: Series) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day.isoformat() for day in series.dates],
        "y": [cents / 100 for cents in series.cents],
        "line": {"shape": "hv", "width": 4, "color": series.colour},
        "customdata": list(series.hovers),
        "hovertemplate": HOVER,
    }


def _ends(lines: Sequence[Series], top: int, palette: Palette) -> list[dict[str, object]]:
    """What each line is, at its end; two ends that would touch stand one above the other."""
    named = sorted((each for each in lines if each.label), key=lambda each: each.cents[-1])
    close = len(named) == 2 and named[1].cents[-1] - named[0].cents[-1] < top * 0.09
    places = ("bottom right", "top right") if close else ("middle right", "middle right")
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [each.dates[-1].isoformat()],
            "y": [each.cents[-1] / 100],
            "text": [f"\u00a0\u00a0<b>{escape(each.label)}</b>"],
            "textposition": place,
            "textfont": {"color": palette.ink},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
        for each, place in zip(named, places, strict=False)
    ]


def _told(points: Sequence[Point], days: Sequence[date], top: int, palette: Palette) -> list[dict[str, object]]:
    """The words of reported amounts: below high marks and above low ones, where a rising line leaves room,
    turned away from the nearer edge, and in steps so that close ones stand clear of each other.
    """
    middle = days[0] + (days[-1] - days[0]) / 2
    found = []
    for at, point in enumerate(points):
        high, right = point.cents > top * 0.4, point.day > middle
        away = 12 + at % 3 * 44
        found.append(
            beside(
                point.day.isoformat(),
                point.cents / 100,
                f"<b>{escape(point.label)}</b><br>{escape(point.detail)}",
                palette,
                xanchor="right" if right else "left",
                align="right" if right else "left",
                yanchor="top" if high else "bottom",
                xshift=-6 if right else 6,
                yshift=-away if high else away,
            )
        )
    return found


def _months(series: Series, palette: Palette) -> dict[str, object]:
    return {
        "type": "bar",
        "x": [day.isoformat() for day in series.dates],
        "y": [cents / 100 for cents in series.cents],
        "marker": {"color": series.colour, "line": {"color": palette.surface, "width": 1}},
        "customdata": list(series.hovers),
        "hovertemplate": HOVER,
    }


def _points(points: Sequence[Point], palette: Palette) -> dict[str, object]:
    """Reported amounts as hollow marks."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [point.day.isoformat() for point in points],
        "y": [point.cents / 100 for point in points],
        "marker": {"symbol": "circle-open", "size": 15, "color": palette.declared, "line": {"width": 3}},
        "cliponaxis": False,
        "customdata": [point.hover for point in points],
        "hovertemplate": HOVER,
    }
