"""What was given to the fund: pledged, committed, raised, outstanding, and by whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from fund.metric import Metric, Unit
from fund.metrics.amounts import Amounts, Mask, Positions, all_known, sums_by_month
from fund.metrics.cutoff import intentions
from fund.metrics.declared import Declared
from fund.metrics.euro_cells import euro_cells
from fund.metrics.figure import NO_ROWS, UNDATABLE, exact, missing, or_declared, total
from fund.metrics.gifts import AMOUNT_COLUMNS, Gifts, promise_repeats, repaid_beyond
from fund.metrics.implementation.outstanding import by_row, oldest, outstanding, outstanding_rows
from fund.metrics.result import ContributionMetrics
from fund.metrics.scope import Scope
from fund.metrics.texts import Labels, named_groups, ranked, texts
from fund.schema import name_key


def contribution_metrics(given: Gifts, declared: Declared) -> ContributionMetrics:
    """Every figure about what was given to the fund."""
    due = outstanding(given)
    local = given.authorities()

    said = given.scope.dataset.fund.donors_complete is False
    donors = _or_declared(_at_least(_count(given, "donors", local), in_part=said), declared, given.scope)
    # It says that its list is not whole, or declares more donors than it names.
    in_part = said or donors.detailed is not None

    def standing(figure: Metric) -> Metric:
        return _or_declared(_at_least(figure, in_part=in_part), declared, given.scope)

    return ContributionMetrics(
        pledged=standing(_sum(given, "pledged", given.pledged, "pledged_cents")),
        committed=standing(_sum(given, "committed", given.committed, "committed_cents")),
        raised=standing(_sum(given, "raised", given.received, "received_cents")),
        outstanding=_at_least(_sum(given, "outstanding", given.outstanding, *AMOUNT_COLUMNS), in_part=in_part),
        outstanding_oldest=oldest(due),
        donors=donors,
        donors_paid=_count(given, "donors_paid", local & given.paid(), perhaps=local & given.silent()),
        donors_promised=_count(
            given, "donors_promised", local & given.promised(), perhaps=local & given.silent() & ~given.promised()
        ),
        undisclosed=_count(given, "undisclosed", local & ~given.donors_of(given.disclosed)),
        other_contributors=_count(given, "other_contributors", ~local),
        others_paid=_count(given, "others_paid", ~local & given.paid(), perhaps=~local & given.silent()),
        lone_other=_lone(given, ~local),
        lone_payer=_lone(given, ~local & given.paid()),
        by_donor=partial(_by_donor, given),
        by_type=partial(_by_type, given),
        by_month=partial(_by_month, given),
        outstanding_rows=partial(outstanding_rows, due),
        promise_repeats=partial(promise_repeats, given),
        repaid_beyond=partial(repaid_beyond, given),
        undisclosed_donors=partial(_names, given, ~given.donors_of(given.disclosed)),
        promised_donors=partial(_names, given, given.promised()),
        later_donors=partial(_later_donors, given),
        intended=partial(_intended, given),
        declared_points=partial(declared.points, "raised"),
        by_row=partial(by_row, given),
    )


def _at_least(figure: Metric, *, in_part: bool) -> Metric:
    """The figure, at least so much where the rows are a part of all that was given."""
    return replace(figure, at_least=True) if in_part and figure.value is not None else figure


def _or_declared(figure: Metric, declared: Declared, fund: Scope) -> Metric:
    """As `or_declared`, but rows stand where the fund says that it lists all its donors."""
    if fund.dataset.fund.donors_complete and figure.value is not None:
        return replace(figure, declared=declared.latest(figure.code))
    return or_declared(figure, declared)


def earmarked(programme: Scope, given: Gifts) -> Metric:
    """What the fund received for one programme; zero, not unknown, where other money is tied and none is for it."""
    positions = programme.positions["contributions"]
    tied = given.scope.texts("contributions", "programme").known
    if not len(positions) and given.received.known[tied].any():
        return exact(programme, "earmarked", Unit.CENTS, value=0)
    rows = np.searchsorted(given.scope.positions["contributions"], positions)
    cells = euro_cells(programme, "contributions", "received_cents", "programme")
    return total(programme, "earmarked", Unit.CENTS, amounts=given.received.where(rows), cells=cells)


def _by_month(given: Gifts) -> pd.DataFrame:
    """What was received month by month, columns as in `ContributionMetrics`."""
    months = sums_by_month(given.scope.days("contributions", "received_on"), given.received)
    return months.frame("month", "received_cents", "cumulative_cents")


def _sum(gifts: Gifts, code: str, amounts: Amounts, *columns: str) -> Metric:
    figure = total(gifts.scope, code, Unit.CENTS, amounts=amounts, cells=gifts.cells(*columns))
    return replace(figure, reason=UNDATABLE) if figure.value is None and gifts.scope.dataset.earlier else figure


def _count(gifts: Gifts, code: str, chosen: Mask, *, perhaps: Mask | None = None) -> Metric:
    """The number of the `chosen` donors; those that `perhaps` are some, and rows without a name, are unknown."""
    if not gifts.scope.has("contributions"):
        return missing(gifts.scope, code, Unit.COUNT, reason=NO_ROWS)
    named = gifts.donors.labels != ""
    count = exact(
        gifts.scope, code, Unit.COUNT, value=int((chosen & named).sum()), cells=gifts.cells("donor", "donor_type")
    )
    nameless = (chosen & ~named)[gifts.donors.groups]
    doubtful = 0 if perhaps is None else int(np.count_nonzero(perhaps & named))
    return replace(count, unknown=int(np.count_nonzero(nameless)) + doubtful)


def _lone(gifts: Gifts, chosen: Mask) -> str:
    """The name of the one donor that is chosen; empty where there are several or none."""
    names = [name for name in gifts.donors.labels[chosen] if name]
    return str(names[0]) if len(names) == 1 else ""


def received_since(before: ContributionMetrics, after: ContributionMetrics) -> Counter[str]:
    """Cents that a later version knows to be received more, by the `name_key` of the donor."""
    more: Counter[str] = Counter()
    for metrics, sign in ((before, -1), (after, 1)):
        given = metrics.by_donor
        for donor, cents in zip(given["donor"], given["received_cents"].fillna(0), strict=True):
            more[name_key(donor)] += sign * int(cents)
    return more


def _by_donor(gifts: Gifts) -> pd.DataFrame:
    """One row per donor, columns as in `ContributionMetrics`."""
    donors = gifts.donors
    rows = all_known(np.bincount(donors.groups, minlength=donors.size))
    sums = {name: amounts.by_group(donors.groups, donors.size) for name, amounts in gifts.amounts.items()}
    return ranked(
        {"donor": donors.labels, "donor_type": gifts.donor_types},
        {"contributions": rows, **sums, **_told(gifts, donors.groups, donors.size)},
        by=("received_cents", "committed_cents", "pledged_cents"),
    )


def _by_type(gifts: Gifts) -> pd.DataFrame:
    """One row per type of donor, the one that gave most first; the empty type is « not given »."""
    types, labels = pd.factorize(gifts.donor_types)
    donors = all_known(np.bincount(types, minlength=len(labels)))
    groups = types[gifts.donors.groups]
    sums = {name: amounts.by_group(groups, len(labels)) for name, amounts in gifts.amounts.items()}
    told = _told(gifts, groups, len(labels))
    return ranked(
        {"donor_type": np.asarray(labels)}, {"donors": donors, **sums, **told}, by=("received_cents", "donors")
    )


def _told(gifts: Gifts, groups: Positions, size: int) -> dict[str, Amounts]:
    """How many rows of each group tell an amount of each stage, and of how many each amount is not communicated."""
    told = {f"{stage}_told": rows for stage, rows in gifts.told.items()}
    unknown = {f"{name.removesuffix('_cents')}_unknown": ~amounts.known for name, amounts in gifts.amounts.items()}
    return {name: all_known(np.bincount(groups[rows], minlength=size)) for name, rows in {**told, **unknown}.items()}


def _names(gifts: Gifts, chosen: Mask) -> pd.DataFrame:
    """Some of the donors, by name."""
    return ranked({"donor": gifts.donors.labels[chosen], "donor_type": gifts.donor_types[chosen]}, {}, by=())


def _later_donors(gifts: Gifts) -> pd.DataFrame:
    """The donors all of whose rows are later than the closing day, by name."""
    left_out = gifts.scope.columns.left_out("contributions")
    considered = intentions(gifts.scope.dataset.table("contributions").iloc[left_out])
    return ranked({"donor": _other_names(gifts, left_out[~considered])}, {}, by=())


def _intended(gifts: Gifts) -> pd.DataFrame:
    """What is only considered, row by row: by whom, and how much where it is told."""
    left_out = gifts.scope.columns.left_out("contributions")
    rows = left_out[intentions(gifts.scope.dataset.table("contributions").iloc[left_out])]
    scope = gifts.scope.of("contributions", rows)
    amounts = scope.euros("contributions", "pledged_cents").column()
    names = scope.texts("contributions", "donor").tolist()
    return pd.DataFrame({"position": rows, "donor": pd.Series(names, dtype="str"), "intended_cents": amounts})


def _other_names(gifts: Gifts, rows: Positions) -> Labels:
    """The donors that those rows name, of whom no row counts."""
    named = named_groups(gifts.scope.columns.read(texts, "contributions", "donor").where(rows))
    known = set(map(name_key, gifts.donors.labels))
    return np.array([name for name in named.labels if name and name_key(name) not in known], dtype=object)
