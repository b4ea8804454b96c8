"""The whole deck of a meeting, in the order and with the lines that staff chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.records import DeckEntry
from fund.slides.changes import changes_slide, recalculated_slide
from fund.slides.decisions import decisions_slide, to_decide_slide, what_if_slide
from fund.slides.donors import contributions_slide, thanks_slide
from fund.slides.fund import cash_slide, fund_slide, money_slide, title_slide
from fund.slides.photos import photos_slide
from fund.slides.programme import programme_slides
from fund.slides.slide import DeckInput, Slide, SlideKind
from fund.slides.text_layout import plain
from fund.wording import Language, words


def deck(material: DeckInput, language: Language) -> tuple[Slide, ...]:
    """The slides of a meeting, those that staff hid left out."""
    recalculated = recalculated_slide(material, language)
    marks = tuple(
        words(f"slides.{mark}", language)
        for mark, holds in (
            ("fictional", material.fund.dataset.fund.fictional),
            ("recalculated.mark", recalculated is not None),
        )
        if holds
    )
    # Every slide that the fund's data allow, in their natural order.
    found = (
        title_slide(material, language),
        recalculated,
        fund_slide(material, language),
        to_decide_slide(material, language),
        changes_slide(material, language),
        contributions_slide(material, language),
        money_slide(material, language),
        cash_slide(material, language),
        photos_slide("", plain(material.fund.dataset.fund.called), material, language),
        *programme_slides(material, language),
        what_if_slide(material, language),
        decisions_slide(material, language),
        thanks_slide(material, language),
    )
    return _chosen([replace(slide, marks=marks) for slide in found if slide is not None], material.preferences)


def taken_home(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """The slides that say something in a file: the question that is answered live says nothing there."""
    return tuple(slide for slide in slides if slide.kind is not SlideKind.WHAT_IF)


def _chosen(slides: Sequence[Slide], preferences: Sequence[DeckEntry]) -> tuple[Slide, ...]:
    """The slides in the preferences' order; one that they do not name follows the one it naturally follows."""
    wanted = {preference.slide: preference for preference in preferences}
    by_code = {slide.code: slide for slide in slides}
    ordered = [code for code in wanted if code in by_code]
    for at, slide in enumerate(slides):
        if slide.code not in wanted:
            ordered.insert(ordered.index(slides[at - 1].code) + 1 if at else 0, slide.code)
    return tuple(
        replace(by_code[code], line=wanted[code].line if code in wanted else "")
        for code in ordered
        if code not in wanted or wanted[code].shown
    )
