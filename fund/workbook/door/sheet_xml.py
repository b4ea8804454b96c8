"""What only a sheet's XML tells: cells whose value is missing or an error, rows that are hidden, merged cells.

The fast reader gives an empty cell both for `#REF!` and for a formula that was never calculated, which
would pass for « not communicated ». So the XML is searched for these two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string

from fund.workbook.door.refusal import LIMITS, RefusedError

_ADDRESS = re.compile(rb'\sr=["\']([A-Z]{1,3})(\d{1,7})["\']')
_ERROR = re.compile(rb'<(?:\w+:)?c\s([^>]*\bt=["\']e["\'][^>]*)>.*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c(\s[^>]*[^/>])?>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v[^>]*>([^<]*))?"
)
_TEXT_RESULT = re.compile(rb'\bt=["\']str["\']')
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_HIDDEN = re.compile(rb'\shidden=["\'](?:1|true)["\']')
_NUMBER = re.compile(rb'\br=["\'](\d{1,7})["\']')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref=["\']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["\']')


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A cell without a usable value; `row` and `column` count from 0, `seen` is the error or the formula."""

    row: int
    column: int
    code: str
    seen: str


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Cells merged downwards: a column and its first and last row, counted from 0."""

    column: int
    first: int
    last: int


def broken_cells(xml: bytes) -> tuple[BrokenCell, ...]:
    """Every error cell and every formula without a stored value of a sheet."""
    return (*_errors(xml), *_formulas(xml))


def hidden_rows(xml: bytes) -> frozenset[int]:
    """The rows, counted from 0, that are hidden or filtered out."""
    if b"hidden=" not in xml:
        return frozenset()
    hidden = (found[1] for found in _ROW.finditer(xml) if _HIDDEN.search(b" " + found[1]))
    return frozenset(int(number[1]) - 1 for row in hidden if (number := _NUMBER.search(row)))


def merged_cells(xml: bytes) -> tuple[MergedCells, ...]:
    """The cells merged over several rows; raises RefusedError when they span too many."""
    found = _MERGED.findall(xml, max(xml.rfind(b"sheetData"), 0))
    merged = tuple(
        MergedCells(column_index_from_string(letters.decode()) - 1, int(first) - 1, int(last) - 1)
        for letters, first, last in found
        if first != last
    )
    if sum(cells.last - cells.first for cells in merged) > LIMITS.merged_rows:
        raise RefusedError("too_many_cells", {"limit": LIMITS.merged_rows})
    return merged


def _errors(xml: bytes) -> Iterator[BrokenCell]:
    # Every error starts with #, and one byte is found ten times faster than five.
    if b"#" in xml and (b't="e"' in xml or b"t='e'" in xml):
        for found in _ERROR.finditer(xml):
            yield from _broken(found[1], "excel_error", found[2])


def _formulas(xml: bytes) -> Iterator[BrokenCell]:
    # A formula shared by many cells is closed in the first of them.
    if b"</f>" not in xml and (b":worksheet" not in xml[:1000] or b":f>" not in xml):
        return
    for found in _FORMULA.finditer(xml):
        attributes, formula, value = found[1] or b"", found[2] or b"", found[3] or b""
        if not value and not _TEXT_RESULT.search(attributes):
            yield from _broken(attributes, "formula_without_value", b"=" + formula)


def _broken(attributes: bytes, code: str, seen: bytes) -> Iterator[BrokenCell]:
    if address := _ADDRESS.search(b" " + attributes):
        letters, row = address.groups()
        yield BrokenCell(
            int(row) - 1, column_index_from_string(letters.decode()) - 1, code, seen.decode("utf-8", "replace")
        )
