"""What an .ods file's XML says before and beside its values: how far its sheets reach, its errors, its links.

A cell or a row written once may say that it is repeated a million times, so its extent is counted with the
repeats. The reader gives an empty cell for an error, which would pass for « not communicated ».
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from fund.workbook.door.package import open_zip, parse_xml
from fund.workbook.door.sheet_xml import BrokenCell

CONTENT = "content.xml"

_OUTSIDE = frozenset(("table:table-source", "table:cell-range-source", "table:dde-link", "office:dde-source"))
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))


@dataclass(slots=True)
class OpenSheet:
    """A sheet: the last row and column that hold something, and its cells in error."""

    rows: int = 0
    columns: int = 0
    broken: list[BrokenCell] = field(default_factory=list)


@dataclass(slots=True)
class OpenDocument:
    """The sheets by name, and whether anything is fetched from another file or server."""

    sheets: dict[str, OpenSheet] = field(default_factory=dict)
    links_outside: bool = False


def read_open_document(content: bytes) -> OpenDocument:
    """What an .ods file's XML tells; raises RefusedError as `open_zip` does."""
    with open_zip(content) as archive:
        return open_document((archive.read(CONTENT),))


def open_document(pieces: Iterable[bytes]) -> OpenDocument:
    """What the content's XML tells, given in pieces; raises as `parse_xml` does."""
    walk = _ContentWalk()
    parse_xml(pieces, enter=walk.enter, leave=walk.leave, read=walk.read)
    return walk.document


class _ContentWalk:
    """The state of a walk through the content; rows and columns count from 0."""

    def __init__(self) -> None:
        self.document = OpenDocument()
        self._sheet = OpenSheet()
        self._row = self._column = self._row_repeats = self._width = 0
        self._error: BrokenCell | None = None

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        href = attributes.get("xlink:href", "")
        outside = "://" in href and name != "text:a"
        if name in _OUTSIDE or outside or "'file:" in attributes.get("table:formula", ""):
            self.document.links_outside = True
        if name == "table:table":
            self._sheet = self.document.sheets.setdefault(attributes.get("table:name", ""), OpenSheet())
            self._row = 0
        elif name == "table:table-row":
            self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = self._width = 0
        elif name in _CELLS:
            repeats = _repeats(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes or "calcext:value-type" in attributes:
                self._width = self._column + repeats
            if attributes.get("calcext:value-type") == "error":
                self._error = BrokenCell(self._row, self._column, "excel_error", "")
            self._column += repeats

    def read(self, text: str) -> None:
        if self._error is not None:
            seen = f"{self._error.seen}{text.strip()}"
            self._error = BrokenCell(self._error.row, self._error.column, self._error.code, seen)

    def leave(self, name: str) -> None:
        if name in _CELLS and self._error is not None:
            self._sheet.broken.append(self._error)
            self._error = None
        elif name == "table:table-row":
            if self._width:
                self._sheet.rows = max(self._sheet.rows, self._row + self._row_repeats)
                self._sheet.columns = max(self._sheet.columns, self._width)
            self._row += self._row_repeats


def _repeats(attributes: dict[str, str], name: str) -> int:
    given = attributes.get(name, "1")
    return int(given) if given.isdecimal() and len(given) < 10 else 1
