"""Plots of bars, made from rows of words and numbers; and any plot of rows in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fund.charts.plot import Hue, Measure, Part, Plot, PlotSeries, Shape
from fund.wording import Language, words
from fund.wording.figures import pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A mark of a row: its value (None = not communicated) and the words said of it (see `PlotSeries`)."""

    value: float | None
    label: str = ""
    detail: str = ""
    hover: str = ""
    declared: bool = False
    parts: tuple[Part, ...] = ()


NOTHING = Bar(value=0)
"""Where a series has nothing to say of a row."""


def series(name: str, hue: Hue, bars: Sequence[Bar], language: Language) -> tuple[PlotSeries, ...]:
    """A mark per row. Where only some are declared they are a series of their own, each empty on the other's rows."""
    if len({bar.declared for bar in bars if bar.value is not None and bar is not NOTHING}) < 2:
        return (_series(name, hue, bars),)
    computed = _series(name, hue, [NOTHING if bar.declared else bar for bar in bars])
    reported = words("charts.declared_part", language, part=name)
    return computed, _series(reported, hue, [bar if bar.declared else NOTHING for bar in bars])


def bar_plot(
    names: Sequence[str],
    found: Sequence[PlotSeries],
    language: Language,
    *,
    measure: Measure,
    shape: Shape | None = None,
) -> Plot:
    """The series over the same rows: a single one as bars, several where the one before ends, unless said otherwise."""
    default = Shape.BARS if len(found) == 1 else Shape.STACKED
    plot = Plot(shape=shape or default, measure=measure, categories=tuple(names), series=tuple(found))
    return replace(plot, alt=listing(plot, language))


def listing(plot: Plot, language: Language, *, most: int | None = None) -> str:
    """The first rows in one sentence, for a text alternative."""
    told = (pair(str(name), ", ".join(plot.said(place)), language) for place, name in enumerate(plot.categories[:most]))
    return words("charts.separator", language).join(told)


def lines(*parts: str) -> str:
    """The parts that say something, one a line."""
    return "\n".join(part for part in parts if part)


def _series(name: str, hue: Hue, bars: Sequence[Bar]) -> PlotSeries:
    given = [bar for bar in bars if bar.value is not None and bar is not NOTHING]

    return PlotSeries(
        name=name,
        values=tuple(bar.value for bar in bars),
        labels=tuple(bar.label for bar in bars),
        details=_unless_empty(tuple(bar.detail for bar in bars)),
        hovers=_unless_empty(tuple(bar.hover for bar in bars)),
        hue=hue,
        declared=bool(given) and all(bar.declared for bar in given),
        parts=tuple(bar.parts for bar in bars) if any(bar.parts for bar in bars) else (),
    )


def _unless_empty(texts: tuple[str, ...]) -> tuple[str, ...]:
    """A text per row, or none at all where no row has one."""
    return texts if any(texts) else ()
