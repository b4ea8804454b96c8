"""Activities that are no training: works, deliveries. They are shown with where they stand; no hours are asked."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fund.metrics.amounts import Mask
from fund.metrics.scope import Scope
from fund.model import records
from fund.schema.told_by_words import OF_HOURS, gives_hours

WORK_COLUMNS = ("activity", "kind", "start", "start_precision", "end", "end_precision", "status")


def are_works(scope: Scope) -> Mask:
    """Which activities of the scope are no training."""
    return scope.columns.read_rows(_are_works, "activities")[scope.positions["activities"]]


def works(programme: Scope) -> pd.DataFrame:
    """The activities that are no training, in the sheet's order."""
    return programme.rows("activities", *WORK_COLUMNS, where=are_works(programme))


def _are_works(activities: pd.DataFrame) -> Mask:
    """Of all rows. Only those that tell no hours are looked at one by one."""
    found = np.zeros(len(activities), dtype=np.bool_)
    silent = np.flatnonzero(activities[list(OF_HOURS)].isna().all(axis=1).to_numpy())
    found[silent] = [not gives_hours(row) for row in records(activities[["kind", "activity"]].iloc[silent])]
    return found
