"""A donor's year as a workbook to keep: every table on a sheet of its own, with the row that each line comes from."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from fund.donor.year_tables import Cell, Euros, YearTable
from fund.metric import Unit
from fund.pack.office_text import of_unit, one_line, saved, tag
from fund.pack.sheet_tables import Content, Value, put_heads, put_table, set_page
from fund.wording import Language, words
from fund.workbook.writing.openpyxl_cells import LONGEST_TITLE

_WIDE, _SLIM, _LONG = 30, 16, 60
_SIZES = {"missing": _LONG, "reason": 44, "amount": _SLIM, "day": 12, "country_code": 10, "sector": 12, "agreed_on": 14}


def year_workbook(
    tables: Sequence[YearTable], language: Language, *, title: str, said: Sequence[str], marks: Sequence[str]
) -> bytes:
    """The .xlsx: tables without rows are left out. `said` is a sheet of its own, `marks` stand on every one."""
    book = Workbook()
    first: Any = book.worksheets[0]
    first.title = words("donor.year.tables.payments", language)[:LONGEST_TITLE]
    for table in tables:
        if not table.rows and table.code != "payments":
            continue
        sheet: Any = first if table.code == "payments" else book.create_sheet(table.title[:LONGEST_TITLE])
        _fill(sheet, table, language, lines=[one_line(title), table.title], marks=marks)
    heading = words("donor.year.tables.rules", language)
    rules = YearTable(code="rules", title=heading, headings=(heading,), rows=tuple((text,) for text in said if text))
    _fill(book.create_sheet(heading), rules, language, lines=[one_line(title)], marks=marks)
    about = book.properties
    about.title, about.language = one_line(title), tag(language)
    about.creator = about.lastModifiedBy = words("workbook.author", language)
    return saved(book)


def year_archive(workbook: bytes, published: bytes, *, name: str) -> bytes:
    """The workbook and the file to publish, zipped under a common name."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.xlsx", workbook)
        archive.writestr(f"{name}-scdl.csv", published)
    return written.getvalue()


def _fill(sheet: Any, table: YearTable, language: Language, *, lines: Sequence[str], marks: Sequence[str]) -> None:
    at = put_heads(sheet, lines, marks)
    places = [words(f"donor.year.columns.{name}", language) for name in ("file", "sheet", "row")]
    headings = [*table.headings, *(places if table.places else ())]
    rows = [
        [_content(cell, language) for cell in row]
        + ([table.places[number].file, table.places[number].sheet, table.places[number].row] if table.places else [])
        for number, row in enumerate(table.rows)
    ]
    wide = {words(f"donor.year.columns.{code}", language): width for code, width in _SIZES.items()}
    wide[words("donor.year.tables.rules", language)] = 110
    widths = [wide.get(heading, 8 if heading == places[-1] else _WIDE) for heading in headings]
    put_table(sheet, at, headings, rows, widths)
    set_page(sheet, widths, headings=at, across=2 if len(headings) > 10 else 1)


def _content(cell: Cell, language: Language) -> Content | Value:
    if isinstance(cell, Euros):
        return Value(cell.cents / 100, of_unit(Unit.CENTS, language))
    return one_line(cell) if isinstance(cell, str) else cell
