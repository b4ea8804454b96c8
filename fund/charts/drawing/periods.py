"""Plots over time: columns by period, steps between days, reported amounts beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from fund.charts.drawing.layout import (
    HOVER,
    above_marks,
    axis,
    beside,
    dots,
    free_words,
    month_ticks,
    round_ticks,
    time_axis,
    upright,
)
from fund.charts.drawing.style import Drawing, SpecPart, Theme, hover_lines, hover_texts, line_colour, marker, outline
from fund.charts.plot import Measure, Plot, PlotSeries
from fund.charts.text import cut, escape, width, wrap
from fund.wording import Language, decimal, euros, hours, percent

AXIS_ROOM = 260
"""Pixels that the amounts beside the axis take at most."""
THICK = 0.72
END_LENGTH, TURN_LENGTH = 36, 44
TURN_ROOM = 0.62
"""The part of the time after which words beside a line have no more room on their right."""
AROUND = timedelta(days=20)
"""What is left free before the first day and after the last."""
FINE = 10_000
"""Round steps are found among whole numbers: a share is told to a hundredth of a percent."""
CLOSE = 0.16
"""Two ends nearer than this part of the height, for each of their lines, stand one above the other."""
UNDER, OVER = 0.09, 0.12
"""The parts of the height that words have under a line that falls below zero, and over every line."""
HIGH = 0.4
"""The part of the height from which the words of a reported amount stand below its mark."""


def columns(plot: Plot, theme: Theme, *, room: int | None) -> Drawing:
    """Columns by period; on `room` pixels of width their numbers stand above them where all have the room."""
    layout, places = {}, list(range(len(plot.categories)))
    slot = ((room or 0) - AXIS_ROOM) / max(len(places), 1)
    fits = all(width(label, theme.sizes.name) < slot for series in plot.series for label in series.labels)
    thick = THICK / len(plot.series)
    letters = max(int(slot / (theme.sizes.name * 0.6)), 4)
    layout["xaxis"] = axis(
        range=[-0.5, len(places) - 0.5],
        tickvals=places,
        ticktext=["<br>".join(map(escape, wrap(str(each), letters))) for each in plot.categories],
        tickangle=0,
        tickfont={"size": theme.sizes.name},
    )
    traces = []
    for at, series in enumerate(plot.series):
        traces.append(
            {
                "type": "bar",
                "x": [place + (at - (len(plot.series) - 1) / 2) * thick for place in places],
                "y": list(series.values),
                "marker": marker(series.hue, theme),
                "customdata": hover_texts(plot, series),
                "hovertemplate": HOVER,
                "width": thick,
                "text": [escape(label) if fits else "" for label in series.labels],
                "textposition": "outside",
                "textangle": 0,
                "cliponaxis": False,
            }
        )
    shapes = [
        outline({"x0": row - THICK / 2, "x1": row + THICK / 2, "y0": 0, "y1": value}, theme)
        for series in plot.series
        if series.declared
        for row, value in enumerate(series.values)
        if value
    ]
    layout["yaxis"] = _amounts(plot, theme)
    return Drawing(traces=traces, layout=layout, shapes=shapes)


def steps(plot: Plot, theme: Theme) -> Drawing:
    """Lines that stay at what they had reached, each named at its end, and the reported amounts."""
    days = sorted({*plot.days, *(point.day for point in plot.points)})
    # The last number of a line whose name stands in the legend, else its name.
    texts = [cut(each.labels[-1] if theme.sizes.legend else each.name, END_LENGTH) for each in plot.series]
    traces = [_line(plot, series, days[-1], theme) for series in plot.series]
    traces += [_points(plot, theme)] if plot.points else []
    stem = {"color": theme.palette.declared, "width": theme.scaled(2), "dash": "dash"}
    # Its name and its number have a line of their own each, which leaves more room to the plot.
    texts = [text.replace(": ", ":\n", 1) for text in texts]
    room = max((width(line, theme.sizes.text) for text in texts for line in text.split("\n")), default=0.0)
    return Drawing(
        traces=[*traces, *_ends(plot, days[-1], texts)],
        layout={"xaxis": _time(days, theme), "yaxis": _amounts(plot, theme)},
        shapes=[
            *_ground(plot, days[0], theme),
            *(upright(point.day, point.value, stem) for point in plot.points if point.hue is None),
        ],
        annotations=[*_side_words(plot, theme), *_turns(plot, theme), *_point_words(plot, days, theme)],
        right=int(room + theme.scaled(16)),
    )


def _line(plot: Plot, series: PlotSeries, last: date, theme: Theme) -> SpecPart:
    """A corner for each day on which something is said of the line, and the last day: it stays at what it reached."""
    told = hover_texts(plot, series)
    found = [
        (day, value, text)
        for day, value, text in zip(plot.days, series.values, told, strict=True)
        if text and value is not None
    ]
    if found and found[-1][0] != last:
        found.append((last, *found[-1][1:]))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day.isoformat() for day, _, _ in found],
        "y": [value for _, value, _ in found],
        "line": {
            "shape": "hv",
            "width": theme.scaled(4),
            "color": line_colour(series.hue, theme.palette),
            "dash": "dash" if series.declared else series.stroke,
        },
        "customdata": [text for _, _, text in found],
        "hovertemplate": HOVER,
    }


def _ends(plot: Plot, last: date, texts: Sequence[str]) -> list[SpecPart]:
    """The words of each line at its end; two ends that would touch stand one above the other."""
    found = [(series.values[-1], text) for series, text in zip(plot.series, texts, strict=True)]
    told = sorted((value, text) for value, text in found if value is not None and text)
    height = max(*_values(plot), 0) - min(*_values(plot), 0) if told else 0
    lines = max((text.count("\n") for _, text in told), default=0) + 1
    close = len(told) == 2 and told[1][0] - told[0][0] < height * CLOSE * lines
    places = ("bottom right", "top right") if close else ("middle right",) * len(told)
    return [
        free_words(
            [last.isoformat()],
            [value],
            ["<br>".join(f"\u00a0\u00a0<b>{escape(line)}</b>" for line in text.split("\n"))],
            place,
        )
        for (value, text), place in zip(told, places, strict=True)
    ]


def _ground(plot: Plot, first: date, theme: Theme) -> list[SpecPart]:
    """A pale ground under the days before the turn."""
    if plot.turn is None:
        return []
    ends = {"x0": (first - AROUND).isoformat(), "x1": plot.turn.isoformat(), "y0": 0, "y1": 1, "yref": "paper"}
    look = {"fillcolor": theme.palette.track, "opacity": 0.45, "line": {"width": 0}, "layer": "below"}
    return [{"type": "rect", **ends, **look}]


def _side_words(plot: Plot, theme: Theme) -> list[SpecPart]:
    """What is on each side of the turn, above the lines."""
    if plot.turn is None:
        return []
    look = {"yanchor": "top", "font": {"size": theme.sizes.name, "color": theme.palette.soft}}
    places = ({"xanchor": "right", "xshift": -8}, {"xanchor": "left", "xshift": 8})
    return [
        {**above_marks(0, text, theme, **look, **place), "x": plot.turn.isoformat()}
        for text, place in zip(plot.sides, places, strict=True)
        if text
    ]


def _turns(plot: Plot, theme: Theme) -> list[SpecPart]:
    """The words where lines turn down: on the right and above where they turn to, if no line rises through them and
    the end is not near; else on the left and under it.
    """
    look = {"font": {"size": theme.sizes.name, "color": theme.palette.ink}, "bgcolor": "rgba(0,0,0,0)"}
    after = {**look, "xanchor": "left", "yanchor": "bottom", "xshift": 6}
    before = {**look, "xanchor": "right", "yanchor": "top", "xshift": -6}
    found: list[SpecPart] = []
    for series in plot.series:
        for at, (day, value, text) in enumerate(zip(plot.days, series.values, series.details, strict=False)):
            if text and value is not None:
                rises = any(later is not None and later > value for each in plot.series for later in each.values[at:])
                near_end = day - plot.days[0] > (plot.days[-1] - plot.days[0]) * TURN_ROOM
                place = before if rises or near_end else after
                found.append(beside(day.isoformat(), value, escape(cut(text, TURN_LENGTH)), theme.palette, **place))
    return found


def _points(plot: Plot, theme: Theme) -> SpecPart:
    """Amounts as hollow marks."""
    hues = [point.hue for point in plot.points]
    colours = [theme.palette.declared if hue is None else line_colour(hue, theme.palette) for hue in hues]
    look = {"size": theme.scaled(15), "color": colours, "line": {"width": theme.scaled(3), "color": colours}}
    days, values = [point.day for point in plot.points], [point.value for point in plot.points]
    hovers = hover_lines(point.hover for point in plot.points)
    return dots(days, values, hovers, {"symbol": "circle-open", **look})


def _point_words(plot: Plot, days: Sequence[date], theme: Theme) -> list[SpecPart]:
    """The words of reported amounts: below high marks and above low ones, where a rising line leaves room,
    turned away from the nearer edge, and in steps so that close ones stand clear of each other.
    """
    middle, top = days[0] + (days[-1] - days[0]) / 2, max(_values(plot), default=0)
    found: list[SpecPart] = []
    for at, point in enumerate(plot.points):
        high, right = point.value > top * HIGH, point.day > middle
        away = 12 + at % 3 * int(2.45 * theme.sizes.text)
        found.append(
            beside(
                point.day.isoformat(),
                point.value,
                f"<b>{escape(point.label)}</b><br>{escape(point.detail)}",
                theme.palette,
                xanchor="right" if right else "left",
                align="right" if right else "left",
                yanchor="top" if high else "bottom",
                xshift=-6 if right else 6,
                yshift=-away if high else away,
            )
        )
    return found


def _time(days: Sequence[date], theme: Theme) -> dict[str, object]:
    """The axis of time, a few months named on it."""
    first, last = days[0] - AROUND, days[-1] + AROUND
    look = {"tickfont": {"size": theme.sizes.name}, "showline": True, "linecolor": theme.palette.soft}
    # A page may have little room: the year stands below its month.
    return {**time_axis(first, last, month_ticks(first, last), theme, stacked=not theme.sizes.legend), **look}


def _values(plot: Plot) -> list[float]:
    """Every known value of a plot."""
    found = [value for series in plot.series for value in series.values if value is not None]
    return [*found, *(point.value for point in plot.points)]


def _amounts(plot: Plot, theme: Theme) -> dict[str, object]:
    """The axis of the values, with their unit at each tick."""
    values = _values(plot)
    lowest = min([*values, 0])
    top = max([*values, plot.extent or 0, 0]) or (0 if lowest < 0 else 1)
    grid = [tick / FINE for tick in round_ticks(int(top * FINE), int(lowest * FINE))]
    zero = {"zeroline": True, "zerolinecolor": theme.palette.soft, "zerolinewidth": theme.scaled(2)}
    return axis(
        range=[lowest - (top - lowest) * UNDER * (lowest < 0), top + (top - lowest) * OVER],
        **(zero if lowest < 0 else {}),
        tickvals=grid,
        ticktext=[_tick(tick, plot.measure, theme.language) for tick in grid],
        tickfont={"size": theme.sizes.name},
        showgrid=True,
        gridcolor=theme.palette.track,
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
