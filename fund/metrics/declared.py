"""Declared figures: results that a report gives without their rows, and which of them holds today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

import numpy as np
import pandas as pd

from fund.metric import Basis, Cells, Metric, Unit
from fund.metrics.cutoff import begun
from fund.metrics.over_time.spans import span_of
from fund.metrics.scope import Scope
from fund.model import Moment, Precision
from fund.schema.choices import INDICATOR_UNITS

UNITS = MappingProxyType({"EUR": Unit.CENTS, "%": Unit.RATIO, "h": Unit.HOURS, "count": Unit.COUNT})
LEAST_PRECISE_FIRST = tuple(reversed(Precision))
ABOUT = 0.01
"""An amount said to be « environ » is meant within 1 % of itself."""
POINT_COLUMNS = ("position", "date", "date_precision", "value_cents", "approximate", "at_least", "source")


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """The declared figures of a fund.

    `every` holds each row that has a value, a date and the indicator's unit, in sheet order (other rows
    are findings of the reading); `current` those dated on or before the fund's as-of date (all of them
    without one), oldest first and on the same day the least precise first: the last one holds. A date that is a
    period counts as soon as it has begun, as of that date at the latest.
    """

    every: tuple[Metric, ...]
    current: tuple[Metric, ...]
    closing: date | None = None

    def latest(self, code: str, programme: str = "", tranche: int | None = None) -> Metric | None:
        """The declared figure that holds for an indicator, a programme (empty: the fund) and a tranche."""
        key = (code, programme, tranche)
        return next((m for m in reversed(self.current) if (m.code, m.programme, m.tranche) == key), None)

    def tranches(self, programme: str) -> frozenset[int]:
        """The numbers of the tranches of which a programme declares the share spent."""
        shares = (m for m in self.current if m.code == "tranche_share" and m.programme == programme)
        return frozenset(m.tranche for m in shares if m.tranche is not None)

    def points(self, code: str) -> pd.DataFrame:
        """The successive declared values of an amount of the fund: `POINT_COLUMNS`, by date.

        Of those as of the same day the last one holds.
        """
        rows = list({_day(m, self.closing): m for m in self.current if m.code == code and not m.programme}.values())
        moments = [m.as_of for m in rows if m.as_of is not None]
        columns = {
            "position": pd.Series([m.cells[0].positions[0] for m in rows], dtype="int64"),
            "date": pd.to_datetime(pd.Series([when.day for when in moments], dtype="object")),
            "date_precision": pd.Series([str(when.precision) for when in moments], dtype="str"),
            "value_cents": pd.Series([m.value for m in rows], dtype="Int64"),
            "approximate": pd.Series([m.approximate for m in rows], dtype="bool"),
            "at_least": pd.Series([m.at_least for m in rows], dtype="bool"),
            "source": pd.Series([m.source for m in rows], dtype="str"),
        }
        return pd.DataFrame(columns, columns=list(POINT_COLUMNS))


NOTHING_DECLARED = Declared((), ())
"""For rows of no known programme: nothing is declared about them."""


def declared_figures(fund: Scope) -> Declared:
    """The declared figures of a fund, from its table `declared`."""
    every = tuple(_figures(fund))
    closing = fund.dataset.fund.day
    # What is told of a period that goes on after an earlier day is not known by then.
    counts = _over if fund.dataset.earlier else begun
    current = [m for m in every if m.as_of is not None and (closing is None or counts(m.as_of, closing))]
    current.sort(key=lambda m: (_day(m, closing), _precision(m)))
    return Declared(every, tuple(current), closing)


def _over(when: Moment, day: date) -> bool:
    return bool(span_of(when).last[0] <= np.datetime64(day))


def _day(figure: Metric, closing: date | None) -> date:
    """The day a declared figure is as of, the closing day for a period that goes on after it."""
    day = figure.as_of.day if figure.as_of is not None else date.min
    return day if closing is None else min(day, closing)


def _precision(figure: Metric) -> int:
    """Where the precision of its date comes among `LEAST_PRECISE_FIRST`."""
    return LEAST_PRECISE_FIRST.index(figure.as_of.precision if figure.as_of is not None else Precision.DAY)


def _figures(fund: Scope) -> Iterator[Metric]:
    """The rows that tell a figure, in sheet order."""
    codes, units, programmes, sources, marks = (
        fund.texts("declared", name).tolist() for name in ("indicator", "unit", "programme", "source", "approximate")
    )
    values, tranches = fund.floats("declared", "value"), fund.ints("declared", "tranche")
    for position, when in enumerate(fund.moments("declared", "date")):
        code, unit = codes[position], units[position]
        if when is None or not values.known[position] or INDICATOR_UNITS.get(code) != unit:
            continue
        value = _converted(float(values.values[position]), UNITS[unit])
        yield Metric(
            code=code,
            unit=UNITS[unit],
            value=value,
            basis=Basis.DECLARED,
            as_of=when,
            approximate=marks[position] == "about",
            at_least=marks[position] == "at_least",
            precision=_known_to(value) if marks[position] == "about" and UNITS[unit] is Unit.CENTS else 0,
            cells=(Cells("declared", ("value",), np.array([position], dtype=np.intp)),),
            programme=programmes[position],
            tranche=int(tranches.values[position]) if tranches.known[position] else None,
            source=sources[position],
        )


def _known_to(cents: float) -> int:
    """What an amount said to be near is known to: the zeros it ends with, within `ABOUT` of it, a euro at least."""
    step = 100
    while step * 10 <= ABOUT * abs(cents) and cents % (step * 10) == 0:
        step *= 10
    return step


def _converted(value: float, unit: Unit) -> int | float:
    """A declared value in the unit figures are kept in: 395 000 € as cents, 84,92 % as 0.8492."""
    exact = Decimal(repr(value))
    match unit:
        case Unit.CENTS:
            return int((exact * 100).to_integral_value(ROUND_HALF_UP))
        case Unit.RATIO:
            return float(exact / 100)
        case Unit.COUNT:
            return int(exact.to_integral_value(ROUND_HALF_UP))
        case _:
            return value
