"""Whose rows are looked at: those of one programme, of the fund, or of no known programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.metric import Cells
from fund.metrics.amounts import Amounts, Mask, Positions
from fund.metrics.columns import Columns, Days, Texts
from fund.model import Dataset, Moment, Precision


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """A selection of rows: all of them for the fund; else, in each table that names programmes, those of one.

    `programme` is empty for the fund and for rows of no known programme; `positions` are 0-based
    positions in the dataset's tables.
    """

    columns: Columns
    programme: str
    positions: Mapping[str, Positions]

    @property
    def dataset(self) -> Dataset:
        """The dataset the rows belong to."""
        return self.columns.dataset

    @property
    def as_of(self) -> Moment | None:
        """The date the fund's rows are as of."""
        return self.dataset.fund.as_of

    def has(self, table: str) -> bool:
        """Whether the table has a row in this scope."""
        return len(self.positions[table]) > 0

    def whole(self, table: str, name: str) -> Amounts:
        """A column of cents or counts, of this scope's rows only."""
        return self.columns.whole(table, name).where(self.positions[table])

    def fractional(self, table: str, name: str) -> Amounts:
        """A column of hours, shares, rates or factors, of this scope's rows only."""
        return self.columns.fractional(table, name).where(self.positions[table])

    def texts(self, table: str, name: str) -> Texts:
        """A column of texts or choices, of this scope's rows only."""
        return self.columns.texts(table, name).where(self.positions[table])

    def days(self, table: str, name: str) -> Days:
        """A column of dates, of this scope's rows only."""
        return self.columns.days(table, name)[self.positions[table]]

    def yes(self, table: str, name: str) -> Mask:
        """Where a column of « oui » and « non » says yes, of this scope's rows only."""
        return self.columns.yes(table, name)[self.positions[table]]

    def moments(self, table: str, name: str) -> list[Moment | None]:
        """A column of dates with their precisions, of this scope's rows only."""
        precisions = self.texts(table, f"{name}_precision").tolist()
        return [moment(day, precision) for day, precision in zip(self.days(table, name), precisions, strict=True)]

    def rows(self, table: str, *columns: str, where: Mask | Positions | None = None) -> pd.DataFrame:
        """Some columns of this scope's rows (of those in `where`), with their `position` in the table first."""
        positions = self.positions[table] if where is None else self.positions[table][where]
        frame = self.dataset.table(table)
        taken = {name: frame[name].array.take(positions) for name in columns}
        return pd.DataFrame({"position": positions, **taken})

    def cells(self, table: str, *columns: str, where: Mask | Positions | None = None) -> tuple[Cells, ...]:
        """The cells of some columns in this scope's rows (in those of `where`)."""
        positions = self.positions[table] if where is None else self.positions[table][where]
        return (Cells(table, columns, positions),) if len(positions) else ()


@dataclass(frozen=True, slots=True, eq=False)
class Scopes:
    """Every scope of a dataset: the fund, each programme, and what belongs to no known programme."""

    fund: Scope
    programmes: tuple[Scope, ...]
    strays: Scope


def scopes(dataset: Dataset) -> Scopes:
    """Share out the rows of every table between the programmes of the fund, in their sheet's order."""
    columns = Columns(dataset)
    codes = [code for code in columns.texts("programmes", "code").spellings if code]
    every: dict[str, Positions] = {}
    shares: dict[str, dict[str, Positions]] = {code: {} for code in codes}
    strays: dict[str, Positions] = {}
    for table, frame in dataset.tables.items():
        every[table] = np.arange(len(frame), dtype=np.intp)
        owner_column = "code" if table == "programmes" else "programme"
        if owner_column not in frame.columns:
            continue
        owner = _owners(columns.texts(table, owner_column), codes)
        for number, code in enumerate(codes):
            shares[code][table] = np.flatnonzero(owner == number)
        strays[table] = np.flatnonzero(owner < 0)
    return Scopes(
        fund=Scope(columns, "", every),
        programmes=tuple(Scope(columns, code, shares[code]) for code in codes),
        strays=Scope(columns, "", strays),
    )


def _owners(names: Texts, codes: Sequence[str]) -> Positions:
    """The number in `codes` of each row's programme, -1 for one that is unknown or not given."""
    numbers = [codes.index(name) if name in codes else -1 for name in names.spellings]
    return np.array([*numbers, -1], dtype=np.intp)[names.places]


def moment(day: np.datetime64, precision: str = "") -> Moment | None:
    """A date with its precision (a full day where the table keeps none), None where it is unknown."""
    if np.isnat(day):
        return None
    return Moment(day.astype("datetime64[D]").item(), Precision(precision) if precision else Precision.DAY)
