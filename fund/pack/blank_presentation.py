"""The blank presentation: 16:9, the association's colours, a font every reader has, three layouts.

Calibri comes with every Office since 2007, on Windows and on Mac, and LibreOffice has one of the same widths
in its place; it covers Polish, Romanian and Ukrainian names. The font of the screen is not on donors' machines,
and one that is missing is replaced by another whose texts no longer fit.
"""

from __future__ import annotations

from dataclasses import replace

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation
from pptx.slide import SlideLayout, SlideMaster

from fund.charts.palette import LIGHT
from fund.pack.office_text import SLIDE_HEIGHT, SLIDE_WIDTH, SMALLEST, describe_file, move
from fund.pack.pptx_private import (
    align_placeholder,
    drop_leftovers,
    remove,
    set_master_text,
    set_theme,
    style_placeholder,
)
from fund.slides import geometry
from fund.wording import Language

OPENING, LISTED, TITLED = "Title Slide", "Title and Content", "Title Only"
"""The layouts that are kept."""
FONT = "Calibri"

_THEME = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.surface,
    "dk2": LIGHT.blue,
    "lt2": LIGHT.track,
    "accent1": LIGHT.blue,
    "accent2": LIGHT.mid,
    "accent3": LIGHT.teal,
    "accent4": LIGHT.ochre,
    "accent5": LIGHT.red,
    "accent6": LIGHT.declared,
    "hlink": LIGHT.blue,
    "folHlink": LIGHT.soft,
}
_PLACED = geometry.places(geometry.Contents(title=2))
_FOOT = geometry.FOOT_BOX.halved()
_NUMBER_WIDTH = 70.0
_PLACES = {
    PP_PLACEHOLDER.TITLE: _PLACED.title.halved(),
    PP_PLACEHOLDER.CENTER_TITLE: geometry.OPENING_TITLE_BOX.halved(),
    PP_PLACEHOLDER.SUBTITLE: geometry.OPENING_SUBTITLE_BOX.halved(),
    PP_PLACEHOLDER.BODY: _PLACED.body.halved(),
    PP_PLACEHOLDER.OBJECT: _PLACED.body.halved(),
    PP_PLACEHOLDER.FOOTER: replace(_FOOT, width=_FOOT.width - _NUMBER_WIDTH),
    PP_PLACEHOLDER.SLIDE_NUMBER: replace(_FOOT, left=_FOOT.left + _FOOT.width - _NUMBER_WIDTH, width=_NUMBER_WIDTH),
}
_AT_BOTTOM = frozenset((PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER))
_SIZES = {
    PP_PLACEHOLDER.FOOTER: SMALLEST,
    PP_PLACEHOLDER.SLIDE_NUMBER: SMALLEST,
    PP_PLACEHOLDER.SUBTITLE: geometry.OPENING_SUBTITLE.size / 2,
}
"""Points."""


def blank(title: str, language: Language) -> Presentation:
    """A presentation without a slide, with its title, its language and its author."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = SLIDE_WIDTH, SLIDE_HEIGHT
    for layout in list(deck.slide_layouts):
        if layout.name not in (OPENING, LISTED, TITLED):
            deck.slide_layouts.remove(layout)
    set_theme(deck.slide_master, _THEME)
    set_master_text(deck.slide_master, title=geometry.TITLE.size / 2, body=geometry.FEW_LINES.size / 2)
    for place in (deck.slide_master, *deck.slide_layouts):
        _arrange(place)
    drop_leftovers(deck)
    describe_file(deck.core_properties, title, language)
    return deck


def _arrange(place: SlideMaster | SlideLayout) -> None:
    """Placeholders where ours stand; the date's is left out: the foot says of when the figures are."""
    for shape in list(place.placeholders):
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.DATE:
            remove(shape)
        elif kind in _PLACES:
            move(shape, _PLACES[kind])
            align_placeholder(shape, anchor="b" if kind in _AT_BOTTOM else "t")
            if kind in _SIZES:
                style_placeholder(shape, size=_SIZES[kind], right=kind == PP_PLACEHOLDER.SLIDE_NUMBER)
