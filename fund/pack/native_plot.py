"""Which native chart a plot becomes."""

from __future__ import annotations

from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from fund.charts.palette import LIGHT
from fund.charts.plot import Plot, Shape
from fund.pack.layout import Box
from fund.pack.native_bars import draw_bars
from fund.pack.native_chart import colour
from fund.pack.native_steps import draw_steps
from fund.pack.ooxml_text import one_line
from fund.wording import Language


def draw_plot(shapes: SlideShapes, plot: Plot, box: Box, language: Language) -> None:
    """The plot in that box; in words where no value of it is known, for a chart of nothing draws nothing."""
    if all(value is None for each in plot.series for value in each.values):
        _say(shapes, plot, box)
    elif plot.shape is Shape.STEPS:
        draw_steps(shapes, plot, box, language)
    else:
        draw_bars(shapes, plot, box, language)


def _say(shapes: SlideShapes, plot: Plot, box: Box) -> None:
    shape = shapes.add_textbox(*box.emu())
    shape.name = f"Chart in words {shape.shape_id}"
    shape.text_frame.word_wrap = True
    shape.text_frame.text = one_line(plot.alt)
    for run in shape.text_frame.paragraphs[0].runs:
        run.font.size, run.font.color.rgb = Pt(18), colour(LIGHT.ink)
