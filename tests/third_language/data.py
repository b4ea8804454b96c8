"""The shipped funds in scripts of their own, so that what comes from a workbook is known at a glance.

What the workbooks tell in words is Cyrillic; their titles, headers and choices are in letters of full width,
which reading takes for the plain ones.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fund.schema import SHEETS, Kind, folded
from fund.workbook.reading.row_labels import total_label

_LATIN = string.ascii_lowercase + string.ascii_uppercase
_CYRILLIC = "абцдефгхийклмнопярстувшжызАБЦДЕФГХИЙКЛМНОПЯРСТУВШЖЫЗ"
CYRILLIC: Mapping[int, str] = MappingProxyType(str.maketrans(dict(zip(_LATIN, _CYRILLIC, strict=True))))
WIDE: Mapping[int, str] = MappingProxyType({ord(letter): chr(ord(letter) + 0xFEE0) for letter in _LATIN})


def cyrillic(text: str) -> str:
    """The text letter by letter in Cyrillic, without accents."""
    return _bare(text).translate(CYRILLIC)


def wide(text: str) -> str:
    """The text in letters of full width, without accents."""
    return _bare(text).translate(WIDE)


def put_in_other_scripts(source: Path, folder: Path, *, invented: str) -> None:
    """Write every fund of `source` into `folder`, one folder each, the invented one like the others."""
    assert (source / invented).is_dir()
    for file in sorted(source.glob("*/*.xlsx")):
        target = folder / file.parent.name / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(in_other_scripts(file.read_bytes()))


def in_other_scripts(workbook: bytes) -> bytes:
    """The workbook with all that it tells and calls by name in these scripts."""
    book, content = load_workbook(BytesIO(workbook)), BytesIO()
    for sheet in book:
        _rewrite(sheet)
    book.save(content)
    return content.getvalue()


def _rewrite(sheet: Worksheet) -> None:
    columns = next(schema.columns for schema in SHEETS if schema.title == sheet.title)
    kinds = {folded(column.header): column.kind for column in columns}
    head = next(row for row in sheet.iter_rows() if folded(str(row[0].value)) == folded(columns[0].header))
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        for top, cell in zip(head, row, strict=True):
            if isinstance(cell.value, str):
                cell.value = _rewritten(cell.value, kinds.get(folded(str(top.value))))
    for cell in head:
        cell.value = wide(str(cell.value))
    sheet.title = wide(sheet.title)


def _rewritten(text: str, kind: Kind | None) -> str:
    if total_label(text):
        return wide(text)
    if kind is Kind.TEXT:
        return cyrillic(text)
    return wide(text) if kind in (Kind.CHOICE, Kind.BOOLEAN) else text


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("ł", "l"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
