"""Texts inside a figure: escaped, cut to size, wrapped; and how wide they are in the font that is shipped."""

from __future__ import annotations

import html
import re
import textwrap
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONT = Path(__file__).parent.parent / "fonts" / "inter-regular.ttf"
UNITS = 1000
_DIGIT = re.compile(r"\d")


def escape(text: str) -> str:
    """A text that Plotly shows as it is: its pseudo-HTML would else obey the workbook."""
    return html.escape(text, quote=False)


def cut(text: str, length: int) -> str:
    """At most `length` characters, cut after a word where there is one, with … for what was left out."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    space = head.rfind(" ")
    return head[: space if space > length / 2 else None].rstrip() + "…"


def wrap(text: str, length: int, lines: int = 2) -> list[str]:
    """The text on at most `lines` lines of `length` characters, cut with … where it does not fit."""
    found = textwrap.wrap(text, length, break_long_words=True) or [""]
    if len(found) > lines:
        found = [*found[: lines - 1], cut(" ".join(found[lines - 1 :]), length)]
    return found


def hover(*parts: str) -> str:
    """A hover text: the parts that say something, escaped, one below the other, long ones wrapped."""
    return "<br>".join(escape(line) for part in parts if part for line in wrap(part, 60, lines=6))


def width(text: str, size: float, *, tabular: bool = False) -> float:
    """A text's width in Inter at that font size, in the size's unit; `tabular`: with digits all of one width.

    Large texts are a little narrower, in bold too: the font tightens them. Bold texts of 18 pixels are wider by 2 %.
    """
    measured = _DIGIT.sub("0", text) if tabular else text
    return sum(map(_advance, measured)) * size


@cache
def _font() -> ImageFont.FreeTypeFont:
    # Without kerning a text is as wide as its letters together: each is measured once.
    return ImageFont.truetype(FONT, UNITS, layout_engine=ImageFont.Layout.BASIC)


@cache
def _advance(character: str) -> float:
    return _font().getlength(character) / UNITS
