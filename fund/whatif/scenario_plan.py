"""What the levers of a scenario have put together so far, and what each may ask of the fund."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import pandas as pd

from fund.metric import Metric
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.model import Dataset
from fund.whatif.added_rows import NewRow, appended
from fund.whatif.lever import PlannedExpense
from fund.whatif.moves import Move, Shift, is_declared, moved
from fund.whatif.prices import Price, changed_rates, priced
from fund.whatif.refusal import LeverRefusedError, Refusal

ACCOUNT = MappingProxyType({"raised": 1, "transferred": -1, "running_costs": -1})
"""The figures that come in and go out of the fund's account."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A planned tranche of the workbook that is paid."""

    programme: str
    number: int
    paid_on: date


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Edit:
    """What one lever changes: rows added (with their table), figures moved, and three things written otherwise.

    `received` is a share of what is outstanding, in millionths; `rate` a currency and its change.
    """

    rows: tuple[tuple[str, NewRow], ...] = ()
    moves: tuple[Move, ...] = ()
    payment: Payment | None = None
    received: int = 0
    rate: tuple[str, float] | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Draft:
    """The fund that levers are planned against, the purchases they plan, and the edits so far."""

    dataset: Dataset
    metrics: FundMetrics
    purchases: tuple[PlannedExpense, ...] = ()
    edits: list[Edit] = field(default_factory=list)
    _moved: Counter[tuple[str, str]] = field(default_factory=Counter)
    _prices: Mapping[PlannedExpense, Price | None] | None = None
    _rates: pd.DataFrame | None = None

    @property
    def day(self) -> date | None:
        """The day of the scenario: the one the fund's figures are as of, never today."""
        as_of = self.dataset.fund.as_of
        return None if as_of is None else as_of.day

    def programme(self, code: str) -> ProgrammeMetrics:
        """A programme of the fund; a lever that names another is refused."""
        try:
            return self.metrics.programme(code)
        except KeyError:
            raise LeverRefusedError(Refusal.NO_PROGRAMME, programme=code) from None

    def move(self, figure: Metric, amount: int, *, unknown: Refusal, total: Metric | None = None) -> Move:
        """A figure moved after what the levers before have moved it by; see `moves.moved`."""
        already = self._moved[figure.code, figure.programme]
        return moved(figure, amount, unknown=unknown, already=already, total=total)

    def record(self, edit: Edit) -> None:
        """Keep a lever's edit."""
        self.edits.append(edit)
        for move in edit.moves:
            self._moved[move.figure.code, move.figure.programme] += move.amount

    def price(self, purchase: PlannedExpense) -> Price | None:
        """A planned purchase in euros at the scenario's rates, None without a rate: all are asked for at once."""
        if self._prices is None:
            self._prices = priced(self.purchases, self.rates(), self.day)
        return self._prices[purchase]

    def received(self) -> int:
        """The share of what is outstanding that comes in, in millionths."""
        return sum(edit.received for edit in self.edits)

    def new_tranches(self, programme: str) -> tuple[int, ...]:
        """The numbers of the tranches that the scenario adds to a programme."""
        rows = (row for edit in self.edits for table, row in edit.rows if table == "tranches")
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
            rows, table = self._rate_rows(), self.dataset.table("rates")
            self._rates = appended(table, rows) if rows else table
        return self._rates

    def shifts(self) -> tuple[Shift, ...]:
        """Every declared figure to move: those that levers add to, and the account's balance with them."""
        moves = [move for edit in self.edits for move in edit.moves]
        balance = self.metrics.balance
        account = [
            Shift(balance, ACCOUNT[move.figure.code] * move.amount)
            for move in moves
            if move.figure.code in ACCOUNT and is_declared(balance)
        ]
        return (*(shift for move in moves for shift in move.shifts), *account)

    def _rate_rows(self) -> tuple[NewRow, ...]:
        """The rows that the scenario adds to the table of rates."""
        day, table = self.day, self.dataset.table("rates")
        if day is None:
            return ()
        changes = self.rate_changes().items()
        return tuple(row for currency, change in changes for row in changed_rates(table, currency, change, day=day))
