"""Which rows of a sheet are rows of its table: not the empty ones, the TOTAL rows, nor a template's examples.

A total row is recognised by its first text, left out of the table and kept to compare with its rows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fund.schema import Column, Kind, folded
from fund.workbook.reading.grid import Grid

EXAMPLE = "Exemple\u00a0: "
"""What the first text of an example line begins with."""

_EXAMPLE = re.compile(r"\s*exemple\s*:", re.IGNORECASE)
_EXAMPLE_INITIALS = " \u00a0\u202feE"
_TOTAL = re.compile(r"\s*(?:sous|s/)?[\s\-]*(?:total|totaux)\b", re.IGNORECASE)
_TOTAL_INITIALS = " \u00a0\u202fstST"
_BESIDE_TOTAL = frozenset((Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.SHARE, Kind.CURRENCY, Kind.CODE))
_NUMBERS = frozenset((Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.SHARE))


class TotalKind(StrEnum):
    """What a total row adds up."""

    BLOCK = "block"  # « Sous-total », « Total AUC »: the rows since the total before it
    TOTAL = "total"  # « TOTAL »: the rows since the « TOTAL » before it
    GRAND = "grand"  # « Total général »: every row of the sheet


@dataclass(frozen=True, slots=True)
class TotalSpan:
    """A total row and the first and last of the rows it adds up, as 0-based rows of the sheet."""

    row: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SortedRows:
    """Rows of a sheet, counted from 0: those of the table, the totals, and a template's examples."""

    data: Sequence[int]
    totals: Mapping[int, TotalSpan]
    examples: Sequence[int]


def sort_rows(grid: Grid, columns: Mapping[int, Column], *, start: int, broken: Collection[int]) -> SortedRows:
    """Sort the rows from `start` on.

    `columns` are the known columns by index, `broken` the rows that have a cell without a usable value.
    """
    labels = {row: _first_text(grid.rows[row]) for row in range(start, len(grid.rows))}
    examples = [row for row, label in labels.items() if is_example_label(label)]
    for row in examples:
        del labels[row]
    totals = total_spans(grid.rows, labels, start=start, columns=columns)
    data = [
        row
        for row, label in labels.items()
        if (label or row in broken or not all(map(is_blank, grid.rows[row]))) and row not in totals
    ]
    return SortedRows(data, totals, examples)


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
        if not is_total_label(label) or not _only_numbers(rows[row], label, columns):
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


def with_merged_cells(grid: Grid, columns: Mapping[int, Column], rows: Sequence[int]) -> Sequence[Sequence[object]]:
    """The cells of these rows; a word or date merged over several rows is in each of them.

    A number does not: merged over three rows it is one amount, not three.
    """
    spread: dict[int, dict[int, object]] = {}
    for cells in grid.merged:
        if cells.column in columns and columns[cells.column].kind not in _NUMBERS and cells.first < len(grid.rows):
            value = grid.rows[cells.first][cells.column]
            for row in range(cells.first + 1, min(cells.last + 1, len(grid.rows))):
                spread.setdefault(row, {})[cells.column] = value
    if not spread:
        return [grid.rows[row] for row in rows]
    return [
        [spread[row].get(index, cell) for index, cell in enumerate(grid.rows[row])] if row in spread else grid.rows[row]
        for row in rows
    ]


def is_total_label(label: str) -> bool:
    """Whether a row's first text is that of a total: « Total… », « Sous-total… »."""
    return label[:1] in _TOTAL_INITIALS and _TOTAL.match(label) is not None


def is_totalled(column: Column) -> bool:
    """Whether a total row's cell in that column is a sum to reconcile."""
    return column.kind in {Kind.MONEY, Kind.NUMBER, Kind.INTEGER}


def is_example_label(label: str) -> bool:
    """Whether a row's first text is that of a template's example."""
    return label[:1] in _EXAMPLE_INITIALS and _EXAMPLE.match(label) is not None


def is_blank(cell: object) -> bool:
    """Whether a cell is empty or holds only spaces."""
    return isinstance(cell, str) and not cell.strip()


def _first_text(row: Sequence[object]) -> str:
    for cell in row:
        if isinstance(cell, str) and cell and not cell.isspace():
            return cell
    return ""


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
        isinstance(cell, float | int) or (index in columns and columns[index].kind in _BESIDE_TOTAL)
        for index, cell in others
    )
