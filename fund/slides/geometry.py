"""The sheet of a slide, written once: 1920 × 1080 pixels on the stage and, halved to points, in PowerPoint.

The style sheet of the stage takes these numbers as custom properties (`css_properties`).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

WIDTH, HEIGHT = 1920, 1080
MARGIN = 80
ROOM = WIDTH - 2 * MARGIN
"""Between the margins."""
TOP = 48
"""Above the first word."""
GUTTER = 40
"""Between columns."""
SMALLEST = 24
"""No text is smaller: it could not be read from five metres."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A kind of text: its size, the height of its lines, and what is left free above it."""

    size: int
    line: int
    above: int = 0


TITLE, SUBTITLE = TextStyle(64, 72), TextStyle(34, 46, above=16)
MARK = TextStyle(26, 46)
VALUE, SMALL = TextStyle(56, 56, above=32), TextStyle(26, 35)
"""A large figure's number; the words around it, and any text that is measured as such."""
NOTE, FOOT = TextStyle(26, 38, above=24), TextStyle(24, 62)
LINES, FEW_LINES = TextStyle(32, 42, above=32), TextStyle(40, 52, above=32)
FACT, FACT_VALUE = TextStyle(36, 46, above=28), TextStyle(68, 81)
TOLD, HEADING = TextStyle(34, 46, above=24), TextStyle(34, 46, above=32)
TABLE = TextStyle(26, 33, above=28)
OPENING_TITLE, OPENING_SUBTITLE = TextStyle(104, 114, above=200), TextStyle(46, 60, above=16)
STYLES = MappingProxyType(
    {
        "title": TITLE,
        "subtitle": SUBTITLE,
        "mark": MARK,
        "value": VALUE,
        "small": SMALL,
        "note": NOTE,
        "foot": FOOT,
        "lines": LINES,
        "few-lines": FEW_LINES,
        "table": TABLE,
        "fact": FACT,
        "fact-value": FACT_VALUE,
        "told": TOLD,
        "heading": HEADING,
        "opening-title": OPENING_TITLE,
        "opening-subtitle": OPENING_SUBTITLE,
    }
)
MARK_FRAME, BELOW_MARK, BELOW_FIGURES, BELOW_FOOT = 4, 12, 12, 20
"""Above and below a mark's line; under the marks, the figures, the foot."""
BODY_GAP, FOOT_GAP = 20, 10
"""Above what is looked at, and between it and the foot."""
NAME_SIZES, NAME_LINE, NAME_COLUMNS = (40, 36, 34, 32, 30, 28, 26, 24), 1.28, (2, 3, 4)
"""Names in columns: their sizes, the largest first, the height of a line in sizes, how many columns."""
FACT_WIDTH = 420
"""The column of the figures that stand beside a sentence."""
FACT_ROOM = ROOM - FACT_WIDTH - GUTTER
NAMES_HEIGHT = 682
"""What is left for names under a title of two lines and the marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle from the sheet's upper left corner; in pixels here, in points in a presentation."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height

    def columns(self, number: int, gap: float = GUTTER) -> tuple[Box, ...]:
        """The box cut into columns of the same width."""
        wide = (self.width - gap * (number - 1)) / number
        return tuple(
            Box(left=self.left + index * (wide + gap), top=self.top, width=wide, height=self.height)
            for index in range(number)
        )

    def halved(self) -> Box:
        """The box in points, two pixels each."""
        return Box(left=self.left / 2, top=self.top / 2, width=self.width / 2, height=self.height / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a slide's layout depends on: `title` lines, figures with at most so many `notes` lines under each.

    `value` is the height of the figures' numbers.
    """

    title: int = 1
    marks: bool = False
    subtitle: bool = False
    figures: bool = False
    value: float = VALUE.line
    notes: int = 0
    note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the parts of a slide stand. On the stage a note stands over a chart and not under it: as high."""

    marks: Box
    title: Box
    subtitle: Box
    figures: Box
    body: Box
    note: Box


def _row(top: float, height: float) -> Box:
    return Box(left=MARGIN, top=top, width=ROOM, height=height)


FOOT_BOX = _row(HEIGHT - BELOW_FOOT - FOOT.line, FOOT.line)
OPENING_TITLE_BOX = _row(TOP + OPENING_TITLE.above, 2 * OPENING_TITLE.line)
OPENING_SUBTITLE_BOX = _row(OPENING_TITLE_BOX.bottom + OPENING_SUBTITLE.above, 2 * OPENING_SUBTITLE.line)
OPENING_NOTE_BOX = _row(OPENING_SUBTITLE_BOX.bottom + NOTE.above, 2 * NOTE.line)
"""On the first slide, texts of two lines at the most."""


def places(given: Contents) -> Places:
    """Where the parts stand, from the top down; the body takes what is left above the foot."""
    marks = _row(TOP, MARK.line + 2 * MARK_FRAME)
    title = _row(marks.bottom + BELOW_MARK if given.marks else TOP, TITLE.line * given.title)
    subtitle = _row(title.bottom + SUBTITLE.above, SUBTITLE.line)
    above = subtitle if given.subtitle else title
    figures = _row(above.bottom + VALUE.above, given.value + SMALL.line * (1 + given.notes))
    top = BODY_GAP + (figures.bottom + BELOW_FIGURES if given.figures else above.bottom)
    bottom = FOOT_BOX.top - FOOT_GAP
    note = _row(bottom - NOTE.line, NOTE.line)
    body = _row(top, (note.top - NOTE.above if given.note else bottom) - top)
    return Places(marks=marks, title=title, subtitle=subtitle, figures=figures, body=body, note=note)


def css_properties() -> str:
    """The sheet as a style sheet's custom properties, lengths in pixels: `--slide-title-size` and so on."""
    lengths = {
        "width": WIDTH,
        "height": HEIGHT,
        "margin": MARGIN,
        "room": ROOM,
        "top": TOP,
        "gutter": GUTTER,
        "fact-width": FACT_WIDTH,
        "below-mark": BELOW_MARK,
        "below-figures": BELOW_FIGURES,
        "below-foot": BELOW_FOOT,
    }
    for name, style in STYLES.items():
        lengths |= {f"{name}-size": style.size, f"{name}-line": style.line, f"{name}-above": style.above}
    listed = "".join(f"--slide-{name}:{length}px;" for name, length in lengths.items())
    return f":root{{{listed}--slide-name-line:{NAME_LINE}}}"
