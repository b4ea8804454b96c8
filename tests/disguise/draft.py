"""A fund's files before they are written: sheets of rows of cells, which disguises change.

Rows and sheets are known by identity: what is inserted above a row later does not lose it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from tests.disguise.made_fund import MadeFund, Record


class RowKind(Enum):
    """What a row of a sheet is."""

    ABOVE = auto()  # titles and the like, above the header
    HEADER = auto()
    DATA = auto()
    OTHER = auto()  # totals, notes, empty rows


class FileKind(Enum):
    """How a file is written."""

    XLSX = ".xlsx"
    ODS = ".ods"
    CSV = ".csv"


@dataclass(eq=False)
class DraftCell:
    """One cell: what it holds, how Excel formats it."""

    value: object = None
    format: str = "General"
    struck: bool = False
    bold: bool = False
    fill: str = ""


@dataclass(eq=False)
class DraftColumn:
    """A column of a sheet; `code` is empty where the contract does not know it."""

    code: str = ""
    hidden: bool = False


@dataclass(eq=False)
class DraftRow:
    """A row; `record` is the fund's row that a row of data stands for."""

    kind: RowKind
    cells: list[DraftCell]
    record: Record | None = None
    hidden: bool = False


@dataclass(eq=False)
class DraftSheet:
    """A sheet of one table (`table` is empty for a sheet that is none).

    `merged` are cells merged over columns: a row, the first and the last place. `merged_down` are cells of a column
    merged over the rows from one to another, all of which keep their value here.
    """

    name: str
    table: str = ""
    columns: list[DraftColumn] = field(default_factory=list)
    rows: list[DraftRow] = field(default_factory=list)
    hidden: bool = False
    merged: list[tuple[DraftRow, int, int]] = field(default_factory=list)
    merged_down: list[tuple[DraftRow, DraftRow, str]] = field(default_factory=list)

    @property
    def header(self) -> DraftRow:
        """The row of the columns' headers, the last one where there are two."""
        return [row for row in self.rows if row.kind is RowKind.HEADER][-1]

    @property
    def data(self) -> list[DraftRow]:
        """The rows of data, in order."""
        return [row for row in self.rows if row.kind is RowKind.DATA]

    def index(self, code: str) -> int:
        """The place of a column from 0; raises StopIteration where the sheet does not have it."""
        return next(place for place, column in enumerate(self.columns) if column.code == code)

    def has(self, *codes: str) -> bool:
        """Whether the sheet has all these columns."""
        return {*codes} <= {column.code for column in self.columns}

    def cell(self, row: DraftRow, code: str) -> DraftCell:
        """The cell of a row in a column."""
        return row.cells[self.index(code)]

    def number(self, row: DraftRow) -> int:
        """The row's number in Excel; raises ValueError where it is not in this sheet."""
        return self.rows.index(row) + 1

    def line(self, kind: RowKind, **values: object) -> DraftRow:
        """A new row, with these values by column code."""
        row = DraftRow(kind, [DraftCell() for _ in self.columns])
        for code, value in values.items():
            self.cell(row, code).value = value
        return row

    def text_line(self, kind: RowKind, text: str, place: int = 0) -> DraftRow:
        """A new row with one text."""
        row = self.line(kind)
        row.cells[place].value = text
        return row

    def below(self, *rows: DraftRow) -> None:
        """Add rows under the table."""
        self.rows.extend(rows)

    def above(self, *rows: DraftRow) -> None:
        """Add rows above all that is there."""
        self.rows[:0] = rows

    def insert_column(self, place: int, code: str, header: object) -> int:
        """Add a column before the one at `place` and return its place."""
        self.columns.insert(place, DraftColumn(code))
        for row in self.rows:
            row.cells.insert(place, DraftCell(header if row is self.header else None))
        return place

    def drop_column(self, code: str) -> None:
        """Leave out a column."""
        place = self.index(code)
        del self.columns[place]
        for row in self.rows:
            del row.cells[place]


@dataclass(eq=False)
class DraftFile:
    """A file of sheets; a text table has one sheet, and `text` once a disguise has written it itself."""

    name: str
    sheets: list[DraftSheet]
    kind: FileKind = FileKind.XLSX
    separator: str = ";"
    encoding: str = "utf-8-sig"
    text: str | None = None


@dataclass(eq=False)
class Draft:
    """All files of a fund."""

    fund: MadeFund
    files: list[DraftFile]

    def sheets(self, tables: Sequence[str] = ()) -> list[DraftSheet]:
        """The sheets of these tables (all sheets without any) that still stand in a workbook."""
        books = [file for file in self.files if file.kind is FileKind.XLSX]
        return [sheet for file in books for sheet in file.sheets if not tables or sheet.table in tables]

    def file_of(self, sheet: DraftSheet) -> DraftFile:
        """The file that holds a sheet; raises LookupError when none does."""
        for file in self.files:
            if sheet in file.sheets:
                return file
        raise LookupError(sheet.name)

    def sheet_of(self, row: DraftRow) -> DraftSheet:
        """The sheet that holds a row; raises LookupError when none does."""
        for file in self.files:
            for sheet in file.sheets:
                if row in sheet.rows:
                    return sheet
        raise LookupError("no such row")
