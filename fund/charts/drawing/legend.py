"""What the colours of a plot with several series say, in words above it."""

from __future__ import annotations

from fund.charts.drawing.style import Drawing, SpecPart, Theme, fill
from fund.charts.plot import Plot, PlotSeries
from fund.charts.text import escape
from fund.charts.text_width import width

KEY, GAP, BETWEEN = 26, 10, 44
"""Pixels: a key's side, what parts it from its words, and the words from the next key."""
STRIPES = 3


def legend(plot: Plot, theme: Theme, *, above: int) -> Drawing:
    """A key and a name per series in one line, `above` pixels over the marks."""
    shapes: list[SpecPart] = []
    annotations: list[SpecPart] = []
    left, bottom = 0.0, above + 14
    for series in plot.series:
        shapes += _key(series, theme, left=left, bottom=bottom)
        left += KEY + GAP
        annotations.append(
            {
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "xshift": left,
                "yref": "paper",
                "y": 1,
                "yanchor": "middle",
                "yshift": bottom + KEY / 2,
                "text": escape(series.name),
                "font": {"size": theme.sizes.name, "color": theme.palette.ink},
                "showarrow": False,
            }
        )
        left += width(series.name, theme.sizes.name) + BETWEEN
    return Drawing(shapes=shapes, annotations=annotations)


def _key(series: PlotSeries, theme: Theme, *, left: float, bottom: float) -> list[SpecPart]:
    """A small square filled as the series' marks are."""
    found = fill(series.hue, theme.palette)
    square = {**_placed("rect", (left, bottom), (left + KEY, bottom + KEY)), "fillcolor": found.colour}
    if series.declared:
        return [{**square, "line": {"color": theme.palette.declared, "width": 3, "dash": "8px,6px"}}]
    keys: list[SpecPart] = [{**square, "line": {"color": found.outline, "width": 2}}]
    if found.hatched:
        steps = [KEY * at / STRIPES for at in range(1, STRIPES + 1)]
        stripes = [_placed("line", (left, bottom + KEY - step), (left + step, bottom + KEY)) for step in steps]
        keys += [{**stripe, "line": {"color": found.outline, "width": 2}} for stripe in stripes]
    return keys


def _placed(kind: str, start: tuple[float, float], end: tuple[float, float]) -> dict[str, object]:
    """A shape between two points in pixels from the upper left corner of the marks, upwards."""
    across = {"xref": "paper", "xsizemode": "pixel", "xanchor": 0, "x0": start[0], "x1": end[0]}
    up = {"yref": "paper", "ysizemode": "pixel", "yanchor": 1, "y0": start[1], "y1": end[1]}
    return {"type": kind, **across, **up}
