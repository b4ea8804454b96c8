"""Which rows of a sheet are rows of its table: not the empty ones, the totals, nor a template's examples."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fund.schema import Column, Kind
from fund.workbook.reading.grid import Grid
from fund.workbook.reading.totals import TotalSpan, total_spans

EXAMPLE = "Exemple\u00a0: "
"""What the first text of an example line begins with."""

_EXAMPLE = re.compile(r"\s*exemple\s*:", re.IGNORECASE)
_INITIALS = " \u00a0\u202feE"
_NUMBERS = frozenset((Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.SHARE))


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of a sheet, counted from 0: those of the table, the totals, and a template's examples."""

    rows: Sequence[int]
    totals: Mapping[int, TotalSpan]
    examples: Sequence[int]


def table_lines(grid: Grid, columns: Mapping[int, Column], *, start: int, held: Collection[int]) -> Lines:
    """Sort the rows from `start` on. `columns` are the known ones by index, `held` rows with a broken cell."""
    labels = {row: _first_text(grid.rows[row]) for row in range(start, len(grid.rows))}
    examples = [row for row, label in labels.items() if says_example(label)]
    for row in examples:
        del labels[row]
    totals = total_spans(grid.rows, labels, start=start, columns=columns)
    rows = [
        row
        for row, label in labels.items()
        if (label or row in held or not all(map(is_blank, grid.rows[row]))) and row not in totals
    ]
    return Lines(rows, totals, examples)


def with_merged_words(grid: Grid, columns: Mapping[int, Column], rows: Sequence[int]) -> Sequence[Sequence[object]]:
    """The cells of these rows; a word or date merged over several rows stands in each of them.

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


def says_example(label: str) -> bool:
    """Whether a row's first text is that of a template's example."""
    return label[:1] in _INITIALS and _EXAMPLE.match(label) is not None


def is_blank(cell: object) -> bool:
    """Whether a cell is empty or holds only spaces."""
    return isinstance(cell, str) and not cell.strip()


def _first_text(row: Sequence[object]) -> str:
    for cell in row:
        if isinstance(cell, str) and cell and not cell.isspace():
            return cell
    return ""
