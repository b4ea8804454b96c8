"""By what a person recognises a row of each sheet from one version to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fund.schema import folded

MAY_BE_EMPTY = frozenset(("programme", "tranche"))
"""Columns of a likeness whose empty cell says something: the fund itself, the programme as a whole."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How the rows of a sheet are recognised.

    `names` are the columns that say to a person which row it is. `likenesses`, where the sheet has no
    identity of its own, are sets of columns, the surest first: rows that agree on one of them may be the
    same row edited.
    """

    names: tuple[str, ...]
    likenesses: tuple[tuple[str, ...], ...] = ()


RECOGNITION: Mapping[str, Recognition] = MappingProxyType(
    {
        "fund": Recognition(("name",)),
        "contributions": Recognition(("donor",), (("donor",), ("siren",))),
        "programmes": Recognition(("name",)),
        "tranches": Recognition(("programme", "number")),
        "expenses": Recognition(
            ("label",), (("programme", "document"), ("programme", "label"), ("programme", "supplier", "date"))
        ),
        "rates": Recognition(("currency", "date")),
        "purchase_rules": Recognition(("programme",)),
        "activities": Recognition(("activity",), (("programme", "activity"),)),
        "courses": Recognition(("title",)),
        "participants": Recognition(("step",)),
        "sites": Recognition(("place",)),
        "milestones": Recognition(("title",), (("programme", "title"), ("programme", "date"))),
        "stories": Recognition(("title", "period"), (("programme", "title"), ("programme", "period"))),
        "running_costs": Recognition(("label",), (("label",), ("date",))),
        "declared": Recognition(("indicator",), (("programme", "tranche", "indicator"),)),
    }
)
"""Every sheet's, by table name."""


def name_key(name: str) -> str:
    """The form in which names and codes of two versions are compared; a name of signs only is its own."""
    return folded(name) or name
