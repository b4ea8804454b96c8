"""The figure that a lever adds to, and how it may: by rows marked as simulated, by a declared figure, or not at all.

- A figure added up from rows takes one more row.
- A declared figure (« près de 395 000 € ») has no rows to be added to: one row beside it would make a computed
  total of that row alone. So the declared figure itself is supposed higher, with its date and its « environ »:
  about 395 000 € and 10 000 € more is about 405 000 €. Its source then says « simulation », for no report said so.
- A figure that is not communicated stays so: the lever is refused.
- A fund's figure that is declared for the whole fund, while the programme's own comes from rows, would be
  replaced by the sum of the known programmes: refused too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

import numpy as np
import pandas as pd

from fund.metric import Metric, Unit
from fund.schema.converted import amount_of


class LeverRefusal(StrEnum):
    """The reasons that levers share, each a sentence of `whatif.refusals` in the wording.

    Those that end in `UNKNOWN` begin with the code of the figure that is not communicated.
    """

    NO_DAY = "no_day"
    NO_PROGRAMME = "no_programme"
    NO_TRANCHE = "no_tranche"
    ALREADY_PAID = "already_paid"
    TRANCHE_AMOUNT_UNKNOWN = "tranche_amount_unknown"
    TRANCHE_SPENT_UNKNOWN = "tranche_spent_unknown"
    RAISED_UNKNOWN = "raised_unknown"
    OUTSTANDING_UNKNOWN = "outstanding_unknown"
    NOTHING_OUTSTANDING = "nothing_outstanding"
    MORE_THAN_OUTSTANDING = "more_than_outstanding"
    ALLOCATED_UNKNOWN = "allocated_unknown"
    TRANSFERRED_UNKNOWN = "transferred_unknown"
    TRANCHES_NOT_TOLD = "tranches_not_told"
    SPENT_UNKNOWN = "spent_unknown"
    HOURS_DELIVERED_UNKNOWN = "hours_delivered_unknown"
    RUNNING_COSTS_UNKNOWN = "running_costs_unknown"
    NO_RATE = "no_rate"
    NO_RATES = "no_rates"
    IMPOSSIBLE_RATE = "impossible_rate"
    NOT_POSITIVE = "not_positive"
    BELOW_ZERO = "below_zero"
    TOO_LARGE = "too_large"
    FUND_DECLARED = "fund_declared"
    SAME_PROGRAMME = "same_programme"
    NONE_WAITING = "none_waiting"
    OWES_NOTHING = "owes_nothing"
    MORE_THAN_DUE = "more_than_due"
    REPEATED = "repeated"
    NOTHING_DATED = "nothing_dated"


class LeverRefusedError(Exception):
    """A lever can't be computed on this fund. Applying a scenario makes it a `RefusedLever`."""

    def __init__(self, reason: str, **fields: object) -> None:
        """Remember the reason and what fills its sentence."""
        super().__init__(reason)
        self.reason = reason
        self.fields = fields


SIMULATION = "simulation"
"""What stands as file and sheet of a row that no workbook holds; the same word in French and English."""

NewRow = Mapping[str, object]
"""The cells of a row by frame column; those it does not name are empty."""


def appended(frame: pd.DataFrame, rows: Sequence[NewRow]) -> pd.DataFrame:
    """The table followed by those rows, every column keeping its dtype. The frame given is left as it is.

    Each column is copied once, lengthened by empty cells, and only the cells that a row names are written. An amount
    is in euros where a row does not say otherwise.
    """
    size, added = len(frame), len(rows)
    places = np.append(np.arange(size, dtype=np.intp), np.full(added, -1, dtype=np.intp))
    columns: dict[str, object] = {}
    for name, series in frame.items():
        column = series.array
        if name == "source_row":
            numbers = series.to_numpy()
            columns["source_row"] = np.append(numbers, np.arange(1, added + 1, dtype=numbers.dtype))
        elif name in ("source_file", "source_sheet"):
            columns[str(name)] = _simulated(series.cat.codes.to_numpy(), tuple(series.cat.categories), added)
        else:
            longer = column.take(places, allow_fill=True)
            for position, row in enumerate(rows, start=size):
                cell = row.get(str(name)) if name in row else row.get(amount_of(str(name)))
                if cell is not None:
                    longer[position] = pd.Timestamp(cell) if isinstance(cell, date) else cell
            columns[str(name)] = longer
    return pd.DataFrame(columns, copy=False)


def _simulated(codes: np.ndarray, names: tuple[str, ...], added: int) -> pd.Categorical:
    """The files or sheets of a table's rows, followed by « simulation » for those added."""
    known = names if SIMULATION in names else (*names, SIMULATION)
    new = np.full(added, known.index(SIMULATION), dtype=np.int32)
    return pd.Categorical.from_codes(np.append(codes.astype(np.int32), new), dtype=_sources(known))


@lru_cache(maxsize=64)
def _sources(names: tuple[str, ...]) -> pd.CategoricalDtype:
    """The dtype of a column of files or sheets: making it costs more than all the rest of the column."""
    return pd.CategoricalDtype(pd.Index(names, dtype="str"))


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """A figure moved by a lever, in cents or hours; `total` is the fund's own figure for a programme's."""

    figure: Metric
    amount: int
    total: Metric | None

    @property
    def by_rows(self) -> bool:
        """Whether the lever adds rows."""
        return not has_declared_cell(self.figure)


def has_declared_cell(figure: Metric) -> bool:
    """Whether a figure is itself a declared one, and not arithmetic on declared ones."""
    return any(cells.table == "declared" for cells in figure.cells)


def known(figure: Metric) -> float:
    """A figure's value; raises LeverRefusedError, with the reason of that figure, where it is not communicated."""
    if figure.value is None:
        raise LeverRefusedError(LeverRefusal(f"{figure.code}_unknown"), programme=figure.programme)
    return figure.value


def moved(figure: Metric, amount: int, *, already: int, total: Metric | None) -> Move:
    """A figure moved by `amount` after `already`; `total` as in `Move`. Raises LeverRefusedError."""
    value = known(figure)
    if amount < 0 and value + already + amount < 0:
        fields = {"figure": figure.code, "value": value, "unit": figure.unit}
        raise LeverRefusedError(LeverRefusal.BELOW_ZERO, programme=figure.programme, **fields)
    if total is not None and has_declared_cell(total) and not has_declared_cell(figure):
        raise LeverRefusedError(LeverRefusal.FUND_DECLARED, programme=figure.programme, figure=figure.code)
    return Move(figure, amount, total)


def declared_rows(shifts: Iterable[tuple[Metric, int]]) -> tuple[NewRow, ...]:
    """One row for each declared figure that is supposed higher by some amounts, dated as it is: the last one holds."""
    totals: Counter[tuple[str, str]] = Counter()
    figures: dict[tuple[str, str], Metric] = {}
    for figure, amount in shifts:
        figures[figure.code, figure.programme] = figure
        totals[figure.code, figure.programme] += amount
    return tuple(_declared_row(figures[key], amount) for key, amount in totals.items() if amount)


def _declared_row(figure: Metric, amount: int) -> NewRow:
    cents = figure.unit is Unit.CENTS
    value = (figure.value or 0) + amount
    when = figure.as_of
    return {
        "programme": figure.programme or None,
        "indicator": figure.code,
        "value": value / 100 if cents else float(value),
        "unit": "EUR" if cents else "h",
        "approximate": "at_least" if figure.at_least else "about" if figure.approximate else "exact",
        "date": None if when is None else when.day,
        "date_precision": None if when is None else when.precision.value,
        "source": SIMULATION,
    }
