"""Writes tables as an Excel workbook under the contract's own sheet titles and headers.

The same tables give the same bytes on every run: nothing of the clock goes into the file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from fund.schema import BY_CODE, Column, Kind

STAMP = datetime(2024, 1, 1, tzinfo=UTC)
"""The date of everything inside the file."""

WIDEST = 60
NUMBER_FORMATS = {
    Kind.MONEY: "#,##0.00",
    Kind.DATE: "dd/mm/yyyy",
    Kind.MOMENT: "dd/mm/yyyy",
    Kind.SHARE: "0%",
    Kind.CODE: "@",
}
HEADER_FONT = Font(bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="133E76")
TITLE_FONT = Font(bold=True, size=14, color="14213D")
TOTAL_FONT = Font(bold=True)
TOTAL_BORDER = Border(top=Side(style="thin"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one sheet.

    `code` is the schema sheet's, `columns` the schema columns that `rows` fill, in their order; the
    sheet's other columns stay empty. Money is in whole cents, as everywhere in the code. `title`
    stands above the header; `total` gives the cells of a last row « TOTAL », as its author added it up.
    """

    code: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]
    title: str = ""
    total: Mapping[str, float] = field(default_factory=dict)


def write_workbook(path: Path, tables: Sequence[Table]) -> None:
    """Write one workbook, a sheet per table; two tables of the same sheet are a ValueError."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for table in tables:
        title = BY_CODE[table.code].title
        if title in workbook.sheetnames:
            message = f"the sheet {title} stands twice in {path.name}"
            raise ValueError(message)
        _fill(workbook.create_sheet(title), table)
    path.write_bytes(_without_clock(workbook))


def french(text: str) -> str:
    """The text with a no-break space before « : ; ? ! % € » and inside quotation marks."""
    return re.sub(r" (?=[:;?!%€»])|(?<=«) ", "\u00a0", text)


def _fill(sheet: Worksheet, table: Table) -> None:
    columns = BY_CODE[table.code].columns
    header = 1
    if table.title:
        header = 3
        sheet.cell(1, 1, french(table.title)).font = TITLE_FONT
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(header, index, column.header)
        cell.font, cell.fill = HEADER_FONT, HEADER_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = sheet.cell(header + 1, 1)

    for number, values in enumerate(table.rows, start=header + 1):
        given = dict(zip(table.columns, values, strict=True))
        for index, column in enumerate(columns, start=1):
            _put(sheet, (number, index), column, given.pop(column.code, None))
        if given:
            message = f"{table.code} has no column {', '.join(given)}"
            raise ValueError(message)
    if table.total:
        _put_total(sheet, table)
    for index, column in enumerate(columns, start=1):
        cells = [sheet.cell(row, index) for row in range(header, sheet.max_row + 1)]
        sheet.column_dimensions[get_column_letter(index)].width = _width(column, [cell.value for cell in cells])


def _put(sheet: Worksheet, place: tuple[int, int], column: Column, value: object) -> None:
    if value is None:
        return
    if isinstance(value, int) and column.kind is Kind.MONEY:
        value = value / 100
    if isinstance(value, str) and column.kind is Kind.TEXT:
        value = french(value)
    cell = sheet.cell(*place, value)
    cell.alignment = Alignment(vertical="top", wrap_text=column.kind is Kind.TEXT)
    if column.kind in NUMBER_FORMATS:
        cell.number_format = NUMBER_FORMATS[column.kind]


def _put_total(sheet: Worksheet, table: Table) -> None:
    row = sheet.max_row + 1
    for index, column in enumerate(BY_CODE[table.code].columns, start=1):
        _put(sheet, (row, index), column, table.total.get(column.code))
        cell = sheet.cell(row, index)
        cell.font, cell.border = TOTAL_FONT, TOTAL_BORDER
    sheet.cell(row, 1).value = "TOTAL"


def _width(column: Column, values: Sequence[object]) -> int:
    """A width in characters that shows the column's cells, long texts on several lines."""
    shown = [len(line) for value in values if isinstance(value, str) for line in value.splitlines()]
    if any(isinstance(value, date | int | float) for value in values):
        shown.append(len("100 000 000,00") if column.kind is Kind.MONEY else len("31/12/2026"))
    return min(max(shown), WIDEST) + 2


def _without_clock(workbook: Workbook) -> bytes:
    """The saved workbook with `STAMP` wherever openpyxl and zip put the present time."""
    saved, stamped = io.BytesIO(), io.BytesIO()
    workbook.save(saved)
    workbook.properties.created = workbook.properties.modified = STAMP
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(stamped, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = tostring(workbook.properties.to_tree()) if name == "docProps/core.xml" else source.read(name)
            target.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return stamped.getvalue()
