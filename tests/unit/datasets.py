"""A fund written in the test itself: rows as dicts of frame columns, everything else empty and typed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from fund.model import Dataset, FundIdentity, Moment, TotalRow
from fund.schema import BY_CODE, SHEETS, Kind, Sheet

DTYPES = {
    Kind.INTEGER: "Int64",
    Kind.MONEY: "Int64",
    Kind.NUMBER: "Float64",
    Kind.SHARE: "Float64",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "datetime64[us]",
    Kind.MOMENT: "datetime64[us]",
}
Row = dict[str, Any]


def dataset(
    *,
    as_of: date | Moment | None = None,
    totals: tuple[TotalRow, ...] = (),
    present: tuple[str, ...] = (),
    file: str = "fonds.xlsx",
    **tables: list[Row],
) -> Dataset:
    """A dataset holding those rows. The tables given are present, as are those named in `present`.

    An expense in euros is its own value in euros; one in another currency has the `amount_eur_cents`
    that the row gives, or none. Rows stand from Excel row 2 on.
    """
    moment = Moment(as_of) if isinstance(as_of, date) else as_of
    return Dataset(
        fund=FundIdentity(code="essai", name="Fonds d’essai", as_of=moment),
        tables={
            sheet.code: _frame(sheet, rows, file) if (rows := tables.get(sheet.code)) else _empty(sheet.code)
            for sheet in SHEETS
        },
        present=frozenset((*tables, *present)),
        totals=totals,
        files=(file,),
        closing=None if moment is None else moment.day,
    )


@cache
def _empty(code: str) -> pd.DataFrame:
    """A sheet without a row, made once for all: most sheets of most tests are empty."""
    return _frame(BY_CODE[code], [], "")


def _frame(sheet: Sheet, rows: list[Row], file: str) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for column in sheet.columns:
        values = [row.get(column.code) for row in rows]
        if column.kind is Kind.MOMENT:
            moments = [Moment(v) if isinstance(v, date) else v for v in values]
            columns[f"{column.code}_precision"] = pd.array([m and m.precision.value for m in moments], dtype="str")
            values = [m and m.day for m in moments]
        columns[column.code] = pd.array(values, dtype=DTYPES.get(column.kind, "str"))
    if sheet.code == "expenses":
        columns["amount_eur_cents"] = pd.array([_euros(row) for row in rows], dtype="Int64")
        columns["amount_rate"] = pd.array([row.get("amount_rate") for row in rows], dtype="Float64")
        columns["amount_rate_row"] = pd.array([row.get("amount_rate_row") for row in rows], dtype="Int64")
    columns["source_file"] = pd.Categorical([row.get("source_file", file) for row in rows])
    columns["source_sheet"] = pd.Categorical([sheet.title] * len(rows))
    columns["source_row"] = np.array([row.get("source_row", 2 + i) for i, row in enumerate(rows)], dtype=np.int32)
    return pd.DataFrame(columns)


def _euros(row: Row) -> int | None:
    return row.get("amount_eur_cents", row.get("amount_cents") if row.get("currency") in (None, "EUR") else None)
