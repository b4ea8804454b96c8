"""Whose rows are looked at: those of one programme, of the fund, or of no known programme."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from fund.metric import Cells
from fund.metrics.amounts import Amounts, Days, Mask, Positions, floats, ints
from fund.metrics.cutoff import DATE, at_closing
from fund.metrics.texts import Texts, texts
from fund.model import Dataset, Moment, Precision
from fund.schema.converted import in_euros

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of a dataset as arrays, each read out of its frame once however many programmes look at it.

    What was read of a table is kept in `cached`, by what read it and by the column.
    """

    dataset: Dataset
    cached: dict[str, dict[tuple[Callable[[Any], object], str], Any]] = field(default_factory=dict)

    def read(self, reader: Callable[[pd.Series], T], table: str, name: str) -> T:
        """What `reader` (`ints`, `floats`, `texts`…) makes of a column of a table."""
        return self._once(reader, table, name, lambda: reader(self.dataset.table(table)[name]))

    def read_rows(self, reader: Callable[[pd.DataFrame], T], table: str) -> T:
        """What `reader` makes of all columns of a table."""
        return self._once(reader, table, "", lambda: reader(self.dataset.table(table)))

    def _once(self, reader: Callable[[Any], T], table: str, name: str, read: Callable[[], T]) -> T:
        cached, key = self.cached.setdefault(table, {}), (reader, name)
        if key not in cached:
            cached[key] = read()
        found: T = cached[key]
        return found

    def of(self, dataset: Dataset) -> Columns:
        """The columns of another dataset on its closing day; the tables that both have are read once for both."""
        closed = at_closing(dataset)
        same = [table for table, frame in closed.tables.items() if frame is self.dataset.tables.get(table)]
        return Columns(closed, {table: self.cached.setdefault(table, {}) for table in same})

    def kept(self, table: str) -> Positions:
        """The positions of the rows that count: all but those left out as later than the closing day."""
        size, left_out = len(self.dataset.table(table)), self.dataset.left_out.get(table)
        if left_out is None:
            return np.arange(size, dtype=np.intp)
        return np.append(np.flatnonzero(~left_out), np.arange(len(left_out), size, dtype=np.intp))

    def left_out(self, table: str) -> Positions:
        """The positions of the other rows."""
        left_out = self.dataset.left_out.get(table)
        return np.empty(0, dtype=np.intp) if left_out is None else np.flatnonzero(left_out)

    def cells_left_out(self, table: str, column: str) -> Mask:
        """The rows of a table whose cell in a column is later than the closing day (of `DATE`: missing)."""
        rows = np.zeros(len(self.dataset.table(table)), dtype=np.bool_)
        later = self.dataset.left_out.get(f"{table}.{column}")
        if later is not None:
            rows[: len(later)] = later
        return rows


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """A selection of rows: all of them for the fund; else, in each table that names programmes, those of one.

    `programme` is empty for the fund and for rows of no known programme; `positions` are 0-based
    positions in the dataset's tables. `emptied` names the tables all of whose rows in this selection are later than
    the closing day: by then there was nothing.
    """

    columns: Columns
    programme: str
    positions: Mapping[str, Positions]
    emptied: frozenset[str] = frozenset()

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

    def only(self, table: str, rows: Mask | Positions) -> Scope:
        """The same scope with some rows of a table only."""
        return self.of(table, self.positions[table][rows])

    def of(self, table: str, positions: Positions) -> Scope:
        """The same scope with these rows of a table instead."""
        return replace(self, positions={**self.positions, table: positions})

    def ints(self, table: str, name: str) -> Amounts:
        """A column of cents or counts, of this scope's rows only."""
        return self.columns.read(ints, table, name).where(self.positions[table])

    def euros(self, table: str, name: str) -> Amounts:
        """A column of amounts in euros, of this scope's rows only; what has no rate is unknown."""
        return self.ints(table, in_euros(name, self.dataset.table(table).columns))

    def floats(self, table: str, name: str) -> Amounts:
        """A column of hours, shares or rates (or counts used as factors), of this scope's rows only."""
        return self.columns.read(floats, table, name).where(self.positions[table])

    def texts(self, table: str, name: str) -> Texts:
        """A column of texts or choices, of this scope's rows only."""
        return self.columns.read(texts, table, name).where(self.positions[table])

    def days(self, table: str, name: str) -> Days:
        """A column of dates, of this scope's rows only."""
        return self.columns.read(_days, table, name)[self.positions[table]]

    def yes(self, table: str, name: str) -> Mask:
        """Where a column of « oui » and « non » says yes, of this scope's rows only."""
        return self.columns.read(_yes, table, name)[self.positions[table]]

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
    """Every scope of a dataset: the fund, each programme, and what belongs to no known programme.

    `written` is the fund with the rows that are later than its closing day: what its sheets add up.
    """

    fund: Scope
    programmes: tuple[Scope, ...]
    unassigned: Scope
    written: Scope


def scopes(dataset: Dataset, *, beside: Columns | None = None) -> Scopes:
    """Share out the rows of every table between the programmes of the fund, in their sheet's order.

    Rows later than the closing day are in no scope but that of what is `written`. Tables that `beside` has read are
    not read again.
    """
    columns = (beside or Columns(dataset)).of(dataset)
    codes = [code for code in columns.read(texts, "programmes", "code").spellings if code]
    kept: dict[str, Positions] = {}
    shares: dict[str, dict[str, Positions]] = {code: {} for code in codes}
    emptied: dict[str, set[str]] = {code: set() for code in ("", *codes)}
    unassigned: dict[str, Positions] = {}
    for table, frame in dataset.tables.items():
        rows = kept[table] = columns.kept(table)
        left_out = columns.left_out(table)
        # Of what has no date it is not known that it came later.
        is_later = ~columns.cells_left_out(table, DATE)[left_out]
        if len(left_out) and not len(rows) and is_later.all():
            emptied[""].add(table)
        owner_column = "code" if table == "programmes" else "programme"
        if owner_column not in frame.columns:
            continue
        owner = _owners(columns.read(texts, table, owner_column), codes)
        owners = owner[rows]
        for number, code in enumerate(codes):
            shares[code][table] = rows[owners == number]
            own = owner[left_out] == number
            if not len(shares[code][table]) and own.any() and is_later[own].all():
                emptied[code].add(table)
        unassigned[table] = rows[owners < 0]
    return Scopes(
        fund=Scope(columns, "", kept, frozenset(emptied[""])),
        programmes=tuple(Scope(columns, code, shares[code], frozenset(emptied[code])) for code in codes),
        unassigned=Scope(columns, "", unassigned),
        written=_written(dataset, columns),
    )


def _written(dataset: Dataset, columns: Columns) -> Scope:
    """All rows as the workbooks write them."""
    same = all(frame is columns.dataset.table(table) for table, frame in dataset.tables.items())
    rows = {table: np.arange(len(frame), dtype=np.intp) for table, frame in dataset.tables.items()}
    return Scope(columns if same else Columns(dataset), "", rows)


def _owners(names: Texts, codes: Sequence[str]) -> Positions:
    """The number in `codes` of each row's programme, -1 for one that is unknown or not given."""
    numbers = [codes.index(name) if name in codes else -1 for name in names.spellings]
    return np.array([*numbers, -1], dtype=np.intp)[names.codes]


def _days(column: pd.Series) -> Days:
    return column.to_numpy()


def _yes(column: pd.Series) -> Mask:
    rows: Mask = column.array.to_numpy(dtype=np.bool_, na_value=False)
    return rows


def moment(day: np.datetime64, precision: str = "") -> Moment | None:
    """A date with its precision (a full day where the table keeps none), None where it is unknown."""
    if np.isnat(day):
        return None
    return Moment(day.astype("datetime64[D]").item(), Precision(precision) if precision else Precision.DAY)
