"""A Word document: A4, Calibri, the association's blue, true headings, tables whose heading row is repeated.

Every private attribute of python-docx that the project uses stands here. It has no public way to mark a text's
language, to shade it, to number pages, to set columns on the page, to caption a table or describe a picture for screen
readers or to repeat a heading row; and cell by cell through its public way, a report of twelve programmes takes twice
as long.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from io import BytesIO
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph

from fund.charts.palette import LIGHT
from fund.pack.blank_presentation import FONT
from fund.pack.office_text import clean, describe_file, one_line, tag, text_width
from fund.wording import Language

_SIZES = MappingProxyType(
    {
        "Normal": 11,
        "No Spacing": 11,
        "Title": 26,
        "Subtitle": 14,
        "Heading 1": 20,
        "Heading 2": 16,
        "Heading 3": 13,
        "Heading 4": 11,
        "Heading 5": 11,
        "Caption": 11,
    }
)
_BLUE = RGBColor.from_string(LIGHT.blue[1:])
_INK = RGBColor.from_string(LIGHT.ink[1:])
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")

PAGE_WIDTH = 16.6
"""Centimetres between the margins."""
_PADDING, _TEXT_SIZE, _POINTS = 0.45, 10, 28.35
"""Centimetres beside a cell's text, its size in points, points in a centimetre."""
_LONGEST = 8.0
"""Centimetres that a column asks for at most."""
_PHOTO_WIDTH, _PHOTO_HEIGHT = 11.0, 8.5
"""Centimetres that a photo takes at most."""
_TWENTIETHS = 567
"""Twentieths of a point in a centimetre: Word's own measure."""


def new_document(title: str, language: Language) -> Document:
    """An empty document with its title, its language and its author."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.2)
    for name, size in _SIZES.items():
        _restyle(document.styles[name], size, heading=name not in ("Normal", "No Spacing"))
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_language(defaults, language)
    describe_file(document.core_properties, title, language)
    # The template's own picture is nobody's.
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == RT.THUMBNAIL]:
        del relations[key]
    return document


def add_text(document: Document, text: str, *, style: str = "Normal", language: Language | None = None) -> None:
    """A text paragraph by paragraph, an empty line parting them; `language` where it is not the document's."""
    for part in clean(text).split("\n"):
        if part.strip():
            run = add_paragraph(document, style).add_run(part.strip())
            if language is not None:
                _set_language(run._element.get_or_add_rPr(), language)


def add_paragraph(document: Document, style: str) -> Paragraph:
    """An empty paragraph in that style, by its id: python-docx would look through all styles each time."""
    paragraph = document.add_paragraph()
    if style != "Normal":
        paragraph._p.style = style.replace(" ", "")
    return paragraph


def add_heading(document: Document, text: str, level: int, *, language: Language | None = None) -> None:
    """A heading, 0 for the document's title."""
    heading = document.add_heading(one_line(text), level)
    for run in heading.runs:
        if language is not None:
            _set_language(run._element.get_or_add_rPr(), language)


def add_mark(document: Document, mark: str) -> None:
    """What every page must say: white on brown at its head."""
    run = document.sections[0].header.paragraphs[0].add_run(f" {one_line(mark)} ")
    run.bold, run.font.color.rgb = True, RGBColor(255, 255, 255)
    properties = run._element.get_or_add_rPr()
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{LIGHT.declared_text[1:]}"/>'))


def add_footer(document: Document, text: str) -> None:
    """The foot of every page: what it is, and the page's number."""
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run(f"{one_line(text)} · ").font.size = Pt(9)
    for field in ("PAGE", "NUMPAGES"):
        footer._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
                f"<w:t>1</w:t></w:r></w:fldSimple>"
            )
        )
        if field == "PAGE":
            footer.add_run(" / ").font.size = Pt(9)


def add_columns(document: Document, names: Sequence[str], columns: int) -> None:
    """A list of names in columns on the page, which Word balances when names are added."""
    _columns(document.add_section(WD_SECTION.CONTINUOUS), columns)
    add_bullets(document, names)
    _columns(document.add_section(WD_SECTION.CONTINUOUS), 1)


def add_bullets(document: Document, texts: Sequence[str]) -> None:
    """A list of sentences."""
    for text in texts:
        paragraph = add_paragraph(document, "List Bullet")
        paragraph.add_run(one_line(text))
        paragraph.paragraph_format.space_after = Pt(2)


def add_table(
    document: Document,
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numeric: Collection[int] = (),
) -> None:
    """A table under its caption; `numeric` are the 0-based columns set to the right.

    The caption is only read aloud where the heading right above says it.
    """
    above = next((each for each in reversed(document.element.body) if each.tag != qn("w:sectPr")), None)
    if above is None or "".join(above.itertext()) != one_line(caption):
        above = add_paragraph(document, "Caption")
        above.add_run(one_line(caption))
        above.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(headings), style="Table Grid")
    described = parse_xml(f'<w:tblCaption {nsdecls("w")} w:val=""/>')
    described.set(qn("w:val"), one_line(caption))
    table._tbl.tblPr.append(described)
    lines = [[one_line(text) for text in line] for line in (headings, *rows)]
    widths = [round(wide * _TWENTIETHS) for wide in _widths(lines)]
    for column, wide in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(wide))
    for number, line in enumerate(lines):
        table._tbl.append(_row(line, widths, heading=number == 0, numeric=numeric))
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def add_photo(document: Document, content: bytes, *, alt: str, caption: str) -> None:
    """A picture over its caption, on one page with it; `alt` is what a screen reader says of it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = bool(caption)
    drawn = paragraph.add_run().add_picture(BytesIO(content))
    scale = min(Cm(_PHOTO_WIDTH) / drawn.width, Cm(_PHOTO_HEIGHT) / drawn.height)
    drawn.width, drawn.height = Emu(int(drawn.width * scale)), Emu(int(drawn.height * scale))
    drawn._inline.docPr.set("descr", alt)
    if caption:
        add_paragraph(document, "Caption").add_run(caption)


def add_drawing(document: Document, drawing: Any) -> None:
    """A drawing of its own XML, inline, in a paragraph of its own."""
    document.add_paragraph().add_run()._r.add_drawing(drawing)


def _columns(section: Any, number: int) -> None:
    for old in section._sectPr.findall(qn("w:cols")):
        section._sectPr.remove(old)
    columns = parse_xml(f'<w:cols {nsdecls("w")} w:num="{number}" w:space="425"/>')
    margins = section._sectPr.find(qn("w:pgMar"))
    margins.addnext(columns)


def _restyle(style: Any, size: float, *, heading: bool) -> None:
    style.font.size, style.font.name = Pt(size), FONT
    style.font.color.rgb = _BLUE if heading else _INK
    if style.name == "Subtitle":
        style.font.italic = False
    fonts = style.element.rPr.rFonts
    for theme in _THEMED:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _set_language(properties: Any, language: Language) -> None:
    """`w:lang` where the schema wants it: after everything else that python-docx writes in a run's properties."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{tag(language)}" w:eastAsia="{tag(language)}"/>'))


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Columns in centimetres: none narrower than its longest word, the rest shared out as their texts ask."""
    columns = list(zip(*rows, strict=True))
    least = [max(_wide(word) for text in column for word in (one_line(text).split(" "))) for column in columns]
    asked = [min(max(_wide(one_line(text)) for text in column), _LONGEST) for column in columns]
    if sum(least) >= PAGE_WIDTH:
        return [each * PAGE_WIDTH / sum(least) for each in least]
    more = [max(want - floor, 0) for want, floor in zip(asked, least, strict=True)]
    spare = PAGE_WIDTH - sum(least)
    if sum(more) == 0:
        return [each + spare / len(least) for each in least]
    return [floor + extra * spare / sum(more) for floor, extra in zip(least, more, strict=True)]


def _wide(text: str) -> float:
    """A text's width in centimetres in a table, bold to be safe, with its cell's margins."""
    return text_width(text, _TEXT_SIZE) * 1.05 / _POINTS + _PADDING


def _row(line: Sequence[str], widths: Sequence[int], *, heading: bool, numeric: Collection[int]) -> Any:
    """A row as XML."""
    rule = "<w:cantSplit/><w:tblHeader/>" if heading else "<w:cantSplit/>"
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{LIGHT.blue[1:]}"/>' if heading else ""
    keep, look = ("<w:keepNext/>", '<w:b/><w:color w:val="FFFFFF"/>') if heading else ("", "")
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr>{keep}<w:spacing w:after="40"/>'
        f'<w:jc w:val="{"right" if column in numeric else "left"}"/></w:pPr>'
        f'<w:r><w:rPr>{look}<w:sz w:val="20"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
        for column, (text, wide) in enumerate(zip(line, widths, strict=True))
    )
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr>{rule}</w:trPr>{cells}</w:tr>")
