"""What is written in a presentation, a workbook, a report or a printed sheet, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pptx
from docx import Document
from docx.table import Table
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.golden.html_lines import cut

MOST_ROWS = 60


def file_lines(kind: str, content: bytes) -> list[str]:
    """The lines of a file by its extension."""
    readers = {"pptx": _presentation, "xlsx": _workbook, "docx": _report, "pdf": _printed}
    return list(readers[kind](content))


def _presentation(content: bytes) -> Iterator[str]:
    shown = pptx.Presentation(BytesIO(content))
    yield from _properties(shown.core_properties)
    for slide in shown.slides:
        yield "== slide"
        for shape in slide.shapes:
            yield from _shape(shape)
        if slide.has_notes_slide:
            yield from (f"notes: {line}" for line in slide.notes_slide.notes_text_frame.text.splitlines())


def _shape(shape: Any) -> Iterator[str]:
    alt = shape._element.xpath("string(.//p:cNvPr/@descr)")
    if alt:
        yield f"[{alt}]"
    if shape.has_text_frame:
        yield from (line for line in shape.text_frame.text.splitlines() if line.strip())
    if shape.has_table:
        yield from (f"| {' | '.join(cell.text for cell in row.cells)}" for row in shape.table.rows)
    if shape.has_chart:
        yield from _chart(shape.chart)


def _chart(chart: Any) -> Iterator[str]:
    yield f"chart: {chart.chart_type.name}"
    for plot in chart.plots:
        names = [str(name) for name in plot.categories]
        for series in plot.series:
            yield f"  series: {series.name}"
            for at, value in enumerate(series.values):
                label = series.points[at].data_label
                said = label.text_frame.text if label.has_text_frame else ""
                name = names[at] if at < len(names) else ""
                yield f"    {name}: {'–' if value is None else f'{value:.6g}'} | {said}"
    formats = dict.fromkeys(chart._chartSpace.xpath(".//c:numFmt/@formatCode"))
    yield f"  formats: {' ; '.join(formats)}"


def _workbook(content: bytes) -> Iterator[str]:
    book = load_workbook(BytesIO(content))
    yield from _properties(book.properties)
    for sheet in book:
        yield f"== {sheet.title}"
        yield from cut([row for row in map(_row, sheet.iter_rows()) if row], first=MOST_ROWS)


def _row(cells: tuple[Any, ...]) -> str:
    said = []
    for cell in cells:
        text = "" if cell.value is None else str(cell.value).replace("\n", " / ")
        text += "" if cell.number_format == "General" or cell.value is None else f" [{cell.number_format}]"
        said.append(text + (f" [{cell.comment.text}]" if cell.comment else ""))
    return " | ".join(said).rstrip(" |")


def _report(content: bytes) -> Iterator[str]:
    document = Document(BytesIO(content))
    yield from _properties(document.core_properties)
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            rows = [f"| {' | '.join(cell.text for cell in row.cells)}".replace("\n", " / ") for row in part.rows]
            yield from cut(rows, first=MOST_ROWS)
        elif part.text.strip():
            yield f"{part.style.name}: {part.text}".replace("\n", " / ")
    for section in document.sections:
        for edge in (section.header, section.footer):
            yield from (f"edge: {paragraph.text}" for paragraph in edge.paragraphs if paragraph.text.strip())


def _printed(content: bytes) -> Iterator[str]:
    reader = PdfReader(BytesIO(content))
    yield f"title: {(reader.metadata or {}).get('/Title')}"
    for page in reader.pages:
        yield from (line.strip() for line in page.extract_text().splitlines() if line.strip())


def _properties(found: Any) -> Iterator[str]:
    """Who says that it is what; when it was made is left out."""
    for name in ("title", "subject", "author", "creator", "keywords", "comments", "description", "language"):
        if text := getattr(found, name, None):
            yield f"{name}: {text}"
