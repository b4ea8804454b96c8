"""A slide's sheet in PowerPoint: points, half a pixel of the stage each, and the sizes at which texts fit there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pptx.util import Emu, Pt

from fund.charts.text_width import width
from fund.slides import geometry
from fund.slides.geometry import Box
from fund.slides.text_layout import line_count

CALIBRI = 0.92
"""How wide texts are in Calibri, bold ones too, for 1 in the Inter that is measured, and a little more."""
LINE = 1.2
"""Height of a line, in font sizes."""
SMALLEST = geometry.SMALLEST / 2
SLIDE_WIDTH, SLIDE_HEIGHT = Pt(geometry.WIDTH / 2), Pt(geometry.HEIGHT / 2)
GUTTER = geometry.GUTTER / 2


def emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width and height of a box in points as shapes want them."""
    left, top, wide, high = (Emu(Pt(side)) for side in (box.left, box.top, box.width, box.height))
    return left, top, wide, high


def text_width(text: str, size: float) -> float:
    """About how wide a text is in points at that size."""
    return width(text, size * CALIBRI, tabular=True)


def lines_of(text: str, size: float, room: float) -> int:
    """On how many lines a text stands in so many points, broken at its spaces."""
    return line_count(text, size * CALIBRI, room)


def fitting(texts: Sequence[str], room: Box, sizes: Iterable[float], *, between: float = 0) -> float:
    """The first of the sizes, largest first, at which the paragraphs fit in the box; else the last one.

    `between` is what parts two paragraphs, in font sizes.
    """
    size = SMALLEST
    for size in sizes:
        lines = sum(lines_of(text, size, room.width) for text in texts)
        if (lines * LINE + between * max(len(texts) - 1, 0)) * size <= room.height:
            return size
    return size
