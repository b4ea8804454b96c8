"""What else a programme does: the enrolments of its courses, its places, its events."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fund.metric import Metric, Unit
from fund.metrics.amounts import Mask, Positions
from fund.metrics.declared import NOTHING_DECLARED, Declared
from fund.metrics.figure import NO_ROWS, column_total, exact, missing, or_declared
from fund.metrics.scope import Scope

MILESTONE_COLUMNS = ("date", "date_precision", "title", "status", "description", "source")
SITE_COLUMNS = ("place", "country", "latitude", "longitude", "budget_cents", "spent_cents", "status")
STORY_COLUMNS = ("period", "start", "start_precision", "end", "end_precision", "title", "text", "nature", "source")


def enrolments(scope: Scope) -> Metric:
    """How many enrolments the courses have, those that were cancelled left out."""
    held = ~scope.texts("courses", "status").equal("cancelled")
    return column_total(scope.only("courses", held), "enrolments", Unit.COUNT, "courses", "enrolled", "status")


def places(scope: Scope, declared: Declared) -> Metric:
    """How many places are listed, else the number declared; those that are only planned are not among them."""
    helped = ~scope.texts("sites", "status").equal("planned")
    if helped.any():
        found = declared.latest("sites", scope.programme)
        every_one = found is not None and np.count_nonzero(helped) < (found.value or 0) <= len(helped)
        # What is declared may count those that are planned: all its places are listed then.
        return or_declared(_places(scope, "sites", helped), NOTHING_DECLARED if every_one else declared)
    reason = "only_planned" if len(helped) else NO_ROWS
    return or_declared(missing(scope, "sites", Unit.COUNT, reason=reason), declared)


def planned_places(scope: Scope) -> Metric:
    """How many of the places are only planned."""
    planned = scope.texts("sites", "status").equal("planned")
    if planned.any():
        return _places(scope, "sites_planned", planned)
    return missing(scope, "sites_planned", Unit.COUNT, reason=NO_ROWS)


def _places(scope: Scope, code: str, rows: Mask) -> Metric:
    cells = scope.cells("sites", "place", "status", where=rows)
    return exact(scope, code, Unit.COUNT, value=int(np.count_nonzero(rows)), cells=cells)


def milestones(scope: Scope) -> pd.DataFrame:
    """The events by date, those without a date last."""
    return scope.rows("milestones", *MILESTONE_COLUMNS, where=_by_date(scope))


def fund_milestones(fund: Scope) -> pd.DataFrame:
    """The events of the fund and of its programmes by date, with their `programme` (empty for the fund)."""
    owners = fund.texts("milestones", "programme").where(_by_date(fund)).tolist()
    events = milestones(fund)
    events.insert(1, "programme", pd.Series(owners, dtype="str"))
    return events


def _by_date(scope: Scope) -> Positions:
    """The order of the events: by date, then as in the sheet."""
    return np.argsort(scope.days("milestones", "date"), kind="stable")
