"""A slide's table as a native one, in the theme's own style, columns as wide as their words ask for."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from fund.pack.layout import LINE, Box, line_count, text_width
from fund.pack.ooxml_text import one_line
from fund.slides.slide import Table

_SIZES = (18, 16, 14, 13, 12)
_PADDING, _CELL = 14.4, 7.2
_LONGEST = 0.6
"""No column takes more than this share of the table on its own account."""


def draw_table(shapes: SlideShapes, table: Table, box: Box, *, alt: str) -> None:
    """The table in that box, its first row marked as the heading."""
    rows = [[one_line(cell) for cell in row] for row in (table.headings, *table.rows)]
    size, widths = _fitted(rows, box)
    heights = [_height(row, widths, size) for row in rows]
    frame = shapes.add_table(len(rows), len(table.headings), *box.emu())
    frame.name = f"Table {frame.shape_id}"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    frame.height = Pt(sum(heights))
    drawn = frame.table
    for number, wide in enumerate(widths):
        drawn.columns[number].width = Pt(wide)
    for row, (texts, height) in enumerate(zip(rows, heights, strict=True)):
        drawn.rows[row].height = Pt(height)
        for column, text in enumerate(texts):
            cell = drawn.cell(row, column)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.text_frame.text = text
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if column in table.numeric else PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.size = Pt(size)


def _fitted(rows: Sequence[Sequence[str]], box: Box) -> tuple[float, list[float]]:
    """The largest size at which the rows fit the box, with the columns' widths."""
    size, widths = float(_SIZES[-1]), _widths(rows, box, _SIZES[-1])
    for size in _SIZES:
        widths = _widths(rows, box, size)
        if sum(_height(row, widths, size) for row in rows) <= box.height:
            break
    return size, widths


def _widths(rows: Sequence[Sequence[str]], box: Box, size: float) -> list[float]:
    """As the longest text of each column asks for; what is left or missing is shared out in proportion."""
    asked = [
        min(max(text_width(text, size) for text in column), box.width * _LONGEST) + _PADDING + 4
        for column in zip(*rows, strict=True)
    ]
    return [each * box.width / sum(asked) for each in asked]


def _height(row: Sequence[str], widths: Sequence[float], size: float) -> float:
    lines = max(line_count(text, size, wide - _PADDING) for text, wide in zip(row, widths, strict=True))
    return lines * size * LINE + _CELL
