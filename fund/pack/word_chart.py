"""A native chart in a Word document: the one that a presentation has of the plot, its values still in it."""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from fund.charts.plot import Plot, Shape
from fund.pack.blank_presentation import TITLED, blank
from fund.pack.native_bars import draw_bars
from fund.pack.native_steps import draw_steps
from fund.pack.office_text import one_line
from fund.pack.word import add_drawing
from fund.slides.geometry import Box
from fund.wording import Language

_WIDTH, _ROW, _AROUND, _STEPS = 470.0, 26.0, 40.0, 230.0
"""Points: the chart, a row of it with what parts it from the next, what stands around the rows; steps over time."""
_NAMESPACES = {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}


def add_chart(document: Document, plot: Plot, language: Language) -> None:
    """The plot under what was written last, with its words for who does not see it; nothing where no value is known.

    A threshold is a line beside a chart, which a document has no place for: its words are the text's.
    """
    if all(value is None for each in plot.series for value in each.values):
        return
    rows = len(plot.categories) * (len(plot.series) if plot.shape is Shape.BARS else 1)
    high = _STEPS if plot.shape in (Shape.STEPS, Shape.COLUMNS) else _AROUND + _ROW * rows
    # The tables beside it tell the amounts: its words are short enough for a page.
    series = tuple(replace(each, details=()) for each in plot.series)
    blob, book = _drawn(replace(plot, series=series, threshold=None, threshold_label=""), high, language)
    package = document.part.package
    number = sum(part.content_type == CONTENT_TYPE.DML_CHART for part in package.iter_parts()) + 1
    sheet = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET, book, package)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, blob, package)
    # The only relation of the part is the one that its XML names.
    chart.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
    _place(document, document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART), number, high, one_line(plot.alt))


def _drawn(plot: Plot, high: float, language: Language) -> tuple[bytes, bytes]:
    """The chart's part and its workbook, as PowerPoint has them."""
    deck = blank("", language)
    drawn = deck.slides.add_slide(next(each for each in deck.slide_layouts if each.name == TITLED))
    draw = draw_steps if plot.shape is Shape.STEPS else draw_bars
    draw(drawn.shapes, plot, Box(left=0, top=0, width=_WIDTH, height=high), language)
    part = next(shape for shape in drawn.shapes if shape.has_chart).chart.part
    return part.blob, part.chart_workbook.xlsx_part.blob


def _place(document: Document, relation: str, number: int, high: float, alt: str) -> None:
    declared = nsdecls("a", "r") + "".join(f' xmlns:{name}="{uri}"' for name, uri in _NAMESPACES.items())
    inline = parse_xml(
        f'<wp:inline {declared} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Pt(_WIDTH)}" cy="{Pt(high)}"/><wp:docPr id="{1_000 + number}" name="Chart {number}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_NAMESPACES["c"]}"><c:chart r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline>"
    )
    inline.find(f"{{{_NAMESPACES['wp']}}}docPr").set("descr", alt)
    add_drawing(document, inline)
