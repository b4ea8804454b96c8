"""Drafts to bytes: .xlsx by openpyxl, .ods and .csv by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fund.model import WorkbookFile
from tests.disguise.draft import Draft, DraftCell, DraftFile, DraftSheet, FileKind

_ODS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(f'xmlns:{name}="{_ODS}:{name}:1.0"' for name in ("office", "table", "text"))


def written(draft: Draft) -> list[WorkbookFile]:
    """The files of a draft."""
    writers = {FileKind.XLSX: xlsx, FileKind.ODS: ods, FileKind.CSV: csv}
    return [WorkbookFile(file.name, writers[file.kind](file)) for file in draft.files]


def xlsx(file: DraftFile) -> bytes:
    """The bytes of a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in file.sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    if all(sheet.hidden for sheet in file.sheets):
        book.create_sheet("Feuil1")  # Excel hides no sheet that is alone
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(target: Worksheet, sheet: DraftSheet) -> None:
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row.cells, start=1):
            if cell.value is not None or cell.fill:
                _write(target, number, place, cell)
        if row.hidden:
            target.row_dimensions[number].hidden = True
    for place, column in enumerate(sheet.columns, start=1):
        if column.hidden:
            target.column_dimensions[get_column_letter(place)].hidden = True
    for row, first, last in sheet.merged:
        number = sheet.number(row)
        target.merge_cells(start_row=number, end_row=number, start_column=first + 1, end_column=last + 1)
    for first, last, code in sheet.merged_down:
        place = sheet.index(code) + 1
        start, end = sheet.number(first), sheet.number(last)
        target.merge_cells(start_row=start, end_row=end, start_column=place, end_column=place)
    if sheet.hidden:
        target.sheet_state = "hidden"


def _write(target: Worksheet, row: int, column: int, cell: DraftCell) -> None:
    there = target.cell(row, column, cell.value)
    if isinstance(cell.value, str):
        there.data_type = "s"  # a text that begins with « = » is a text
    if cell.format != "General":
        there.number_format = cell.format
    if cell.struck or cell.bold:
        there.font = Font(strike=cell.struck, bold=cell.bold)
    if cell.fill:
        there.fill = PatternFill("solid", fgColor=cell.fill)


def csv(file: DraftFile) -> bytes:
    """The bytes of a text table, quoted only where it must be."""
    if file.text is None:
        return csv_text(file.sheets[0], file.separator).encode(file.encoding, errors="replace")
    return file.text.encode(file.encoding, errors="replace")


def csv_text(sheet: DraftSheet, separator: str) -> str:
    """A sheet as Excel saves it in French: decimal commas, days as jj/mm/aaaa."""
    lines = (separator.join(_quoted(as_text(cell), separator) for cell in row.cells) for row in sheet.rows)
    return "\r\n".join(lines) + "\r\n"


def as_text(cell: DraftCell) -> str:
    """A cell as French Excel shows it."""
    match cell.value:
        case None:
            return ""
        case date():
            return f"{cell.value:%d/%m/%Y}"
        case timedelta():
            return f"{cell.value.total_seconds() / 3600:g}".replace(".", ",")
        case float() | int() if cell.format.endswith("%"):
            return f"{cell.value * 100:g} %".replace(".", ",")
        case float():
            return f"{cell.value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
        case _:
            return str(cell.value)


def _quoted(text: str, separator: str) -> str:
    special = any(sign in text for sign in (separator, '"', "\n"))
    return '"' + text.replace('"', '""') + '"' if special else text


def ods(file: DraftFile) -> bytes:
    """The bytes of a LibreOffice workbook, without any style."""
    tables = "".join(f'<table:table table:name="{escape(s.name)}">{_ods_rows(s)}</table:table>' for s in file.sheets)
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest></manifest>")
        archive.writestr("content.xml", f"<office:document-content {_SPACES}>{body}</office:document-content>")
    return target.getvalue()


def _ods_rows(sheet: DraftSheet) -> str:
    return "".join(f"<table:table-row>{_ods_cells(row.cells)}</table:table-row>" for row in sheet.rows)


def _ods_cells(cells: Sequence[DraftCell]) -> str:
    return "".join(map(_ods_cell, cells))


def _ods_cell(cell: DraftCell) -> str:
    match cell.value:
        case None:
            return "<table:table-cell/>"
        case date():
            return f'<table:table-cell office:value-type="date" office:date-value="{cell.value:%Y-%m-%d}"/>'
        case int() | float():
            kind = "percentage" if cell.format.endswith("%") else "float"
            return f'<table:table-cell office:value-type="{kind}" office:value="{cell.value}"/>'
        case _:
            text = escape(str(cell.value))
            return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
