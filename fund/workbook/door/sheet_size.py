"""How much memory a workbook's sheets take once they are read, found while their XML goes by in pieces.

The reader holds the whole rectangle that a sheet's cells span, so two cells in opposite corners are enough to fill
the memory: every address counts, not the dimension the sheet states. And it gives every cell its own copy of a shared
string, which is stored once: a few kilobytes can stand for gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from openpyxl.utils import column_index_from_string

from fund.workbook.door.package import parse_xml
from fund.workbook.door.refusal import RefusedError

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.intp]

_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s[^>]*ref=["\'](?:[A-Za-z]+\d+:)?([A-Za-z]{1,3})(\d{1,7})["\']')
_ADDRESS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_HEAD = 4096
_CELL = re.compile(
    rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")?'
    rb'(?: t="inlineStr">|(?: t="(\w+)")?\s*'
    rb"(?:/>|>\s*(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?\s*(?:<v>([^<&]*)</v>)?\s*</c>))"
)
"""A cell in the form that spreadsheet programs give it: its type, its value."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The last row and column that hold a cell (or that the sheet states), and how many cells there are."""

    rows: int = 0
    columns: int = 0
    cells: int = 0


def extent(pieces: Callable[[], Iterable[bytes]], *, most_cells: int) -> Extent:
    """The extent of a sheet's XML, which `pieces` gives anew at every call.

    Cells that open as every spreadsheet program writes them, `<c r="B7"`, are found in bulk; a sheet that
    has others is read tag by tag, no further than `most_cells`. Raises RefusedError `not_a_workbook` for broken
    XML, `too_many_cells` beyond that.
    """
    found = _in_bulk(pieces())
    return found if found is not None else _tag_by_tag(pieces(), most_cells)


def _in_bulk(pieces: Iterable[bytes]) -> Extent | None:
    rows = columns = cells = 0
    rest = head = b""
    for piece in pieces:
        text = rest + piece
        if len(head) < _HEAD:
            head = (head + piece)[:_HEAD]
        cut = text.rfind(b"<")
        # A tag split between two pieces waits for the next one.
        text, rest = (text[:cut], text[cut:]) if cut >= 0 else (b"", text)
        reach = _reach(np.frombuffer(text, dtype=np.uint8))
        if reach is None:
            return None
        rows, columns, cells = max(rows, reach.rows), max(columns, reach.columns), cells + reach.cells
    if rest and _reach(np.frombuffer(rest, dtype=np.uint8)) != Extent():
        return None
    if stated := _DIMENSION.search(head):
        rows, columns = max(rows, int(stated[2])), max(columns, column_index_from_string(stated[1].decode()))
    return Extent(rows, columns, cells)


def _reach(text: Bytes) -> Extent | None:
    """The cells of a piece of XML; None when one of them is written in an unusual way."""
    padded = np.concatenate([text, np.zeros(16, dtype=np.uint8)])
    opened = np.flatnonzero(padded == ord("<"))
    named = opened[padded[opened + 1] == ord("c")]
    cells = named[np.isin(padded[named + 2], (9, 10, 13, 32, ord("/"), ord(">")))]
    colons = np.flatnonzero(padded == ord(":"))
    prefixed = colons[padded[colons + 1] == ord("c")]
    if np.isin(padded[prefixed + 2], (9, 10, 13, 32, ord("/"), ord(">"))).any():
        return None
    if not len(cells):
        return Extent()
    for offset, mark in enumerate(b' r="', start=2):
        if (padded[cells + offset] != mark).any():
            return None
    column, place = _number(padded, cells + 6, zero="@", base=26, digits=3)
    row, place = _number(padded, place, zero="0", base=10, digits=7)
    if (column == 0).any() or (row == 0).any() or (padded[place] != ord('"')).any():
        return None
    return Extent(int(row.max()), int(column.max()), len(cells))


def _number(text: Bytes, place: Numbers, *, zero: str, base: int, digits: int) -> tuple[Numbers, Numbers]:
    """The number that begins at each place, and where it ends; 0 where there is none.

    Letters count from A as 1 (`zero` is the sign before A), digits from 0.
    """
    number = np.zeros(len(place), dtype=np.intp)
    smallest, largest = (1, 26) if base == 26 else (0, 9)
    for _ in range(digits):
        digit = text[place].astype(np.intp) - ord(zero)
        is_digit = (digit >= smallest) & (digit <= largest)
        number = np.where(is_digit, number * base + digit, number)
        place = place + is_digit
    return number, place


def _tag_by_tag(pieces: Iterable[bytes], most_cells: int) -> Extent:
    """The same from an XML parser, for cells without an address too: they follow the one before."""
    walk = _CellWalk(most_cells)
    parse_xml(pieces, enter=walk.enter)
    return Extent(walk.rows, walk.columns, walk.cells)


class _CellWalk:
    """The state of a walk through a sheet's tags: where it is and how far it has been."""

    def __init__(self, most_cells: int) -> None:
        self.rows = self.columns = self.cells = 0
        self._row = self._column = 0
        self._most_cells = most_cells

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        address = attributes.get("r", "")
        match name.rpartition(":")[2]:
            case "row":
                self._row = int(address) if address.isdecimal() else self._row + 1
                self._column = 0
            case "c":
                self.cells += 1
                self._column += 1
                self._go(address)
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
                if self.cells > self._most_cells:
                    raise RefusedError("too_many_cells", {"limit": self._most_cells})
            case "dimension":
                if stated := _ADDRESS.fullmatch(attributes.get("ref", "").rpartition(":")[2]):
                    self.rows = max(self.rows, int(stated[2]))
                    self.columns = max(self.columns, column_index_from_string(stated[1]))

    def _go(self, address: str) -> None:
        if found := _ADDRESS.fullmatch(address):
            self._column, self._row = column_index_from_string(found[1]), int(found[2])


class SharedStrings:
    """The lengths, in bytes, of a workbook's shared strings."""

    def __init__(self) -> None:
        """No string is known yet."""
        self._lengths: list[int] = []

    @property
    def longest(self) -> int:
        """The length of the longest string."""
        return max(self._lengths, default=0)

    def learn(self, pieces: Iterable[bytes]) -> None:
        """Take the lengths from the XML of the strings, in pieces; each is at least the string's own."""
        rest = b""
        for piece in pieces:
            *strings, rest = (rest + piece).split(b"</si>")
            self._lengths += map(len, strings)
        self._lengths.append(len(rest))

    def most_text(self, sheets: Iterable[Iterable[bytes]], *, cells: int) -> int:
        """At most how many bytes the strings take in the `cells` cells of the sheets, given their XML.

        A cell in an unusual form counts for the longest string.
        """
        total = understood = 0
        for pieces in sheets:
            rest = b""
            for piece in pieces:
                text = rest + piece
                end = 0
                for found in _CELL.finditer(text):
                    end = found.end()
                    understood += 1
                    if found[1] == b"s":
                        total += self._length(found[2])
                rest = text[max(end, len(text) - 2**16) :]
        return total + max(cells - understood, 0) * self.longest

    def _length(self, index: bytes | None) -> int:
        if index is None or not index.isdigit() or len(index) > 9:
            return self.longest
        return self._lengths[int(index)] if int(index) < len(self._lengths) else self.longest
