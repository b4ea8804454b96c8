"""What fits on the stage: every slide is laid out on 1920 × 1080 pixels, and the whole stage is scaled."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from fund.charts.labels import cut, width
from fund.schema.column import folded
from fund.slides.slide import SlideFigure
from fund.wording import Language, count, words
from fund.wording.figures import capitalised

ROOM = 1760
"""Pixels between the margins of the stage."""
TITLE_SIZE, TITLE_LINES = 64, 2
FIGURE_SIZE, SUBTITLE_SIZE, SMALL = 56, 34, 26
"""A figure's number; the words around it, a note, the foot, a table."""

MOST_LINES, LINE_LENGTH = 7, 120
MOST_TABLE_ROWS = 8
ROWS, ROWS_UNDER_FIGURES = 9, 7
"""Bars that leave each its 80 pixels: two lines of words."""

NAME_LENGTHS = (44, 36, 28, 20, 14)
NAME_LENGTH = NAME_LENGTHS[0]
GUTTER = 40
SHORTEST = 12
TIGHT = 0.93
"""How much of the generous estimate of a width a whole line really takes, and a little more."""
NARROWEST = 0.3
"""The ems that a narrow letter takes at the least."""
NO_NAMES: Mapping[str, str] = MappingProxyType({})


def plain(text: str) -> str:
    """A workbook's text on one line."""
    return re.sub(r"[\t\r\n\f\v ]+", " ", text).strip()


def name(text: str, length: int = NAME_LENGTH) -> str:
    """A name as a slide writes it, cut where it is too long."""
    return cut(plain(text), length)


def line_count(text: str, size: float, room: float = ROOM) -> int:
    """On how many lines a text stands, broken at its spaces; a longer word is broken anywhere."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        length = TIGHT * width(word, size)
        gap = TIGHT * width(" ", size) if used else 0.0
        if used and used + gap + length > room:
            lines, used, gap = lines + 1, 0.0, 0.0
        broken, rest = divmod(length, room)
        if broken and not used:
            lines, length = lines + int(broken), rest
        used += gap + length
    return lines


def shortened(text: str, *, size: float = SMALL, room: float = ROOM, lines: int = 1) -> str:
    """The text, cut with … until it stands on so many lines."""
    # No more than this many of the narrowest letters fit: a text of a whole page need not be measured.
    found = cut(plain(text), int(lines * room / (size * NARROWEST)) + 1)
    if line_count(found, size, room) <= lines:
        return found
    longest = bisect(range(SHORTEST, len(found)), lines, key=lambda at: line_count(cut(found, at), size, room))
    return cut(found, SHORTEST + max(longest - 1, 0))


def headline(key: str, language: Language, names: Mapping[str, str] = NO_NAMES, /, **fields: object) -> str:
    """The sentence of a title on at most two lines: its `names` give way first."""
    for length in NAME_LENGTHS:
        short = {field: name(text, length) for field, text in names.items()}
        said = capitalised(words(f"slides.{key}", language, **short, **fields))
        if line_count(said, TITLE_SIZE) <= TITLE_LINES:
            return said
    return shortened(said, size=TITLE_SIZE, lines=TITLE_LINES)


def column(figures: int) -> float:
    """The pixels that each of so many figures side by side has."""
    return (ROOM - GUTTER * (figures - 1)) / figures


def figure_size(figures: Sequence[SlideFigure]) -> int:
    """The size in pixels at which the longest of the numbers fits its column, `FIGURE_SIZE` at most."""
    widest = max((width(figure.value, 1) for figure in figures), default=0.0)
    return FIGURE_SIZE if not widest else min(FIGURE_SIZE, int(column(len(figures)) / widest))


def listed(lines: Sequence[str], language: Language, *, most: int = MOST_LINES) -> tuple[str, ...]:
    """At most `most` lines, each cut to its length; the last one says how many more there are."""
    shown = [cut(capitalised(plain(line)), LINE_LENGTH) for line in lines]
    if len(shown) <= most:
        return tuple(shown)
    rest = len(shown) - most + 1
    return (*shown[: most - 1], words("slides.more", language, n=rest))


THANKED_LENGTHS = (80, 64, 52, 40)
NAME_SIZES = (40, 36, 32, 28, 24)
NAMES_HEIGHT = 720
LINE = 1.35


def name_columns(names: Sequence[str], language: Language) -> tuple[str, ...]:
    """Names in alphabetical order, in columns under a title: whole where all fit, cut where only so they do.

    Where even so they do not, as many as there is room for, and how many more there are.
    """
    for length in THANKED_LENGTHS:
        ordered = [name(each, length) for each in sorted(names, key=folded)]
        columns, size = names_layout(ordered)
        room = columns * int(NAMES_HEIGHT / (size * LINE))
        if len(ordered) <= room:
            return tuple(ordered)
    rest = len(ordered) - room + 1
    return (*ordered[: room - 1], words("slides.others.donors", language, n=rest, number=count(rest, language)))


def names_layout(names: Sequence[str]) -> tuple[int, int]:
    """In how many columns names are set, and at what size in pixels: the largest at which all fit."""
    longest = TIGHT * max((width(each, 1) for each in names), default=1.0)
    for size in NAME_SIZES:
        columns = max(1, int((ROOM + GUTTER) / (longest * size + GUTTER)))
        if len(names) <= columns * int(NAMES_HEIGHT / (size * LINE)):
            break
    return columns, size
