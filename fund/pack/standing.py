"""The foot of a slide and its number, in the layout's own places so that the master governs them."""

from __future__ import annotations

from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide as DrawnSlide


def add_foot(drawn: DrawnSlide, text: str, *, size: float) -> None:
    """The foot's words, and the number PowerPoint keeps up to date."""
    words = f'<a:r><a:rPr sz="{int(size * 100)}"/><a:t>{escape(text)}</a:t></a:r>' if text else ""
    _add(drawn, "Footer", "ftr", index=11, content=words)
    number = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>%d</a:t></a:fld>'
    _add(drawn, "Slide Number", "sldNum", index=12, content=number % _position(drawn))


def _add(drawn: DrawnSlide, name: str, kind: str, *, index: int, content: str) -> None:
    identity = max(shape.shape_id for shape in drawn.shapes) + 1
    drawn.shapes._spTree.append(
        parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
            f'<p:cNvPr id="{identity}" name="{name} {identity}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
            f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{content}</a:p></p:txBody></p:sp>"
        )
    )


def _position(drawn: DrawnSlide) -> int:
    slides = drawn.part.package.presentation_part.presentation.slides
    return int(slides.index(drawn)) + 1
