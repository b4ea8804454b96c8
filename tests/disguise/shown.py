"""What the product shows of a fund: its figures under the names that `truth` gives them, and where they differ.

The one module that knows the product's figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from fund.metric import Metric
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.open_fund import OpenFund
from tests.disguise.truth import Figures

MONTHS = ("raised 2", "programmes")
"""Beginnings of the figures of which there may be no others than the true ones: months, number of programmes."""


@dataclass(frozen=True)
class Shown:
    """A figure as shown: a value « at least » where rows are unknown."""

    value: float | None
    unknown: int = 0

    def __str__(self) -> str:
        """As a report writes it."""
        value = "—" if self.value is None else f"{self.value:g}" if self.value < 1e6 else f"{self.value:.0f}"
        return value + (f" (+{self.unknown} unknown)" if self.unknown else "")


@dataclass(frozen=True)
class Difference:
    """A figure that is not shown as it is."""

    name: str
    true: float | None
    shown: Shown

    def __str__(self) -> str:
        """As a report writes it."""
        return f"{self.name}: {self.shown} instead of {Shown(self.true)}"


NOTHING = Shown(None)


def differences(true: Figures, fund: OpenFund) -> list[Difference]:
    """The figures that are not right: another value, or one that some unknown row makes uncertain."""
    shown = shown_figures(fund)
    wrong = [Difference(n, v, shown.get(n, NOTHING)) for n, v in true.items() if not _right(v, shown.get(n, NOTHING))]
    more = [n for n, figure in shown.items() if n.startswith(MONTHS) and n not in true and figure.value]
    return wrong + [Difference(name, None, shown[name]) for name in more]


def without_their_sums(wrong: list[Difference]) -> list[Difference]:
    """The same without the balance, where one of its terms is wrong already."""
    names = {difference.name for difference in wrong}
    terms_wrong = not names.isdisjoint(("raised", "transferred", "running_costs"))
    return [difference for difference in wrong if difference.name != "balance" or not terms_wrong]


def _right(true: float, shown: Shown) -> bool:
    return shown.value is not None and abs(shown.value - true) < 1e-6 and not shown.unknown


def shown_figures(fund: OpenFund) -> Mapping[str, Shown]:
    """Every figure of an opened fund that the truth may name."""
    figures = dict(_of_fund(fund.metrics))
    for programme in fund.metrics.programmes:
        figures |= dict(_of_programme(programme))
    if fund.dataset.fund.as_of is not None:
        figures["as_of"] = Shown(fund.dataset.fund.as_of.day.toordinal())
    return figures


def _shown(metric: Metric) -> Shown:
    return Shown(None if metric.value is None else float(metric.value), metric.unknown)


def _of_fund(metrics: FundMetrics) -> Iterator[tuple[str, Shown]]:
    given = metrics.contributions
    for name, metric in (
        *(("raised", given.raised), ("donors", given.donors), ("pledged", given.pledged)),
        *(("committed", given.committed), ("outstanding", given.outstanding)),
        *(("allocated", metrics.allocated), ("transferred", metrics.transferred), ("spent", metrics.spent)),
        *(("running_costs", metrics.running_costs), ("balance", metrics.balance)),
        *(("hours", metrics.hours.delivered), ("planned hours", metrics.hours.planned)),
    ):
        yield name, _shown(metric)
    months = given.by_month
    for month, amount in zip(months["month"], months["received_cents"], strict=True):
        yield f"raised {month:%Y-%m}", Shown(None if pd.isna(amount) else float(amount))
    yield "programmes", Shown(len(metrics.programmes))


def _of_programme(programme: ProgrammeMetrics) -> Iterator[tuple[str, Shown]]:
    code = programme.code
    for name, metric in (
        *(("allocated", programme.allocated), ("transferred", programme.transferred), ("spent", programme.spent)),
        *(("hours", programme.hours.delivered), ("planned hours", programme.hours.planned)),
        ("received hours", programme.hours.received),
    ):
        yield f"{name} {code}", _shown(metric)
    for tranche in programme.tranches:
        yield f"tranche {code} {tranche.number}", _shown(tranche.amount)
        yield f"spent {code} {tranche.number}", _shown(tranche.spent)
        yield f"share {code} {tranche.number}", _shown(tranche.share)
        if tranche.release is not None:
            yield f"threshold {code} {tranche.number}", Shown(tranche.release.threshold)
    steps = programme.steps
    for step, count in zip(steps["step"], steps["count"], strict=True):
        yield f"people {code} {step}", Shown(None if pd.isna(count) else float(count))
