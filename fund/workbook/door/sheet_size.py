"""How much memory a workbook's sheets take once they are read, found while their XML goes by in pieces.

The reader holds the whole rectangle that a sheet's values span, so two values in opposite corners are enough to fill
the memory. And it gives every cell its own copy of a shared string, which is stored once: a few kilobytes can stand for
gigabytes. What a sheet states of itself counts for nothing. First the cells are counted in bulk, empty ones too; only
where that is too much are they looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fund.workbook.door.cell_place import CellPlace
from fund.workbook.door.package import parse_xml
from fund.workbook.door.refusal import RefusedError

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.intp]

_CELL = re.compile(
    rb'<(?:\w{1,20}:)?c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")?'
    rb'(?: t="inlineStr">|(?: t="(\w+)")?\s*'
    rb"(?:/>|>\s*(?:<(?:\w{1,20}:)?f[^<>]*/>|<(?:\w{1,20}:)?f[^<>]*>[^<]*</(?:\w{1,20}:)?f>)?"
    rb"\s*(?:<(?:\w{1,20}:)?v>([^<&]*)</(?:\w{1,20}:)?v>)?\s*</(?:\w{1,20}:)?c>))"
)
"""A cell in the form that spreadsheet programs give it: its type, its value."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The last row and column that hold a cell, and how many cells there are.

    `text` is the bytes of the shared strings in them, where these were looked at one by one; `is_addressed` is whether
    every cell has its address.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    text: int = 0
    is_addressed: bool = True


def extent(pieces: Callable[[], Iterable[bytes]], *, most_cells: int) -> Extent:
    """At most how far a sheet's XML reaches, which `pieces` gives anew at every call: empty cells count too.

    Cells that open as every spreadsheet program writes them, `<c r="B7"`, are found in bulk; a sheet that
    has others is read tag by tag, no further than `most_cells`. Raises RefusedError `not_a_workbook` for broken
    XML, `too_many_cells` beyond that.
    """
    found = _in_bulk(pieces())
    return found if found is not None else _cell_by_cell(pieces(), most_cells).all


def exact_extent(pieces: Iterable[bytes], strings: SharedStrings, *, most_cells: int) -> Extent:
    """How far the cells of a sheet's XML reach that hold something; raises as `extent` does."""
    return _cell_by_cell(pieces, most_cells, strings).filled


def _in_bulk(pieces: Iterable[bytes]) -> Extent | None:
    rows = columns = cells = 0
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"<")
        # A tag split between two pieces waits for the next one.
        text, rest = (text[:cut], text[cut:]) if cut >= 0 else (b"", text)
        reach = _reach(np.frombuffer(text, dtype=np.uint8))
        if reach is None:
            return None
        rows, columns, cells = max(rows, reach.rows), max(columns, reach.columns), cells + reach.cells
    if rest and _reach(np.frombuffer(rest, dtype=np.uint8)) != Extent():
        return None
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


def _cell_by_cell(pieces: Iterable[bytes], most_cells: int, strings: SharedStrings | None = None) -> _CellWalk:
    """The same from an XML parser, for cells without an address too: they follow the one before."""
    walk = _CellWalk(most_cells, strings)
    parse_xml(pieces, enter=walk.enter, leave=walk.leave, read=walk.read if strings is not None else None)
    return walk


class _Reach:
    """The number of rows and columns up to the last cell added, and how many there were."""

    def __init__(self) -> None:
        """Without a cell."""
        self.rows = self.columns = self.cells = 0

    def add(self, place: CellPlace) -> None:
        """Take a cell at that place."""
        self.rows, self.columns = max(self.rows, place.row + 1), max(self.columns, place.column + 1)
        self.cells += 1


class _CellWalk:
    """A walk through a sheet's tags: how far it has been in `all` cells, and in those that are `filled`."""

    def __init__(self, most_cells: int, strings: SharedStrings | None) -> None:
        self._all, self._filled, self._text = _Reach(), _Reach(), 0
        self._place = CellPlace()
        self._most_cells = most_cells
        self._strings = strings
        self._is_filled = self._is_shared = False
        self._index: list[str] | None = None

    @property
    def all(self) -> Extent:
        return Extent(self._all.rows, self._all.columns, self._all.cells, is_addressed=self._place.is_addressed)

    @property
    def filled(self) -> Extent:
        filled = self._filled
        return Extent(filled.rows, filled.columns, filled.cells, self._text, is_addressed=self._place.is_addressed)

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._place.enter_row(attributes.get("r", ""))
            case "c":
                self._place.enter_cell(attributes.get("r", ""))
                self._is_filled, self._is_shared = False, attributes.get("t") == "s"
                self._all.add(self._place)
                if self._all.cells > self._most_cells:
                    raise RefusedError("too_many_cells", {"limit": self._most_cells})
            case "v":
                self._index = []
            case "f" | "is":
                self._is_filled = True

    def read(self, text: str) -> None:
        if self._index is not None:
            self._index.append(text)

    def leave(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._place.leave_row()
            case "c":
                if self._is_filled or self._index:
                    self._filled.add(self._place)
                    self._text += self._string_length()
                self._place.leave_cell()
                self._index = None

    def _string_length(self) -> int:
        if self._strings is None or not self._is_shared or self._index is None:
            return 0
        return self._strings.length("".join(self._index).strip().encode())


class SharedStrings:
    """The lengths, in bytes, of a workbook's shared strings."""

    def __init__(self) -> None:
        """No string is known yet."""
        self._lengths: list[int] = []
        self.longest = 0

    def learn(self, pieces: Callable[[], Iterable[bytes]]) -> None:
        """Take the lengths from the XML of the strings, given anew at every call; each is at least the string's own.

        Strings written as most programs do, `<si>…</si>`, are found in bulk, others tag by tag.
        """
        found = _lengths_in_bulk(pieces())
        self._lengths = found if found is not None else _lengths(pieces())
        self.longest = max(self._lengths, default=0)

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
                        total += self.length(found[2])
                rest = text[max(end, len(text) - 2**16) :]
        return total + max(cells - understood, 0) * self.longest

    def length(self, index: bytes | None) -> int:
        """The bytes of a string by its number as written; of one that there is not, those of the longest."""
        if index is None or not index.isdigit() or len(index) > 9:
            return self.longest
        return self._lengths[int(index)] if int(index) < len(self._lengths) else self.longest


def _lengths_in_bulk(pieces: Iterable[bytes]) -> list[int] | None:
    lengths: list[int] = []
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = max(text.rfind(b"<"), 0)  # a tag split between two pieces waits for the next one
        text, tail = text[:cut], text[cut:]
        if _is_unusual(text):
            return None
        *strings, rest = text.split(b"</si>")
        lengths += map(len, strings)
        rest += tail
    return [*lengths, len(rest)]


def _is_unusual(text: bytes) -> bool:
    """Whether shared strings are not all written `<si>…</si>`."""
    plain = text.count(b"<si") == text.count(b"<si>") and text.count(b"</si") == text.count(b"</si>")
    return not plain or any(mark in text for mark in (b":si>", b":si ", b":si/", b"<!"))


def _lengths(pieces: Iterable[bytes]) -> list[int]:
    """The lengths of shared strings, tag by tag: with a prefix, or empty in one tag."""
    lengths: list[int] = []

    def enter(name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            lengths.append(0)

    def read(text: str) -> None:
        if lengths:
            lengths[-1] += len(text.encode())

    parse_xml(pieces, enter=enter, read=read)
    return lengths
