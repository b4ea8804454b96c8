"""What fits on the sheet of a slide: words cut to their room, numbers and names set as large as there is room."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping, Sequence

from fund.charts.text import cut, width
from fund.schema.column import folded
from fund.slides import geometry
from fund.slides.geometry import ROOM
from fund.slides.slide import Slide, SlideFigure
from fund.wording import Language, count, words
from fund.wording.figures import capitalised

TITLE_LINES = 2
MOST_LINES, LINE_LENGTH = 7, 120
"""Lines that may each go on to a second one, and the letters of one."""
BESIDE, BETWEEN = 34, 20
"""Pixels before a line of a list, its mark and what parts it from the words; and between two lines."""
FEW_LINES = 3
"""Lines so few that each may take twice the length."""
MOST_TABLE_ROWS = 8
ROWS, ROWS_UNDER_FIGURES = 9, 7
"""Bars that leave each its 80 pixels: two lines of words."""

NAME_LENGTHS = (44, 36, 28, 20, 14)
NAME_LENGTH = NAME_LENGTHS[0]
THANKED_LENGTH = 80
SHORTEST = 12
NARROWEST = 0.2
"""The ems that a narrow letter takes at the least."""


def plain(text: str) -> str:
    """A workbook's text on one line."""
    return re.sub(r"[\t\r\n\f\v ]+", " ", text).strip()


def name(text: str, length: int = NAME_LENGTH) -> str:
    """A name as a slide writes it, cut where it is too long."""
    return cut(plain(text), length)


def line_count(text: str, size: float, room: float = ROOM) -> int:
    """On how many lines a text stands, broken at its spaces; a longer word is broken anywhere."""
    lines, used, space = 1, 0.0, width(" ", size)
    for word in text.split(" "):
        length, gap = width(word, size, tabular=True), space if used else 0.0
        if used and used + gap + length > room:
            lines, used, gap = lines + 1, 0.0, 0.0
        broken, rest = divmod(length, room)
        if broken and not used:
            lines, length = lines + int(broken), rest
        used += gap + length
    return lines


def shortened(text: str, *, size: float = geometry.SMALL.size, room: float = ROOM, lines: int = 1) -> str:
    """The text, cut with … until it stands on so many lines."""
    # No more than this many of the narrowest letters fit: a text of a whole page need not be measured.
    found = cut(plain(text), int(lines * room / (size * NARROWEST)) + 1)
    if line_count(found, size, room) <= lines:
        return found
    longest = bisect(range(SHORTEST, len(found)), lines, key=lambda at: line_count(cut(found, at), size, room))
    return cut(found, SHORTEST + max(longest - 1, 0))


def headline(key: str, language: Language, names: Mapping[str, str] | None = None, /, **fields: object) -> str:
    """The sentence of a title on at most two lines: its `names` give way first."""
    for length in NAME_LENGTHS:
        short = {field: name(text, length) for field, text in (names or {}).items()}
        said = capitalised(words(f"slides.{key}", language, **short, **fields))
        if line_count(said, geometry.TITLE.size) <= TITLE_LINES:
            return said
    return shortened(said, size=geometry.TITLE.size, lines=TITLE_LINES)


def column(figures: int) -> float:
    """The pixels that each of so many figures side by side has."""
    return (ROOM - geometry.GUTTER * (figures - 1)) / figures


def figure_size(figures: Sequence[SlideFigure]) -> int:
    """The size in pixels at which the longest of the numbers fits its column, that of `VALUE` at most."""
    widest = max((width(figure.value, 1, tabular=True) for figure in figures), default=0.0)
    return geometry.VALUE.size if not widest else min(geometry.VALUE.size, int(column(len(figures)) / widest))


def places_of(slide: Slide, *, value: float = geometry.VALUE.line) -> geometry.Places:
    """Where the parts of a slide stand whose figures' numbers are so high."""
    notes = [
        line_count(figure.note, geometry.SMALL.size, column(len(slide.figures)))
        for figure in slide.figures
        if figure.note
    ]
    contents = geometry.Contents(
        title=line_count(slide.title, geometry.TITLE.size),
        marks=bool(slide.marks),
        subtitle=bool(slide.subtitle),
        figures=bool(slide.figures),
        value=value,
        notes=max(notes, default=0),
        note=bool(slide.note),
    )
    return geometry.places(contents)


def listed(
    lines: Sequence[str], language: Language, *, most: int | None = None, counts: Sequence[int] = ()
) -> tuple[str, ...]:
    """At most `most` lines, each cut to its length; the last one says how many more there are.

    `counts` says how many things each line stands for, one where it is left out.
    """
    length = LINE_LENGTH if len(lines) > FEW_LINES else 2 * LINE_LENGTH
    shown = [cut(_brief(capitalised(plain(line)), length), length) for line in lines]
    if most is None:
        rows = sum(line_count(line, geometry.LINES.size, ROOM - BESIDE) for line in shown)
        room = MOST_LINES * (2 * geometry.LINES.line + BETWEEN)
        most = len(shown) if rows * geometry.LINES.line + len(shown) * BETWEEN <= room else MOST_LINES
    if len(shown) <= most:
        return tuple(shown)
    rest = sum(counts[most - 1 :]) or len(shown) - most + 1
    return (*shown[: most - 1], words("slides.more", language, n=rest))


def _brief(line: str, length: int) -> str:
    """A line that is too long, without what it says in brackets at its end."""
    return line.rpartition(" (")[0] or line if len(line) > length and line.endswith(")") else line


def name_columns(names: Sequence[str], language: Language) -> tuple[str, ...]:
    """Names in alphabetical order, in columns under a title, each on as many lines as it takes.

    Where not all fit, as many as there is room for, and how many more there are.
    """
    ordered = [name(each, THANKED_LENGTH) for each in sorted(names, key=folded)]
    smallest = geometry.NAME_SIZES[-1]
    if _columns_of(ordered, smallest):
        return tuple(ordered)
    too_many = bisect(range(len(ordered)), 0, key=lambda number: not _columns_of(ordered[:number], smallest))
    kept = max(too_many - 2, 0)
    rest = len(ordered) - kept
    return (*ordered[:kept], words("slides.others.donors", language, n=rest, number=count(rest, language)))


def names_layout(names: Sequence[str]) -> tuple[int, int]:
    """In how many columns names are set, and at what size in pixels: the largest at which all fit."""
    for size in geometry.NAME_SIZES:
        if columns := _columns_of(names, size):
            return columns, size
    return geometry.NAME_COLUMNS[-1], geometry.NAME_SIZES[-1]


def _columns_of(names: Sequence[str], size: int) -> int:
    """The fewest columns in which the names stand at that size, none of them parted between two; 0 where none do."""
    for columns in geometry.NAME_COLUMNS:
        room = (ROOM - geometry.GUTTER * (columns - 1)) / columns
        lines = [line_count(each, size, room) for each in names]
        # A name is not begun at the foot of a column where it could not end.
        deepest = -(-sum(lines) // columns) + max(lines, default=1) - 1
        if deepest * size * geometry.NAME_LINE <= geometry.NAMES_HEIGHT:
            return columns
    return 0
