"""Shares of money that lies in one pot: exact where every amount is known, else the most they can be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from fund.metric import Basis, Metric, Unit
from fund.metrics.figure import ratio


@dataclass(frozen=True, slots=True, eq=False)
class Bounded:
    """A figure and, where it has no value, the most it can be (in its unit; None where that is not known either)."""

    metric: Metric
    at_most: int | float | None = None

    @property
    def said(self) -> bool:
        """Whether anything is known of it."""
        return self.metric.value is not None or self.at_most is not None


def share_of(code: str, part: Metric, whole: Metric) -> Bounded:
    """`part` ÷ `whole`. Where only some of the whole is known, the share can only be smaller than what is found."""
    share = ratio(code, part, whole)
    if share.value is None and _exact(part) and _positive(whole):
        return Bounded(share, float(part.value or 0) / float(whole.value or 1))
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
        )
    else:
        figure = replace(share, value=None, basis=None, approximate=False, reason=share.reason or "term_unknown")
    figure = replace(figure, numerator=None, denominator=None, terms=terms, programme=spent.programme)
    bounded = figure.value is None and _exact(pooled) and _exact(spent) and _positive(raised)
    return Bounded(figure, cents if bounded else None)


def _product(pooled: Metric, raised: Metric, spent: Metric) -> int | None:
    if pooled.value is None or spent.value is None or not _positive(raised):
        return None
    exact = Decimal(int(pooled.value)) * Decimal(int(spent.value)) / Decimal(int(raised.value or 1))
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _exact(metric: Metric) -> bool:
    return metric.value is not None and not metric.unknown


def _positive(metric: Metric) -> bool:
    return metric.value is not None and metric.value > 0
