"""Who gave: the contributions by donor, by type of donor and by earmarked programme."""

from __future__ import annotations

import pandas as pd

from fund.metrics.amounts import whole
from fund.metrics.gifts import Gifts
from fund.metrics.names import alphabetical, named_groups

AMOUNTS = ("pledged_cents", "committed_cents", "received_cents", "outstanding_cents")


def by_donor(gifts: Gifts) -> pd.DataFrame:
    """One row per donor, columns as in `ContributionMetrics`, with `disclosed` (a row of theirs has an amount)."""
    groups, size = gifts.donors.groups, gifts.donors.size
    rows = pd.Series(groups)
    frame = pd.DataFrame(
        {
            "donor": gifts.donors.labels,
            "donor_type": gifts.donor_types(),
            "contributions": rows.value_counts().reindex(range(size), fill_value=0).astype("Int64"),
            "pledged_cents": gifts.pledged.by_group(groups, size),
            "committed_cents": gifts.committed.by_group(groups, size),
            "received_cents": gifts.received.by_group(groups, size),
            "outstanding_cents": gifts.outstanding.by_group(groups, size),
            "disclosed": pd.Series(gifts.disclosed).groupby(groups).any().reindex(range(size), fill_value=False),
        }
    )
    return frame.sort_values(
        ["received_cents", "committed_cents", "pledged_cents", "donor"],
        ascending=[False, False, False, True],
        na_position="last",
        key=alphabetical,
        ignore_index=True,
    )


def by_type(donors: pd.DataFrame) -> pd.DataFrame:
    """One row per type of donor, the one that gave most first; the empty type is « not given »."""
    groups, types = pd.factorize(donors["donor_type"])
    columns = {name: whole(donors[name]).by_group(groups, len(types)) for name in AMOUNTS}
    counts = pd.Series(groups).value_counts().reindex(range(len(types)), fill_value=0).astype("Int64")
    frame = pd.DataFrame({"donor_type": pd.Series(list(types), dtype="str"), "donors": counts, **columns})
    return frame.sort_values(
        ["received_cents", "donors", "donor_type"],
        ascending=[False, False, True],
        na_position="last",
        key=alphabetical,
        ignore_index=True,
    )


def by_programme(gifts: Gifts) -> pd.DataFrame:
    """What was received for each programme (empty: not earmarked), and from how many donors."""
    programmes = named_groups(gifts.column("programme"))
    pairs = pd.DataFrame({"programme": programmes.groups, "donor": gifts.donors.groups}).drop_duplicates()
    donors = pairs["programme"].value_counts().reindex(range(programmes.size), fill_value=0)
    frame = pd.DataFrame(
        {
            "programme": programmes.labels,
            "donors": donors.astype("Int64"),
            "received_cents": gifts.received.by_group(programmes.groups, programmes.size),
        }
    )
    return frame.sort_values(
        ["received_cents", "programme"],
        ascending=[False, True],
        na_position="last",
        key=alphabetical,
        ignore_index=True,
    )
