"""HTML as the lines a person reads: one per block, cells of a row on one line, long tables cut."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

_BREAKS = (
    "address article aside blockquote caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p section summary table tbody tfoot thead tr ul br"
)
BREAKS = frozenset(_BREAKS.split())
CELLS = frozenset(("td", "th"))
SILENT = frozenset(("style", "script"))
SAID = ("aria-label", "title", "alt")
"""What an element says to whoever hovers over it or does not see it."""
FIRST_ROWS, LAST_ROWS = 36, 2
FIRST_SOURCE_ROWS = 4
SOURCE_HEADS = ("Ligne |", "Row |")
"""How a table of the workbook's own rows begins."""


def html_lines(body: str) -> list[str]:
    """The lines of a piece of HTML; two blocks are two lines, spaces and line ends of the source count as one."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return list(reader.lines())


def cut(rows: Sequence[str], *, first: int = FIRST_ROWS, last: int = LAST_ROWS) -> list[str]:
    """The first and the last rows; of those between, their number and a digest that tells whether they changed."""
    if len(rows) <= first + last + 2:
        return list(rows)
    middle = rows[first:-last]
    digest = hashlib.sha256("\n".join(middle).encode()).hexdigest()[:10]
    return [*rows[:first], f"… {len(middle)} more rows ({digest})", *rows[-last:]]


class _Reader(HTMLParser):
    """Gathers text; a table's rows are gathered apart until it ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._said: list[str] = []
        self._rows: list[str] | None = None
        self._line = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        if tag in BREAKS:
            self._end()
        if tag == "table":
            self._rows = []
        if tag in CELLS and self._line.strip():
            self._line += " | "
        for name, text in attrs:
            if name in SAID and text:
                self._line += f" [{text}] "

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag in BREAKS:
            self._end()
        if tag == "table" and self._rows is not None:
            of_source = any(row.startswith(SOURCE_HEADS) for row in self._rows[:2])
            self._said += cut(self._rows, first=FIRST_SOURCE_ROWS if of_source else FIRST_ROWS)
            self._rows = None

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line += data

    def lines(self) -> Iterator[str]:
        self._end()
        yield from self._said

    def _end(self) -> None:
        text = " ".join(self._line.replace("\n", " ").split(" ")).strip()
        while "  " in text:
            text = text.replace("  ", " ")
        if text:
            (self._said if self._rows is None else self._rows).append(text)
        self._line = ""
