"""A table of the report under its caption: its heading row is repeated on each page, no row is cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from fund.charts.palette import LIGHT
from fund.pack.layout import text_width
from fund.pack.ooxml_text import one_line
from fund.pack.word import add_paragraph

PAGE_WIDTH = 16.6
"""Centimetres between the margins."""
_PADDING, _TEXT_SIZE, _POINTS = 0.45, 10, 28.35
_LONGEST = 8.0
_TWENTIETHS = 567
"""Twentieths of a point in a centimetre: Word's own measure."""


def add_table(
    document: Document,
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numeric: Sequence[int] = (),
) -> None:
    """A table under its caption; `numeric` are the 0-based columns set to the right."""
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


def _row(line: Sequence[str], widths: Sequence[int], *, heading: bool, numeric: Sequence[int]) -> Any:
    """A row as XML: cell by cell through python-docx, a report of twelve programmes takes twice as long."""
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
