"""A Word document: A4, Calibri, the association's blue, true headings, tables whose heading row is repeated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from fund.charts.palette import LIGHT
from fund.pack.blank import FONT
from fund.pack.ooxml_text import clean, one_line, tag
from fund.wording import Language, words

_SIZES = MappingProxyType(
    {
        "Normal": 11,
        "Title": 26,
        "Subtitle": 14,
        "Heading 1": 20,
        "Heading 2": 16,
        "Heading 3": 13,
        "Heading 4": 11,
        "Caption": 11,
    }
)
_BLUE = RGBColor.from_string(LIGHT.blue[1:])
_INK = RGBColor.from_string(LIGHT.ink[1:])
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def new_document(title: str, language: Language) -> Document:
    """An empty document with its title, its language and its author."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.2)
    for name, size in _SIZES.items():
        _restyle(document.styles[name], size, heading=name != "Normal")
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_language(defaults, language)
    about = document.core_properties
    about.title, about.language = one_line(title)[:255], tag(language)
    about.author = about.last_modified_by = words("pack.author", language)
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    about.comments = ""
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


def add_marks(document: Document, marks: Sequence[str]) -> None:
    """What every page must say: white on brown at its head."""
    header = document.sections[0].header.paragraphs[0]
    for mark in marks:
        run = header.add_run(f" {one_line(mark)} ")
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
    for name in names:
        paragraph = add_paragraph(document, "List Bullet")
        paragraph.add_run(one_line(name))
        paragraph.paragraph_format.space_after = Pt(2)
    _columns(document.add_section(WD_SECTION.CONTINUOUS), 1)


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
