"""Which figures a table's faults may make wrong."""

from __future__ import annotations

OF_TABLES = {
    "raised": ("contributions", "rates"),
    "donors": ("contributions",),
    "pledged": ("contributions", "rates"),
    "committed": ("contributions", "rates"),
    "outstanding": ("contributions", "rates"),
    "allocated": ("programmes",),
    "programmes": ("programmes",),
    "transferred": ("tranches", "programmes", "rates"),
    "tranche": ("tranches", "programmes", "rates"),
    "threshold": ("tranches", "programmes"),
    "spent": ("expenses", "rates", "programmes", "tranches"),
    "share": ("declared", "tranches", "expenses", "programmes", "rates"),
    "running_costs": ("running_costs", "rates"),
    "balance": ("contributions", "tranches", "running_costs", "programmes", "rates"),
    "hours": ("activities", "programmes"),
    "planned": ("activities", "programmes"),
    "received": ("activities", "programmes"),
    "people": ("participants", "programmes"),
    "as_of": (),
}
"""By the first word of a figure's name."""

EVERY_FIGURE = "fund"
"""The table whose faults (an « arrêté au » above all) may change every figure."""


def may_change(figure: str, tables: frozenset[str]) -> bool:
    """Whether a fault in one of these tables may change the figure of that name."""
    return EVERY_FIGURE in tables or not tables.isdisjoint(OF_TABLES[figure.split(maxsplit=1)[0]])
