"""Writes tables as an Excel workbook in the product's own form, from text tables or rows made by a script.

A text table is a `.csv` as a person would drop it: the product reads it, and says what it cannot read. The same
tables give the same bytes on every run: nothing of the clock goes into the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from fund.model import Severity, WorkbookFile
from fund.schema import BY_CODE, SHEETS, Column, Kind, Sheet
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.workbook.reading.file_reading import read_file
from fund.workbook.writing.blank_sheet import add_blank_sheet
from fund.workbook.writing.openpyxl_cells import empty_book
from fund.workbook.writing.table_rows import cell_rows

PICTURE, ROW_OF_PICTURE = (160, 120), 96
"""The size of a picture on a sheet in pixels, the height of its row in points."""
TABLES = Path(__file__).parent / "tables"
STAMP = datetime(2024, 1, 1, tzinfo=UTC)
"""The date of everything inside the file."""

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one sheet, a cell for each of its columns, money in euros.

    `title` stands above the header; `total` gives the cells of a last row « TOTAL », as its author added it up.
    `pictures` lie over the first column that may hold one, row by row.
    """

    sheet: Sheet
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    total: Mapping[str, float] = field(default_factory=dict)
    pictures: Sequence[bytes] = ()


def table(code: str, columns: str, rows: Iterable[Sequence[Any]], *, title: str = "") -> Table:
    """Rows that a script has made: `columns` are the codes of those they fill, money is in whole cents."""
    sheet = BY_CODE[code]
    filled = [sheet.column(name) for name in columns.split()]
    made = [{column.code: _cell(column, value) for column, value in zip(filled, row, strict=True)} for row in rows]
    return Table(sheet=sheet, rows=[[row.get(column.code) for column in sheet.columns] for row in made], title=title)


def _cell(column: Column, value: Any) -> Cell:
    return value / 100 if column.kind is Kind.MONEY and value is not None else value


def tables_of(fund: str, workbook: str) -> list[Table]:
    """The text tables of one of a fund's workbooks. Raises ValueError for one that cannot be read whole."""
    return [_read(file) for file in sorted((TABLES / fund / workbook).glob("*.csv"))]


def write_workbook(path: Path, tables: Sequence[Table]) -> None:
    """Write one workbook, its sheets in the order of the contract."""
    book = empty_book()
    for each in sorted(tables, key=lambda each: SHEETS.index(each.sheet)):
        add_blank_sheet(book, each.sheet, WORKBOOK_LANGUAGE)
        _fill(book[each.sheet.title], each)
    path.write_bytes(_without_clock(book))


def _read(file: Path) -> Table:
    sheet = BY_CODE[file.stem]
    reading = read_file(WorkbookFile(f"{sheet.title}.csv", file.read_bytes()))
    if faults := [each for each in reading.findings if each.severity is Severity.ERROR]:
        raise ValueError(f"{file}: {faults}")
    return Table(sheet=sheet, rows=cell_rows(reading.tables[0].frame, sheet))


def _fill(sheet: Worksheet, table: Table) -> None:
    styles = [(cell.number_format, copy(cell.alignment)) for cell in sheet[2]]
    total = [table.total.get(column.code) for column in table.sheet.columns]
    rows = [*table.rows, ["TOTAL", *total[1:]]] if table.total else table.rows
    for cell in sheet[1]:
        cell.comment = None
    for number, row in enumerate(rows, start=2):
        for index, (value, (number_format, alignment)) in enumerate(zip(row, styles, strict=True), start=1):
            cell = sheet.cell(number, index, value)
            cell.number_format, cell.alignment = number_format, copy(alignment)
    if table.total:
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
    _lay(sheet, table)
    if table.title:
        sheet.insert_rows(1, 2)
        sheet.cell(1, 1, table.title).font = Font(bold=True, size=14)
        sheet.freeze_panes = "A4"


def _lay(sheet: Worksheet, table: Table) -> None:
    """Lay each picture over its cell, in a row that is high enough."""
    for number, content in enumerate(table.pictures, start=2):
        column = next(at for at, each in enumerate(table.sheet.columns, start=1) if each.holds_picture)
        picture = Image(io.BytesIO(content))
        picture.width, picture.height = PICTURE
        sheet.add_image(picture, f"{get_column_letter(column)}{number}")
        sheet.row_dimensions[number].height = ROW_OF_PICTURE
        sheet.column_dimensions[get_column_letter(column)].width = 24


def _without_clock(book: Workbook) -> bytes:
    """The saved workbook with `STAMP` wherever openpyxl and zip put the present time."""
    saved, stamped = io.BytesIO(), io.BytesIO()
    book.save(saved)
    book.properties.created = book.properties.modified = STAMP
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(stamped, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = tostring(book.properties.to_tree()) if name == "docProps/core.xml" else source.read(name)
            target.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return stamped.getvalue()
