"""Amounts in euros: which rate converts a row, and the exact cents it gives.

An amount in euros is itself, and the euros that a row states beside an amount are those. Another currency is divided
by the row's own rate, else by the latest rate of the sheet « Taux » on or before the amount's date. Without a rate the
amount in euros stays unknown (NA): it is in no total. Cents are rounded halves away from zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from fund.schema import BY_CODE, Column, Sheet
from fund.schema.converted import euros_code, rate_code, rate_row_code

UNKNOWN_CURRENCY = "XXX"
"""ISO 4217's code for no currency: stands for a cell that names none, and has no rate."""

LARGEST_CENTS = 2.0**53
"""Beyond it a float no longer holds every whole number of cents."""

EXPENSE = BY_CODE["expenses"].column("amount_cents")
"""The one amount that always has its euros beside it: expenses are what most often is in another currency."""

NO_RATE = -1
"""Stands for the position of a rate where there is none."""

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Conversion:
    """An amount in euros, row by row.

    `euros` are whole cents, `by_rate` those that the rate alone gives, whatever the row states. `rates` are the units
    for 1 € that gave them (missing for euros and for stated ones), `rate_rows` their positions in the table `rates`
    (missing for a row's own). Of the 0-based positions of rows, `unconverted` have an amount but no rate (of these,
    `undated` lack the date that would find one).
    """

    table: pd.DataFrame
    amount: Column
    euros: pd.arrays.IntegerArray
    by_rate: pd.arrays.IntegerArray
    rates: pd.arrays.FloatingArray
    rate_rows: pd.arrays.IntegerArray
    unconverted: Positions
    undated: Positions

    @property
    def columns(self) -> dict[str, ExtensionArray]:
        """What is written beside the amount: its euros, the rate and where that stands."""
        code = self.amount.code
        return {euros_code(code): self.euros, rate_code(code): self.rates, rate_row_code(code): self.rate_rows}

    @property
    def converted(self) -> pd.DataFrame:
        """The table with them."""
        return self.table.assign(**self.columns)


def needs_conversion(table: pd.DataFrame, sheet: Sheet) -> bool:
    """Whether a row of a sheet's table is in another currency, or states its euros."""
    stated = (code for amount in sheet.converted if (code := sheet.stated(amount)))
    return bool(is_foreign(table).any()) or any(bool(table[code].notna().any()) for code in stated)


def is_foreign(table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which rows are in another currency than the euro; an empty currency is the euro."""
    currency = table["currency"]
    return (currency.notna() & (currency != "EUR")).to_numpy(dtype=np.bool_)


def to_euros(table: pd.DataFrame, rates: pd.DataFrame, amount: Column = EXPENSE) -> Conversion:
    """Convert an amount in every row that can be.

    `table` is one of the amount's sheet, `rates` has currency, date, units_per_euro. A rate that is not positive is
    never used, nor one so small that the euros it gives have more than 15 digits.
    """
    amounts = table[amount.code]
    known, cents = amounts.notna().to_numpy(), amounts.to_numpy(dtype=np.int64, na_value=0)
    foreign, days = is_foreign(table), amount_days(table, amount)
    used = own_rates(table)
    used[~foreign] = 1.0
    rows = np.full(len(table), NO_RATE, dtype=np.intp)
    wanted = np.flatnonzero(np.isnan(used))
    rows[wanted] = latest_rates(table["currency"].to_numpy(dtype=object)[wanted], days[wanted], rates)
    by_table = rows != NO_RATE
    used[by_table] = rates["units_per_euro"].to_numpy(dtype=np.float64, na_value=np.nan)[rows[by_table]]
    with np.errstate(over="ignore", invalid="ignore"):
        used[np.abs(cents) / used >= LARGEST_CENTS] = np.nan
    missing = ~known | np.isnan(used)
    euros = np.zeros(len(table), dtype=np.int64)
    euros[~missing] = divided(cents[~missing], used[~missing])
    by_rate = pd.arrays.IntegerArray(euros.copy(), missing.copy())
    if stated := BY_CODE[amount.table].stated(amount):
        own = table[stated]
        said = own.notna().to_numpy()
        euros[said], missing = own.to_numpy(dtype=np.int64, na_value=0)[said], missing & ~said
        foreign = foreign & ~said
    unconverted = known & missing
    without_rate = ~foreign | missing
    return Conversion(
        table,
        amount,
        euros=pd.arrays.IntegerArray(euros, missing),
        by_rate=by_rate,
        rates=pd.arrays.FloatingArray(np.where(without_rate, np.nan, used), without_rate),
        rate_rows=pd.arrays.IntegerArray(rows.astype(np.int64), without_rate | ~by_table),
        unconverted=np.flatnonzero(unconverted),
        undated=np.flatnonzero(unconverted & np.isnat(days)),
    )


def amount_days(table: pd.DataFrame, amount: Column) -> npt.NDArray[np.datetime64]:
    """The day of each row's amount: the first of its dates that is filled, NaT without any."""
    first, *others = (table[code].to_numpy() for code in amount.dated_by)
    for days in others:
        first = np.where(np.isnat(first), days, first)
    return first


def own_rates(table: pd.DataFrame) -> npt.NDArray[np.float64]:
    """The rate that each row gives itself, NaN where it gives none that can be used."""
    rates = table["rate"].to_numpy(dtype=np.float64, na_value=np.nan)
    return np.where(rates > 0, rates, np.nan)


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


def usable_rates(rates: pd.DataFrame) -> pd.DataFrame:
    """The rates that can convert something, oldest first; of two of a currency on a day the last written holds."""
    named = rates["currency"].notna() & (rates["currency"] != UNKNOWN_CURRENCY) & rates["date"].notna()
    places = np.flatnonzero(named & (rates["units_per_euro"] > 0).fillna(value=False))
    return rates.iloc[places].assign(position=places).sort_values("date", kind="stable")


def latest_rates(currency: npt.NDArray[np.object_], day: npt.NDArray[np.datetime64], rates: pd.DataFrame) -> Positions:
    """The position of the latest rate of each currency on or before each day; `NO_RATE` where there is none."""
    found = np.full(len(currency), NO_RATE, dtype=np.intp)
    if not len(currency):
        return found
    for code, quotes in usable_rates(rates).groupby("currency"):
        rows = np.flatnonzero((currency == code) & ~np.isnat(day))
        place = np.searchsorted(quotes["date"].to_numpy(), day[rows], side="right") - 1
        found[rows[place >= 0]] = quotes["position"].to_numpy(np.intp)[place[place >= 0]]
    return found
