"""Where a cell stands while a sheet's tags go by: by its address, else after the cell before it, as in the reader."""

from __future__ import annotations

import re

from openpyxl.utils import column_index_from_string, get_column_letter

_ADDRESS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_TAG = re.compile(rb"<(/?)((?:\w{1,20}:)?)(row|c)(?=[\s/>])([^<>]*?)(/?)>")
_WRITTEN = re.compile(rb"""\sr\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROW = re.compile(rb"""<(?:\w{1,20}:)?row\s[^<>]*?\br=["'](\d{1,7})["']""")
_END_OF_ROWS = re.compile(rb"</(?:\w{1,20}:)?sheetData>")
_VALUE = re.compile(rb"<(?:\w{1,20}:)?(?:v|f|is)[\s/>]")
_LAST_COLUMN = 18_278


class CellPlace:
    """The row and column of the cell that is open, and the row that is, counted from 0.

    `is_addressed` is whether every cell so far had its address.
    """

    def __init__(self) -> None:
        """At the first cell of the sheet."""
        self.row = self.column = 0
        self.open_row = 0
        self.is_addressed = True
        self._next_column = 0

    def enter_row(self, address: str) -> None:
        """A row opens, with its number as written or nothing."""
        if address.isdecimal() and 0 < len(address) < 10:
            self.open_row = max(int(address) - 1, 0)

    def leave_row(self) -> None:
        """The row ends."""
        self.open_row += 1
        self._next_column = 0

    def enter_cell(self, address: str) -> None:
        """A cell opens, with its address as written or nothing."""
        if found := _ADDRESS.fullmatch(address):
            self.row, self.column = int(found[2]) - 1, column_index_from_string(found[1]) - 1
            self._next_column = self.column
        else:
            self.row, self.column = self.open_row, self._next_column
            self.is_addressed = False

    def leave_cell(self) -> None:
        """The cell ends."""
        self._next_column += 1


def with_addresses(xml: bytes) -> bytes:
    """A sheet's XML in which every row and cell has its address."""
    place = CellPlace()

    def addressed(tag: re.Match[bytes]) -> bytes:
        end, prefix, name, attributes, empty = tag.groups()
        is_row = name == b"row"
        if end:
            (place.leave_row if is_row else place.leave_cell)()
            return tag[0]
        written = _WRITTEN.search(attributes)
        given = (written[1] or written[2] or b"").decode("ascii", "replace") if written else ""
        (place.enter_row if is_row else place.enter_cell)(given)
        address = str(place.open_row + 1) if is_row else _address(place)
        if empty:
            (place.leave_row if is_row else place.leave_cell)()
        return tag[0] if written else b'<%b%b r="%b"%b%b>' % (prefix, name, address.encode(), attributes, empty)

    return _TAG.sub(addressed, xml)


def without_rows_below(xml: bytes, last: int) -> bytes:
    """A sheet's XML without the rows at its end, empty ones, whose number is above `last`."""
    start = 0
    for row in _ROW.finditer(xml):
        if int(row[1]) <= last:
            start = 0
        elif not start:
            start = row.start()
    end = _END_OF_ROWS.search(xml, start)
    if not start or end is None or _VALUE.search(xml, start, end.start()):
        return xml
    return xml[:start] + xml[end.start() :]


def _address(place: CellPlace) -> str:
    return f"{get_column_letter(min(place.column + 1, _LAST_COLUMN))}{place.row + 1}"
