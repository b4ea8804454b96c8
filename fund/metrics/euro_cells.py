"""The cells behind amounts in euros: where some were in another currency, with what converted them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from fund.metric import Cells
from fund.metrics.amounts import Mask, Positions, ints
from fund.metrics.scope import Scope
from fund.schema import BY_CODE
from fund.schema.converted import euros_code, rate_code, rate_row_code

RATE_COLUMNS = ("currency", "date", "units_per_euro")
"""What of the sheet « Taux » stands behind an amount in euros."""


def euro_cells(scope: Scope, table: str, *columns: str, where: Mask | Positions | None = None) -> tuple[Cells, ...]:
    """The cells of some columns in a scope's rows (in those of `where`), amounts with the rates they used."""
    frame = scope.dataset.table(table)
    told = tuple(dict.fromkeys(name for column in columns for name in _with_conversion(scope, table, column)))
    cells = scope.cells(table, *told, where=where)
    rates = [np.empty(0, dtype=np.int64)]
    for used in (rate_row_code(column) for column in columns if euros_code(column) in frame):
        for each in cells:
            rows = scope.columns.read(ints, table, used).where(each.positions)
            rates.append(rows.values[rows.known].astype(np.int64))
    found = np.flatnonzero(np.bincount(np.concatenate(rates)))
    return (*cells, Cells("rates", RATE_COLUMNS, found)) if len(found) else cells


def _with_conversion(scope: Scope, table: str, column: str) -> Iterator[str]:
    """A column; an amount that may be in another currency with all that makes it euros."""
    yield column
    if euros_code(column) not in scope.dataset.table(table):
        return
    sheet = BY_CODE[table]
    stated = sheet.stated(sheet.column(column))
    yield from ("currency", "rate")
    if stated and scope.columns.read(_is_told, table, stated):
        yield stated
    yield euros_code(column)
    if scope.columns.read(_is_told, table, rate_code(column)):
        yield rate_code(column)


def _is_told(column: pd.Series) -> bool:
    """Whether any row says something there."""
    return bool(column.notna().any())
