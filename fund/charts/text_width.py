"""How much room a text takes: measured in the font that is shipped, not estimated."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONT = Path(__file__).parent.parent / "fonts" / "inter-regular.ttf"
UNITS = 1000
_DIGIT = re.compile(r"\d")


def width(text: str, size: float, *, tabular: bool = False) -> float:
    """A text's width in Inter at that font size, in the size's unit; `tabular`: with digits all of one width.

    Large texts are a little narrower, in bold too: the font tightens them. Bold texts of 18 pixels are wider
    by 2 %.
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
