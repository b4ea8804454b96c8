"""Where things stand on a slide of 13.333 × 7.5 inches, and the size at which texts fit there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pptx.util import Emu, Inches, Pt

from fund.charts.labels import width

CALIBRI = 0.88
"""Calibri is narrower than the Inter that widths are estimated for; a margin is kept."""
LINE = 1.2
"""Height of a line, in font sizes."""
SMALLEST = 12
"""In points: 24 pixels on a screen of 1920 × 1080."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle, in points from the slide's upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height

    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width and height as shapes want them."""
        left, top, wide, high = (Emu(Pt(side)) for side in (self.left, self.top, self.width, self.height))
        return left, top, wide, high

    def columns(self, number: int, gap: float = 20) -> tuple[Box, ...]:
        """The box cut into columns of the same width."""
        wide = (self.width - gap * (number - 1)) / number
        return tuple(
            Box(left=self.left + index * (wide + gap), top=self.top, width=wide, height=self.height)
            for index in range(number)
        )


SLIDE_WIDTH, SLIDE_HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN, _WIDE = 43.0, 874.0
MARKS = Box(left=_MARGIN, top=12, width=_WIDE, height=20)
TITLE = Box(left=_MARGIN, top=36, width=_WIDE, height=84)
OPENING_TITLE = Box(left=_MARGIN, top=150, width=_WIDE, height=140)
OPENING_SUBTITLE = Box(left=_MARGIN, top=300, width=_WIDE, height=70)
OPENING_BODY = Box(left=_MARGIN, top=380, width=_WIDE, height=80)
SUBTITLE = Box(left=_MARGIN, top=118, width=_WIDE, height=26)
FIGURES = Box(left=_MARGIN, top=128, width=_WIDE, height=104)
NOTE = Box(left=_MARGIN, top=466, width=_WIDE, height=30)
FOOT = Box(left=_MARGIN, top=504, width=800, height=30)
NUMBER = Box(left=_MARGIN + 804, top=504, width=70, height=30)
_BODY_TOP, _GAP = 128.0, 8.0


def body(*, subtitle: bool, figures: bool, note: bool) -> Box:
    """What is left between the title and the foot."""
    shift = SUBTITLE.height if subtitle else 0
    top = _BODY_TOP + shift + (FIGURES.height + _GAP if figures else 0)
    bottom = NOTE.top - _GAP if note else NOTE.bottom
    return Box(left=_MARGIN, top=top, width=_WIDE, height=bottom - top)


def figure_row(*, subtitle: bool) -> Box:
    """Where the large figures stand."""
    shift = SUBTITLE.height if subtitle else 0
    return Box(left=FIGURES.left, top=FIGURES.top + shift, width=FIGURES.width, height=FIGURES.height)


def text_width(text: str, size: float) -> float:
    """About how wide a text is in points at that size."""
    return width(text, size) * CALIBRI


def line_count(text: str, size: float, room: float) -> int:
    """On how many lines a text stands in so many points, broken at its spaces."""
    lines, used, space = 1, 0.0, text_width(" ", size)
    for word in text.split(" "):
        length = text_width(word, size)
        if used and used + space + length > room:
            lines, used = lines + 1, 0.0
        lines += int(length // room) if not used else 0
        used += (space if used else 0) + length % room
    return lines


def fitting(texts: Sequence[str], room: Box, sizes: Iterable[float], *, between: float = 0) -> float:
    """The first of the sizes, largest first, at which the paragraphs fit in the box; else the last one.

    `between` is what parts two paragraphs, in font sizes.
    """
    size = float(SMALLEST)
    for size in sizes:
        lines = sum(line_count(text, size, room.width) for text in texts)
        if (lines * LINE + between * max(len(texts) - 1, 0)) * size <= room.height:
            return size
    return size


def fitting_one_line(text: str, room: float, sizes: Iterable[float]) -> float:
    """The first of the sizes, largest first, at which the text stands on one line."""
    size = float(SMALLEST)
    for size in sizes:
        if text_width(text, size) <= room:
            return size
    return size
