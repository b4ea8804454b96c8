"""What an .ods file's XML says before and beside its values: how far its sheets reach, its errors, its links.

A cell or a row written once may say that it is repeated a million times, a space too, so extent and text are
counted with the repeats, as the reader makes them. The reader gives an empty cell for an error, which would pass for
« not communicated ». It knows nothing of rows that are filtered out or cells that are merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from fund.workbook.door.cell_formats import PLAIN, Address, CellFormat
from fund.workbook.door.package import open_zip, parse_xml
from fund.workbook.door.refusal import RefusedError
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
_COUNT = re.compile(r"\+?0*([0-9]*)", re.ASCII)
_MOST_REPEATS = 2**31

_VALUES = ("office:", "calcext:value-type", "table:formula")
"""How the attributes begin that make a cell one that holds something."""


class FormattedCells(NamedTuple):
    """What a cell's type says, for all the cells that it stands for."""

    rows: range
    columns: range
    shape: CellFormat


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
    formatted: list[FormattedCells] = field(default_factory=list)

    def formats(self) -> dict[Address, CellFormat]:
        """What the types of its values say, cell by cell."""
        return {(row, col): cells.shape for cells in self.formatted for row in cells.rows for col in cells.columns}


@dataclass(slots=True)
class OpenDocument:
    """The sheets by name, the names of the workbooks they are linked to, and whether anything else is fetched.

    `cells` is how many the reader and what is noted of formats make, `text` the bytes in them, repeats included.
    """

    sheets: dict[str, OpenSheet] = field(default_factory=dict)
    linked: dict[str, None] = field(default_factory=dict)
    fetches_outside: bool = False
    cells: int = 0
    text: int = 0


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
        self._tables = self._cells = self._text = self._cell_text = self._waiting = 0
        self._repeats = 1
        self._is_hidden = False
        self._is_error = False
        self._cell: tuple[int, int] | None = None
        self._shown: list[str] = []

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        self._note_links(name, attributes)
        if name == "table:table":
            self._enter_sheet(attributes.get("table:name", ""))
        elif name in _GROUPS:
            self._groups.append(attributes.get("table:display") == "false")
        elif name == "table:table-column":
            self._enter_columns(attributes)
        elif name == "table:table-row":
            self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = self._width = self._cells = self._text = self._waiting = 0
            self._is_hidden = self._hides(attributes)
        elif name in _CELLS:
            self._enter_cell(attributes)
        elif name == "text:s":
            self._cell_text += _repeats(attributes, "text:c")

    def _enter_sheet(self, name: str) -> None:
        """A sheet begins; one within another, or of the same name, is none that a program writes."""
        self._tables += 1
        if self._tables > 1 or (name and name in self.document.sheets):
            raise RefusedError("not_a_workbook")
        self._sheet = self.document.sheets[name] = OpenSheet()
        self._row = self._column = 0

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
        self._repeats = repeats = _repeats(attributes, "table:number-columns-repeated")
        self._cell_text = 0
        if any(name.startswith(_VALUES) for name in attributes):
            # Empty cells are made only where one follows that holds something.
            self._cells, self._waiting = self._cells + self._waiting + repeats, 0
            self._cell_text = sum(_size(value) for value in attributes.values())
            self._width = self._column + repeats
            rows = _repeats(attributes, "table:number-rows-spanned")
            if rows > 1:
                self._sheet.merged.append(MergedCells(self._column, self._row, self._row + rows - 1))
        else:
            self._cells, self._waiting = self._cells + self._waiting, repeats
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
            self._sheet.formatted.append(FormattedCells(rows, columns, shape))
            self.document.cells += len(rows) * len(columns)

    def read(self, text: str) -> None:
        self._cell_text += _size(text)
        if self._cell is not None:
            self._shown.append(text.strip())

    def leave(self, name: str) -> None:
        if name == "table:table":
            self._tables -= 1
        elif name in _CELLS:
            self._leave_cell()
        elif name in _GROUPS and self._groups:
            self._groups.pop()
        elif name == "table:table-row":
            self._leave_row()

    def _leave_cell(self) -> None:
        self._text += self._cell_text * self._repeats
        self._cell_text = 0
        if self._cell is not None:
            # Excel writes an error as a text or as 0, with only its own words on the cell.
            shown = "".join(self._shown)
            if self._is_error or SHOWN_ERROR.fullmatch(shown):
                self._sheet.broken.append(BrokenCell(*self._cell, "excel_error", shown))
            self._cell = None

    def _leave_row(self) -> None:
        self.document.cells += self._cells
        self.document.text += self._text * self._row_repeats
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
    """A number of repeats as the reader understands it, no further than it counts; 1 for what is none."""
    given = _COUNT.fullmatch(attributes.get(name, "1"))
    if given is None:
        return 1
    return max(min(int(given[1] or 0), _MOST_REPEATS), 1) if len(given[1]) < 12 else _MOST_REPEATS


def _size(text: str) -> int:
    """The bytes of a text."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
