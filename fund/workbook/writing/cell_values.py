"""A table's values as the cells of a workbook that reads back as the same table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import nextafter

import pandas as pd

from fund.model import Moment, Precision
from fund.schema import Column, Kind, Sheet
from fund.wording import moment
from fund.wording.contract import WORKBOOK_LANGUAGE
from fund.workbook.reading.data_rows import is_example_label, is_total_label
from fund.workbook.reading.text_cells import AS_IT_IS

CellValue = str | int | float | date | None

_EXACT_CENTS = 10**15
"""Beyond it, an amount in euros has more digits than Excel keeps of a number: it is written as text."""
_LARGEST_SHARE = 1.5
"""Beyond it, a number is read as a percentage."""


def cell_rows(frame: pd.DataFrame, schema: Sheet) -> list[list[CellValue]]:
    """The rows of a table, a cell for each of the sheet's columns.

    A row without any value, and a text that would pass for a TOTAL or an example, begin with a mark that
    nobody sees and reading takes away.
    """
    columns = [_written_column(frame, schema, column) for column in schema.columns]
    rows = [list(cells) for cells in zip(*columns, strict=True)]
    first_words = next(i for i, column in enumerate(schema.columns) if column.kind in _WORDS)
    for row in rows:
        first = next((i for i, cell in enumerate(row) if isinstance(cell, str)), None)
        if all(cell is None for cell in row):
            row[first_words] = AS_IT_IS
        elif first is not None and _is_mistakable(str(row[first])):
            row[first] = f"{AS_IT_IS}{row[first]}"
    return rows


_WORDS = frozenset((Kind.TEXT, Kind.CODE, Kind.CURRENCY))


def _is_mistakable(label: str) -> bool:
    return is_total_label(label) or is_example_label(label)


def _written_column(frame: pd.DataFrame, schema: Sheet, column: Column) -> Sequence[CellValue]:
    values = frame[column.code]
    if column.kind is Kind.MOMENT:
        pairs = zip(values, frame[f"{column.code}_precision"], strict=True)
        return [None if pd.isna(value) else _moment(value.date(), Precision(precision)) for value, precision in pairs]
    if column.unit_column:
        pairs = zip(values, frame[column.unit_column], strict=True)
        return [None if pd.isna(value) else _in_unit(float(value), unit) for value, unit in pairs]
    write = _writer(column)
    return [None if pd.isna(value) else write(value) for value in values.tolist()]


def _writer(column: Column) -> Callable[..., CellValue]:
    if column.kind is Kind.CHOICE:
        return {choice.code: choice.label for choice in column.choices}.__getitem__
    return _WRITERS.get(column.kind, str)


def _euros(cents: int) -> CellValue:
    return cents / 100 if abs(cents) < _EXACT_CENTS else f"{Decimal(cents) / 100:.2f}".replace(".", ",")


def _share(share: float) -> CellValue:
    return share if share <= _LARGEST_SHARE else f"{Decimal(repr(share)) * 100:f} %".replace(".", ",")


def _in_unit(value: float, unit: object) -> float:
    """A percentage up to 1 % as the fraction it is read from: 0.5 would be read as half."""
    if unit != "%" or not 0 < value <= 1:
        return value
    near = value / 100
    candidates = (near, nextafter(near, 0), nextafter(near, 1))
    return next((number for number in candidates if number * 100 == value), near)


def _moment(day: date, precision: Precision) -> CellValue:
    return day if precision is Precision.DAY else moment(Moment(day, precision), WORKBOOK_LANGUAGE)


_WRITERS: Mapping[Kind, Callable[..., CellValue]] = {
    Kind.MONEY: _euros,
    Kind.SHARE: _share,
    Kind.INTEGER: int,
    Kind.NUMBER: float,
    Kind.DATE: pd.Timestamp.date,
    Kind.BOOLEAN: lambda value: "oui" if value else "non",
}
