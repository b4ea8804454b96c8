"""What was given to the fund: pledged, committed, raised, outstanding, and by whom."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from fund.metrics import donors
from fund.metrics.amounts import Amounts
from fund.metrics.declared import Declared
from fund.metrics.figure import NO_ROWS, NOT_COMMUNICATED, exact, missing, settled, total
from fund.metrics.gifts import AMOUNT_COLUMNS, Gifts, authorities
from fund.metrics.names import alphabetical
from fund.metrics.periods import by_month
from fund.metrics.result import ContributionMetrics, Metric, Unit
from fund.metrics.scope import Scope


def contribution_metrics(given: Gifts, declared: Declared) -> ContributionMetrics:
    """Every figure about what was given to the fund."""
    by_donor = donors.by_donor(given)
    undisclosed = by_donor.loc[~by_donor["disclosed"], ["donor", "donor_type"]]
    months = by_month(given.column("received_on"), given.received, into="received_cents")
    due = outstanding_rows(given)
    return ContributionMetrics(
        pledged=settled(_sum(given, "pledged", given.pledged, "pledged_cents"), declared),
        committed=settled(_sum(given, "committed", given.committed, "committed_cents"), declared),
        raised=settled(_sum(given, "raised", given.received, "received_cents"), declared),
        outstanding=_sum(given, "outstanding", given.outstanding, *AMOUNT_COLUMNS),
        outstanding_oldest=_oldest(given, due),
        donors=settled(_count(given, "donors", by_donor, local=True), declared),
        other_contributors=_count(given, "other_contributors", by_donor, local=False),
        undisclosed=_count(given, "undisclosed", by_donor[~by_donor["disclosed"]], local=True),
        by_donor=by_donor.drop(columns="disclosed"),
        by_type=donors.by_type(by_donor),
        by_month=months.assign(cumulative_cents=months["received_cents"].cumsum()),
        by_programme=donors.by_programme(given),
        outstanding_rows=due,
        undisclosed_donors=undisclosed.sort_values("donor", key=alphabetical, ignore_index=True),
        declared_points=declared.points("raised"),
    )


def earmarked(programme: Scope, given: Gifts) -> Metric:
    """What the fund received for one programme; zero, not unknown, where gifts are told and none is for it."""
    positions = programme.positions["contributions"]
    if not len(positions) and given.received.known.any():
        return exact(programme, "earmarked", Unit.CENTS, value=0)
    cells = programme.cells("contributions", "received_cents", "programme")
    return total(programme, "earmarked", Unit.CENTS, amounts=given.received.where(positions), cells=cells)


def outstanding_rows(gifts: Gifts) -> pd.DataFrame:
    """The contributions that still owe something, oldest first, columns as in `ContributionMetrics`."""
    owing = gifts.outstanding.values > 0
    signed = gifts.signed[owing]
    dates = [gifts.column(name)[owing].reset_index(drop=True) for name in ("committed_on", "pledged_on")]
    since = dates[0].where(pd.Series(signed), dates[1])
    frame = pd.DataFrame(
        {
            "position": gifts.scope.positions["contributions"][owing],
            "donor": gifts.donors.labels.take(gifts.donors.groups[owing]).reset_index(drop=True),
            "stage": pd.Series(np.where(signed, "committed", "pledged"), dtype="str"),
            "since": since,
            "days": _age(gifts.scope, since),
            "due_cents": gifts.outstanding.where(owing).column(),
        }
    )
    return frame.sort_values(["since", "position"], na_position="last", ignore_index=True)


def _age(scope: Scope, since: pd.Series) -> pd.Series:
    """Whole days from a date to the fund's as-of date, 0 for a later date, NA where either is unknown."""
    as_of = scope.as_of
    if as_of is None:
        return pd.Series(pd.NA, index=since.index, dtype="Int64")
    days: pd.Series = (pd.Timestamp(as_of.day) - since).dt.days.astype("Int64")
    return days.clip(lower=0)


def _sum(gifts: Gifts, code: str, amounts: Amounts, *columns: str) -> Metric:
    return total(gifts.scope, code, Unit.CENTS, amounts=amounts, cells=gifts.cells(*columns))


def _count(gifts: Gifts, code: str, by_donor: pd.DataFrame, *, local: bool) -> Metric:
    """The number of donors that are (`local`) or are not local authorities; rows without a name are unknown."""
    if not gifts.scope.has("contributions"):
        return missing(gifts.scope, code, Unit.COUNT, reason=NO_ROWS)
    chosen = by_donor[authorities(by_donor["donor_type"]) == local]
    named = chosen["donor"] != ""
    count = exact(gifts.scope, code, Unit.COUNT, value=int(named.sum()), cells=gifts.cells("donor", "donor_type"))
    return replace(count, unknown=int(chosen.loc[~named, "contributions"].sum()))


def _oldest(gifts: Gifts, due: pd.DataFrame) -> Metric:
    """The age in days of the oldest outstanding contribution whose date is known."""
    ages = due["days"].dropna()
    if ages.empty:
        reason = "no_as_of" if gifts.scope.as_of is None else NOT_COMMUNICATED if len(due) else "nothing_outstanding"
        return missing(gifts.scope, "outstanding_oldest", Unit.DAYS, reason=reason)
    oldest = due.loc[ages.index[0]]
    where = gifts.scope.positions["contributions"] == oldest["position"]
    cells = gifts.scope.cells("contributions", "pledged_on", "committed_on", where=where)
    return exact(gifts.scope, "outstanding_oldest", Unit.DAYS, value=int(ages.iloc[0]), cells=cells)
