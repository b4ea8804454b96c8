"""The contributions that still owe something, the oldest promise first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.metric import Metric, Unit
from fund.metrics.amounts import Amounts, Days, Positions
from fund.metrics.figure import NOT_COMMUNICATED, exact, missing
from fund.metrics.gifts import Gifts
from fund.metrics.texts import spelled

LATE_AFTER_DAYS = 365
"""A gift promised more than a year before the fund's date and not received is late."""


@dataclass(frozen=True, slots=True, eq=False)
class Outstanding:
    """The contributions that still owe something, oldest first, those without a date last.

    `rows` are their places among the gifts, `since` the day of the commitment, else of the pledge, and
    `ages` whole days from then to the fund's as-of date, 0 for a later day, unknown where either is.
    """

    gifts: Gifts
    rows: Positions
    since: Days
    ages: Amounts


def outstanding(gifts: Gifts) -> Outstanding:
    """The contributions that still owe something."""
    committed, pledged = (gifts.scope.days("contributions", name) for name in ("committed_on", "pledged_on"))
    since = np.where(gifts.signed, committed, pledged)
    owing = np.flatnonzero(gifts.outstanding.values > 0)
    rows = owing[np.argsort(since[owing], kind="stable")]
    return Outstanding(gifts, rows, since[rows], _ages(gifts, since[rows]))


def oldest(due: Outstanding) -> Metric:
    """The age in days of the oldest outstanding contribution whose date is known."""
    scope, code = due.gifts.scope, "outstanding_oldest"
    if not due.ages.known.any():
        untold = len(due.rows) or due.gifts.outstanding.unknown
        reason = "no_as_of" if scope.as_of is None else NOT_COMMUNICATED if untold else "nothing_outstanding"
        return missing(scope, code, Unit.DAYS, reason=reason)
    cells = scope.cells("contributions", "pledged_on", "committed_on", where=due.rows[:1])
    return exact(scope, code, Unit.DAYS, value=int(due.ages.values[0]), cells=cells)


def outstanding_rows(due: Outstanding) -> pd.DataFrame:
    """The same rows as a frame, columns as in `ContributionMetrics`."""
    gifts, rows = due.gifts, due.rows
    return pd.DataFrame(
        {
            "position": gifts.scope.positions["contributions"][rows],
            "donor": spelled(gifts.donors.labels[gifts.donors.groups[rows]]),
            "stage": spelled(np.where(gifts.signed[rows], "committed", "pledged")),
            "since": due.since,
            "days": due.ages.column(),
            "late": due.ages.values > LATE_AFTER_DAYS,
            "due_cents": gifts.outstanding.where(rows).column(),
        }
    )


def by_row(gifts: Gifts) -> pd.DataFrame:
    """What each contribution counts for at each stage, columns as in `ContributionMetrics`."""
    stages = {"pledged": gifts.pledged, "committed": gifts.committed, "raised": gifts.received}
    counted = {**stages, "outstanding": gifts.outstanding}
    positions = gifts.scope.positions["contributions"]
    return pd.DataFrame({"position": positions, **{name: each.column() for name, each in counted.items()}})


def _ages(gifts: Gifts, since: Days) -> Amounts:
    as_of = gifts.scope.as_of
    known = ~np.isnat(since) & (as_of is not None)
    ages = np.zeros(len(since), dtype=np.int64)
    if as_of is not None:
        ages[known] = (np.datetime64(as_of.day, "us") - since[known]) // np.timedelta64(1, "D")
    return Amounts(np.maximum(ages, 0), known)
