"""What an .ods file's XML says before and beside its values: how far its sheets reach, its errors, its links.

A cell or a row written once may say that it is repeated a million times, so its extent is counted with the
repeats. The reader gives an empty cell for an error, which would pass for « not communicated ». It knows nothing of
rows that are filtered out or cells that are merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from fund.workbook.door.cell_formats import PLAIN, Address, CellFormat
from fund.workbook.door.package import open_zip, parse_xml
from fund.workbook.door.sheet_xml import SHOWN_ERROR, BrokenCell, MergedCells

CONTENT = "content.xml"
MOST_REPEATS = 10_000
"""Cells written once that stand for more are no values of a table."""

_PROGRAMS = frozenset(("table:dde-link", "office:dde-source"))
_LINKS = frozenset(("table:table-source", "table:cell-range-source"))
_TO_PAGES = frozenset(("text:a", "draw:a"))
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
_GROUPS = frozenset(("table:table-row-group", "table:table-column-group"))
_NOT_SHOWN = frozenset(("collapse", "filter"))
_FILE = re.compile(r"'(file:[^']*)'")


@dataclass(slots=True)
class OpenSheet:
    """A sheet: the last row and column that hold something, its cells in error, its hidden rows and columns, its
    merged cells, what the types of its values say of them (per cent, a currency).

    Rows and columns count from 0; hidden ones are given as they are written, a range for each.
    """

    rows: int = 0
    columns: int = 0
    broken: list[BrokenCell] = field(default_factory=list)
    hidden: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    merged: list[MergedCells] = field(default_factory=list)
    formats: dict[Address, CellFormat] = field(default_factory=dict)


@dataclass(slots=True)
class OpenDocument:
    """The sheets by name, the names of the workbooks they are linked to, and whether anything else is fetched."""

    sheets: dict[str, OpenSheet] = field(default_factory=dict)
    linked: dict[str, None] = field(default_factory=dict)
    fetches_outside: bool = False


def is_stored_copy(sheet: str) -> bool:
    """Whether a sheet is the copy that LibreOffice stores of another workbook's, which it does not show."""
    return sheet.startswith("'file:")


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
        self._groups: list[bool] = []
        self._is_hidden = False
        self._is_error = False
        self._cell: tuple[int, int] | None = None
        self._shown: list[str] = []

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        self._note_links(name, attributes)
        if name == "table:table":
            self._sheet = self.document.sheets.setdefault(attributes.get("table:name", ""), OpenSheet())
            self._row = self._column = 0
        elif name in _GROUPS:
            self._groups.append(attributes.get("table:display") == "false")
        elif name == "table:table-column":
            self._enter_columns(attributes)
        elif name == "table:table-row":
            self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = self._width = 0
            self._is_hidden = self._hides(attributes)
        elif name in _CELLS:
            self._enter_cell(attributes)

    def _hides(self, attributes: dict[str, str]) -> bool:
        return attributes.get("table:visibility") in _NOT_SHOWN or any(self._groups)

    def _enter_columns(self, attributes: dict[str, str]) -> None:
        """Columns as they are declared, before the rows."""
        columns = range(self._column, self._column + _repeats(attributes, "table:number-columns-repeated"))
        if self._hides(attributes):
            self._sheet.hidden_columns.append(columns)
        self._column = columns.stop

    def _note_links(self, name: str, attributes: dict[str, str]) -> None:
        """Stored values of other workbooks are read; what a program, a server or a picture outside gives is not."""
        href = attributes.get("xlink:href", "")
        if name in _LINKS:
            self._link(href)
        elif name in _PROGRAMS or ("://" in href and name not in _TO_PAGES):
            self.document.fetches_outside = True
        for file in _FILE.findall(attributes.get("table:formula", "")):
            self._link(file)

    def _link(self, address: str) -> None:
        self.document.linked[re.split(r"[/\\]", unquote(address))[-1]] = None

    def _enter_cell(self, attributes: dict[str, str]) -> None:
        repeats = _repeats(attributes, "table:number-columns-repeated")
        if "office:value-type" in attributes or "calcext:value-type" in attributes:
            self._width = self._column + repeats
            rows = _repeats(attributes, "table:number-rows-spanned")
            if rows > 1:
                self._sheet.merged.append(MergedCells(self._column, self._row, self._row + rows - 1))
        shape = _shape(attributes)
        if shape != PLAIN:
            self._note_format(shape, repeats)
        self._is_error = attributes.get("calcext:value-type") == "error"
        if self._is_error or "table:formula" in attributes:
            self._cell, self._shown = (self._row, self._column), []
        self._column += repeats

    def _note_format(self, shape: CellFormat, repeats: int) -> None:
        """What a cell's type says, for every cell it stands for."""
        rows, columns = range(self._row, self._row + self._row_repeats), range(self._column, self._column + repeats)
        if len(rows) * len(columns) <= MOST_REPEATS:
            self._sheet.formats.update({(row, column): shape for row in rows for column in columns})

    def read(self, text: str) -> None:
        if self._cell is not None:
            self._shown.append(text.strip())

    def leave(self, name: str) -> None:
        if name in _CELLS and self._cell is not None:
            # Excel writes an error as a text or as 0, with only its own words on the cell.
            shown = "".join(self._shown)
            if self._is_error or SHOWN_ERROR.fullmatch(shown):
                self._sheet.broken.append(BrokenCell(*self._cell, "excel_error", shown))
            self._cell = None
        elif name in _GROUPS and self._groups:
            self._groups.pop()
        elif name == "table:table-row":
            if self._width:
                self._sheet.rows = max(self._sheet.rows, self._row + self._row_repeats)
                self._sheet.columns = max(self._sheet.columns, self._width)
                if self._is_hidden:
                    self._sheet.hidden.append(range(self._row, self._row + self._row_repeats))
            self._row += self._row_repeats


def _shape(attributes: dict[str, str]) -> CellFormat:
    match attributes.get("office:value-type"):
        case "percentage":
            return CellFormat(percent=True)
        case "currency":
            return CellFormat(currency=attributes.get("office:currency", ""))
        case _:
            return PLAIN


def _repeats(attributes: dict[str, str], name: str) -> int:
    given = attributes.get(name, "1")
    return int(given) if given.isdecimal() and len(given) < 10 else 1
