"""Every private part of python-pptx that the project uses, and why each is needed.

It has no public way to describe a shape for screen readers, to mark a text's language, to place a chart's plot
area or to move one of its labels, to set text in columns, to fill a slide's foot, to put a workbook of our own
into a chart, or to change a master's colours and text styles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from pptx.chart.chart import Chart
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.slide import Slide as DrawnSlide
from pptx.slide import SlideMaster
from pptx.util import Length

_COLOURS = re.compile(rb"<a:clrScheme .*?</a:clrScheme>", re.DOTALL)


def describe(shape: Any, text: str) -> None:
    """The text alternative of a shape."""
    shape._element._nvXxPr.cNvPr.set("descr", text)


def remove(shape: Any) -> None:
    """Take a shape off its slide."""
    shape.element.getparent().remove(shape.element)


def add_foot(drawn: DrawnSlide, text: str, *, size: float) -> None:
    """The foot's words, `size` points large, and the number that PowerPoint keeps up to date.

    Both stand in the layout's own places, which the library leaves out of new slides: the master governs them.
    """
    words = f'<a:r><a:rPr sz="{int(size * 100)}"/><a:t>{escape(text)}</a:t></a:r>' if text else ""
    _add_placeholder(drawn, "Footer", "ftr", index=11, content=words)
    slides: Any = drawn.part.package.presentation_part.presentation.slides
    number = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>%d</a:t></a:fld>'
    _add_placeholder(drawn, "Slide Number", "sldNum", index=12, content=number % (slides.index(drawn) + 1))


def mark_language(drawn: DrawnSlide, tag: str) -> None:
    """The language of every text of a slide and of its notes: spelling and screen readers follow it."""
    for element in (drawn.element, *([drawn.notes_slide.element] if drawn.has_notes_slide else [])):
        for kind in ("a:r", "a:fld"):
            for run in element.iter(qn(kind)):
                run.get_or_add_rPr().set("lang", tag)


def finish_chart(chart: Chart, tag: str) -> None:
    """The language of every text of a chart; square corners, and no line from a mark to its words."""
    space: Any = chart._chartSpace
    for old in space.findall(qn("c:roundedCorners")) + space.findall(qn("c:lang")):
        space.remove(old)
    spoken = parse_xml(f'<c:lang {nsdecls("c")} val="{tag}"/>')
    date1904 = space.find(qn("c:date1904"))
    if date1904 is None:
        space.insert(0, spoken)
    else:
        date1904.addnext(spoken)
    spoken.addnext(parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    for kind in ("a:rPr", "a:endParaRPr"):
        for properties in space.iter(qn(kind)):
            properties.set("lang", tag)
    for lines in space.iter(qn("c:showLeaderLines")):
        lines.set("val", "0")


def place_plot_area(chart: Chart, fractions: Mapping[str, float]) -> None:
    """The plot area at `x`, `y`, `w`, `h`, in fractions of the chart: so that a line can be drawn over it."""
    sides = "".join(f'<c:{side} val="{fraction:.4f}"/>' for side, fraction in fractions.items())
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{sides}</c:manualLayout></c:layout>'
    )
    space: Any = chart._chartSpace
    area = space.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def move_label(label: Any, fraction: float) -> None:
    """Shift a chart's label to the right by that fraction of the chart's width."""
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:x val="{fraction:.4f}"/><c:y val="0"/></c:manualLayout>'
        "</c:layout>"
    )
    label._dLbl.find("{*}idx").addnext(layout)


def cross_at_end(axis: Any) -> None:
    """The axis at the end of the other one: rows that start at the top would else carry it above them."""
    axis._element.find(qn("c:crosses")).set("val", "max")


def replace_workbook(chart: Chart, content: bytes) -> None:
    """The workbook that « Modifier les données » opens."""
    part: Any = chart.part
    part.chart_workbook.update_from_xlsx_blob(content)


def set_columns(frame: Any, number: int, gap: Length) -> None:
    """A list in so many columns, without bullets."""
    frame._txBody.bodyPr.set("numCol", str(number))
    frame._txBody.bodyPr.set("spcCol", str(gap))
    for paragraph in frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(properties.makeelement(qn("a:buNone"), {}))


def set_theme(master: SlideMaster, colours: Mapping[str, str]) -> None:
    """The theme's colours, `#RRGGBB` by their place in it."""
    theme: Any = master.part.part_related_by(RT.THEME)
    codes = "".join(f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>' for name, colour in colours.items())
    theme.blob = _COLOURS.sub(f'<a:clrScheme name="CUF">{codes}</a:clrScheme>'.encode(), theme.blob, count=1)


def set_master_text(master: SlideMaster, *, title: float, body: float) -> None:
    """Titles on the left and bold; the sizes of titles and of lists, in points."""
    element: Any = master.element
    style = element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    run = style.find(qn("a:defRPr"))
    run.set("sz", str(int(title * 100)))
    run.set("b", "1")
    for paragraph in element.findall(f".//{qn('p:bodyStyle')}/*"):
        run = paragraph.find(qn("a:defRPr"))
        if run is not None:
            run.set("sz", str(int(body * 100)))


def align_placeholder(shape: Any, *, anchor: str) -> None:
    """Its text starts at the margin; `anchor` is `t` for its top, `b` for its bottom."""
    properties = shape.text_frame._txBody.bodyPr
    for side in ("lIns", "rIns"):
        properties.set(side, "0")
    properties.set("anchor", anchor)


def style_placeholder(shape: Any, *, size: float, right: bool) -> None:
    """The size in points of its text, its side, and full ink: the template's grey is fainter than 7:1."""
    for paragraph in shape.text_frame._txBody.findall(f".//{qn('a:lvl1pPr')}"):
        paragraph.set("algn", "r" if right else "l")
        run = paragraph.find(qn("a:defRPr"))
        if run is None:
            continue
        run.set("sz", str(int(size * 100)))
        for colour in (fill.find(qn("a:schemeClr")) for fill in run.findall(qn("a:solidFill"))):
            if colour is not None:
                colour.set("val", "tx1")
                for tint in list(colour):
                    colour.remove(tint)


def drop_leftovers(deck: Presentation) -> None:
    """The template's own picture and printer: they are nobody's."""
    package: Any = deck.part.package
    for owner, kind in ((package, RT.THUMBNAIL), (deck.part, RT.PRINTER_SETTINGS)):
        for key, relation in list(owner._rels.items()):
            if relation.reltype == kind:
                owner._rels.pop(key)


def _add_placeholder(drawn: DrawnSlide, name: str, kind: str, *, index: int, content: str) -> None:
    identity = max(shape.shape_id for shape in drawn.shapes) + 1
    drawn.shapes._spTree.append(
        parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
            f'<p:cNvPr id="{identity}" name="{name} {identity}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
            f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{content}</a:p></p:txBody></p:sp>"
        )
    )
