"""Declared figures: results that a report gives without their rows, and which of them holds today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

import numpy as np
import pandas as pd

from fund.metrics.result import Basis, Cells, Metric, Unit
from fund.metrics.scope import moment, number, text
from fund.model import Dataset, Precision
from fund.schema.choices import INDICATOR_UNITS

UNITS = MappingProxyType({"EUR": Unit.CENTS, "%": Unit.RATIO, "h": Unit.HOURS, "count": Unit.COUNT})
LEAST_PRECISE_FIRST = (
    Precision.YEAR,
    Precision.QUARTER,
    Precision.SPRING,
    Precision.SUMMER,
    Precision.AUTUMN,
    Precision.EARLY,
    Precision.LATE,
    Precision.MONTH,
    Precision.DAY,
)
POINT_COLUMNS = ("position", "date", "date_precision", "value_cents", "approximate", "source")


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """The declared figures of a fund.

    `every` holds each row that has a value, a date and the indicator's unit, in sheet order (other rows
    are findings of the reading); `current` those dated on or before the fund's as-of date (all of them
    without one), oldest first and on the same day the least precise first: the last one holds.
    """

    every: tuple[Metric, ...]
    current: tuple[Metric, ...]

    def latest(self, code: str, programme: str = "", tranche: int | None = None) -> Metric | None:
        """The declared figure that holds for an indicator, a programme (empty: the fund) and a tranche."""
        key = (code, programme, tranche)
        return next((m for m in reversed(self.current) if (m.code, m.programme, m.tranche) == key), None)

    def tranches(self, programme: str) -> frozenset[int]:
        """The numbers of the tranches of which a programme declares the share spent."""
        shares = (m for m in self.current if m.code == "tranche_share" and m.programme == programme)
        return frozenset(m.tranche for m in shares if m.tranche is not None)

    def points(self, code: str) -> pd.DataFrame:
        """The successive declared values of an amount of the fund: `POINT_COLUMNS`, by date."""
        rows = [m for m in self.current if m.code == code and not m.programme]
        moments = [m.as_of for m in rows if m.as_of is not None]
        columns = {
            "position": pd.Series([m.cells[0].positions[0] for m in rows], dtype="int64"),
            "date": pd.to_datetime(pd.Series([when.day for when in moments], dtype="object")),
            "date_precision": pd.Series([str(when.precision) for when in moments], dtype="str"),
            "value_cents": pd.Series([m.value for m in rows], dtype="Int64"),
            "approximate": pd.Series([m.approximate for m in rows], dtype="bool"),
            "source": pd.Series([m.source for m in rows], dtype="str"),
        }
        return pd.DataFrame(columns, columns=list(POINT_COLUMNS))


NOTHING_DECLARED = Declared((), ())
"""For rows of no known programme: nothing is declared about them."""


def declared_figures(dataset: Dataset) -> Declared:
    """The declared figures of a dataset, from its table `declared`."""
    table = dataset.table("declared")
    read = (_figure(row, position) for position, row in enumerate(table.to_dict("records")))
    every = tuple(figure for figure in read if figure is not None)
    as_of = dataset.fund.as_of
    dated = [(m.as_of, m) for m in every if m.as_of is not None]
    current = [(when, m) for when, m in dated if as_of is None or when.day <= as_of.day]
    current.sort(key=lambda pair: (pair[0].day, LEAST_PRECISE_FIRST.index(pair[0].precision)))
    return Declared(every, tuple(m for _, m in current))


def _figure(row: Mapping[object, object], position: int) -> Metric | None:
    code, unit, value = text(row["indicator"]), text(row["unit"]), number(row["value"])
    when = moment(row, "date")
    if value is None or when is None or INDICATOR_UNITS.get(code) != unit:
        return None
    tranche = number(row["tranche"])
    return Metric(
        code=code,
        unit=UNITS[unit],
        value=_converted(value, UNITS[unit]),
        basis=Basis.DECLARED,
        as_of=when,
        approximate=row["approximate"] is True or row["approximate"] is np.True_,
        cells=(Cells("declared", ("value",), np.array([position], dtype=np.intp)),),
        programme=text(row["programme"]),
        tranche=None if tranche is None else int(tranche),
        source=text(row["source"]),
    )


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
