"""A plot as a native chart: its values stay in it and can be changed, its labels are the screen's own words.

A label says more than its value (« ≈ 395 000 € », « déclaré », « non communiqué ») and is French on every
machine, so it is written as text. PowerPoint's « Réinitialiser le texte de l'étiquette » brings the value back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from fund.charts.drawing.style import line_colour
from fund.charts.palette import LIGHT
from fund.charts.plot import Hue, Plot
from fund.pack.blank_presentation import FONT
from fund.pack.office_text import emu, one_line, saved, text_width
from fund.pack.pptx_private import describe, place_plot_area, replace_workbook
from fund.pack.sheet_tables import Content, Value, put
from fund.slides.geometry import Box

SHEET = "Sheet1"
"""The name that a chart's references give the sheet of its workbook."""
SIZE = 14
"""Points: 28 pixels on a screen of 1920 × 1080."""
LEGEND_HEIGHT, THRESHOLD_HEIGHT = 30.0, 24.0
UNDER_BAR = 0.84
"""Where in the height of its row a bar has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The chart's box and, inside it, the plot area that is set by hand so that a line can be drawn over it."""

    box: Box
    inner: Box


def colour(code: str) -> RGBColor:
    """`#133E76` as python-pptx has it."""
    return RGBColor(*bytes.fromhex(code[1:]))


def colour_of(hue: Hue) -> str:
    """The screen's colour of a mark, `#RRGGBB`; what is hatched there is full here."""
    return line_colour(hue, LIGHT)


def tops(plot: Plot) -> float:
    """The room above the plot area: the legend where several series are told apart, the threshold's words."""
    return (LEGEND_HEIGHT if len(plot.series) > 1 else 0) + (0 if plot.threshold is None else THRESHOLD_HEIGHT)


def add_chart(shapes: SlideShapes, kind: Any, data: Any, *, area: Area, plot: Plot) -> Chart:
    """An empty-handed chart of that kind with its data, its plot area and its text alternative."""
    # Declared as the chart, it is the frame that holds it.
    frame: Any = shapes.add_chart(kind, *emu(area.box), data)
    frame.name = f"Chart {frame.shape_id}"
    describe(frame, one_line(plot.alt))
    chart: Chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(SIZE), FONT, colour(LIGHT.ink)
    chart.has_legend = len(plot.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(SIZE)
    box, inner = area.box, area.inner
    fractions = {
        "x": (inner.left - box.left) / box.width,
        "y": (inner.top - box.top) / box.height,
        "w": inner.width / box.width,
        "h": inner.height / box.height,
    }
    place_plot_area(chart, fractions)
    return chart


def bare_axis(axis: Any) -> None:
    """An axis with nothing but its labels."""
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = colour(LIGHT.soft)


def hide(axis: Any) -> None:
    """No axis at all: the labels at the marks say the numbers."""
    axis.has_major_gridlines = False
    axis.visible = False


def paint(mark: Any, hue: Hue, *, declared: bool) -> None:
    """A bar's colour; what is only declared has a dashed border, what is left an outline."""
    mark.fill.solid()
    mark.fill.fore_color.rgb = colour(colour_of(hue))
    if declared:
        mark.line.color.rgb, mark.line.width = colour(LIGHT.declared), Pt(2.25)
        mark.line.dash_style = MSO_LINE.DASH
    elif hue is Hue.REST:
        mark.line.color.rgb, mark.line.width = colour(LIGHT.soft), Pt(0.75)


def write_label(label: Any, text: str, *, size: float = SIZE, ink: str = LIGHT.ink) -> None:
    """The words of one mark."""
    frame = label.text_frame
    frame.word_wrap = False
    frame.text = one_line(text)
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = Pt(size), True, colour(ink)


def draw_threshold(shapes: SlideShapes, plot: Plot, area: Area, *, largest: float) -> None:
    """The line of a threshold over the row that it is about; its words at its foot where no bar is below."""
    if plot.threshold is None or largest <= 0:
        return
    inner, high = area.inner, area.inner.height / len(plot.categories)
    x = inner.left + inner.width * min(plot.threshold / largest, 1.0)
    y = inner.top + high * plot.threshold_row
    line: Any = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Pt(end) for end in (x, y, x, y + 0.9 * high)))
    line.name = f"Threshold {line.shape_id}"
    line.line.color.rgb, line.line.width = colour(LIGHT.ink), Pt(2)
    describe(line, one_line(plot.threshold_label))
    if not plot.threshold_label:
        return
    wide = text_width(plot.threshold_label, SIZE) + 16
    below = plot.threshold_row + 1
    free = below < len(plot.categories) and all(each.values[below] is None for each in plot.series)
    left, top = max(area.box.left, x - wide), y + (UNDER_BAR * high if free else -THRESHOLD_HEIGHT / 2)
    words = shapes.add_textbox(*emu(Box(left=left, top=top, width=wide, height=THRESHOLD_HEIGHT)))
    words.name = f"Threshold label {words.shape_id}"
    words.text_frame.text = one_line(plot.threshold_label)
    words.text_frame.margin_top = words.text_frame.margin_bottom = 0
    run = words.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.color.rgb = Pt(SIZE), colour(LIGHT.ink)


def embed(chart: Chart, columns: Sequence[Sequence[Content]], number_format: str) -> None:
    """Put these columns, their heading first, in place of the workbook that python-pptx writes.

    Its writer takes a text that starts with = for a formula and one that starts with http for a link.
    """
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    for number, column in enumerate(columns, start=1):
        for row, content in enumerate(column, start=1):
            if content != "":
                kept = Value(content, number_format) if isinstance(content, int | float) else content
                put(sheet.cell(row, number), kept)
    sheet.column_dimensions["A"].width = 40
    replace_workbook(chart, saved(book))
