"""What the levers of a scenario have put together so far, and what each may ask of the fund."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.metric import Metric
from fund.metrics.fund import FundState
from fund.metrics.result import ProgrammeMetrics, TrancheMetrics
from fund.whatif.moves import (
    LeverRefusal,
    LeverRefusedError,
    Move,
    NewRow,
    appended,
    declared_rows,
    has_declared_cell,
    moved,
)
from fund.whatif.prices import Price, changed_rates, price

ACCOUNT = MappingProxyType({"raised": 1, "transferred": -1, "running_costs": -1})
"""The figures that come in and go out of the fund's account."""

Cents = TypeVar("Cents", int, npt.NDArray[np.int64])
SHARE_UNITS = 10**6
"""A share or a change is kept to the millionth: 12.3456 % and no finer."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A cell of a row of the workbook that says something else: cents, a day or a word."""

    table: str
    position: int
    column: str
    value: object


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Edit:
    """What one lever changes: rows added (with their table), cells written otherwise, figures moved.

    `received` is a share of what is outstanding, in millionths; `rate` a currency and its change.
    """

    rows: tuple[tuple[str, NewRow], ...] = ()
    moves: tuple[Move, ...] = ()
    cells: tuple[CellEdit, ...] = ()
    received: int = 0
    rate: tuple[str, float] | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class ScenarioPlan:
    """The fund that levers are planned against, as it is, and the edits so far."""

    fund: FundState
    edits: list[Edit] = field(default_factory=list)
    _moved: Counter[tuple[str, str]] = field(default_factory=Counter)
    _rates: pd.DataFrame | None = None

    @property
    def day(self) -> date | None:
        """The day of the scenario: the one the fund's figures are as of, never today."""
        return self.fund.dataset.fund.day

    def programme(self, code: str) -> ProgrammeMetrics:
        """A programme of the fund; a lever that names another is refused."""
        try:
            return self.fund.metrics.programme(code)
        except KeyError:
            raise LeverRefusedError(LeverRefusal.NO_PROGRAMME, programme=code) from None

    def tranche(self, programme: ProgrammeMetrics, number: int) -> TrancheMetrics:
        """A tranche of a programme; a lever that names another is refused."""
        for tranche in programme.tranches:
            if tranche.number == number:
                return tranche
        raise LeverRefusedError(LeverRefusal.NO_TRANCHE, programme=programme.code, tranche=number)

    def move(self, figure: Metric, amount: int) -> Move:
        """A figure moved after what the levers before have moved it by; raises LeverRefusedError."""
        total = self.fund.metrics.by_code[figure.code] if figure.programme else None
        return moved(figure, amount, already=self._moved[figure.code, figure.programme], total=total)

    def record(self, edit: Edit) -> None:
        """Keep a lever's edit."""
        self.edits.append(edit)
        for move in edit.moves:
            self._moved[move.figure.code, move.figure.programme] += move.amount

    def price(self, cents: int, currency: str, on: date | None = None) -> Price | None:
        """An amount in euros at the scenario's rates of a day (else of its own), None without a rate then."""
        return price(cents, currency, rates=self.rates(), day=on or self.day)

    def received(self) -> int:
        """The share of what is outstanding that comes in, in millionths."""
        return sum(edit.received for edit in self.edits)

    def cells(self) -> tuple[CellEdit, ...]:
        """The cells of the workbook that are written otherwise."""
        return tuple(cell for edit in self.edits for cell in edit.cells)

    def is_later(self, on: date | None) -> bool:
        """Whether a day is after the closing day: what is dated so is expected, and has not happened."""
        return on is not None and self.day is not None and on > self.day

    def new_tranches(self, programme: str) -> tuple[int, ...]:
        """The numbers of the tranches that the scenario adds to a programme."""
        rows = self.rows().get("tranches", ())
        return tuple(int(str(row["number"])) for row in rows if row["programme"] == programme)

    def rate_changes(self) -> dict[str, float]:
        """The change of each currency; several changes of one follow each other."""
        changes: dict[str, float] = {}
        for currency, change in (edit.rate for edit in self.edits if edit.rate is not None):
            changes[currency] = (1 + changes.get(currency, 0.0)) * (1 + change) - 1
        return changes

    def rates(self) -> pd.DataFrame:
        """The table of rates with the scenario's, once all of them are recorded."""
        if self._rates is None:
            self._rates, day = self.fund.dataset.table("rates"), self.day
            if day is not None and (changes := self.rate_changes()):
                added = (changed_rates(self._rates, each, change, day=day) for each, change in changes.items())
                self._rates = appended(self._rates, [row for rows in added for row in rows])
        return self._rates

    def rows(self) -> Mapping[str, Sequence[NewRow]]:
        """The rows to add to each table, declared figures among them; those of rates are in `rates`."""
        rows: dict[str, list[NewRow]] = {"declared": [*declared_rows(self._shifts())]}
        for table, row in (added for edit in self.edits for added in edit.rows):
            rows.setdefault(table, []).append(row)
        return {table: added for table, added in rows.items() if added}

    def _shifts(self) -> Iterator[tuple[Metric, int]]:
        """Every declared figure to suppose higher, and by how much: what levers add to, and the account's balance."""
        balance = self.fund.metrics.balance
        for move in (move for edit in self.edits for move in edit.moves):
            with_it = ((move.figure, 1), (move.total, 1), (balance, ACCOUNT.get(move.figure.code, 0)))
            for figure, sign in with_it:
                if figure is not None and has_declared_cell(figure):
                    yield figure, sign * move.amount


def share_of(cents: Cents, millionths: int) -> Cents:
    """A share of whole cents, to the nearest cent: in two steps lest the product of large amounts overflow."""
    whole, rest = divmod(cents, SHARE_UNITS)
    return whole * millionths + (rest * millionths * 2 + SHARE_UNITS) // (2 * SHARE_UNITS)
