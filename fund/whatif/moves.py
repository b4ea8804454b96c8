"""The figure that a lever adds to, and how it may: by rows, by a declared figure, or not at all.

- A figure added up from rows takes one more row.
- A declared figure (« près de 395 000 € ») has no rows to be added to: one row beside it would make a computed
  total of that row alone. So the declared figure itself is supposed higher, with its date and its « environ »:
  about 395 000 € and 10 000 € more is about 405 000 €. Its source then says « simulation », for no report said so.
- A figure that is not communicated stays so: the lever is refused.
- A fund's figure that is declared for the whole fund, while the programme's own comes from rows, would be
  replaced by the sum of the known programmes: refused too.
"""

from __future__ import annotations

from dataclasses import dataclass

from fund.metric import Metric, Unit
from fund.whatif.added_rows import SIMULATION, NewRow
from fund.whatif.refusal import LeverRefusal, LeverRefusedError


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """A declared figure supposed higher by `amount` (cents or hours)."""

    figure: Metric
    amount: int


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """A figure moved by a lever: by rows (`shifts` empty), or by the declared figures that take their place."""

    figure: Metric
    amount: int
    shifts: tuple[Shift, ...]

    @property
    def by_rows(self) -> bool:
        """Whether the lever adds rows."""
        return not has_declared_cell(self.figure)


def has_declared_cell(figure: Metric) -> bool:
    """Whether a figure is itself a declared one, and not arithmetic on declared ones."""
    return any(cells.table == "declared" for cells in figure.cells)


def moved(figure: Metric, amount: int, *, unknown: LeverRefusal, already: int = 0, total: Metric | None = None) -> Move:
    """A figure moved by `amount` after `already`; `total` is the fund's own figure for a programme's.

    Raises LeverRefusedError, with the reason `unknown` for a figure that is not communicated.
    """
    if figure.value is None:
        raise LeverRefusedError(unknown, programme=figure.programme)
    if amount < 0 and figure.value + already + amount < 0:
        raise LeverRefusedError(
            LeverRefusal.BELOW_ZERO,
            programme=figure.programme,
            figure=figure.code,
            value=figure.value,
            unit=figure.unit,
        )
    declared = has_declared_cell(figure)
    shifts = [Shift(figure, amount)] if declared else []
    if total is not None and has_declared_cell(total):
        if not declared:
            raise LeverRefusedError(LeverRefusal.FUND_DECLARED, programme=figure.programme, figure=figure.code)
        shifts.append(Shift(total, amount))
    return Move(figure, amount, tuple(shifts))


def declared_rows(shifts: tuple[Shift, ...]) -> tuple[NewRow, ...]:
    """One row for each declared figure that is supposed other than it is, dated as it is: the last one holds."""
    totals: dict[tuple[str, str], int] = {}
    figures: dict[tuple[str, str], Metric] = {}
    for shift in shifts:
        key = (shift.figure.code, shift.figure.programme)
        figures[key] = shift.figure
        totals[key] = totals.get(key, 0) + shift.amount
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
        "approximate": figure.approximate,
        "date": None if when is None else when.day,
        "date_precision": None if when is None else when.precision.value,
        "source": SIMULATION,
    }
