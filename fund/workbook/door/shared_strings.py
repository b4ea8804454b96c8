"""How much text the shared strings of a workbook become once every cell has its own copy.

A string is stored once and cells refer to it, so a few kilobytes can stand for gigabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_CELL = re.compile(
    rb'<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")?'
    rb'(?: t="inlineStr">|(?: t="(\w+)")?\s*'
    rb"(?:/>|>\s*(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?\s*(?:<v>([^<&]*)</v>)?\s*</c>))"
)
"""A cell in the form that spreadsheet programs give it: its type, its value."""


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
