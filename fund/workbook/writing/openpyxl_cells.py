"""Cells written with openpyxl: a text stays a text, and styles cost little.

A text is never a formula, never an error value, and loses no character. The private parts of openpyxl that are used
are all here, because it has no public way to the same end: setting a style takes it longer than writing the cell, and
it can't be told to take another cell's; its ways to go through a sheet make the cells that the file does not have.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from copy import copy
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from fund.unwritable import NOT_IN_XML
from fund.workbook.reading.cells import LONGEST_TEXT

LINE_HEIGHT, TALLEST = 15.0, 409.0
"""Points: of a line of a sheet, and of the tallest row that Excel knows."""
_NOTE_WIDTH, _NOTE_LINE, _NOTE_LETTER = 360, 18, 7
"""Pixels: of a comment's box, its lines, and a letter in it."""
LONGEST_TITLE = 31
"""Of a sheet, in characters."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def empty_book() -> Workbook:
    """A workbook without any sheet yet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def put_text(cell: Cell, text: str) -> None:
    """Write a text that may start with `=` or look like an error; Excel then shows it and computes nothing."""
    cell.value = excel_text(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def put_value(cell: Cell, value: Any) -> None:
    """Write what reading gives of a cell: a text as a text, everything else as it is, nothing for an empty one."""
    if isinstance(value, str):
        if value:
            put_text(cell, value)
    elif value is not None:
        cell.value = value


def excel_text(text: str) -> str:
    """The text with the characters XML can't hold, and what looks like their code, in Excel's `_xHHHH_`."""
    if text.isprintable() and "_x" not in text:
        return text[:LONGEST_TEXT]
    escaped = _ESCAPED.sub("_x005F_", text)
    escaped = NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", escaped)
    return escaped.replace("\r", "_x000D_")[:LONGEST_TEXT]  # XML would hold it as a line feed


def cells_in_file(sheet: Any) -> Iterable[Cell]:
    """The cells that the file has, none of those between them."""
    cells: Iterable[Cell] = sheet._cells.values()
    return cells


_A4_CHARACTERS = 200
"""Beside one another they are still read on A4: letters come out at 7 points and more."""


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """How high a row is, in points, whose wrapped texts stand in columns of so many characters.

    An office program does not always make the room by itself.
    """
    return min(max((_lines(text, wide) for text, wide in texts), default=1) * LINE_HEIGHT, TALLEST)


def note(text: str, author: str) -> Comment:
    """A comment whose box is as large as its text."""
    lines = _lines(text, _NOTE_WIDTH / _NOTE_LETTER)
    return Comment(excel_text(text), author, height=(lines + 1) * _NOTE_LINE, width=_NOTE_WIDTH)


def print_on_one_width(sheet: Any) -> None:
    """Printed in landscape, all columns on one page's width, however many pages down: on A3 where A4 is too narrow."""
    widths = (sheet.column_dimensions[get_column_letter(at)].width for at in range(1, sheet.max_column + 1))
    paper = sheet.PAPERSIZE_A4 if sum(widths) <= _A4_CHARACTERS else sheet.PAPERSIZE_A3
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", paper
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines(text: str, wide: float) -> int:
    """On how many lines a text stands, at so many characters a line."""
    return sum(max(1, ceil(len(part) / wide)) for part in text.split("\n"))


class StyleCopies:
    """Styles made once for the many cells that look alike."""

    def __init__(self) -> None:
        """No style is made yet."""
        self._made: dict[tuple[Hashable, ...], Any] = {}

    def give(self, cell: Any, look: Hashable, **style: object) -> None:
        """Give a cell these parts of a style (`fill`, `font`…), made once for each `look` and style it had before."""
        key = (look, *(cell._style or ()))  # a cell that is new has none
        if key in self._made:
            cell._style = copy(self._made[key])
            return
        for name, part in style.items():
            setattr(cell, name, part)
        self._made[key] = copy(cell._style)
