"""A plot drawn for the stage of a meeting's slides: 1920 × 1080 pixels, no text below 24."""

from __future__ import annotations

from plotly.graph_objects import Figure

from fund.charts.drawing.layout import FONT, figure
from fund.charts.drawing.legend import legend
from fund.charts.drawing.periods import columns, steps
from fund.charts.drawing.rows import rows
from fund.charts.drawing.style import SMALL, TEXT, Drawing
from fund.charts.palette import Palette
from fund.charts.plot import Plot, Shape
from fund.wording import Language

WIDTH, HEIGHT = 1760, 560
LEGEND, THRESHOLD, EDGE = 56, 44, 8
"""Pixels above the marks: for the words of the series, for those of the threshold, and at the least."""


def plot_figure(
    plot: Plot, palette: Palette, language: Language, *, width: int = WIDTH, height: int = HEIGHT
) -> Figure:
    """The figure of a plot, `width` × `height` pixels of the stage."""
    above = THRESHOLD if plot.threshold_label else 0
    top = EDGE + above + (LEGEND if len(plot.series) > 1 else 0)
    drawn = _drawn(plot, palette, language, width=width, height=height - top - EDGE)
    keys = legend(plot, palette, above=above)
    font = {"family": FONT, "size": TEXT, "color": palette.ink}
    layout = {
        **drawn.layout,
        "width": width,
        "margin": {"l": EDGE, "r": drawn.right, "t": top, "b": EDGE, "pad": 12},
        "font": font,
        "hoverlabel": {
            "bgcolor": palette.surface,
            "bordercolor": palette.soft,
            "align": "left",
            "font": {**font, "size": SMALL},
        },
        "uniformtext": {"mode": False},
        "annotations": [*drawn.annotations, *keys.annotations],
    }
    return figure(drawn.traces, palette=palette, height=height, layout=layout, shapes=[*drawn.shapes, *keys.shapes])


def _drawn(plot: Plot, palette: Palette, language: Language, *, width: int, height: int) -> Drawing:
    match plot.shape:
        case Shape.COLUMNS:
            return columns(plot, palette, language, room=width)
        case Shape.STEPS:
            return steps(plot, palette, language)
        case _:
            return rows(plot, palette, height=height)
