"""The language of each text of a slide: spelling and screen readers follow it."""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn
from pptx.slide import Slide as DrawnSlide

from fund.pack.ooxml_text import tag
from fund.wording import Language


def speak_slide(drawn: DrawnSlide, language: Language) -> None:
    """Mark every run of the slide and of its notes."""
    _speak(drawn.element, language)
    if drawn.has_notes_slide:
        _speak(drawn.notes_slide.element, language)


def _speak(element: Any, language: Language) -> None:
    for kind in ("a:r", "a:fld"):
        for run in element.iter(qn(kind)):
            properties = run.find(qn("a:rPr"))
            if properties is None:
                properties = run.makeelement(qn("a:rPr"), {})
                run.insert(0, properties)
            properties.set("lang", tag(language))
