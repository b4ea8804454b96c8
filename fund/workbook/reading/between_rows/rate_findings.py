"""Rates judged by the euro itself and by the other rates of their currency.

A rate below 1 for a currency that is worth less than the euro is an error; one that only looks wrong beside the
others is a warning that says both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import log

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.currency import UNKNOWN_CURRENCY, is_foreign
from fund.model import Finding
from fund.schema import SHEETS
from fund.workbook.reading.findings import SheetSources

MAY_BE_BELOW_ONE = frozenset(
    (
        *("BHD", "BMD", "BSD", "CHF", "CUC", "FKP", "GBP", "GGP", "GIP", "IMP"),
        *("JEP", "JOD", "KWD", "KYD", "OMR", "PAB", "SHP", "USD", "XDR"),
    )
)
"""The currencies of which less than one unit has been worth 1 €, or could be."""

_RATES = frozenset(("rate", "contract_rate", "units_per_euro"))
"""The columns of rates, whatever their sheet."""

FAR = log(5)
"""Logarithms of rates that differ by more are far from each other."""

_RECIPROCAL, _NOT_NEAR = 0.03, 0.1
_AROUND = (0, 1, 3, 4)
"""The two neighbours on each side, in an array with two empty places at both ends."""

Mask = npt.NDArray[np.bool_]
Units = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Quotes:
    """The rates of some rows of a table, one per row, missing (NaN) where a row has none.

    `column` is where a finding about one is placed, `days` when each is from.
    """

    frame: pd.DataFrame
    column: str
    units: Units
    days: npt.NDArray[np.datetime64] = field(default_factory=lambda: np.array([], dtype="datetime64[us]"))

    def reversed(self) -> Mask:
        """Which are below 1 although their currency is worth less than the euro."""
        low = (self.units > 0) & (self.units < 1)
        if not low.any():
            return low
        known = ~self.frame["currency"].isin([*MAY_BE_BELOW_ONE, UNKNOWN_CURRENCY]).to_numpy(dtype=np.bool_)
        return low & is_foreign(self.frame) & known

    def findings(self, code: str, beside: Mapping[int, float], sources: SheetSources) -> Iterator[Finding]:
        """A finding for each of these rows, which says the rate and the one `beside` it."""
        currencies = self.frame["currency"]
        details = [
            {"rate": float(self.units[row]), "beside": float(other), "currency": currencies.iloc[row]}
            for row, other in beside.items()
        ]
        yield from sources.findings(code, self.frame, where=list(beside), column=self.column, details=details)


def rate_findings(tables: Mapping[str, pd.DataFrame], sources: SheetSources) -> Iterator[Finding]:
    """What is wrong with the rates that the sheets give, row by row and among those of the sheet « Taux »."""
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.code in _RATES and not (frame := tables[sheet.code]).empty:
                units = frame[column.code].to_numpy(dtype=np.float64, na_value=np.nan)
                yield from reversed_findings(Quotes(frame, column.code, units), sources)
                alone = (units > 0) & (units != 1) & ~is_foreign(frame)
                if column.code != "units_per_euro" and alone.any():
                    rows = np.flatnonzero(alone).tolist()
                    yield from sources.findings("rate_without_currency", frame, where=rows, column=column.code)
    rates = tables["rates"]
    units = rates["units_per_euro"].to_numpy(dtype=np.float64, na_value=np.nan)
    yield from far_findings(Quotes(rates, "units_per_euro", units, rates["date"].to_numpy()), sources)


def reversed_findings(quotes: Quotes, sources: SheetSources) -> Iterator[Finding]:
    """The rates that tell how many euros make one unit instead of how many units make 1 €."""
    rows = np.flatnonzero(quotes.reversed()).tolist()
    yield from quotes.findings("rate_reversed", {row: 1 / quotes.units[row] for row in rows}, sources)


def far_findings(quotes: Quotes, sources: SheetSources) -> Iterator[Finding]:
    """The rates that are far from those of the dates around them, or their reciprocal, and what is usual there."""
    found: dict[int, float] = {}
    rows = np.flatnonzero((quotes.units > 0) & ~quotes.reversed())
    for _, group in pd.Series(rows).groupby(quotes.frame["currency"].to_numpy(dtype=object)[rows]):
        places = group.to_numpy(np.intp)
        if len(places) < 2:
            continue
        places = places[np.argsort(quotes.days[places], kind="stable")]
        logs = np.log(quotes.units[places])
        padded = np.pad(logs, 2, constant_values=np.nan)
        around = np.stack([padded[start : start + len(logs)] for start in _AROUND])
        usual = np.nanmedian(around, axis=0)
        far = (np.abs(around - logs) > FAR).sum(axis=0) * 2 > (~np.isnan(around)).sum(axis=0)
        reciprocal = (np.abs(logs + usual) < _RECIPROCAL) & (np.abs(logs - usual) > _NOT_NEAR)
        wrong = np.flatnonzero(far | reciprocal)
        found |= dict(zip(places[wrong].tolist(), np.exp(usual[wrong]).tolist(), strict=True))
    yield from quotes.findings("rate_far", dict(sorted(found.items())), sources)
