"""The rows that changed as people read them: old and new cell side by side. None of it is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fund.changes.result import RowChange, RowKind, TableChanges
from fund.model import Dataset
from fund.schema import BY_CODE
from fund.wording import Language, words
from fund.wording.contract import heading
from fund.wording.tables import shown_cells

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell before and after; the side of a row that does not exist is empty text."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row that changed: what it is recognised by, and its cells."""

    kind: RowKind
    name: str
    cells: tuple[CellWords, ...]


def row_words(table: TableChanges, before: Dataset | None, after: Dataset, language: Language) -> tuple[RowWords, ...]:
    """Every row that `table` lists, in its order; the datasets are those that were compared."""
    old = _texts(table.table, before, [row.before_position for row in table.rows], language)
    new = _texts(table.table, after, [row.after_position for row in table.rows], language)
    rows = zip(table.rows, old, new, strict=True)
    return tuple(_row(row, was, becomes, language=language) for row, was, becomes in rows)


def _texts(table: str, dataset: Dataset | None, positions: Sequence[int | None], language: Language) -> list[Texts]:
    """The cells of each position as text, by column; nothing where there is no position."""
    found = [position for position in positions if position is not None]
    if dataset is None or not found:
        return [{} for _ in positions]
    rows, columns = dataset.table(table).iloc[found], BY_CODE[table].columns
    texts = zip(*(shown_cells(rows, column, language) for column in columns), strict=True)
    codes = [column.code for column in columns]
    shown = dict(zip(found, (dict(zip(codes, cells, strict=True)) for cells in texts), strict=True))
    return [{} if position is None else shown[position] for position in positions]


def _row(row: RowChange, old: Texts, new: Texts, *, language: Language) -> RowWords:
    empty = words("tables.empty", language)
    names = [(new or old)[code] for code in BY_CODE[row.table].names]
    cells = tuple(
        CellWords(
            heading(BY_CODE[row.table].column(cell.column), language),
            old.get(cell.column, ""),
            new.get(cell.column, ""),
        )
        for cell in row.cells
    )
    return RowWords(row.kind, " · ".join(name for name in names if name != empty), cells)
