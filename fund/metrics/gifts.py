"""The contributions row by row: what each one pledges, commits, has paid, and still owes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.metrics.amounts import Amounts, Mask, whole
from fund.metrics.names import Names, named_groups
from fund.metrics.result import Cells
from fund.metrics.scope import Scope
from fund.schema.choices import LOCAL_AUTHORITY_TYPES

STAGES = ("pledged", "committed", "received")
AMOUNT_COLUMNS = tuple(f"{stage}_cents" for stage in STAGES)


@dataclass(frozen=True, slots=True, eq=False)
class Gifts:
    """The contributions of a scope, one entry per row.

    A stage (pledged, committed, received) of a row that tells some other amount is zero, not unknown,
    unless it has a date: what was pledged and bears no date of payment has not been paid yet.
    `outstanding` is committed, else pledged, minus received, never below zero. `disclosed` tells the
    rows with at least one amount.
    """

    scope: Scope
    pledged: Amounts
    committed: Amounts
    received: Amounts
    outstanding: Amounts
    disclosed: Mask
    signed: Mask
    donors: Names

    def cells(self, *columns: str) -> tuple[Cells, ...]:
        """The cells of those columns."""
        return self.scope.cells("contributions", *columns)

    def column(self, name: str) -> pd.Series:
        """A column of the contributions."""
        return self.scope.column("contributions", name)

    def donor_types(self) -> pd.Series:
        """The type of each donor: the first one that its rows give, empty without any."""
        types = self.column("donor_type").astype("object").reset_index(drop=True)
        return types.groupby(self.donors.groups).first().reindex(range(self.donors.size)).fillna("").astype("str")


def gifts(scope: Scope) -> Gifts:
    """The contributions of a scope."""
    given = {stage: whole(scope.column("contributions", f"{stage}_cents")) for stage in STAGES}
    disclosed = np.logical_or.reduce([amounts.known for amounts in given.values()])
    stages = {
        stage: Amounts(
            amounts.values,
            amounts.known | (disclosed & scope.column("contributions", f"{stage}_on").isna().to_numpy()),
        )
        for stage, amounts in given.items()
    }
    signed = given["committed"].known
    promised = np.where(signed, given["committed"].values, given["pledged"].values)
    due = np.maximum(promised - given["received"].values, 0)
    received = stages["received"]
    return Gifts(
        scope=scope,
        pledged=stages["pledged"],
        committed=stages["committed"],
        received=received,
        outstanding=Amounts(np.where(received.known, due, 0), received.known),
        disclosed=disclosed,
        signed=signed,
        donors=named_groups(scope.column("contributions", "donor")),
    )


def authorities(types: pd.Series) -> Mask:
    """Which donors are local authorities: those whose type says so, and those whose type is not given."""
    return types.isin((*LOCAL_AUTHORITY_TYPES, "")).to_numpy()
