"""People, courses, places, events and texts of a programme, as its page lists them."""

from __future__ import annotations

import pandas as pd

from fund.metrics.amounts import whole
from fund.metrics.declared import Declared
from fund.metrics.figure import NO_ROWS, exact, missing, settled, total
from fund.metrics.result import Metric, Unit
from fund.metrics.scope import Scope

MILESTONE_COLUMNS = ("date", "date_precision", "title", "status", "description", "source")


def enrolments(scope: Scope) -> Metric:
    """How many enrolments the courses have, those that were cancelled left out."""
    held = (scope.column("courses", "status").astype("object") != "cancelled").to_numpy()
    enrolled = whole(scope.column("courses", "enrolled")).where(held)
    cells = scope.cells("courses", "enrolled", "status", where=held)
    return total(scope, "enrolments", Unit.COUNT, amounts=enrolled, cells=cells)


def places(scope: Scope, declared: Declared) -> Metric:
    """How many places are listed, else the number declared."""
    if scope.has("sites"):
        cells = scope.cells("sites", "place")
        figure = exact(scope, "sites", Unit.COUNT, value=len(scope.positions["sites"]), cells=cells)
    else:
        figure = missing(scope, "sites", Unit.COUNT, reason=NO_ROWS)
    return settled(figure, declared)


def steps(scope: Scope) -> pd.DataFrame:
    """The number of people at each step, in the sheet's order."""
    return scope.rows("participants", "step", "count")


def courses(scope: Scope) -> pd.DataFrame:
    """The courses, in the sheet's order."""
    return scope.rows("courses", "title", "status", "enrolled")


def sites(scope: Scope) -> pd.DataFrame:
    """The places, in the sheet's order."""
    return scope.rows("sites", "place", "country", "latitude", "longitude", "budget_cents", "spent_cents", "status")


def milestones(scope: Scope) -> pd.DataFrame:
    """The events by date, those without a date last."""
    rows = scope.rows("milestones", *MILESTONE_COLUMNS)
    return rows.sort_values(["date", "position"], na_position="last", ignore_index=True)


def stories(scope: Scope) -> pd.DataFrame:
    """The texts, in the sheet's order."""
    return scope.rows("stories", "period", "title", "text")


def fund_milestones(fund: Scope) -> pd.DataFrame:
    """The events of the fund and of its programmes by date, with their `programme` (empty for the fund)."""
    events = milestones(fund)
    owners = fund.dataset.table("milestones")["programme"].take(events["position"].to_numpy())
    events.insert(1, "programme", owners.astype("object").fillna("").astype("str").to_numpy())
    return events
