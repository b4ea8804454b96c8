"""Merged cells that reach further than a sheet may: cut to its cells, for whoever opens the file makes each of them.

A column merged as a whole is a million cells to openpyxl, « E:H » an error to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string, get_column_letter

from fund.workbook.door.refusal import Limits, RefusedError

MOST_MERGES = 500_000

_MERGE = re.compile(
    rb"""<(?:\w{1,20}:)?mergeCell\s[^>]*?\bref=["']([A-Za-z]{0,3})(\d{0,7}):([A-Za-z]{0,3})(\d{0,7})["'][^>]*>"""
)
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LONGEST_TAG = 300


@dataclass(slots=True)
class Merges:
    """The merged cells of a sheet, seen while its XML goes by: first row and column, last row and column, from 1."""

    areas: list[tuple[int, int, int, int]] = field(default_factory=list)
    is_odd: bool = False

    def watch(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they come; raises RefusedError `too_many_cells` for more merged cells than there can be."""
        self.areas.clear()
        rest = b""
        for piece in pieces:
            text = rest + piece
            cut = max(text.rfind(b"<"), 0)  # a tag split between two pieces waits for the next one
            if b"mergeCell " in text:
                for found in _MERGE.finditer(text[:cut]):
                    self._add(found)
            rest = text[cut:] if len(text) - cut < _LONGEST_TAG else b""
            yield piece

    def _add(self, found: re.Match[bytes]) -> None:
        self.areas.append(_area(found))
        self.is_odd |= not (found[1] and found[2] and found[3] and found[4])
        if len(self.areas) > MOST_MERGES:
            raise RefusedError("too_many_cells", {"limit": MOST_MERGES})

    def are_beyond(self, *, rows: int, columns: int, limits: Limits) -> bool:
        """Whether some reach further than a sheet may, or are odd.

        Raises RefusedError `too_many_cells` when, cut to these rows and columns, they hold more cells than a file may.
        """
        beyond = False
        cells = 0
        for area in self.areas:
            top, left, bottom, right = area
            if _is_beyond(area, limits):
                beyond, bottom, right = True, min(bottom, rows), min(right, columns)
            cells += max(bottom - top + 1, 0) * max(right - left + 1, 0)
        if cells > limits.cells:
            raise RefusedError("too_many_cells", {"limit": limits.cells})
        return beyond or self.is_odd


def cut_merges(xml: bytes, *, rows: int, columns: int, limits: Limits) -> bytes:
    """The sheet's XML with merged cells that reach further than a sheet may cut to these rows and columns."""

    def cut(found: re.Match[bytes]) -> bytes:
        top, left, bottom, right = area = _area(found)
        if _is_beyond(area, limits):
            bottom, right = max(min(bottom, rows), top), max(min(right, columns), left)
        written = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}".encode()
        start, end = found.start(1) - found.start(), found.end(4) - found.start()
        return found[0][:start] + written + found[0][end:]

    place = max(xml.rfind(b"sheetData"), 0)
    return xml[:place] + _MERGE.sub(cut, xml[place:])


def _is_beyond(area: tuple[int, int, int, int], limits: Limits) -> bool:
    return area[2] > limits.rows or area[3] > limits.columns


def _area(found: re.Match[bytes]) -> tuple[int, int, int, int]:
    left = column_index_from_string(found[1].decode()) if found[1] else 1
    right = column_index_from_string(found[3].decode()) if found[3] else _LAST_COLUMN
    return int(found[2] or 1), left, int(found[4] or _LAST_ROW), right
