"""The slides of a programme: one to three, by what is known of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from fund.metrics.result import ProgrammeMetrics
from fund.slides.deck_input import DeckInput
from fund.slides.geometry import SUBTITLE
from fund.slides.next_steps import next_slide
from fund.slides.parts import foot, programme_name, short_name
from fund.slides.people import hours_slide
from fund.slides.slide import Slide, SlideKind
from fund.slides.spending import spending_slide
from fund.slides.text_layout import NAME_LENGTH, headline, listed, plain, shortened
from fund.slides.tranches import tranches_slide
from fund.unwritable import slug
from fund.wording import Language
from fund.wording.contract import choice_label

Builder = Callable[[ProgrammeMetrics, DeckInput, Language], Slide | None]
BUILDERS: tuple[Builder, ...] = (tranches_slide, spending_slide, hours_slide, next_slide)
"""In the order in which they are chosen: what comes next is told where there is room."""
MOST_SLIDES = 3


def programme_slides(material: DeckInput, language: Language) -> Iterator[Slide]:
    """The slides of every programme, in the workbook's order."""
    prefixes: set[str] = set()
    for programme in material.fund.metrics.programmes:
        prefix = _prefix(programme, prefixes)
        prefixes.add(prefix)
        found = [slide for build in BUILDERS if (slide := build(programme, material, language)) is not None]
        for slide in found[:MOST_SLIDES] or [_unknown(programme, material, language)]:
            yield replace(
                slide,
                code=f"{prefix}-{slide.code}",
                programme=programme.code,
                subtitle=_subtitle(programme, language),
            )


def _prefix(programme: ProgrammeMetrics, taken: set[str]) -> str:
    """A programme's code as an address writes it, numbered where another programme's would be the same."""
    own = slug(programme.code) or "programme"
    numbered = (f"{own}-{number}" for number in range(2, len(taken) + 3))
    return own if own not in taken else next(each for each in numbered if each not in taken)


def _subtitle(programme: ProgrammeMetrics, language: Language) -> str:
    """The whole name where the title only has a part of it, the partner, the country, the status."""
    status = choice_label("programmes", "status", programme.status, language) if programme.status else ""
    whole = programme_name(programme)
    full = whole if short_name(programme) != whole or len(whole) > NAME_LENGTH else ""
    partner = plain(programme.partner)
    parts = (full, "" if partner in full else partner, plain(programme.country), status)
    return shortened(" · ".join(part for part in parts if part), size=SUBTITLE.size)


def _unknown(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide:
    """A programme of which no figure is known: that it is so, and what the workbook says of it."""
    sentences = re.split(r"(?<=[.!?])\s+", plain(programme.summary)) if programme.summary else []
    return Slide(
        code="summary",
        kind=SlideKind.PROGRAMME,
        title=headline("programme.title_unknown", language, {"programme": short_name(programme)}),
        lines=listed(sentences, language),
        foot=foot(material, language, (programme.allocated, programme.spent)),
    )
