"""A table of text (.csv, .txt) as the one sheet of a workbook: parted by `;`, `,`, tabs or `|`."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import StringIO
from pathlib import PurePath

from fund.schema import SHEETS, Column, Kind, Sheet
from fund.workbook.door.refusal import LIMITS, RefusedError
from fund.workbook.door.text_encoding import decoded
from fund.workbook.reading.headers.header import find_header, sheets_named

DELIMITERS = (";", ",", "\t", "|")

_NUMBERS = frozenset((Kind.MONEY, Kind.NUMBER, Kind.SHARE))
_BARE = re.compile(r"\s*\d+(?:\.\d+)?\s*[€%]?\s*")
_CUT = re.compile(r"\s*-?(?:\d+,\d{2}|\d{1,3},\d{3}(?:\.\d+)?)\s*[€%]?\s*")
_SAMPLE = 100
"""Lines by which a table's delimiter is told."""
_STATED = re.compile(r"sep=([;,\t|])(?:\r\n|\n|\r)", re.IGNORECASE)
"""A first line for Excel, which does not show it."""


@dataclass(frozen=True, slots=True)
class StrayQuote:
    """A quote that would make one cell of several, or one row: the row it stands in, from 0, and its line."""

    row: int
    line: str


@dataclass(frozen=True, slots=True)
class TextTable:
    """The rows of a table of text, made equally wide; `widths` are how many cells each is written with."""

    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    stray_quotes: tuple[StrayQuote, ...]
    delimiter: str


def delimited_table(name: str, content: bytes) -> TextTable:
    """The table, parted by what shows the most headers of the contract.

    Raises RefusedError `empty_file`, `too_many_columns`, `too_many_cells`, or `not_a_workbook` for what is no text.
    """
    text = decoded(content)
    if not text.strip():
        raise RefusedError("empty_file")
    stated = _STATED.match(text)
    if stated:
        return _table(list(StringIO(text[stated.end() :], newline="")), stated[1], PurePath(name).stem)
    lines = list(StringIO(text, newline=""))
    samples, faults = {}, []
    for delimiter in DELIMITERS:
        try:
            samples[delimiter] = _table(lines[:_SAMPLE], delimiter, PurePath(name).stem).rows
        except RefusedError as error:
            faults.append(error)
    if not samples:
        raise faults[0]
    fits = {key: (max(_fit(rows, schema) for schema in SHEETS), len(rows[0])) for key, rows in samples.items()}
    return _table(lines, max(fits, key=lambda delimiter: fits[delimiter]), PurePath(name).stem)


def delimited_title(name: str, rows: Sequence[Sequence[object]]) -> str:
    """The title of the sheet that the table is, by the file's name, else by its headers; else the file's name.

    Headers alone tell a sheet when all of them are its own: a list of somebody else's grants has a day, a purpose and
    an amount like a list of costs.
    """
    stem = PurePath(name).stem
    named = sheets_named(stem)
    best = max(named or SHEETS, key=lambda schema: _fit(rows, schema))
    return best.title if named or _is_whole(rows, best) else stem


def _is_whole(rows: Sequence[Sequence[object]], schema: Sheet) -> bool:
    header = find_header(rows, schema)
    if header is None or not schema.required_columns <= header.known.keys():
        return False
    return len(header.known) == len(header.headings)


def overlong_rows(table: TextTable, *, header: int) -> Iterator[int]:
    """The rows below the header row, from 0, that are written with more cells than it.

    An empty cell at the end of every row is how some programs write.
    """
    width, counts = table.widths[header], Counter(table.widths[header + 1 :])
    usual = min(counts, key=lambda cells: (-counts[cells], cells), default=0)
    for row in range(header + 1, len(table.rows)):
        if table.widths[row] > width and (table.widths[row] > usual or any(table.rows[row][width:])):
            yield row


def unsplit_rows(table: TextTable, *, header: int) -> Iterator[int]:
    """The rows below the header row, from 0, that another delimiter parts: all their cells stand in the first one."""
    others = [delimiter for delimiter in DELIMITERS if delimiter != table.delimiter]
    wanted = max(2, table.widths[header] - 2)
    for row in range(header + 1, len(table.rows)):
        first, *rest = table.rows[row]
        if not any(rest) and any(first.count(delimiter) >= wanted for delimiter in others):
            yield row


def split_numbers(table: TextTable, columns: Mapping[int, Column], *, header: int) -> Iterator[tuple[int, int]]:
    """The rows and columns, from 0, of numbers that a comma seems to have cut: 12,50 in the place of 12 and a remark.

    Only where no other row has a bare number in the place of the remark.
    """
    if table.delimiter != ",":
        return
    for index, column in columns.items():
        if column.kind not in _NUMBERS or (index + 1 in columns and columns[index + 1].kind is not Kind.TEXT):
            continue
        bare = {
            row: table.rows[row][index]
            for row in range(header + 1, len(table.rows))
            if index + 1 < table.widths[row] and _BARE.fullmatch(table.rows[row][index + 1])
        }
        if bare and all(_CUT.fullmatch(f"{cell},{table.rows[row][index + 1]}") for row, cell in bare.items()):
            yield from ((row, index) for row in bare)


def _fit(rows: Sequence[Sequence[object]], schema: Sheet) -> tuple[int, int]:
    """How well the table fits a sheet: whether its required columns are there, and how many are known."""
    header = find_header(rows, schema)
    if header is None:
        return (0, 0)
    return (int(schema.required_columns <= header.known.keys()), len(header.known))


def _table(lines: Sequence[str], delimiter: str, sheet: str) -> TextTable:
    parting = _Parting(lines, delimiter)
    parting.part()
    rows = parting.rows
    width = max(map(len, rows), default=0)
    if width > LIMITS.columns:
        raise RefusedError("too_many_columns", {"sheet": sheet, "columns": width, "limit": LIMITS.columns})
    if width * len(rows) > LIMITS.cells:
        raise RefusedError("too_many_cells", {"limit": LIMITS.cells})
    widths = [len(row) for row in rows]
    return TextTable([row + [""] * (width - len(row)) for row in rows], widths, tuple(parting.stray), delimiter)


@dataclass(eq=False)
class _Parting:
    """The lines parted into rows of cells. A quote that swallows whole lines is taken for a sign like any other."""

    lines: Sequence[str]
    delimiter: str
    rows: list[list[str]] = field(default_factory=list)
    stray: list[StrayQuote] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Tell how many delimiters a line usually has, those in a quoted cell such as "154,1" not counted."""
        counts = Counter(count for line in self.lines[:_SAMPLE] if (count := self._delimiters(line)))
        self._usual = counts.most_common(1)[0][0] if counts else 0

    def part(self) -> None:
        """Read all lines; after a stray quote, begin anew at the line below."""
        start = swallowed = 0
        while start < len(self.lines):
            start, swallowed = self._part_from(start, swallowed)

    def _part_from(self, start: int, swallowed: int) -> tuple[int, int]:
        """Read on until a stray quote; returns the line to begin anew at, and the last one that the quote reached."""
        lines = map(self.lines.__getitem__, range(start, len(self.lines)))
        reader = csv.reader(lines, delimiter=self.delimiter)
        first = start
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:  # a cell that would be longer than any
                row = []
                if first + reader.line_num - start < 2:
                    raise RefusedError("not_a_workbook") from error
            if row is None:
                return len(self.lines), swallowed
            place = first + reader.line_num
            if self._is_stray(start, place, row):
                self._take_line(start)
                return start + 1, place
            self.rows.append(row if start >= swallowed else [cell.replace('"', "") for cell in row])
            start = place

    def _is_stray(self, start: int, end: int, row: Sequence[str]) -> bool:
        """Whether a row made of these lines is several that a quote holds together."""
        lines = self.lines[start:end]
        if len(lines) == 1:
            if '"' not in lines[0]:
                return False
            several = len(row) <= self._usual and lines[0].count(self.delimiter) == self._usual
            return several or (end == len(self.lines) and _is_open(lines[0], self.delimiter))
        if not _is_sound(lines, self.delimiter):
            return True
        whole = [line for line in lines if self._usual in {line.count(self.delimiter), self._delimiters(line)}]
        if self._usual < 2:
            whole = [line for line in whole if _ends_with_number(line, self.delimiter)]
        return len(whole) >= 2

    def _delimiters(self, line: str) -> int:
        """How many delimiters part the line, read by itself."""
        if '"' in line:
            with suppress(csv.Error):  # a cell that would be longer than any
                return len(next(csv.reader([line], delimiter=self.delimiter), [])) - 1
        return line.count(self.delimiter)

    def _take_line(self, start: int) -> None:
        """A line with its stray quote as a row of its own."""
        line = self.lines[start]
        cells = next(csv.reader([line.replace('"', "", 1)], delimiter=self.delimiter), [])
        if len(cells) != self._usual + 1:
            parted = csv.reader([line], delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
            cells = [cell.strip('"') for cell in next(parted, [])]
        self.stray.append(StrayQuote(len(self.rows), line.strip()))
        self.rows.append(cells)


def _is_sound(lines: Sequence[str], delimiter: str) -> bool:
    """Whether every quote of these lines opens or closes a cell."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


def _is_open(line: str, delimiter: str) -> bool:
    """Whether a quote of the line is never closed: what follows would belong to its cell."""
    return len(list(csv.reader([line, ""], delimiter=delimiter))) == 1


def _ends_with_number(line: str, delimiter: str) -> bool:
    last = line.rpartition(delimiter)[2].strip().strip('"')
    return any(map(str.isdigit, last)) and not any(map(str.isalpha, last))
