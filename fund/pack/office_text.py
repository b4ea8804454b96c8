"""What office files share: texts that XML can hold, languages, widths in points, number formats, their bytes.

A format code follows the reader's Windows for what parts thousands and decimals, so a chart's axis parts its
thousands itself: « 395 000 € » stays so on an English machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pptx.util import Emu, Pt

from fund.charts.plot import Measure
from fund.charts.text import width
from fund.metric import Unit
from fund.slides import geometry
from fund.slides.geometry import Box
from fund.slides.text_layout import line_count
from fund.unwritable import NOT_IN_XML
from fund.wording.language import Language, conventions, words

CALIBRI = 0.92
"""How wide texts are in Calibri, bold ones too, for 1 in the Inter that is measured, and a little more."""
LINE = 1.2
"""Height of a line, in font sizes."""
SMALLEST = geometry.SMALLEST / 2
SLIDE_WIDTH, SLIDE_HEIGHT = Pt(geometry.WIDTH / 2), Pt(geometry.HEIGHT / 2)
GUTTER = geometry.GUTTER / 2


def clean(text: str) -> str:
    """The text without the characters XML cannot hold: one of them and the whole file would not open."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def one_line(text: str) -> str:
    """The text on one line: names, headings and labels are never broken by a workbook."""
    return " ".join(part for part in re.split(r"[\t\n ]+", clean(text)) if part)


def tag(language: Language) -> str:
    """The language of a text as office files name it, `fr-FR`: spelling and screen readers follow it."""
    return conventions(language).tag


def describe_file(properties: Any, title: str, language: Language) -> None:
    """The core properties of a document or a presentation: its title, language, author and moment."""
    properties.title, properties.language = one_line(title)[:255], tag(language)
    properties.author = properties.last_modified_by = words("workbook.author", language)
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    properties.comments = ""


def saved(document: Any) -> bytes:
    """The bytes of a workbook, a document or a presentation."""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


PhotoBytes = Callable[[str], bytes | None]
"""The JPEG of a photo by its digest; None for one that is not there any more."""


def no_photo(_digest: str) -> None:
    """Of no photo are there bytes."""


def emu(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    """Left, top, width and height of a box in points as shapes want them."""
    left, top, wide, high = (Emu(Pt(side)) for side in (box.left, box.top, box.width, box.height))
    return left, top, wide, high


def move(shape: Any, box: Box) -> None:
    """Put a shape where a box in points is."""
    shape.left, shape.top, shape.width, shape.height = emu(box)


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


def of_measure(measure: Measure, values: Iterable[float | None], language: Language) -> str:
    """The format of a chart's values, with decimals only where a value has some."""
    known = [value for value in values if value is not None]
    if measure is Measure.RATIO:
        whole = all(round(value * 100, 2).is_integer() for value in map(float, known))
        return _percent(language, digits=0 if whole else 2)
    whole = all(float(value).is_integer() for value in known)
    digits = 0 if whole else 2 if measure is Measure.EUROS else 1
    return _around(_number(digits), _pattern(measure, language))


def of_axis(measure: Measure, largest: float, language: Language, *, smallest: float = 0) -> str:
    """The format of an axis's round numbers, thousands parted as the language does on any machine."""
    if measure is Measure.RATIO:
        return _percent(language, digits=0)
    thousand = f'"{conventions(language).locale.number_symbols["latn"]["group"]}"000'
    pattern = _pattern(measure, language)
    if smallest < 0:
        # A format has room for two conditions: here the sign takes one, and the machine parts thousands.
        below = _around(_number(0), pattern)
        return f"{below};\u2212{below}"
    groups = (3, 2) if largest >= 1e9 else (2, 1)
    sections = [f"[>=1{'000' * each}]{_around('#' + thousand * each, pattern)}" for each in groups]
    return ";".join([*sections, _around("0", pattern)])


def of_unit(unit: Unit, language: Language) -> str:
    """The format of a cell that holds a figure: euros for cents, hours, days, percentages."""
    return {
        Unit.CENTS: _around(_number(2), conventions(language).euros),
        Unit.RATIO: _percent(language, digits=2),
        Unit.HOURS: "#,##0.0",
        Unit.OTHER: "General",
    }.get(unit, "#,##0")


def _number(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def _pattern(measure: Measure, language: Language) -> str:
    form = conventions(language)
    return {Measure.EUROS: form.euros, Measure.HOURS: form.hours}.get(measure, "{number}")


def _percent(language: Language, *, digits: int) -> str:
    number = "0" + ("." + "0" * digits if digits else "")
    return _around(number, conventions(language).percent)


def _around(number: str, pattern: str) -> str:
    """The format with what the language writes before and after a number; « % » acts only outside of quotes."""
    before, after = (re.sub("[^%]+", r'"\g<0>"', text) for text in pattern.split("{number}"))
    return f"{before}{number}{after}"
