"""A table written to a workbook that reads back as the same table: its values as cells, its cells in a form.

Rows are written straight, cell by cell as text, into the XML of a form's sheet: openpyxl takes five times longer and
keeps 16 digits of a number that may need 17.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from fund.model import Moment, Precision
from fund.schema import Column, Kind, Sheet
from fund.wording import moment
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.workbook.door.package import open_package
from fund.workbook.reading.data_rows import sort_rows
from fund.workbook.reading.grid import Grid
from fund.workbook.reading.row_labels import AS_IT_IS
from fund.workbook.writing.openpyxl_cells import excel_text

CellValue = str | int | float | date | None

_WORDS = frozenset((Kind.TEXT, Kind.CODE, Kind.CURRENCY))
_EXACT_CENTS = 10**15
"""Beyond it, an amount in euros has more digits than Excel keeps of a number: it is written as text."""
_SECOND_ROW = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
_STYLE = re.compile(rb'<c r="[A-Z]+2"(?: s="(\d+)")?')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_BEFORE_EXCEL = date(1899, 12, 30).toordinal()


def cell_rows(frame: pd.DataFrame, schema: Sheet) -> list[list[CellValue]]:
    """The rows of a table, a cell for each of the sheet's columns.

    A row without any value, and one that would pass for a total, a note or an example, begins with a mark that
    nobody sees and reading takes away.
    """
    columns = [_written_column(frame, schema, column) for column in schema.columns]
    rows = [list(cells) for cells in zip(*columns, strict=True)]
    while strange := _not_read_as_data(rows, schema):
        for row in strange:
            _mark(rows[row], schema)
    return rows


def _not_read_as_data(rows: Sequence[Sequence[CellValue]], schema: Sheet) -> list[int]:
    """The rows that reading would leave out or doubt."""
    grid = Grid(schema.title, [["" if cell is None else cell for cell in row] for row in rows])
    read = sort_rows(grid, dict(enumerate(schema.columns)), start=0, broken=())
    return sorted({*range(len(rows))} - ({*read.data} - {*read.doubtful}))


def _mark(row: list[CellValue], schema: Sheet) -> None:
    """Mark the first text of a row; where it has none, the first cell that may hold one."""
    texts = [index for index, cell in enumerate(row) if isinstance(cell, str)]
    words = next(index for index, column in enumerate(schema.columns) if column.kind in _WORDS)
    index = texts[0] if texts else words
    row[index] = f"{AS_IT_IS}{row[index] or ''}"


def _written_column(frame: pd.DataFrame, schema: Sheet, column: Column) -> Sequence[CellValue]:
    values = frame[column.code]
    if column.kind is Kind.MOMENT:
        pairs = zip(values, frame[f"{column.code}_precision"], strict=True)
        return [None if pd.isna(value) else _moment(value.date(), Precision(precision)) for value, precision in pairs]
    write = _writer(column)
    return [None if pd.isna(value) else write(value) for value in values.tolist()]


def _writer(column: Column) -> Callable[..., CellValue]:
    if column.kind is Kind.CHOICE:
        return {choice.code: choice.label for choice in column.choices}.__getitem__
    return _WRITERS.get(column.kind, str)


def _euros(cents: int) -> CellValue:
    return cents / 100 if abs(cents) < _EXACT_CENTS else f"{Decimal(cents) / 100:.2f}".replace(".", ",")


def _moment(day: date, precision: Precision) -> CellValue:
    return day if precision is Precision.DAY else moment(Moment(day, precision), WORKBOOK_LANGUAGE)


_WRITERS: Mapping[Kind, Callable[..., CellValue]] = {
    Kind.MONEY: _euros,
    Kind.SHARE: float,
    Kind.INTEGER: int,
    Kind.NUMBER: float,
    Kind.DATE: pd.Timestamp.date,
    Kind.BOOLEAN: lambda value: "oui" if value else "non",
}


def with_rows(book: Workbook, rows: Mapping[str, Sequence[Sequence[CellValue]]]) -> bytes:
    """The book with these rows, by sheet title, from row 2 on, in the styles of the sheet's own row 2."""
    form, full = BytesIO(), BytesIO()
    book.save(form)
    with open_package(form.getvalue()) as package, ZipFile(full, "w", ZIP_DEFLATED) as target:
        titles = {member: title for title, member in package.members.items()}
        for name in package.archive.namelist():
            content = package.archive.read(name)
            if (title := titles.get(name)) in rows:
                content = _with_rows(content, rows[str(title)])
            target.writestr(name, content)
    return full.getvalue()


def _with_rows(xml: bytes, rows: Sequence[Sequence[CellValue]]) -> bytes:
    second = _SECOND_ROW.search(xml)
    if second is None:
        message = "a form has a second row that gives the styles"
        raise ValueError(message)
    styles = [int(style) if style else 0 for style in _STYLE.findall(second[0])]
    columns = [(f'<c r="{get_column_letter(i)}', f'" s="{style}"') for i, style in enumerate(styles, start=1)]
    body = "".join(_row(number, cells, columns) for number, cells in enumerate(rows, start=2)).encode()
    last = f"{get_column_letter(len(styles))}{len(rows) + 1}".encode()
    full = xml[: second.start()] + body + xml[second.end() :]
    return _DIMENSION.sub(b'<dimension ref="A1:' + last + b'"', full, count=1)


def _row(number: int, cells: Sequence[CellValue], columns: Sequence[tuple[str, str]]) -> str:
    written = [
        f"{opening}{number}{style}{_content(value)}</c>"
        for (opening, style), value in zip(columns, cells, strict=True)
        if value is not None
    ]
    return f'<row r="{number}">{"".join(written)}</row>'


def _content(value: CellValue) -> str:
    if isinstance(value, str):
        return f' t="inlineStr"><is><t xml:space="preserve">{escape(excel_text(value))}</t></is>'
    return f"><v>{value.toordinal() - _BEFORE_EXCEL if isinstance(value, date) else repr(value)}</v>"
