"""A workbook for reading: titles, headed tables, numbers as numbers, texts as texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from fund.charts.palette import LIGHT
from fund.pack.blank_presentation import FONT
from fund.pack.office_text import clean, lines_of
from fund.workbook.writing.openpyxl_cells import StyleCopies, put_text

DATE_FORMAT = "dd/mm/yyyy"
_WHITE = Font(name=FONT, bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor=LIGHT.blue[1:])
_MARK_FILL = PatternFill("solid", fgColor=LIGHT.declared_text[1:])
_WRAPPED, _ON_ONE_LINE = Alignment(wrap_text=True, vertical="top"), Alignment(wrap_text=False, vertical="top")
_LINE = Border(bottom=Side(style="thin", color="C9D3E2"))

_SIZE, _CHARACTER, _LINE_HEIGHT, _TALLEST = 11, 5.6, 15.0, 405.0
"""Points: the font, a character of a column's width, a line, and the highest row Excel knows."""

Content = str | float | date | None


@dataclass(frozen=True, slots=True)
class Value:
    """A number with the format that says its unit."""

    number: float
    number_format: str


def put(cell: Cell, content: Content | Value) -> None:
    """Write a text as text whatever it starts with, a day as a day, a number in its format."""
    if isinstance(content, str):
        put_text(cell, clean(content))
    elif isinstance(content, date | datetime):
        cell.value, cell.number_format = content, DATE_FORMAT
    elif isinstance(content, Value):
        cell.value, cell.number_format = content.number, content.number_format
    elif content is not None:
        cell.value = content


def put_heads(sheet: Any, lines: Sequence[str], marks: Sequence[str]) -> int:
    """The sheet's title and what is said under it, then what every copy must say; gives the next free row."""
    for row, text in enumerate((*lines, *marks), start=1):
        cell = sheet.cell(row, 1)
        put(cell, text)
        if row <= len(lines):
            cell.font = Font(name=FONT, bold=row == 1, size=14 if row == 1 else 11)
        else:
            cell.font, cell.fill = _WHITE, _MARK_FILL
    return len(lines) + len(marks) + 2


def put_table(
    sheet: Any, first: int, headings: Sequence[str], rows: Sequence[Sequence[Content | Value]], widths: Sequence[float]
) -> int:
    """A table with its headings in that row, its columns so many characters wide; gives the next free row."""
    for column, text in enumerate(headings, start=1):
        cell = sheet.cell(first, column)
        put(cell, text)
        cell.font, cell.fill = _WHITE, _HEADER_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[first].height = _height(headings, widths)
    styles = StyleCopies()
    for number, row in enumerate(rows, start=first + 1):
        for column, content in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            wrap = isinstance(content, str)
            styles.give(cell, wrap, alignment=_WRAPPED if wrap else _ON_ONE_LINE, border=_LINE)
            put(cell, content)
        sheet.row_dimensions[number].height = _height(row, widths)
    return first + len(rows) + 2


def _height(row: Sequence[Content | Value], widths: Sequence[float]) -> float:
    """Room for the longest wrapped text: an office program does not always make it by itself."""
    texts = ((text, wide) for text, wide in zip(row, widths, strict=True) if isinstance(text, str))
    lines = [sum(lines_of(part, _SIZE, wide * _CHARACTER) for part in clean(text).split("\n")) for text, wide in texts]
    return min(max([1, *lines]) * _LINE_HEIGHT, _TALLEST)


def set_page(sheet: Any, widths: Sequence[float], *, headings: int, across: int = 1) -> None:
    """Column widths in characters; the headings stay in sight, on screen and on each printed page.

    A table `across` several pages is printed on A3, its first two columns on each of them.
    """
    for column, wide in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    sheet.freeze_panes = sheet.cell(headings + 1, 1)
    sheet.print_title_rows = f"{headings}:{headings}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4 if across == 1 else sheet.PAPERSIZE_A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    if across > 1:
        sheet.print_title_cols = "A:B"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = "&P / &N"
