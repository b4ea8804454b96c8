"""A fund's workbook made from the contract: a template to start from, or the export of its data.

The template has instructions, then a form for every sheet. Each form begins with an example line. Its first
text begins with « Exemple : », by which reading knows it and passes over it with a warning, so that it can
never be published by mistake.
"""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from fund.model import Dataset
from fund.schema import SHEETS, Sheet
from fund.wording import Language, words
from fund.wording.contract import WORKBOOK_LANGUAGE, row_meaning, sheet_title
from fund.workbook.reading.row_labels import EXAMPLE
from fund.workbook.reading.table import READERS, to_frame
from fund.workbook.writing.blank_sheet import add_blank_sheet, add_drop_down_lists
from fund.workbook.writing.openpyxl_cells import LINE_HEIGHT, empty_book, height_of, print_on_one_width, put_text
from fund.workbook.writing.table_rows import CellValue, cell_rows, with_rows

_INSTRUCTIONS_WIDTH = 110


def template(language: Language) -> bytes:
    """The .xlsx. Sheet titles and headers are French, as read; instructions and comments in `language`."""
    book = _new_book(language)
    _add_instructions(book, language)
    for schema in SHEETS:
        add_blank_sheet(book, schema, language, example=True)
    add_drop_down_lists(book, language)
    return with_rows(book, {schema.title: [_example(schema)] for schema in SHEETS})


def export(dataset: Dataset, language: Language = WORKBOOK_LANGUAGE) -> bytes:
    """An .xlsx in the template's form, a sheet for each table that is present, rows in their order.

    Headers and cells are in French, the only language workbooks are kept in; `language` is that of the
    comments. TOTAL rows are not data and stay out. An empty dataset gives the three required sheets.
    """
    book = _new_book(language)
    sheets = [schema for schema in SHEETS if schema.code in dataset.present]
    for schema in sheets or [schema for schema in SHEETS if schema.required]:
        add_blank_sheet(book, schema, language)
    add_drop_down_lists(book, language)
    return with_rows(book, {schema.title: cell_rows(dataset.table(schema.code), schema) for schema in sheets})


def _new_book(language: Language) -> Workbook:
    book = empty_book()
    book.properties.creator = words("workbook.author", language)
    return book


def _example(schema: Sheet) -> list[CellValue]:
    """The examples of the contract, typed as their columns are."""
    typed = {column.code: READERS[column.kind](column, [column.example or ""]) for column in schema.columns}
    (row,) = cell_rows(to_frame(typed, [2]), schema)
    first = next(index for index, cell in enumerate(row) if isinstance(cell, str))
    row[first] = EXAMPLE + str(row[first])
    return row


def _add_instructions(book: Workbook, language: Language) -> None:
    sheet = book.create_sheet(words("workbook.template.instructions", language))
    sheet.column_dimensions["A"].width = _INSTRUCTIONS_WIDTH
    print_on_one_width(sheet)
    lines = [words("workbook.template.title", language), "", *_steps(language), ""]
    lines += [words("workbook.template.sheets", language), *(_about(schema, language) for schema in SHEETS)]
    for row, line in enumerate(lines, start=1):
        cell = sheet.cell(row, 1)
        put_text(cell, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = height_of([(line, _INSTRUCTIONS_WIDTH)])
    for row, size in ((1, 14), (lines.index(words("workbook.template.sheets", language)) + 1, 12)):
        sheet.cell(row, 1).font = Font(bold=True, size=size)
        sheet.row_dimensions[row].height = 2 * LINE_HEIGHT


def _steps(language: Language) -> list[str]:
    steps = words("workbook.template.steps", language).splitlines()
    return [f"{number}. {step}" for number, step in enumerate(steps, start=1)]


def _about(schema: Sheet, language: Language) -> str:
    title = sheet_title(schema, language)
    return words(
        "workbook.template.sheet",
        language,
        title=schema.title if title == schema.title else f"{schema.title} ({title})",
        row=row_meaning(schema, language),
        need=words(f"workbook.template.{'required' if schema.required else 'optional'}", language),
    )
