"""The blank presentation: 16:9, the association's colours, a font every reader has, three layouts.

Calibri comes with every Office since 2007, on Windows and on Mac, and LibreOffice has one of the same widths
in its place; it covers Polish, Romanian and Ukrainian names. The font of the screen is not on donors' machines,
and one that is missing is replaced by another whose texts no longer fit.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
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
_COLOURS = re.compile(rb"<a:clrScheme .*?</a:clrScheme>", re.DOTALL)
_PLACES = {
    PP_PLACEHOLDER.TITLE: TITLE,
    PP_PLACEHOLDER.CENTER_TITLE: OPENING_TITLE,
    PP_PLACEHOLDER.SUBTITLE: OPENING_SUBTITLE,
    PP_PLACEHOLDER.BODY: body(subtitle=False, figures=False, note=False),
    PP_PLACEHOLDER.OBJECT: body(subtitle=False, figures=False, note=False),
    PP_PLACEHOLDER.FOOTER: FOOT,
    PP_PLACEHOLDER.SLIDE_NUMBER: NUMBER,
}


def blank(title: str, language: Language) -> Presentation:
    """A presentation without a slide, with its title, its language and its author."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = SLIDE_WIDTH, SLIDE_HEIGHT
    for layout in list(deck.slide_layouts):
        if layout.name not in (OPENING, LISTED, TITLED):
            deck.slide_layouts.remove(layout)
    _set_theme(deck.slide_master)
    _set_text(deck.slide_master)
    for place in (deck.slide_master, *deck.slide_layouts):
        _arrange(place)
    _drop_leftovers(deck)
    about = deck.core_properties
    about.title, about.language = one_line(title)[:255], tag(language)
    about.author = about.last_modified_by = words("pack.author", language)
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    return deck


def layout_named(deck: Presentation, name: str) -> SlideLayout:
    """One of the layouts kept."""
    layout = deck.slide_layouts.get_by_name(name)
    if layout is None:
        raise KeyError(name)
    return layout


def _set_theme(master: SlideMaster) -> None:
    theme = master.part.part_related_by(RT.THEME)
    colours = "".join(f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>' for name, colour in _THEME.items())
    scheme = f'<a:clrScheme name="CUF">{colours}</a:clrScheme>'.encode()
    theme.blob = _COLOURS.sub(scheme, theme.blob, count=1)


def _set_text(master: SlideMaster) -> None:
    """Titles on the left, bold, and no larger than two lines of them fit."""
    title = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    run = title.find(qn("a:defRPr"))
    run.set("sz", "3000")
    run.set("b", "1")
    for paragraph in master.element.findall(f".//{qn('p:bodyStyle')}/*"):
        style = paragraph.find(qn("a:defRPr"))
        if style is not None:
            style.set("sz", "2000")


def _arrange(place: SlideMaster | SlideLayout) -> None:
    """Placeholders where ours stand; the date's is left out: the foot says of when the figures are."""
    for shape in list(place.placeholders):
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.DATE:
            shape.element.getparent().remove(shape.element)
        elif kind in _PLACES:
            _move(shape, _PLACES[kind])
            _align(shape, kind)


def _move(shape: object, box: Box) -> None:
    for name, side in zip(("left", "top", "width", "height"), box.emu(), strict=True):
        setattr(shape, name, side)


def _align(shape: object, kind: object) -> None:
    """Texts start at the margin, titles at its top; the foot is small and legible."""
    frame = shape.text_frame  # type: ignore[attr-defined]
    properties = frame._txBody.bodyPr
    for side in ("lIns", "rIns"):
        properties.set(side, "0")
    anchor = {PP_PLACEHOLDER.CENTER_TITLE: "b", PP_PLACEHOLDER.FOOTER: "b", PP_PLACEHOLDER.SLIDE_NUMBER: "b"}
    properties.set("anchor", anchor.get(kind, "t"))  # type: ignore[call-overload]
    if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.SUBTITLE):
        _restyle(frame._txBody, foot=kind != PP_PLACEHOLDER.SUBTITLE, right=kind == PP_PLACEHOLDER.SLIDE_NUMBER)


def _restyle(text: object, *, foot: bool, right: bool) -> None:
    for paragraph in text.findall(f".//{qn('a:lvl1pPr')}"):  # type: ignore[attr-defined]
        paragraph.set("algn", "r" if right else "l")
        run = paragraph.find(qn("a:defRPr"))
        if run is None:
            continue
        run.set("sz", "1200" if foot else "2000")
        for fill in run.findall(qn("a:solidFill")):
            colour = fill.find(qn("a:schemeClr"))
            if colour is not None:
                # The template's grey text is fainter than 7:1.
                colour.set("val", "tx1")
                for tint in list(colour):
                    colour.remove(tint)


def _drop_leftovers(deck: Presentation) -> None:
    """The template's own picture and printer: they are nobody's."""
    package = deck.part.package
    for owner, kind in ((package, RT.THUMBNAIL), (deck.part, RT.PRINTER_SETTINGS)):
        for key, relation in list(owner._rels.items()):
            if relation.reltype == kind:
                owner._rels.pop(key)
