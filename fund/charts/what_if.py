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
    names = [pair.name for pair in told]
    published, supposed = [pair.published for pair in told], [pair.supposed for pair in told]
    gaps = [(new.value or 0) - (old.value or 0) for old, new in zip(published, supposed, strict=True)]
    columns = {
        "figure": names,
        "published": [value_alone(each, language, exact=True) for each in published],
        "simulated": [value_alone(each, language, exact=True) for each in supposed],
        "change": [signed(gap, each.unit, language, exact=True) for gap, each in zip(gaps, published, strict=True)],
    }
    known = [value_alone(each, language) for each in published]
    said = [words("charts.simulation.simulated", language, value=value_alone(each, language)) for each in supposed]
    series = (
        (words("charts.columns.published", language), Hue.RECEIVED, _bars(names, published, known)),
        (words("charts.columns.simulated", language), Hue.PLANNED, _bars(names, supposed, said)),
    )
    measure = MEASURES.get(published[0].unit, Measure.COUNT)
    plot = bar_plot(names, series, language, measure=measure, shape=Shape.BARS)
    return chart("simulation", plot, columns, language)


def _bars(names: Sequence[str], metrics: Sequence[Metric], said: Sequence[str]) -> list[Bar]:
    values = [(each.value or 0) / 100 if each.unit is Unit.CENTS else each.value or 0 for each in metrics]
    rows = zip(names, values, said, strict=True)
    return [Bar(value=value, label=text, hover=lines(name, text)) for name, value, text in rows]
