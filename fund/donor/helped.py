"""What the fund did with a gift: its programmes, the part of each that the gift stands for, and the events since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from fund.donor.share import Bounded, notional_spent, share_of
from fund.metric import Metric
from fund.metrics.result import FundMetrics, ProgrammeMetrics


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Supported:
    """A programme and what a gift is in it.

    `tied` is what was received for this programme only, and `tied_share` that ÷ its budget; None without any
    earmarked row. `notional` is the part of its spending that the pooled money stands for; None for a gift
    without pooled money.
    """

    programme: ProgrammeMetrics
    tied: Metric | None = None
    tied_share: Bounded | None = None
    notional: Bounded | None = None


def supported(metrics: FundMetrics, *, pooled: Metric | None, tied: Mapping[str, Metric]) -> tuple[Supported, ...]:
    """Every programme of the fund, those the gift is tied to first; only those where nothing is `pooled`."""
    raised = metrics.contributions.raised
    found = []
    for programme in metrics.programmes:
        own = tied.get(programme.code)
        if own is None and pooled is None:
            continue
        found.append(
            Supported(
                programme=programme,
                tied=own,
                tied_share=None if own is None else share_of("earmarked_share", own, programme.allocated),
                notional=None if pooled is None else notional_spent(pooled, raised, programme.spent),
            )
        )
    return tuple(sorted(found, key=lambda each: each.tied is None))


def milestones_since(metrics: FundMetrics, first: date | None, *, codes: Sequence[str]) -> pd.DataFrame:
    """The events of the fund and of some programmes from a day on; all of them where it is not known."""
    events = metrics.milestones
    kept = events["programme"].isin(["", *codes])
    if first is not None:
        # An event without a date may have been before.
        kept &= events["date"] >= pd.Timestamp(first)
    return events[kept]
