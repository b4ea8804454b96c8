"""Cells written with openpyxl: a text stays a text, and styles cost little.

A text is never a formula, never an error value, and loses no character. The private parts of openpyxl that are used
are all here, because it has no public way to the same end: setting a style takes it longer than writing the cell, and
it can't be told to take another cell's; its ways to go through a sheet make the cells that the file does not have.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from fund.unwritable import NOT_IN_XML
from fund.workbook.reading.cells import LONGEST_TEXT

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
