"""Text written to a workbook as text: never a formula, never an error value, no character lost."""

from __future__ import annotations

import re

from openpyxl.cell.cell import Cell

from fund.unwritable import NOT_IN_XML
from fund.workbook.reading.cells import LONGEST_TEXT

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put_text(cell: Cell, text: str) -> None:
    """Write a text that may start with `=` or look like an error; Excel then shows it and computes nothing."""
    cell.value = excel_text(text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def excel_text(text: str) -> str:
    """The text with the characters XML can't hold, and what looks like their code, in Excel's `_xHHHH_`."""
    if text.isprintable() and "_x" not in text:
        return text[:LONGEST_TEXT]
    escaped = _ESCAPED.sub("_x005F_", text)
    escaped = NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", escaped)
    return escaped.replace("\r", "_x000D_")[:LONGEST_TEXT]  # XML would hold it as a line feed
