"""Columns of words: texts, codes, choices, yes or no, currencies. Each distinct value is read once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from fund.currency import UNKNOWN_CURRENCY
from fund.schema import Column, folded
from fund.schema.identifiers import WrongFormError
from fund.wording import languages
from fund.wording.contract import choice_label
from fund.workbook.reading.cells import (
    LONGEST_TEXT,
    NO_DETAILS,
    CellError,
    ColumnValues,
    Fault,
    as_text,
    is_not_communicated,
)
from fund.workbook.reading.currency_words import currency_of
from fund.workbook.reading.row_labels import AS_IT_IS

T = TypeVar("T")

_YES = frozenset(("oui", "vrai", "x", "1", "yes", "true", "o", "y"))
_NO = frozenset(("non", "faux", "0", "no", "false", "n"))


def read_texts(column: Column, cells: Sequence[object]) -> ColumnValues:
    """Texts and codes, stripped, accents composed, in the column's form: a number such as 72.0 is the code 72."""
    form = column.form
    if form is None:
        return _read(cells, _text, array=_texts)

    def formed(text: str) -> str | None:
        try:
            return None if is_not_communicated(text) else form(text)
        except WrongFormError as wrong:
            raise CellError(wrong.code) from wrong

    return _read(cells, formed, array=_texts)


def read_choices(column: Column, cells: Sequence[object]) -> ColumnValues:
    """Codes of the column's choices, as workbooks or screens write them; `unknown_choice` lists what is allowed."""
    codes = {
        folded(spelling): choice.code
        for choice in column.choices
        for spelling in (
            *(choice.code, choice.label, *choice.synonyms),
            *(choice_label(column.table, column.code, choice.code, language) for language in languages()),
        )
    }

    def choice(text: str) -> str:
        if (code := codes.get(folded(text))) is None:
            raise CellError("unknown_choice")
        return code

    allowed = ", ".join(choice.label for choice in column.choices)
    return _read(cells, choice, array=_texts, details={"allowed": allowed})


def read_booleans(_column: Column, cells: Sequence[object]) -> ColumnValues:
    """Yes or no: oui, non, vrai, faux, x, 1, 0, yes, no."""
    return _read(cells, _yes_or_no, array=partial(pd.array, dtype="boolean"))


def read_currencies(_column: Column, cells: Sequence[object]) -> ColumnValues:
    """ISO codes in capitals. What names none becomes `UNKNOWN_CURRENCY`, so that it never passes for euros."""
    return _read(cells, currency_of, array=_texts, refused=UNKNOWN_CURRENCY)


def _read(
    cells: Sequence[object],
    parse: Callable[[str], T],
    *,
    array: Callable[[list[T | None]], ExtensionArray],
    details: Mapping[str, object] = NO_DETAILS,
    refused: T | None = None,
) -> ColumnValues:
    distinct = set(cells)
    if not distinct.isdisjoint((0, 1)):  # True would be taken for 1, its equal
        cells = [as_text(cell) if isinstance(cell, bool) else cell for cell in cells]
        distinct = set(cells)
    values: dict[object, T | None] = {}
    faults: dict[object, tuple[str, Mapping[str, object]]] = {}
    for cell in distinct:
        text = _text(as_text(cell))
        if len(text) > LONGEST_TEXT:
            values[cell], faults[cell] = refused, ("text_too_long", NO_DETAILS)
            continue
        try:
            values[cell] = parse(text) if text else None
        except CellError as error:
            values[cell], faults[cell] = refused, (error.code, error.details or details)
    told = [Fault(i, *faults[cell]) for i, cell in enumerate(cells) if cell in faults] if faults else []
    return ColumnValues(array(list(map(values.__getitem__, cells))), told)


def _texts(values: list[str | None]) -> ExtensionArray:
    return pd.array(values, dtype=pd.StringDtype(na_value=np.nan))


def _text(text: str) -> str:
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip().lstrip(AS_IT_IS).strip()


def _yes_or_no(text: str) -> bool:
    word = folded(text)
    if word not in _YES | _NO:
        raise CellError("not_yes_no")
    return word in _YES
