"""TOTAL rows: told from the rows they add up, left out of the table, kept to reconcile."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fund.schema import Column, Kind, folded

_LABEL = re.compile(r"\s*(?:sous|s/)?[\s\-]*(?:total|totaux)\b", re.IGNORECASE)
_INITIALS = " \u00a0\u202fstST"
_BESIDE_LABEL = frozenset((Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.SHARE, Kind.CURRENCY, Kind.CODE))


class TotalKind(StrEnum):
    """What a total row adds up."""

    BLOCK = "block"  # « Sous-total », « Total AUC »: the rows since the total before it
    TOTAL = "total"  # « TOTAL »: the rows since the « TOTAL » before it
    GRAND = "grand"  # « Total général »: every row of the sheet


@dataclass(frozen=True, slots=True)
class TotalSpan:
    """A total row and the rows it stands for, as 0-based rows of the sheet, both ends included."""

    row: int
    first: int
    last: int


def total_spans(
    rows: Sequence[Sequence[object]], labels: Mapping[int, str], *, start: int, columns: Mapping[int, Column]
) -> dict[int, TotalSpan]:
    """The total rows from row `start` on, by row.

    `labels` are the rows' first texts, `columns` the sheet's known columns by index. In a total row the
    first text says « total » or « sous-total », and no date or other text stands beside it save a currency,
    a code or an amount typed as text: « Total Énergies », commune, stays a donor. A total above the rows
    it adds up stands for all that follow.
    """
    spans: dict[int, TotalSpan] = {}
    after: dict[TotalKind, int] = dict.fromkeys(TotalKind, start)
    for row, label in labels.items():
        if not says_total(label) or not _only_numbers(rows[row], label, columns):
            continue
        kind = _kind(label)
        if row == start:
            spans[row] = TotalSpan(row, start + 1, len(rows) - 1)
        else:
            spans[row] = TotalSpan(row, start if kind is TotalKind.GRAND else after[kind], row - 1)
        after[TotalKind.BLOCK] = row + 1
        if kind is not TotalKind.BLOCK:
            after[TotalKind.TOTAL] = row + 1
    return spans


def says_total(label: str) -> bool:
    """Whether a row's first text is that of a total: « Total… », « Sous-total… »."""
    return label[:1] in _INITIALS and _LABEL.match(label) is not None


def is_totalled(column: Column) -> bool:
    """Whether a total row's cell in that column is a sum to reconcile."""
    return column.kind in {Kind.MONEY, Kind.NUMBER, Kind.INTEGER}


def _kind(label: str) -> TotalKind:
    match folded(label):
        case "total" | "totaux":
            return TotalKind.TOTAL
        case "totalgeneral" | "grandtotal" | "totauxgeneraux":
            return TotalKind.GRAND
        case _:
            return TotalKind.BLOCK


def _only_numbers(row: Sequence[object], label: str, columns: Mapping[int, Column]) -> bool:
    others = [(index, cell) for index, cell in enumerate(row) if cell not in {"", label}]
    return all(
        isinstance(cell, float | int) or (index in columns and columns[index].kind in _BESIDE_LABEL)
        for index, cell in others
    )
