"""What was given to the fund: pledged, committed, raised, outstanding, and by whom."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from fund.metric import Metric, Unit
from fund.metrics import donors
from fund.metrics.amounts import Amounts, Mask
from fund.metrics.declared import Declared
from fund.metrics.figure import NO_ROWS, exact, missing, settled, total
from fund.metrics.gifts import AMOUNT_COLUMNS, Gifts
from fund.metrics.outstanding import oldest, outstanding, outstanding_rows
from fund.metrics.periods import by_month
from fund.metrics.result import ContributionMetrics
from fund.metrics.scope import Scope


def contribution_metrics(given: Gifts, declared: Declared) -> ContributionMetrics:
    """Every figure about what was given to the fund."""
    due = outstanding(given)
    local = given.authorities()
    return ContributionMetrics(
        pledged=settled(_sum(given, "pledged", given.pledged, "pledged_cents"), declared),
        committed=settled(_sum(given, "committed", given.committed, "committed_cents"), declared),
        raised=settled(_sum(given, "raised", given.received, "received_cents"), declared),
        outstanding=_sum(given, "outstanding", given.outstanding, *AMOUNT_COLUMNS),
        outstanding_oldest=oldest(due),
        donors=settled(_count(given, "donors", local), declared),
        other_contributors=_count(given, "other_contributors", ~local),
        undisclosed=_count(given, "undisclosed", local & ~given.disclosed_donors()),
        by_donor=partial(donors.by_donor, given),
        by_type=partial(donors.by_type, given),
        by_month=partial(_by_month, given),
        by_programme=partial(donors.by_programme, given),
        outstanding_rows=partial(outstanding_rows, due),
        undisclosed_donors=partial(donors.undisclosed, given),
        declared_points=partial(declared.points, "raised"),
    )


def earmarked(programme: Scope, given: Gifts) -> Metric:
    """What the fund received for one programme; zero, not unknown, where gifts are told and none is for it."""
    positions = programme.positions["contributions"]
    if not len(positions) and given.received.known.any():
        return exact(programme, "earmarked", Unit.CENTS, value=0)
    cells = programme.cells("contributions", "received_cents", "programme")
    return total(programme, "earmarked", Unit.CENTS, amounts=given.received.where(positions), cells=cells)


def _by_month(given: Gifts) -> pd.DataFrame:
    """What was received month by month, columns as in `ContributionMetrics`."""
    months = by_month(given.scope.days("contributions", "received_on"), given.received)
    return pd.DataFrame(
        {
            "month": months.starts,
            "received_cents": months.sums.column(),
            "cumulative_cents": months.sums.running().column(),
        }
    )


def _sum(gifts: Gifts, code: str, amounts: Amounts, *columns: str) -> Metric:
    return total(gifts.scope, code, Unit.CENTS, amounts=amounts, cells=gifts.cells(*columns))


def _count(gifts: Gifts, code: str, chosen: Mask) -> Metric:
    """The number of the `chosen` donors; rows without a name are unknown."""
    if not gifts.scope.has("contributions"):
        return missing(gifts.scope, code, Unit.COUNT, reason=NO_ROWS)
    named = gifts.donors.labels != ""
    count = exact(
        gifts.scope, code, Unit.COUNT, value=int((chosen & named).sum()), cells=gifts.cells("donor", "donor_type")
    )
    nameless = (chosen & ~named)[gifts.donors.groups]
    return replace(count, unknown=int(np.count_nonzero(nameless)))
