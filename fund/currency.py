"""Expenses in euros: which rate converts a row, and the exact cents it gives.

A row in euros is itself. Another currency is divided by the row's own rate, else by the latest rate of
the sheet « Taux » on or before the row's date. Without a rate the amount in euros stays unknown (NA):
it is in no total, and the row is named in the result. Cents are rounded halves away from zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

UNKNOWN_CURRENCY = "XXX"
"""ISO 4217's code for no currency: stands for a cell that names none, and has no rate."""

LARGEST_CENTS = 2.0**53
"""Beyond it a float no longer holds every whole number of cents."""


class RateOrigin(StrEnum):
    """Where the rate of a row comes from."""

    EURO = "euro"
    ROW = "row"
    TABLE = "table"
    NONE = "none"


@dataclass(frozen=True, slots=True, eq=False)
class Conversion:
    """Expenses in euros, row by row.

    `expenses` is the table with `amount_eur_cents` (Int64), `rate_used` (Float64, units for 1 €) and
    `rate_origin` (category of `RateOrigin`). The rest are 0-based positions of its rows: `unconverted`
    have an amount but no rate (of these, `undated` lack the date that would find one).
    """

    expenses: pd.DataFrame
    unconverted: npt.NDArray[np.intp]
    undated: npt.NDArray[np.intp]


def to_euros(expenses: pd.DataFrame, rates: pd.DataFrame) -> Conversion:
    """Convert every expense it can.

    `expenses` has amount_cents, currency (missing is euro), rate, date; `rates` has currency, date,
    units_per_euro. A rate that is not positive is never used, nor one so small that the euros it gives
    have more than 15 digits.
    """
    size = len(expenses)
    currency = expenses["currency"].fillna("EUR").to_numpy(dtype=object)
    own = expenses["rate"].to_numpy(dtype=np.float64, na_value=np.nan)
    amount = expenses["amount_cents"]
    euro = currency == "EUR"
    by_row = ~euro & (own > 0)
    wanted = np.flatnonzero(~euro & ~by_row)
    used = np.where(euro, 1.0, np.where(by_row, own, np.nan))
    used[wanted] = _table_rates(currency[wanted], expenses["date"].to_numpy()[wanted], rates)
    with np.errstate(over="ignore", invalid="ignore"):
        beyond = np.abs(amount.to_numpy(dtype=np.float64, na_value=np.nan)) / used >= LARGEST_CENTS
    used[beyond] = np.nan
    by_row &= ~beyond
    origin = np.full(size, RateOrigin.NONE.value, dtype=object)
    origin[wanted[~np.isnan(used[wanted])]] = RateOrigin.TABLE.value
    origin[by_row] = RateOrigin.ROW.value
    origin[euro] = RateOrigin.EURO.value
    known = amount.notna().to_numpy()
    missing = ~known | np.isnan(used)
    cents = np.zeros(size, dtype=np.int64)
    cents[~missing] = divided(amount.to_numpy(dtype=np.int64, na_value=0)[~missing], used[~missing])
    unconverted = known & np.isnan(used)
    return Conversion(
        expenses.assign(
            amount_eur_cents=pd.arrays.IntegerArray(cents, missing),
            rate_used=pd.arrays.FloatingArray(used, np.isnan(used)),
            rate_origin=pd.Categorical(origin, categories=[kind.value for kind in RateOrigin]),
        ),
        unconverted=np.flatnonzero(unconverted),
        undated=np.flatnonzero(unconverted & expenses["date"].isna().to_numpy()),
    )


def divided(cents: npt.NDArray[np.int64], rates: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Whole cents divided by rates, exactly rounded to the cent, halves away from zero."""
    quotient = np.abs(cents) / rates
    whole = np.floor(quotient + 0.5)
    # Too near to a half for a float to tell (or too large to hold cents): done again in decimals.
    near = np.abs(quotient - np.floor(quotient) - 0.5) <= 1e-6 + quotient * 1e-15
    result: npt.NDArray[np.int64] = (np.sign(cents) * whole).astype(np.int64)
    for position in np.flatnonzero(near & (rates != 1)).tolist():
        exact = Decimal(int(cents[position])) / Decimal(repr(float(rates[position])))
        result[position] = int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return result


def _table_rates(
    currency: npt.NDArray[np.object_], day: npt.NDArray[np.datetime64], rates: pd.DataFrame
) -> npt.NDArray[np.float64]:
    """The latest rate of each currency on or before each day; NaN where there is none."""
    found = np.full(len(currency), np.nan)
    usable = rates[
        rates["currency"].notna() & rates["date"].notna() & (rates["units_per_euro"] > 0).fillna(value=False)
    ]
    for code, quotes in usable.sort_values("date", kind="stable").groupby("currency"):
        rows = np.flatnonzero((currency == code) & ~np.isnat(day))
        place = np.searchsorted(quotes["date"].to_numpy(), day[rows], side="right") - 1
        values = quotes["units_per_euro"].to_numpy(dtype=np.float64)
        found[rows[place >= 0]] = values[place[place >= 0]]
    return found
