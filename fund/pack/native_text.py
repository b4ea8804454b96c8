"""A slide's words: sentences one below the other, names in columns, a table; each as large as it fits.

Sentences and names stand in the layout's own list so that the outline has them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import Slide as DrawnSlide
from pptx.util import Pt

from fund.pack.office_text import CALIBRI, GUTTER, LINE, SMALLEST, emu, fitting, lines_of, move, one_line, text_width
from fund.pack.pptx_private import describe, set_columns
from fund.slides.geometry import Box
from fund.slides.slide import Table
from fund.slides.text_layout import shortened

_LINE_SIZES, _NAME_SIZES = (24, 22, 20, 18, 16, 14, 12), (20, 18, 16, 14, 12)
_INDENT, _ABOVE_LINES = 26.0, 14.0
_BETWEEN_LINES, _BETWEEN_NAMES = 0.5, 0.15
"""What parts two of them, in font sizes."""
_COLUMNS = (2, 3, 4)
_TABLE_SIZES = (18, 16, 14, 13, 12)
_PADDING, _CELL = 14.4, 7.2
_LONGEST = 0.6
"""No column takes more than this share of the table on its own account."""


def draw_lines(drawn: DrawnSlide, lines: Sequence[str], box: Box) -> None:
    """Sentences with a bullet each, as large as they fit."""
    texts = [one_line(text) for text in lines if one_line(text)]
    below = replace(box, top=box.top + _ABOVE_LINES, height=box.height - _ABOVE_LINES)
    size = fitting(texts, replace(below, width=below.width - _INDENT), _LINE_SIZES, between=_BETWEEN_LINES)
    _fill(_place(drawn, below), texts, size=size, between=_BETWEEN_LINES)


def draw_names(drawn: DrawnSlide, names: Sequence[str], box: Box) -> None:
    """Names in columns without bullets, as large as they fit; at the smallest size, each cut to its line."""
    columns, size, texts = _columns([one_line(name) for name in names if one_line(name)], box)
    frame = _place(drawn, box)
    _fill(frame, texts, size=size, between=_BETWEEN_NAMES)
    set_columns(frame, columns, Pt(GUTTER))


def _columns(names: Sequence[str], box: Box) -> tuple[int, float, Sequence[str]]:
    """In how many columns names are set, at what size in points, and each as it then reads.

    The largest size at which they stand in the fewest columns, none of them parted between two.
    """
    for size in _NAME_SIZES:
        for number in _COLUMNS:
            room = box.columns(number, GUTTER)[0].width
            lines = [lines_of(name, size, room) for name in names]
            # A name is not begun at the foot of a column where it could not end.
            deepest = math.ceil(sum(lines) / number) + max(lines, default=1) - 1
            if deepest * size * (LINE + _BETWEEN_NAMES) <= box.height:
                return number, size, names
    room = box.columns(_COLUMNS[-1], GUTTER)[0].width
    return _COLUMNS[-1], SMALLEST, [shortened(name, size=SMALLEST * CALIBRI, room=room) for name in names]


def _place(drawn: DrawnSlide, box: Box) -> Any:
    """The layout's list, moved to where this slide has room for it."""
    shape: Any = drawn.placeholders[1]
    move(shape, box)
    return shape.text_frame


def _fill(frame: Any, texts: Sequence[str], *, size: float, between: float) -> None:
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = text
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(size * between)
        paragraph.runs[0].font.size = Pt(size)


def draw_table(shapes: SlideShapes, table: Table, box: Box, *, alt: str) -> None:
    """The table in that box, its first row marked as the heading."""
    rows = [[one_line(cell) for cell in row] for row in (table.headings, *table.rows)]
    size, widths = _fitted(rows, box)
    heights = [_height(row, widths, size) for row in rows]
    frame = shapes.add_table(len(rows), len(table.headings), *emu(box))
    frame.name = f"Table {frame.shape_id}"
    describe(frame, alt)
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
    for size in _TABLE_SIZES:
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
    lines = max(lines_of(text, size, wide - _PADDING) for text, wide in zip(row, widths, strict=True))
    return lines * size * LINE + _CELL
