"""A chart as data: what the screen draws with Plotly, and a presentation natively."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fund.metric import Cells

MOST_MARKS = 12
"""Categories a chart can hold and still be read from five metres; more are gathered in « et N autres »."""


class Hue(StrEnum):
    """What a colour says, the same everywhere (see the palette)."""

    RECEIVED = "received"
    OTHER = "other"
    SPENT = "spent"
    PLANNED = "planned"
    BROKEN = "broken"
    REST = "rest"


class Shape(StrEnum):
    """How a plot is drawn: horizontal bars side by side or end to end, columns by period, steps over time."""

    BARS = "bars"
    STACKED = "stacked"
    COLUMNS = "columns"
    STEPS = "steps"


class Measure(StrEnum):
    """The unit of a plot's values: euros (not cents), fractions (0.8492 is 84.92 %), hours, numbers."""

    EUROS = "euros"
    RATIO = "ratio"
    HOURS = "hours"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotSeries:
    """One series: a value per category (None = not communicated) and the words written at its mark.

    `declared`: the values are reported results, drawn with the mark of what is declared. Where a series has
    nothing to say of a category (the rest of a bar that is whole), its value is 0 and its label empty.
    """

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    hue: Hue
    declared: bool = False


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Plot:
    """A chart as data, drawn by Plotly on screen and natively in a presentation.

    `categories` are texts, or days for `Shape.STEPS` (sorted). `extent` is the axis's end where the whole
    is known (1 for a share of a tranche); `threshold` a value to mark on it, `threshold_label` its words.
    """

    shape: Shape
    measure: Measure
    categories: tuple[str, ...] | tuple[date, ...]
    series: tuple[PlotSeries, ...]
    alt: str
    extent: float | None = None
    threshold: float | None = None
    threshold_label: str = ""
    source: tuple[Cells, ...] = ()
