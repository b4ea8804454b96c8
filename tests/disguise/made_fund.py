"""A made fund: plain rows, from which its figures follow by simple arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

Record = dict[str, object]
"""One row: values by column code. Money is whole cents, a choice its code, a day a `date`, an empty cell is absent."""

AMOUNTS = {
    "contributions": ("received_cents", "committed_cents", "pledged_cents"),
    "programmes": ("budget_cents",),
    "tranches": ("amount_cents",),
    "expenses": ("amount_cents",),
    "running_costs": ("amount_cents",),
    "activities": ("hours_delivered", "hours_planned"),
    "participants": ("count",),
}
"""The columns of a table that people add up, the one that matters most first."""

LABELS = {
    "contributions": "donor",
    "programmes": "name",
    "tranches": "programme",
    "expenses": "label",
    "running_costs": "label",
    "activities": "activity",
    "participants": "step",
}
"""The column that says what a row is."""

DATES = {"contributions": "received_on", "tranches": "paid_on", "expenses": "date", "running_costs": "date"}
"""The day on which the amount of a row counts."""


@dataclass(eq=False)
class MadeFund:
    """The rows of every table, and the columns that its sheets show, both by table code."""

    as_of: date
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    records: dict[str, list[Record]] = field(default_factory=dict)

    def rows(self, table: str) -> list[Record]:
        """The rows of a table, none where the fund does not have it."""
        return self.records.get(table, [])


def cents(record: Record, column: str) -> int:
    """An amount of a row, zero where the cell is empty."""
    value = record.get(column, 0)
    assert isinstance(value, int)
    return value


def day(record: Record, column: str) -> date:
    """The date of a row, which must have one."""
    value = record[column]
    assert isinstance(value, date)
    return value
