"""The blank presentation: 16:9, the association's colours, a font every reader has, three layouts.

Calibri comes with every Office since 2007, on Windows and on Mac, and LibreOffice has one of the same widths
in its place; it covers Polish, Romanian and Ukrainian names. The font of the screen is not on donors' machines,
and one that is missing is replaced by another whose texts no longer fit.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation
from pptx.slide import SlideLayout, SlideMaster

from fund.charts.palette import LIGHT
from fund.pack.layout import (
    FOOT,
    NUMBER,
    OPENING_SUBTITLE,
    OPENING_TITLE,
    SLIDE_HEIGHT,
    SLIDE_WIDTH,
    TITLE,
    Box,
    body,
)
from fund.pack.ooxml_text import one_line, tag
from fund.pack.pptx_private import (
    align_placeholder,
    drop_leftovers,
    remove,
    set_master_text,
    set_theme,
    style_placeholder,
)
from fund.wording import Language, words

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
_PLACES = {
    PP_PLACEHOLDER.TITLE: TITLE,
    PP_PLACEHOLDER.CENTER_TITLE: OPENING_TITLE,
    PP_PLACEHOLDER.SUBTITLE: OPENING_SUBTITLE,
    PP_PLACEHOLDER.BODY: body(subtitle=False, figures=False, note=False),
    PP_PLACEHOLDER.OBJECT: body(subtitle=False, figures=False, note=False),
    PP_PLACEHOLDER.FOOTER: FOOT,
    PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER,
}
_AT_BOTTOM = frozenset((PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER))
_SIZES = {PP_PLACEHOLDER.FOOTER: 12, PP_PLACEHOLDER.SLIDE_NUMBER: 12, PP_PLACEHOLDER.SUBTITLE: 20}
"""Points."""


def blank(title: str, language: Language) -> Presentation:
    """A presentation without a slide, with its title, its language and its author."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = SLIDE_WIDTH, SLIDE_HEIGHT
    for layout in list(deck.slide_layouts):
        if layout.name not in (OPENING, LISTED, TITLED):
            deck.slide_layouts.remove(layout)
    set_theme(deck.slide_master, _THEME)
    # No larger than two lines of a title fit.
    set_master_text(deck.slide_master, title=30, body=20)
    for place in (deck.slide_master, *deck.slide_layouts):
        _arrange(place)
    drop_leftovers(deck)
    about = deck.core_properties
    about.title, about.language = one_line(title)[:255], tag(language)
    about.author = about.last_modified_by = words("workbook.author", language)
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    about.comments = ""
    return deck


def layout_named(deck: Presentation, name: str) -> SlideLayout:
    """One of the layouts kept."""
    layout = deck.slide_layouts.get_by_name(name)
    if layout is None:
        raise KeyError(name)
    return layout


def _arrange(place: SlideMaster | SlideLayout) -> None:
    """Placeholders where ours stand; the date's is left out: the foot says of when the figures are."""
    for shape in list(place.placeholders):
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.DATE:
            remove(shape)
        elif kind in _PLACES:
            _move(shape, _PLACES[kind])
            align_placeholder(shape, anchor="b" if kind in _AT_BOTTOM else "t")
            if kind in _SIZES:
                style_placeholder(shape, size=_SIZES[kind], right=kind == PP_PLACEHOLDER.SLIDE_NUMBER)


def _move(shape: object, box: Box) -> None:
    for name, side in zip(("left", "top", "width", "height"), box.emu(), strict=True):
        setattr(shape, name, side)
