"""What a gift helped: the share of the one pot that it is, its programmes, and the events since.

Shares of money that lies in one pot are exact where every amount is known, else the most they can be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from fund.metric import Basis, Metric, Unit
from fund.metrics.figure import ratio
from fund.metrics.photos import Photo, of_programme, shown
from fund.metrics.result import FundMetrics, ProgrammeMetrics


@dataclass(frozen=True, slots=True, eq=False)
class Bounded:
    """A figure and, where it has no value, the most it can be (in its unit; None where that is not known either)."""

    metric: Metric
    at_most: int | float | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return self.metric.value is not None or self.at_most is not None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Supported:
    """A programme and what a gift is in it.

    `tied` is what was received for this programme only, and `tied_share` that ÷ its budget; None without any earmarked
    row. `notional` is the part of its spending that the pooled money stands for; None for a gift without pooled money.
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


def share_of(code: str, part: Metric, whole: Metric) -> Bounded:
    """`part` ÷ `whole`. Where only some of the whole is known, the share can only be smaller than what is found."""
    share = ratio(code, part, whole)
    if share.value is None and _exact(part) and _positive(whole):
        most = float(part.value or 0) / float(whole.value or 1)
        return Bounded(replace(share, most=most or None), most)
    return Bounded(share)


def notional_spent(pooled: Metric, raised: Metric, spent: Metric) -> Bounded:
    """What a gift paid for if every euro of the pot pays alike: pooled ÷ raised × spent, to the cent."""
    share = ratio("notional_spent", pooled, raised, unit=Unit.CENTS)
    cents = _product(pooled, raised, spent)
    terms = (pooled, raised, spent)
    if share.value is not None and cents is not None:
        figure = replace(
            share,
            value=cents,
            basis=Basis.DERIVED,
            approximate=any(term.approximate for term in terms),
            unknown=pooled.unknown + spent.unknown,
            at_least=pooled.at_least or spent.at_least,
        )
    else:
        figure = replace(share, value=None, basis=None, approximate=False, reason=share.reason or "term_unknown")
    figure = replace(figure, numerator=None, denominator=None, terms=terms, programme=spent.programme)
    bounded = figure.value is None and _exact(pooled) and _exact(spent) and _positive(raised)
    return Bounded(replace(figure, most=cents or None), cents) if bounded else Bounded(figure)


def _product(pooled: Metric, raised: Metric, spent: Metric) -> int | None:
    if pooled.value is None or spent.value is None or not _positive(raised):
        return None
    exact = Decimal(int(pooled.value)) * Decimal(int(spent.value)) / Decimal(int(raised.value or 1))
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _exact(metric: Metric) -> bool:
    return metric.value is not None and not metric.partial


def _positive(metric: Metric) -> bool:
    return metric.value is not None and metric.value > 0


def public_photos(programmes: Sequence[Supported], photos: Sequence[Photo]) -> tuple[Photo, ...]:
    """The photos of a gift's programmes, then the fund's own: public ones, as a sheet may be passed on."""
    public = shown(photos, signed_in=False)
    codes = (*(each.programme.code for each in programmes), "")
    return tuple(photo for code in codes for photo in of_programme(public, code))
