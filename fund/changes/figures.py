"""The key figures of two versions, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from fund.changes.result import FigureChange
from fund.metric import Metric, Unit
from fund.metrics.result import FundMetrics
from fund.schema import name_key

Key = tuple[str, str, int | None, str]
"""A programme's code (empty for the fund), a figure's code, a tranche's number, what a result counts."""

OF_PROGRAMMES = frozenset(
    ("allocated", "transferred", "spent", "tranche_share", "hours_delivered", "hours_received", "result_achieved")
)
OF_FUND = (OF_PROGRAMMES - {"tranche_share", "result_achieved"}) | frozenset(
    (
        *("raised", "committed", "pledged", "outstanding", "donors", "unallocated", "running_costs", "balance"),
        "delivery_rate",
    )
)
"""The figures whose changes are listed."""

SHOWN_DIGITS = {Unit.RATIO: 4, Unit.HOURS: 1, Unit.OTHER: 2}
"""Decimals beyond which nobody sees a change: 84,92 % is 0.8492."""


def figure_changes(before: FundMetrics | None, after: FundMetrics) -> tuple[FigureChange, ...]:
    """The key figures that a reader would see change: the fund's, then each programme's with its tranches."""
    old = {} if before is None else key_figures(before)
    new = key_figures(after)
    names = {**({} if before is None else programme_names(before)), **programme_names(after)}
    # The programmes that are gone come last.
    return tuple(
        FigureChange(old.get(key), new.get(key), programme=names[key[0]], donors=_donors(old, new, key))
        for key in {**new, **old}
        if as_seen(old.get(key)) != as_seen(new.get(key))
    )


def key_figures(metrics: FundMetrics) -> dict[Key, Metric]:
    """The figures whose changes are listed, the fund's first."""
    of_fund = [("", figure) for figure in metrics.figures() if figure.code in OF_FUND]
    of_programmes = [
        (programme.code, figure)
        for programme in metrics.programmes
        for figure in (*programme.figures(), *(result.achieved for result in programme.results))
        if figure.code in OF_PROGRAMMES
    ]
    return {
        (name_key(code), figure.code, figure.tranche, subject_key(figure)): figure
        for code, figure in (*of_fund, *of_programmes)
    }


def subject_key(figure: Metric) -> str:
    """What tells the results of a programme apart; empty for other figures."""
    return " ".join(name_key(each) for each in (figure.subject, figure.counted_in)).strip()


def programme_names(metrics: FundMetrics) -> dict[str, str]:
    """The names of the programmes by the first part of the keys, the fund's empty."""
    return {"": "", **{name_key(code): name for code, name in metrics.names.items()}}


def as_seen(metric: Metric | None) -> object:
    """What a reader sees of a figure; a figure without value is like one that does not exist."""
    if metric is None or metric.value is None:
        return None
    rounded = round(metric.value, SHOWN_DIGITS.get(metric.unit, 0))
    return rounded, metric.approximate, metric.partial, metric.basis


def _donors(old: Mapping[Key, Metric], new: Mapping[Key, Metric], key: Key) -> int | None:
    """How many donor authorities came or left, for « collecté »."""
    if key != ("", "raised", None, ""):
        return None
    donors = ("", "donors", None, "")
    change = FigureChange(old.get(donors), new.get(donors)).difference
    return int(change.value) if change is not None and change.value else None
