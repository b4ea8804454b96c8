"""What tables call the columns that conversion puts beside an amount: its euros, the rate, where the rate stands."""

from __future__ import annotations

from collections.abc import Collection

EUROS, RATE, RATE_ROW = "_eur_cents", "_rate", "_rate_row"


def euros_code(amount: str) -> str:
    """The column of an amount's euros, whole cents."""
    return amount.removesuffix("_cents") + EUROS


def amount_of(column: str) -> str:
    """The amount whose euros a column holds; empty for any other column."""
    return f"{column.removesuffix(EUROS)}_cents" if column.endswith(EUROS) else ""


def rate_code(amount: str) -> str:
    """The column of the rate that gave them, units for 1 €; missing for euros and for those that a row states."""
    return amount.removesuffix("_cents") + RATE


def rate_row_code(amount: str) -> str:
    """The column of that rate's position in the table `rates`; missing for a row's own rate."""
    return amount.removesuffix("_cents") + RATE_ROW


def in_euros(amount: str, columns: Collection[object]) -> str:
    """The column, of a table's `columns`, that holds an amount in euros: its own where nothing had to be converted."""
    code = euros_code(amount)
    return code if code in columns else amount
