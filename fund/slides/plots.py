"""Plots made of rows of words and numbers: few enough to be read, each said in the text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from fund.charts.labels import pair
from fund.slides.fit import name
from fund.slides.slide import Hue, Measure, Plot, PlotSeries, Shape
from fund.wording import Language, words

HUES = MappingProxyType(
    {
        "raised": Hue.RECEIVED,
        "received": Hue.RECEIVED,
        "outstanding": Hue.OTHER,
        "passed_on": Hue.OTHER,
        "transferred": Hue.OTHER,
        "spent": Hue.SPENT,
        "rest": Hue.REST,
        "delivered": Hue.RECEIVED,
        "planned": Hue.PLANNED,
        "people": Hue.RECEIVED,
        "donors": Hue.RECEIVED,
    }
)
"""What a series is about (its name is `slides.series.<key>`), and the colour that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of a plot: its value (None = not communicated) and the words at its end."""

    name: str
    value: float | None
    label: str
    declared: bool = False


NOTHING = Bar(name="", value=0, label="")


def series(key: str, rows: Sequence[Bar], language: Language) -> PlotSeries:
    """The rows as one series, declared where every known value is."""
    given = [row for row in rows if row.value is not None and row is not NOTHING]
    return PlotSeries(
        name=words(f"slides.series.{key}", language),
        values=tuple(row.value for row in rows),
        labels=tuple(row.label for row in rows),
        hue=HUES[key],
        declared=bool(given) and all(row.declared for row in given),
    )


def bars(key: str, rows: Sequence[Bar], *, measure: Measure, language: Language, extent: float | None = None) -> Plot:
    """Horizontal bars. Where only some values are declared they are a series of their own, empty on the other rows."""
    names = [row.name for row in rows]
    if len({row.declared for row in rows if row.value is not None}) < 2:
        found = end_to_end((series(key, rows, language),), names, measure=measure, language=language)
        return replace(found, shape=Shape.BARS, extent=extent)
    computed = series(key, [NOTHING if row.declared else row for row in rows], language)
    declared = series(key, [row if row.declared else NOTHING for row in rows], language)
    declared = replace(declared, name=words("charts.declared_part", language, part=declared.name))
    return replace(end_to_end((computed, declared), names, measure=measure, language=language), extent=extent)


def end_to_end(parts: Sequence[PlotSeries], names: Sequence[str], *, measure: Measure, language: Language) -> Plot:
    """Several series over the same rows, each where the one before it ends."""
    short = tuple(name(each) for each in names)
    alt = told(short, parts, language)
    return Plot(shape=Shape.STACKED, measure=measure, categories=short, series=tuple(parts), alt=alt)


def told(names: Sequence[str], parts: Sequence[PlotSeries], language: Language) -> str:
    """Every row in words, for a text alternative."""
    rows = zip(names, zip(*(part.labels for part in parts), strict=True), strict=True)
    said = [pair(each, ", ".join(label for label in labels if label), language) for each, labels in rows]
    return words("charts.separator", language).join(said)
