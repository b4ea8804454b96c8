"""The data of a fund as one clean workbook, which reads back as the same data."""

from __future__ import annotations

from openpyxl import Workbook

from fund.model import Dataset
from fund.schema import SHEETS
from fund.wording import Language
from fund.workbook.writing.blank_sheet import add_form, add_lists
from fund.workbook.writing.cell_values import written_rows
from fund.workbook.writing.sheet_writer import filled


def export(dataset: Dataset, language: Language = "fr") -> bytes:
    """An .xlsx in the template's form, a sheet for each table that is present, rows in their order.

    Headers and cells are in French, the only language workbooks are kept in; `language` is that of the
    comments. TOTAL rows are not data and stay out. An empty dataset gives the three required sheets.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = [schema for schema in SHEETS if schema.code in dataset.present]
    for schema in sheets or [schema for schema in SHEETS if schema.required]:
        add_form(book, schema, language)
    add_lists(book, language)
    return filled(book, {schema.title: written_rows(dataset.table(schema.code), schema) for schema in sheets})
