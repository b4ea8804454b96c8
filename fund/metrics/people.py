"""Courses, places and events of a programme, as its page counts and lists them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fund.metric import Metric, Unit
from fund.metrics.amounts import Positions
from fund.metrics.declared import Declared
from fund.metrics.figure import NO_ROWS, column_total, exact, missing, or_declared
from fund.metrics.scope import Scope

MILESTONE_COLUMNS = ("date", "date_precision", "title", "status", "description", "source")
SITE_COLUMNS = ("place", "country", "latitude", "longitude", "budget_cents", "spent_cents", "status")
STORY_COLUMNS = ("period", "title", "text")


def enrolments(scope: Scope) -> Metric:
    """How many enrolments the courses have, those that were cancelled left out."""
    held = ~scope.texts("courses", "status").equal("cancelled")
    return column_total(scope.only("courses", held), "enrolments", Unit.COUNT, "courses", "enrolled", "status")


def places(scope: Scope, declared: Declared) -> Metric:
    """How many places are listed, else the number declared."""
    if scope.has("sites"):
        cells = scope.cells("sites", "place")
        figure = exact(scope, "sites", Unit.COUNT, value=len(scope.positions["sites"]), cells=cells)
    else:
        figure = missing(scope, "sites", Unit.COUNT, reason=NO_ROWS)
    return or_declared(figure, declared)


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
