"""Whose rows are looked at: those of one programme, of the fund, or of no known programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isnan
from numbers import Real

import numpy as np
import pandas as pd

from fund.metrics.amounts import Mask, Positions
from fund.metrics.result import Cells
from fund.model import Dataset, Moment, Precision


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """A selection of rows: all of them for the fund; else, in each table that names programmes, those of one.

    `programme` is empty for the fund and for rows of no known programme; `positions` are 0-based
    positions in the dataset's tables.
    """

    dataset: Dataset
    programme: str
    positions: Mapping[str, Positions]

    @property
    def as_of(self) -> Moment | None:
        """The date the fund's rows are as of."""
        return self.dataset.fund.as_of

    def has(self, table: str) -> bool:
        """Whether the table has a row in this scope."""
        return len(self.positions[table]) > 0

    def column(self, table: str, name: str) -> pd.Series:
        """A column of a table, of this scope's rows only."""
        return self.dataset.table(table)[name].take(self.positions[table])

    def rows(self, table: str, *columns: str) -> pd.DataFrame:
        """Some columns of a table, of this scope's rows only, with their `position` in the table first."""
        positions = self.positions[table]
        frame = self.dataset.table(table)[list(columns)].take(positions).reset_index(drop=True)
        frame.insert(0, "position", positions)
        return frame

    def cells(self, table: str, *columns: str, where: Mask | None = None) -> tuple[Cells, ...]:
        """The cells of some columns in this scope's rows (in those `where` the mask is true)."""
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
    codes = [code for code in dataset.table("programmes")["code"].dropna().unique() if code]
    every: dict[str, Positions] = {}
    shares: dict[str, dict[str, Positions]] = {code: {} for code in codes}
    strays: dict[str, Positions] = {}
    for table, frame in dataset.tables.items():
        every[table] = np.arange(len(frame), dtype=np.intp)
        owner_column = "code" if table == "programmes" else "programme"
        if owner_column not in frame.columns:
            continue
        owner = _owners(frame[owner_column], codes)
        for number, code in enumerate(codes):
            shares[code][table] = np.flatnonzero(owner == number)
        strays[table] = np.flatnonzero(owner < 0)
    return Scopes(
        fund=Scope(dataset, "", every),
        programmes=tuple(Scope(dataset, code, shares[code]) for code in codes),
        strays=Scope(dataset, "", strays),
    )


def _owners(column: pd.Series, codes: list[str]) -> Positions:
    """The number in `codes` of each row's programme, -1 for one that is unknown or not given."""
    spelled, spellings = pd.factorize(column)
    numbers = np.array([codes.index(name) if name in codes else -1 for name in spellings] + [-1], dtype=np.intp)
    return numbers[spelled]


def text(cell: object) -> str:
    """A text cell, empty when missing."""
    return cell if isinstance(cell, str) else ""


def number(cell: object) -> float | None:
    """A number cell, None when missing."""
    return float(cell) if isinstance(cell, Real) and not isnan(cell) else None


def moment(row: Mapping[object, object], name: str) -> Moment | None:
    """The date of a row's cell with its precision (a full day where the table keeps none)."""
    when = row[name]
    if not isinstance(when, datetime) or pd.isna(when):
        return None
    precision = text(row.get(f"{name}_precision"))
    return Moment(when.date(), Precision(precision) if precision else Precision.DAY)
