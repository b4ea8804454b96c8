"""Who gave: the contributions by donor, by type of donor and by earmarked programme."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fund.metrics.amounts import told
from fund.metrics.gifts import Gifts
from fund.metrics.texts import largest_first, named_groups, spelled


def by_donor(gifts: Gifts) -> pd.DataFrame:
    """One row per donor, columns as in `ContributionMetrics`."""
    donors = gifts.donors
    rows = told(np.bincount(donors.groups, minlength=donors.size))
    sums = {name: amounts.by_group(donors.groups, donors.size) for name, amounts in gifts.amounts.items()}
    order = largest_first(sums["received_cents"], sums["committed_cents"], sums["pledged_cents"], labels=donors.labels)
    return pd.DataFrame(
        {
            "donor": spelled(donors.labels[order]),
            "donor_type": spelled(gifts.donor_types[order]),
            "contributions": rows.where(order).column(),
            **{name: amounts.where(order).column() for name, amounts in sums.items()},
        }
    )


def by_type(gifts: Gifts) -> pd.DataFrame:
    """One row per type of donor, the one that gave most first; the empty type is « not given »."""
    types, labels = pd.factorize(gifts.donor_types)
    donors = told(np.bincount(types, minlength=len(labels)))
    groups = types[gifts.donors.groups]
    sums = {name: amounts.by_group(groups, len(labels)) for name, amounts in gifts.amounts.items()}
    order = largest_first(sums["received_cents"], donors, labels=labels)
    return pd.DataFrame(
        {
            "donor_type": spelled(labels[order]),
            "donors": donors.where(order).column(),
            **{name: amounts.where(order).column() for name, amounts in sums.items()},
        }
    )


def by_programme(gifts: Gifts) -> pd.DataFrame:
    """What was received for each programme (empty: not earmarked), and from how many donors."""
    programmes = named_groups(gifts.scope.texts("contributions", "programme"))
    # One number for each pair of a programme and a donor.
    pairs = np.unique(programmes.groups * gifts.donors.size + gifts.donors.groups)
    donors = told(np.bincount(pairs // gifts.donors.size, minlength=programmes.size))
    received = gifts.received.by_group(programmes.groups, programmes.size)
    order = largest_first(received, labels=programmes.labels)
    return pd.DataFrame(
        {
            "programme": spelled(programmes.labels[order]),
            "donors": donors.where(order).column(),
            "received_cents": received.where(order).column(),
        }
    )


def undisclosed(gifts: Gifts) -> pd.DataFrame:
    """The donors none of whose amounts is communicated, by name."""
    silent = ~gifts.disclosed_donors()
    labels, types = gifts.donors.labels[silent], gifts.donor_types[silent]
    order = largest_first(labels=labels)
    return pd.DataFrame({"donor": spelled(labels[order]), "donor_type": spelled(types[order])})
