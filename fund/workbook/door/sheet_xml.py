"""What only a sheet's XML tells: cells whose value is missing or an error, what is hidden, merged cells.

The fast reader gives an empty cell both for `#REF!` and for a formula that was never calculated, which
would pass for « not communicated ». So the XML is searched for these two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from openpyxl.utils import column_index_from_string

from fund.workbook.door.cell_place import CellPlace
from fund.workbook.door.package import parse_xml

_ADDRESS = re.compile(rb'\sr=["\']([A-Z]{1,3})(\d{1,7})["\']')
_ERROR = re.compile(rb'<(?:\w+:)?c\s([^>]*\bt=["\']e["\'][^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)', re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c(\s[^>]*[^/>])?>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v[^>]*>([^<]*))?"
)
_TEXT_RESULT = re.compile(rb'\bt=["\']str["\']')
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_HIDDEN = re.compile(rb'\shidden=["\'](?:1|true)["\']')
_COLUMNS = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_SPAN = re.compile(rb'(?=.*\smin=["\'](\d{1,7})["\'])(?=.*\smax=["\'](\d{1,7})["\'])', re.DOTALL)
_NUMBER = re.compile(rb'\br=["\'](\d{1,7})["\']')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref=["\']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["\']')
_ERROR_VALUE = re.compile(
    rb"""(<(?:\w+:)?c\s[^>]*\bt=["']e["'][^>]*>\s*(?:<(?:\w+:)?f[^<>]*/>\s*|<(?:\w+:)?f[^<>]*>[^<]*</(?:\w+:)?f>\s*)?<(?:\w+:)?v>)([^<]*)"""
)
KNOWN_ERRORS = frozenset((b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"))
"""Those that the reader knows."""
SHOWN_ERROR = re.compile(r"#[A-ZÀ-Ý][A-ZÀ-Ý0-9/_]*[!?]|#N/A|#NV|Err:\d{3}")
"""An error as programs show it, in their language, and write it where a file has no type for errors."""


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


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Cells without a usable value, rows that are hidden or filtered out, cells merged over several rows.

    `hidden_columns` are ranges as they are written: one may be all columns right of a table.
    """

    broken: tuple[BrokenCell, ...]
    hidden_rows: frozenset[int]
    merged: tuple[MergedCells, ...]
    hidden_columns: tuple[range, ...] = ()


def sheet_marks(xml: bytes) -> SheetMarks:
    """What a sheet's XML marks: searched in bulk, and tag by tag where a cell or row concerned has no address."""
    merged, columns = tuple(_merged_cells(xml)), tuple(_hidden_columns(xml))
    try:
        return SheetMarks((*_errors(xml), *_formulas(xml)), _hidden_rows(xml), merged, columns)
    except _NoAddressError:
        walk = _MarksWalk()
        parse_xml((xml,), enter=walk.enter, leave=walk.leave, read=walk.read)
        return SheetMarks(tuple(walk.broken), frozenset(walk.hidden), merged, columns)


def with_known_errors(xml: bytes) -> bytes:
    """The sheet's XML for a reader that knows only the errors of 2007: newer ones and others' are `#VALUE!` to it."""
    return _ERROR_VALUE.sub(lambda found: found[1] + b"#VALUE!" if found[2] not in KNOWN_ERRORS else found[0], xml)


def _hidden_rows(xml: bytes) -> frozenset[int]:
    if b"hidden=" not in xml:
        return frozenset()
    hidden = (found[1] for found in _ROW.finditer(xml) if _HIDDEN.search(b" " + found[1]))
    return frozenset(int(_address(_NUMBER, row)[1]) - 1 for row in hidden)


def _hidden_columns(xml: bytes) -> Iterator[range]:
    """The hidden columns, which stand before the cells."""
    for found in _COLUMNS.finditer(xml, 0, max(xml.find(b"sheetData"), 0)):
        attributes = b" " + found[1]
        if _HIDDEN.search(attributes) and (span := _SPAN.match(attributes)):
            yield range(int(span[1]) - 1, int(span[2]))


def _merged_cells(xml: bytes) -> Iterator[MergedCells]:
    """The cells merged over several rows."""
    for letters, first, last in _MERGED.findall(xml, max(xml.rfind(b"sheetData"), 0)):
        if first != last:
            yield MergedCells(column_index_from_string(letters.decode()) - 1, int(first) - 1, int(last) - 1)


def _errors(xml: bytes) -> Iterator[BrokenCell]:
    if b't="e"' in xml or b"t='e'" in xml:
        for found in _ERROR.finditer(xml):
            value = _VALUE.search(found[2] or b"")
            yield _broken(found[1], "excel_error", value[1] if value else b"")


def _formulas(xml: bytes) -> Iterator[BrokenCell]:
    # A formula shared by many cells is closed in the first of them.
    if b"</f>" not in xml and (b":worksheet" not in xml[:1000] or b":f>" not in xml):
        return
    for found in _FORMULA.finditer(xml):
        attributes, formula, value = found[1] or b"", found[2] or b"", found[3] or b""
        if not value and not _TEXT_RESULT.search(attributes):
            yield _broken(attributes, "formula_without_value", b"=" + formula)


def _broken(attributes: bytes, code: str, seen: bytes) -> BrokenCell:
    letters, row = _address(_ADDRESS, attributes).groups()
    column = column_index_from_string(letters.decode()) - 1
    return BrokenCell(int(row) - 1, column, code, unescape(seen.decode("utf-8", "replace")))


def _address(pattern: re.Pattern[bytes], attributes: bytes) -> re.Match[bytes]:
    address = pattern.search(b" " + attributes)
    if address is None:
        raise _NoAddressError
    return address


class _NoAddressError(Exception):
    """A cell or a row that only stands after others."""


class _MarksWalk:
    """The same marks from an XML parser."""

    def __init__(self) -> None:
        self.broken: list[BrokenCell] = []
        self.hidden: set[int] = set()
        self._place = CellPlace()
        self._type = ""
        self._texts: dict[str, str] = {}
        self._open = ""

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        self._open = name.rpartition(":")[2]
        match self._open:
            case "row":
                self._place.enter_row(attributes.get("r", ""))
                if attributes.get("hidden") in {"1", "true"}:
                    self.hidden.add(self._place.open_row)
            case "c":
                self._place.enter_cell(attributes.get("r", ""))
                self._type, self._texts = attributes.get("t", ""), {}
            case "f" | "v":
                self._texts[self._open] = ""

    def read(self, text: str) -> None:
        if self._open in self._texts:
            self._texts[self._open] += text

    def leave(self, name: str) -> None:
        self._open = ""
        match name.rpartition(":")[2]:
            case "row":
                self._place.leave_row()
            case "c":
                self._judge()
                self._place.leave_cell()

    def _judge(self) -> None:
        value, formula = self._texts.get("v", ""), self._texts.get("f")
        if self._type == "e":
            self._add("excel_error", value)
        elif formula is not None and not value and self._type != "str":
            self._add("formula_without_value", f"={formula}")

    def _add(self, code: str, seen: str) -> None:
        self.broken.append(BrokenCell(self._place.row, self._place.column, code, seen))
