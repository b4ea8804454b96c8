"""A plot drawn by Plotly, at the size asked, with what its colours say in words above it."""

from __future__ import annotations

from plotly.graph_objects import Figure

from fund.charts.drawing.layout import above_marks, figure
from fund.charts.drawing.periods import columns, steps
from fund.charts.drawing.rows import rows
from fund.charts.drawing.style import SCREEN, STAGE, Drawing, SpecPart, Theme, fill
from fund.charts.drawing.timeline import timeline
from fund.charts.palette import Palette
from fund.charts.plot import Plot, PlotSeries, Shape, Timeline
from fund.charts.text import width
from fund.wording import Language

LEGEND, THRESHOLD = 56, 44
"""Pixels above the marks: for the words of the series, for those of the threshold."""
LEFT = 8
PERIODS = 300
"""Pixels of a page for an amount over time."""
KEY, GAP, BETWEEN = 26, 10, 44
"""Pixels: a key's side, what parts it from its words, and the words from the next key."""
STRIPES = 3


def page_figure(plot: Plot | Timeline, palette: Palette, language: Language) -> Figure:
    """The figure of what is told over time on a page, as wide as there is room."""
    theme = Theme(palette, language, SCREEN)
    return timeline(plot, theme) if isinstance(plot, Timeline) else _figure(plot, theme, height=PERIODS)


def stage_figure(plot: Plot, palette: Palette, language: Language, *, width: int, height: int) -> Figure:
    """The figure of a plot on so many pixels of the stage of a meeting."""
    return _figure(plot, Theme(palette, language, STAGE), width=width, height=height)


def _figure(plot: Plot, theme: Theme, *, height: int, width: int | None = None) -> Figure:
    above = THRESHOLD if plot.threshold_label else 0
    edge = int(theme.scaled(4))
    named = theme.sizes.legend and len(plot.series) > 1
    top = edge + above + (LEGEND if named else 0)
    drawn = _drawn(plot, theme, width=width, height=height - top - edge)
    keys = legend(plot, theme, above=above) if named else Drawing()
    layout = {
        **drawn.layout,
        "height": height,
        "margin": {"l": LEFT, "r": drawn.right, "t": top, "b": edge, "pad": int(theme.scaled(8))},
        "uniformtext": {"mode": False},
        "annotations": [*drawn.annotations, *keys.annotations],
        "shapes": [*drawn.shapes, *keys.shapes],
        **({"width": width} if width else {}),
    }
    return figure(drawn.traces, theme, layout)


def _drawn(plot: Plot, theme: Theme, *, width: int | None, height: int) -> Drawing:
    match plot.shape:
        case Shape.COLUMNS:
            return columns(plot, theme, room=width)
        case Shape.STEPS:
            return steps(plot, theme)
        case _:
            return rows(plot, theme, height=height)


def legend(plot: Plot, theme: Theme, *, above: int) -> Drawing:
    """A key and a name per series in one line, `above` pixels over the marks."""
    shapes: list[SpecPart] = []
    annotations: list[SpecPart] = []
    left, bottom = 0.0, above + 14
    for series in plot.series:
        shapes += _key(series, theme, left=left, bottom=bottom)
        left += KEY + GAP
        place = {"xref": "paper", "xanchor": "left", "xshift": left, "yanchor": "middle", "yshift": bottom + KEY / 2}
        annotations.append(above_marks(0, series.name, theme, **place))
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
