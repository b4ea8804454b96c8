"""Exchange rates of a scenario, and amounts in euros at them: by `fund.currency`, as any expense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.currency import EXPENSE, LARGEST_CENTS, amount_days, divided, to_euros
from fund.schema import Column
from fund.whatif.moves import SIMULATION, NewRow


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in euros (cents), and the rate that gave it (units for 1 €)."""

    cents: int
    rate: float


def latest_rate(rates: pd.DataFrame, currency: str, day: date) -> float | None:
    """Units for 1 € on a day: the latest rate on or before it, None where there is none."""
    days, units = _quotes(rates, currency)
    known = units[days <= np.datetime64(day)]
    return float(known[-1]) if len(known) else None


def changed_rates(rates: pd.DataFrame, currency: str, change: float, *, day: date) -> tuple[NewRow, ...]:
    """The rows that make a currency worth `change` more in euros from a day on; none where it has no rate then.

    One on the day itself, from the latest rate, and one for each later rate that the table has; what was
    bought before keeps the rate of its date.
    """
    current = latest_rate(rates, currency, day)
    if current is None:
        return ()
    quoted, units = _quotes(rates, currency)
    later = quoted > np.datetime64(day)
    days = [day, *(moment.astype("datetime64[D]").item() for moment in quoted[later])]
    return tuple(
        {"currency": currency, "date": when, "units_per_euro": float(each) / (1 + change), "source": SIMULATION}
        for when, each in zip(days, [current, *units[later].tolist()], strict=True)
    )


def price(cents: int, currency: str, *, rates: pd.DataFrame, day: date | None) -> Price | None:
    """An amount in a currency's cents in euros on a day, None without a rate then.

    The rule of `fund.currency.to_euros` for a row without a rate of its own, one purchase at a time.
    """
    if currency == "EUR":
        return Price(cents, 1.0)
    rate = None if day is None else latest_rate(rates, currency, day)
    if rate is None or abs(cents) / rate >= LARGEST_CENTS:
        return None
    return Price(at_rate(cents, rate), rate)


def at_rate(cents: int, rate: float) -> int:
    """So many cents of a currency in euros."""
    return int(divided(np.array([cents], dtype=np.int64), np.array([rate]))[0])


def repriced(
    table: pd.DataFrame, rates: pd.DataFrame, currencies: Sequence[str], *, day: date, amount: Column = EXPENSE
) -> pd.DataFrame:
    """The rows of an amount that may be in another currency, those to come (on or after the day) converted again.

    One that has its own rate keeps it: it is what was paid.
    """
    to_come = amount_days(table, amount) >= np.datetime64(day)
    if to_come.any():
        to_come &= table["currency"].isin(list(currencies)).to_numpy()
    rows = np.flatnonzero(to_come)
    if not len(rows):
        return table
    columns = {}
    for name, converted in to_euros(table.take(rows), rates, amount).columns.items():
        column = table[name].array.copy()
        column[rows] = converted
        columns[name] = column
    return table.assign(**columns)


def _quotes(rates: pd.DataFrame, currency: str) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.float64]]:
    """Days and units of the usable rates of one currency, oldest first; of two on a day the last one written holds."""
    units = rates["units_per_euro"].to_numpy(dtype=np.float64, na_value=np.nan)
    days = rates["date"].to_numpy()
    usable = np.flatnonzero((rates["currency"] == currency).to_numpy(dtype=np.bool_) & (units > 0) & ~np.isnat(days))
    order = usable[np.argsort(days[usable], kind="stable")]
    return days[order], units[order]
