"""Activities that tell no hours: works, deliveries, what is only planned. They are shown with where they stand.

An activity to come has no hours to tell yet: one that is planned, or whose programme is in preparation and that says
nothing else.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from fund.metrics.amounts import Mask
from fund.metrics.scope import Scope
from fund.metrics.texts import texts
from fund.model import records
from fund.schema.keywords import OF_HOURS, gives_hours

WORK_COLUMNS = ("activity", "kind", "start", "start_precision", "end", "end_precision", "status")


def asks_no_hours(scope: Scope) -> Mask:
    """Which activities of the scope have no hours to tell: works, and what is to come and tells none."""
    every = _silent(scope) & (_to_come(scope) | scope.columns.read_rows(_no_training, "activities"))
    return every[scope.positions["activities"]]


def works(programme: Scope) -> pd.DataFrame:
    """The activities that tell no hours, in the sheet's order; what is to come is planned."""
    silent = _silent(programme)[programme.positions["activities"]]
    found = programme.rows("activities", *WORK_COLUMNS, where=silent)
    to_come = _to_come(programme)[found["position"].to_numpy()]
    return found.assign(status=found["status"].mask(to_come, "planned"))


def _silent(scope: Scope) -> Mask:
    return scope.columns.read_rows(_tell_nothing, "activities")


def _to_come(scope: Scope) -> Mask:
    """Which of all activities are planned, or say nothing and are of a programme in preparation."""
    columns, status = scope.columns, scope.columns.read(texts, "activities", "status")
    prepared = columns.read(texts, "programmes", "status").equal("preparation")
    codes = {
        code for code, is_so in zip(columns.read(texts, "programmes", "code").tolist(), prepared, strict=True) if is_so
    }
    owners = columns.read(texts, "activities", "programme")
    own = np.array([*(name in codes for name in owners.spellings), False], dtype=np.bool_)[owners.codes]
    to_come: Mask = status.equal("planned") | (own & ~status.known)
    return to_come


def _tell_nothing(activities: pd.DataFrame) -> Mask:
    silent: Mask = activities[list(OF_HOURS)].isna().all(axis=1).to_numpy()
    return silent


def _no_training(activities: pd.DataFrame) -> Mask:
    """Of all rows. Only those that tell no hours are looked at one by one."""
    found = np.zeros(len(activities), dtype=np.bool_)
    silent = np.flatnonzero(_tell_nothing(activities))
    found[silent] = [not gives_hours(row) for row in records(activities[["kind", "activity"]].iloc[silent])]
    return found
