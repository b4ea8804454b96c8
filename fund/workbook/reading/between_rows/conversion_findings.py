"""What is wrong with the conversion of an amount: no rate, an old one, one that other values of the row contradict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.currency import NO_RATE, UNKNOWN_CURRENCY, Conversion, amount_days, is_foreign, latest_rates, own_rates
from fund.model import Finding
from fund.schema import BY_CODE
from fund.workbook.reading.between_rows.rate_findings import Quotes, far_findings, reversed_findings
from fund.workbook.reading.findings import SheetSources

AGREE, AGREE_WITH_AN_OLD_RATE = 0.05, 0.25
"""Two rates, or two amounts, agree that differ by no more than that part of the second."""
SMALL_CENTS = 50
"""Amounts that differ by no more agree: people round."""
YEAR = np.timedelta64(366, "D")

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]


def conversion_findings(
    conversions: Sequence[Conversion], rates: pd.DataFrame, sources: SheetSources
) -> Iterator[Finding]:
    """What is wrong with each amount converted; a rate that several amounts of a row share is judged once."""
    told: set[tuple[object, ...]] = set()
    for conversion in conversions:
        yield from _unconverted(conversion, sources)
        for finding in _contradicted(_rows(conversion, rates), sources):
            place = (finding.code, finding.file, finding.sheet, finding.row, finding.cell or finding.column)
            if place not in told:
                told.add(place)
                yield finding


def _unconverted(conversion: Conversion, sources: SheetSources) -> Iterator[Finding]:
    """The amounts that have no rate; where the currency itself is not known, that is said already."""
    table, amount = conversion.table, conversion.amount
    undated = np.isin(conversion.unconverted, conversion.undated)
    date = BY_CODE[amount.table].column(amount.dated_by[0]).header
    for code, positions in (
        ("undated_conversion", conversion.unconverted[undated]),
        ("no_rate", conversion.unconverted[~undated]),
    ):
        currencies = table["currency"].iloc[positions]
        named = (currencies != UNKNOWN_CURRENCY).to_numpy(dtype=bool)
        details = [{"currency": currency, "date": date} for currency in currencies[named]]
        rows = positions[named].tolist()
        yield from sources.findings(code, table, where=rows, column=amount.code, details=details)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The rows of an amount converted, one entry each, NaN where there is nothing.

    `own` is the row's own rate, `stated` what the row's amount and the euros it states make of one. `latest` is the
    latest rate of the sheet « Taux », `since` how long before the amount's day it was.
    """

    conversion: Conversion
    days: npt.NDArray[np.datetime64]
    own: Numbers
    stated: Numbers
    latest: Numbers
    since: npt.NDArray[np.timedelta64]


def _rows(conversion: Conversion, rates: pd.DataFrame) -> _Rows:
    table, amount = conversion.table, conversion.amount
    foreign, days = is_foreign(table), amount_days(table, amount)
    rows = np.full(len(table), NO_RATE, dtype=np.intp)
    asked = np.flatnonzero(foreign)
    rows[asked] = latest_rates(table["currency"].to_numpy(dtype=object)[asked], days[asked], rates)
    units = np.append(rates["units_per_euro"].to_numpy(dtype=np.float64, na_value=np.nan), np.nan)
    dates = np.append(rates["date"].to_numpy(), np.datetime64("NaT", "us"))
    return _Rows(
        conversion,
        days=days,
        own=np.where(foreign, own_rates(table), np.nan),
        stated=np.where(foreign, _stated(conversion), np.nan),
        latest=units[rows],
        since=days - dates[rows],
    )


def _stated(conversion: Conversion) -> Numbers:
    """The rate that each row's amount and stated euros make."""
    code = BY_CODE[conversion.amount.table].stated(conversion.amount)
    nothing = np.full(len(conversion.table), np.nan)
    if not code:
        return nothing
    cents, euros = (
        conversion.table[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in (conversion.amount.code, code)
    )
    np.divide(cents, euros, out=nothing, where=euros != 0)
    return nothing


def _contradicted(rows: _Rows, sources: SheetSources) -> Iterator[Finding]:
    conversion, table = rows.conversion, rows.conversion.table
    yield from _old(rows, sources)
    own = Quotes(table, "rate", rows.own, rows.days)
    yield from _disagreeing(rows, own, sources)
    alone = np.isnan(rows.latest)
    yield from far_findings(Quotes(table, "rate", np.where(alone, rows.own, np.nan), rows.days), sources)
    if code := BY_CODE[conversion.amount.table].stated(conversion.amount):
        unjudged = alone & np.isnan(rows.own)
        stated = Quotes(table, code, np.where(unjudged, rows.stated, np.nan), rows.days)
        yield from reversed_findings(stated, sources)
        yield from far_findings(stated, sources)
        yield from _other_euros(conversion, code, sources)


def _old(rows: _Rows, sources: SheetSources) -> Iterator[Finding]:
    """The amounts converted at a rate of « Taux » that is more than a year older."""
    conversion, table = rows.conversion, rows.conversion.table
    used = ~np.asarray(pd.isna(conversion.rate_rows)) & ~np.asarray(pd.isna(conversion.euros))
    found = np.flatnonzero(used & (rows.since > YEAR)).tolist()
    details = [
        {
            "amount_money": (int(table[conversion.amount.code].iloc[row]), str(table["currency"].iloc[row])),
            "currency": table["currency"].iloc[row],
            "rate": float(rows.latest[row]),
            "date": (rows.days[row] - rows.since[row]).astype("datetime64[D]").item(),
        }
        for row in found
    ]
    yield from sources.findings("rate_old", table, where=found, column=conversion.amount.code, details=details)


def _disagreeing(rows: _Rows, own: Quotes, sources: SheetSources) -> Iterator[Finding]:
    """The rows whose own rate is not that of « Taux »; an old rate of « Taux » leaves more room."""
    room = np.where(rows.since > YEAR, AGREE_WITH_AN_OLD_RATE, AGREE)
    other = np.abs(rows.own - rows.latest) > room * rows.latest
    found = np.flatnonzero(other & ~own.reversed()).tolist()
    yield from own.findings("rate_disagrees", {row: rows.latest[row] for row in found}, sources)


def _other_euros(conversion: Conversion, code: str, sources: SheetSources) -> Iterator[Finding]:
    """The rows that state other euros than their amount gives at its rate."""
    table, amount = conversion.table, conversion.amount
    stated, by_rate = table[code].array, conversion.by_rate
    gap = np.abs((stated - by_rate).to_numpy(dtype=np.float64, na_value=0))
    limit = np.abs(by_rate.to_numpy(dtype=np.float64, na_value=np.inf)) * AGREE + SMALL_CENTS
    found = np.flatnonzero(gap > limit).tolist()
    currencies = table["currency"].fillna("EUR")
    details = [
        {
            "amount_money": (int(table[amount.code].iloc[row]), str(currencies.iloc[row])),
            "converted_cents": int(by_rate[row]),
            "stated_cents": int(stated[row]),
        }
        for row in found
    ]
    yield from sources.findings("stated_euros_differ", table, where=found, column=code, details=details)
