"""What the workbooks' contract is called on screens: its sheets, columns and choices.

Titles, headers and choices are shown as workbooks write them in the language workbooks are kept in, whose
texts therefore hold none. A column that says nothing of its own has the words of that column on every sheet.
"""

from __future__ import annotations

from fund.schema import BY_CODE, Column, Sheet
from fund.schema.converted import euros_code, rate_code
from fund.wording.language import Language, has, words

WORKBOOK_LANGUAGE = Language("fr")
"""The language workbooks are kept in, whoever reads them: headers, choices, periods, texts."""


def sheet_title(sheet: Sheet, language: Language) -> str:
    """A sheet's name."""
    return _said(f"schema.{sheet.code}.title", language) or sheet.title


def row_meaning(sheet: Sheet, language: Language) -> str:
    """What one row of the sheet stands for: « un don, ou une partie d’un don »."""
    return words(f"schema.{sheet.code}.row", language)


def heading(column: Column, language: Language) -> str:
    """A column's name, as a heading: « Montant versé »."""
    name = _of_column(column, "label", language) or column.header
    return name[:1].upper() + name[1:]


def made_heading(sheet: Sheet, code: str, language: Language) -> str:
    """The name of a column that conversion adds to a table; empty where it is none of those."""
    for amount in sheet.converted:
        kinds = {euros_code(amount.code): "amount_eur", rate_code(amount.code): "rate_used"}
        if kind := kinds.get(code):
            name = words(f"tables.{kind}", language)
            return name if len(sheet.converted) == 1 else f"{heading(amount, language)} · {name}"
    return ""


def explanation(column: Column, language: Language) -> str:
    """What is to be written in a column, in a sentence or two."""
    return _of_column(column, "explain", language)


def unit_label(column: Column, language: Language) -> str:
    """The unit of a column's numbers, empty when they have none: « € », « devise pour 1 € »."""
    return _said(f"schema.units.{column.unit}", language) or column.unit


def choice_label(table: str, column: str, code: str, language: Language) -> str:
    """What a choice's code is called, or one that figures add (« annoncé depuis »); the code itself when it is none."""
    own = _said(f"schema.{table}.choices.{column}.{code}", language)
    written = {choice.code: choice.label for choice in BY_CODE[table].column(column).choices}
    return own or written.get(code) or _said(f"tables.added.{table}.{column}.{code}", language) or code


def _of_column(column: Column, part: str, language: Language) -> str:
    own, shared = (f"schema.{table}.{part}.{column.code}" for table in (column.table, "every"))
    return _said(own, language) or _said(shared, language)


def _said(key: str, language: Language) -> str:
    return words(key, language) if has(key, language) else ""
