"""How far a worksheet's cells reach, found while its XML goes by in pieces.

The reader holds the whole rectangle that a sheet's cells span, so two cells in opposite corners are
enough to fill the memory: every address counts, not the dimension the sheet states.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.parsers import expat

import numpy as np
import numpy.typing as npt
from openpyxl.utils import column_index_from_string

_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s[^>]*ref=["\'](?:[A-Za-z]+\d+:)?([A-Za-z]{1,3})(\d{1,7})["\']')
_ADDRESS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_DIGITS = 7
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Extent:
    """The last row and column that hold a cell (or that the sheet states), and how many cells there are."""

    rows: int = 0
    columns: int = 0
    cells: int = 0


def extent(pieces: Callable[[], Iterable[bytes]], *, most_cells: int) -> Extent:
    """The extent of a sheet's XML, which `pieces` gives anew at every call.

    Cells that open as every spreadsheet program writes them, `<c r="B7"`, are found in bulk; a sheet that
    has others is read tag by tag, no further than `most_cells`. Raises ValueError for broken XML.
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


def _reach(text: npt.NDArray[np.uint8]) -> Extent | None:
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
    place = cells + 6
    column, place = _letters(padded, place)
    row, place = _numbers(padded, place)
    if (column == 0).any() or (row == 0).any() or (padded[place] != ord('"')).any():
        return None
    return Extent(int(row.max()), int(column.max()), len(cells))


def _letters(
    text: npt.NDArray[np.uint8], place: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    number = np.zeros(len(place), dtype=np.intp)
    for _ in range(3):
        letter = text[place].astype(np.intp) - ord("A")
        is_letter = (letter >= 0) & (letter < 26)
        number = np.where(is_letter, number * 26 + letter + 1, number)
        place = place + is_letter
    return number, place


def _numbers(
    text: npt.NDArray[np.uint8], place: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    number = np.zeros(len(place), dtype=np.intp)
    for _ in range(_DIGITS):
        digit = text[place].astype(np.intp) - ord("0")
        is_digit = (digit >= 0) & (digit < 10)
        number = np.where(is_digit, number * 10 + digit, number)
        place = place + is_digit
    return number, place


def _tag_by_tag(pieces: Iterable[bytes], most_cells: int) -> Extent:
    """The same from an XML parser, for cells without an address too: they follow the one before."""
    walk, is_final = _CellWalk(most_cells), True
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.enter
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", is_final)
    except _TooManyError:
        pass
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
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
                    raise _TooManyError
            case "dimension":
                if stated := _ADDRESS.fullmatch(attributes.get("ref", "").rpartition(":")[2]):
                    self.rows = max(self.rows, int(stated[2]))
                    self.columns = max(self.columns, column_index_from_string(stated[1]))

    def _go(self, address: str) -> None:
        if found := _ADDRESS.fullmatch(address):
            self._column, self._row = column_index_from_string(found[1]), int(found[2])


class _TooManyError(Exception):
    pass
