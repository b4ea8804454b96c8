"""Forms filled with rows, as the XML of their sheets.

Written straight, cell by cell as text: openpyxl takes five times longer and keeps 16 digits of a number
that may need 17.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from fund.workbook.door.package import open_package
from fund.workbook.writing.cell_values import CellValue
from fund.workbook.writing.safe_text import excel_text

_SECOND_ROW = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
_STYLE = re.compile(rb'<c r="[A-Z]+2"(?: s="(\d+)")?')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_BEFORE_EXCEL = date(1899, 12, 30).toordinal()


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
