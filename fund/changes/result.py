"""What two versions of a fund differ by: figures first, then rows, and what should give pause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from fund.metric import Metric
from fund.metrics.fund import FundState

RowKind = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One key figure before and after; None on the side where the figure does not exist.

    `programme` is the name of its programme, empty for a figure of the fund. `donors` goes with « collecté »
    only: how many donor authorities came, or below zero left, None when their number is the same or unknown.
    """

    before: Metric | None
    after: Metric | None
    programme: str = ""
    donors: int | None = None

    @property
    def metric(self) -> Metric:
        """The figure as it will be, else as it was: for its code, unit and tranche."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change has a figure on one side at least")
        return found

    @property
    def difference(self) -> Metric | None:
        """After − before, approximate where one of them is; None where one has no value."""
        before, after = self.before, self.after
        if before is None or after is None or before.value is None or after.value is None:
            return None
        approximate = before.approximate or after.approximate
        return replace(after.known_part, value=after.value - before.value, approximate=approximate)


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell before and after, None where it is empty.

    `column` is the schema column's code. Money is whole cents, a date a `date`, a moment a `Moment`;
    choices are their codes.
    """

    column: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row added, changed or removed.

    `key` is what a person recognises it by (a donor, a label…; of a declared figure the indicator's code).
    Positions are 0-based, in the table before and after; None on the side that has no such row.
    `cells` are those that differ; of a row added or removed, those that hold something.
    """

    table: str
    kind: RowKind
    key: str
    before_position: int | None
    after_position: int | None
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What differs between two versions of a table. `rows` may be cut (`LISTED_ROWS` of each kind), counts never."""

    table: str
    added: int
    removed: int
    changed: int
    unchanged: int
    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something to look at before publishing. `code` and `details` make a sentence: see `alarm_sentence`."""

    code: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """Everything that differs: the figures and tables in which nothing does are left out.

    Of a fund that is new, `before` is None: every figure and row of it is added, and nothing is alarming.
    """

    before: FundState | None
    after: FundState
    figures: tuple[FigureChange, ...]
    tables: tuple[TableChanges, ...]
    alarms: tuple[Alarm, ...]
