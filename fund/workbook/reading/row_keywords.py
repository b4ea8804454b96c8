"""Rows whose words say what their numbers don't: cancelled, a balance, a period that heads the rows below it."""

from __future__ import annotations

import re

import numpy as np

from fund.schema import Kind, folded
from fund.workbook.reading.cells import as_text
from fund.workbook.reading.row_shapes import RowShapes, is_blank

_CANCELLED_STEMS = (
    *("annul", "abandonn", "doublon", "supprim", "compt", "cancel", "withdrawn", "duplicate", "count"),
    *("pas encore", "not yet"),
)
_CANCELLED = re.compile(
    r"(?<!non )(?<!pas )(?<!not )\b(?:annulée?s?|abandonnée?s?|doublons?|à supprimer|pas compter|pas comptabilis\w+"
    r"|cancell?ed|withdrawn|duplicate|(?:do|does) not count|not counted)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\bpas encore (?:re[çc]ue?s?|versée?s?|encaissée?s?|payée?s?)\b|\bnot yet (?:received|paid)\b", re.IGNORECASE
)
"""Said of a gift whose receipt is written beside it."""
_BALANCE_STEMS = ("solde", "écart", "ecart", "différence", "difference", "balance")
_BALANCE = re.compile(
    r"(?:soldes?|ecarts?|differences?|balances?)"
    r"(?:bancaires?|initial|final|anterieur|reporte|de(?:compte|caisse|banque)|au?\w{0,20}|en\w{0,20}|\d{4})?"
)
_MONTH = (
    r"(?:janv|fevr|mars|avril|mai|juin|juil|aout|sept|octo|nove|dece|jan|febr|march|april|may|june|july|augu|dec)[a-z]*"
)
_PERIOD = re.compile(
    rf"(?:annee|exercice|year|t[1-4]|q[1-4]|s[12]|[1-4](?:er|e|eme|re)?(?:trimestre|semestre)|{_MONTH})?(?:19|20)\d\d"
)
_WORDS = frozenset((Kind.TEXT, Kind.CODE))


_FREE = frozenset(("note", "state"))
"""The columns of remarks, which may say it anywhere."""


def cancelled_rows(shapes: RowShapes) -> dict[int, str]:
    """The rows that say themselves that they don't count, each with the words that say it, on a sheet of amounts.

    Remarks and columns that are not read may say it anywhere, names and labels by their first word only; what a column
    with a choice says is read as such.
    """
    if not any(column.kind is Kind.MONEY for column in shapes.columns.values()):
        return {}
    found = {}
    received = next((index for index, column in shapes.columns.items() if column.code == "received_cents"), None)
    for row in shapes.rows_with(*_CANCELLED_STEMS):
        for index, cell in enumerate(shapes.rows[row]):
            column = shapes.columns.get(index)
            # People write in words what they mean there: in the state of a gift, too, whatever its choices are.
            in_words = column is None or column.kind in _WORDS or column.code in _FREE
            if not isinstance(cell, str) or not in_words:
                continue
            said = _CANCELLED.search(cell)
            if said is None and received is not None and not is_blank(shapes.rows[row][received]):
                said = _NOT_YET.search(cell)
            if said and (column is None or column.code in _FREE or not cell[: said.start()].strip()):
                found[row] = cell
    return found


def balance_rows(shapes: RowShapes) -> set[int]:
    """The rows whose first text is the label of a balance or a difference."""
    return {
        row
        for row in shapes.rows_with(*_BALANCE_STEMS)
        if _BALANCE.fullmatch(folded(next(cell for cell in shapes.rows[row] if cell and isinstance(cell, str))))
    }


def period_rows(shapes: RowShapes) -> set[int]:
    """The rows that hold nothing but a year, a quarter or a month where the others have their name."""
    found = set()
    for row in np.flatnonzero(shapes.filled == 1).tolist():
        index, cell = next((at, cell) for at, cell in enumerate(shapes.rows[row]) if not is_blank(cell))
        named = index in shapes.columns and shapes.columns[index].kind in _WORDS
        if named and _PERIOD.fullmatch(folded(as_text(cell))):
            found.add(row)
    return found
