"""The rows of two versions, table by table: added, changed, removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from fund.changes.matching import Matching, match_rows
from fund.changes.result import CellChange, RowChange, TableChanges
from fund.model import Dataset, Moment, Precision, Record, records
from fund.schema import SHEETS, Column, Kind, Sheet

LISTED_ROWS = 200
"""Rows of each kind that a table's changes list, in sheet order; the others are only counted."""


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """A row in one version: where it stands and what its cells hold."""

    position: int
    cells: Mapping[str, object]


def table_changes(before: Dataset | None, after: Dataset) -> tuple[TableChanges, ...]:
    """Every table in which a row differs, in the contract's order. Where a row stands is no difference."""
    compared = [
        _compared(sheet, after.table(sheet.code).iloc[:0] if before is None else before.table(sheet.code), after)
        for sheet in SHEETS
        if before is None or not _alike(sheet, before.table(sheet.code), after.table(sheet.code))
    ]
    return tuple(changes for changes in compared if changes.rows)


def _alike(sheet: Sheet, before: pd.DataFrame, after: pd.DataFrame) -> bool:
    """Whether two versions hold the same rows in the same order, as most tables of an update do."""
    columns = [name for column in sheet.columns for name in _frame_columns(column)]
    return len(before) == len(after) and before[columns].equals(after[columns])


def _frame_columns(column: Column) -> tuple[str, ...]:
    return (column.code, f"{column.code}_precision") if column.kind is Kind.MOMENT else (column.code,)


def _compared(sheet: Sheet, before: pd.DataFrame, dataset: Dataset) -> TableChanges:
    after = dataset.table(sheet.code)
    matching = match_rows(sheet, before, after)
    return TableChanges(
        table=sheet.code,
        added=len(matching.added),
        removed=len(matching.removed),
        changed=len(matching.changed.after),
        unchanged=len(matching.unchanged.after),
        rows=tuple(_listed(sheet, matching, before, after)),
    )


def _listed(sheet: Sheet, matching: Matching, before: pd.DataFrame, after: pd.DataFrame) -> Iterator[RowChange]:
    """The first rows added, then changed, then removed."""
    changed = sorted(zip(matching.changed.after.tolist(), matching.changed.before.tolist(), strict=True))[:LISTED_ROWS]
    old_rows = _rows(sheet, before, [old for _, old in changed])
    new_rows = _rows(sheet, after, [new for new, _ in changed])
    for row in _rows(sheet, after, matching.added[:LISTED_ROWS].tolist()):
        yield RowChange(sheet.code, "added", _key(sheet, row), None, row.position, _cells(sheet, None, row))
    for old, new in zip(old_rows, new_rows, strict=True):
        cells = _cells(sheet, old, new)
        yield RowChange(sheet.code, "changed", _key(sheet, new), old.position, new.position, cells)
    for row in _rows(sheet, before, matching.removed[:LISTED_ROWS].tolist()):
        yield RowChange(sheet.code, "removed", _key(sheet, row), row.position, None, _cells(sheet, row, None))


def _rows(sheet: Sheet, frame: pd.DataFrame, positions: Sequence[int]) -> list[_Row]:
    if not positions:
        return []
    return [
        _Row(position, {column.code: _value(column, record) for column in sheet.columns})
        for position, record in zip(positions, records(frame.iloc[list(positions)]), strict=True)
    ]


def _value(column: Column, record: Record) -> object:
    value = record[column.code]
    if not isinstance(value, datetime):
        return value
    if column.kind is Kind.MOMENT:
        return Moment(value.date(), Precision(record[f"{column.code}_precision"]))
    return value.date()


def _cells(sheet: Sheet, before: _Row | None, after: _Row | None) -> tuple[CellChange, ...]:
    """The cells that differ, those of a row that does not exist being empty."""
    pairs = [
        (column.code, before and before.cells[column.code], after and after.cells[column.code])
        for column in sheet.columns
    ]
    return tuple(CellChange(code, old, new) for code, old, new in pairs if old != new)


def _key(sheet: Sheet, row: _Row) -> str:
    named = [row.cells[code] for code in sheet.names]
    return " · ".join(str(cell) for cell in named if cell is not None)
