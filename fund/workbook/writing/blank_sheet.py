"""A sheet of the contract as an Excel form: explained headers, formats, drop-down lists."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from fund.schema import BY_CODE, COLUMNS, SHEETS, Column, Kind, Sheet
from fund.wording import Language, words
from fund.wording.contract import explanation
from fund.workbook.writing.openpyxl_cells import height_of, note, print_on_one_width, put_text

_FORMATS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.MONEY: "#,##0.00",
        Kind.INTEGER: "#,##0",
        Kind.SHARE: "0.00%",
        Kind.DATE: "dd/mm/yyyy",
        Kind.MOMENT: "dd/mm/yyyy",
        Kind.CODE: "@",
        Kind.CURRENCY: "@",
        Kind.TEXT: "@",
    }
)

READY_ROWS = 1_000
"""Rows below the header in which drop-down lists are set."""

_WIDTHS = {Kind.TEXT: 22, Kind.MONEY: 14, Kind.CHOICE: 16, Kind.MOMENT: 14}
_WIDTH, _BOLD = 13, 0.75
_HEADER_FONT, _REQUIRED, _OPTIONAL = Font(bold=True, color="FFFFFF"), "133E76", "4A6A94"
_EXAMPLE_FONT = Font(italic=True, color="5B6675")
_CHOICES = [column for column in COLUMNS if column.choices]


def add_blank_sheet(book: Workbook, schema: Sheet, language: Language, *, example: bool = False) -> None:
    """A sheet of the contract: its header row, and an empty row 2 in the style of those to come."""
    sheet = book.create_sheet(schema.title)
    for index, column in enumerate(schema.columns, start=1):
        letter, heading, below = get_column_letter(index), sheet.cell(1, index), sheet.cell(2, index)
        put_text(heading, column.header)
        heading.font = _HEADER_FONT
        heading.fill = PatternFill("solid", fgColor=_REQUIRED if column.required else _OPTIONAL)
        heading.alignment = Alignment(wrap_text=True, vertical="center")
        heading.comment = note(_explained(column, language), "CUF")
        below.number_format = sheet.column_dimensions[letter].number_format = _FORMATS.get(column.kind, "General")
        below.alignment = Alignment(wrap_text=column.kind is Kind.TEXT, vertical="top")
        if example:
            below.font = _EXAMPLE_FONT
        sheet.column_dimensions[letter].width = _width(column)
    widths = [_width(column) * _BOLD for column in schema.columns]
    heads = zip((column.header for column in schema.columns), widths, strict=True)
    sheet.row_dimensions[1].height = height_of(heads)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    print_on_one_width(sheet)


def add_drop_down_lists(book: Workbook, language: Language) -> None:
    """Drop-down lists on every form of the book, and the hidden sheet their choices stand in."""
    title = words("workbook.template.lists", language)
    for schema in SHEETS:
        if schema.title not in book.sheetnames:
            continue
        for index, column in enumerate(schema.columns, start=1):
            source = _list_source(column, lists=title, sheets=book.sheetnames)
            if source:
                letter = get_column_letter(index)
                drop_down = _drop_down(source, f"{letter}2:{letter}{READY_ROWS}", column.header, language)
                book[schema.title].add_data_validation(drop_down)
    # Written in the list itself, choices could take no more than 255 characters together.
    sheet = book.create_sheet(title)
    sheet.sheet_state = "hidden"
    for index, column in enumerate(_CHOICES, start=1):
        for row, choice in enumerate(column.choices, start=1):
            put_text(sheet.cell(row, index), choice.label)


def _width(column: Column) -> float:
    """No wider than it must be to be printed, nor narrower than the longest word over it, whose letters are bold."""
    return max(_WIDTHS.get(column.kind, _WIDTH), max(map(len, column.header.split())) / _BOLD + 2)


def _explained(column: Column, language: Language) -> str:
    lines = [explanation(column, language), words(f"workbook.template.kinds.{column.kind}", language)]
    if column.required:
        lines.append(words("workbook.template.required", language))
    if column.choices:
        lines.append(words("workbook.template.choices", language, choices=", ".join(c.label for c in column.choices)))
    return "\n".join(lines)


def _list_source(column: Column, *, lists: str, sheets: Collection[str]) -> str:
    """What a drop-down list offers: the column's choices, yes or no, the codes of the sheet « Programmes »."""
    if column.choices:
        letter = get_column_letter(_CHOICES.index(column) + 1)
        return f"{quote_sheetname(lists)}!${letter}$1:${letter}${len(column.choices)}"
    if column.kind is Kind.BOOLEAN:
        return '"oui,non"'
    if column.refers_to and (target := BY_CODE[column.refers_to]).title in sheets:
        letter = get_column_letter([c.code for c in target.columns].index("code") + 1)
        return f"{quote_sheetname(target.title)}!${letter}$2:${letter}${READY_ROWS}"
    return ""


def _drop_down(source: str, cells: str, header: str, language: Language) -> DataValidation:
    """A list that warns and lets pass: reading knows more spellings than it shows."""
    return DataValidation(
        type="list",
        formula1=source,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=words("workbook.template.not_in_list", language),
        error=words("workbook.template.not_in_list_todo", language, column=header),
        sqref=cells,
    )
