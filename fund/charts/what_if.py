"""A simulation beside the published figures: two bars per figure, the supposed one hatched in ochre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fund.charts.chart import Bar, Chart, bar_plot, chart, lines
from fund.charts.plot import Hue, Measure, Shape
from fund.metric import Metric, Unit
from fund.wording import Language, words
from fund.wording.figures import signed, value_alone

MEASURES = {Unit.CENTS: Measure.EUROS, Unit.HOURS: Measure.HOURS, Unit.RATIO: Measure.RATIO}


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A figure as published and as supposed; both in the same unit. `name` is plain text."""

    name: str
    published: Metric
    supposed: Metric


def before_after(pairs: Sequence[Pair], *, language: Language) -> Chart | None:
    """Published and simulated, one above the other, for figures of one unit; None where none is known on both sides."""
    told = [pair for pair in pairs if pair.published.is_known and pair.supposed.is_known]
    if not told:
        return None
    published = [value_alone(pair.published, language) for pair in told]
    simulated = [value_alone(pair.supposed, language) for pair in told]
    columns = {
        "figure": [pair.name for pair in told],
        "published": published,
        "simulated": simulated,
        "change": [
            signed((pair.supposed.value or 0) - (pair.published.value or 0), pair.published.unit, language)
            for pair in told
        ],
    }
    said = [words("charts.simulation.simulated", language, value=value) for value in simulated]
    series = (
        (
            words("charts.columns.published", language),
            Hue.RECEIVED,
            [_bar(pair.name, pair.published, text) for pair, text in zip(told, published, strict=True)],
        ),
        (
            words("charts.columns.simulated", language),
            Hue.PLANNED,
            [_bar(pair.name, pair.supposed, text) for pair, text in zip(told, said, strict=True)],
        ),
    )
    measure = MEASURES.get(told[0].published.unit, Measure.COUNT)
    plot = bar_plot(columns["figure"], series, language, measure=measure, shape=Shape.BARS)
    return chart("simulation", plot, columns, language)


def _bar(name: str, metric: Metric, said: str) -> Bar:
    value = metric.value or 0
    return Bar(value=value / 100 if metric.unit is Unit.CENTS else value, label=said, hover=lines(name, said))
