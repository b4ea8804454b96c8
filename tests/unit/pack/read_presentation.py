"""A presentation written, found sound and read back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pptx

from fund.pack.presentation import presentation
from fund.slides.slide import Slide
from tests.unit.pack.office_package import faults

FUND_TITLE = "Fonds de solidarité pour l’Ukraine"


@cache
def made(*slides: Slide) -> Any:
    content = presentation(slides, "fr", title=FUND_TITLE)
    assert faults(content) == []
    return pptx.Presentation(BytesIO(content))


def texts(drawn: Any) -> list[str]:
    return [shape.text_frame.text for shape in drawn.shapes if shape.has_text_frame]


def charts(deck: Any) -> Iterator[Any]:
    for drawn in deck.slides:
        yield from (shape for shape in drawn.shapes if shape.has_chart)
