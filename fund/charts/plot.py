"""A chart as data, without colours or sizes: the screen and the stage draw it with Plotly, a presentation natively.

All texts are plain and may quote a workbook: whoever draws them escapes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

MOST_MARKS = 12
"""Categories a chart can hold and still be read from five metres; more are gathered in « et N autres »."""


class Hue(StrEnum):
    """What a colour says, the same everywhere (see `drawing.style` and the palette)."""

    RECEIVED = "received"
    PLEDGED = "pledged"
    OTHER = "other"
    SPENT = "spent"
    PLANNED = "planned"
    BROKEN = "broken"
    COSTS = "costs"
    REST = "rest"


class Shape(StrEnum):
    """How a plot is drawn: horizontal bars, columns by period, or steps over time.

    Bars of several series stand side by side (`BARS`), each where the one before it ends (`STACKED`), or all
    from zero, each over the one before it (`OVERLAID`).
    """

    BARS = "bars"
    STACKED = "stacked"
    OVERLAID = "overlaid"
    COLUMNS = "columns"
    STEPS = "steps"


class Measure(StrEnum):
    """The unit of a plot's values: euros (not cents), fractions (0.8492 is 84.92 %), hours, numbers."""

    EUROS = "euros"
    RATIO = "ratio"
    HOURS = "hours"
    COUNT = "count"


class Stroke(StrEnum):
    """How a line over time is drawn: what is planned, and what is only likely, are no solid lines."""

    SOLID = "solid"
    DASH = "dash"
    DOT = "dot"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotSeries:
    """One series: a value per category (None = not communicated) and the words written at its mark.

    `details` are said after the labels in a softer ink, `hovers` on pointing at a mark, one thing a line; both
    are empty or as long as `values`. `declared`: the values are reported results, drawn with the mark of what is
    declared. Where a series has nothing to say of a category (the rest of a bar that is whole), its value is 0
    and its label empty. Of a line over time, details are written where it turns.
    """

    name: str
    values: tuple[float | None, ...]
    labels: tuple[str, ...]
    hue: Hue
    details: tuple[str, ...] = ()
    hovers: tuple[str, ...] = ()
    declared: bool = False
    stroke: Stroke = Stroke.SOLID

    def said(self, place: int) -> tuple[str, ...]:
        """The words at the mark of a category, those that say something: its label, then its detail."""
        return tuple(text for text in (self.labels[place], *self.details[place : place + 1]) if text)

    @property
    def texts(self) -> tuple[str, ...]:
        """The words at each mark, in one line."""
        return tuple(" · ".join(self.said(place)) for place in range(len(self.labels)))

    def only(self, places: Sequence[int]) -> PlotSeries:
        """The series of some of its categories."""
        return replace(
            self,
            values=tuple(self.values[place] for place in places),
            labels=tuple(self.labels[place] for place in places),
            details=tuple(self.details[place] for place in places if self.details),
            hovers=tuple(self.hovers[place] for place in places if self.hovers),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An amount beside lines over time: two lines of words at a hollow mark; without a hue, one that was reported."""

    day: date
    value: float
    label: str
    detail: str
    hover: str
    hue: Hue | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Plot:
    """Values of some categories in one measure, and how they are drawn.

    `categories` are texts, or days (sorted) for `STEPS`. `alt` says what is shown with its main numbers. `extent` is
    the axis's end where the whole is known (1 for a share of a tranche), `beyond` the colour of what a bar has after
    it, None for its own where more is better; `threshold` a value to mark on the row `threshold_row` of bars,
    `threshold_label` its words. `points` stand on the axis of `STEPS`, on screen only, as does the ground under the
    days before `turn`, with the words for what is on each side. `quoted`: the workbook's own words name the rows.
    """

    shape: Shape
    measure: Measure
    categories: tuple[str | date, ...]
    series: tuple[PlotSeries, ...]
    alt: str = ""
    extent: float | None = None
    beyond: Hue | None = Hue.BROKEN
    threshold: float | None = None
    threshold_row: int = 0
    threshold_label: str = ""
    quoted: bool = False
    points: tuple[Point, ...] = ()
    turn: date | None = None
    sides: tuple[str, str] = ("", "")

    @property
    def days(self) -> tuple[date, ...]:
        """The categories that are days."""
        return tuple(each for each in self.categories if isinstance(each, date))

    def said(self, place: int) -> tuple[str, ...]:
        """The words about a category, those of one series after those of another."""
        return tuple(text for series in self.series for text in series.said(place))

    def only(self, places: Sequence[int]) -> Plot:
        """The plot of some of its categories."""
        return replace(
            self,
            categories=tuple(self.categories[place] for place in places),
            series=tuple(series.only(places) for series in self.series),
        )


class EventKind(StrEnum):
    """What an event of a timeline is: done, done since the day that the data are as of, planned, or that day."""

    DONE = "done"
    SINCE = "since"
    PLANNED = "planned"
    AS_OF = "as_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A day or a period of a timeline: `when` in words, no more precise than it is known, and what happens.

    `lane` is the position of its lane; that of the day that the data are as of has no meaning.
    """

    first: date
    last: date
    when: str
    title: str
    hover: str
    kind: EventKind
    lane: int = 0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Timeline:
    """Events in the order of their first days, at least one; `lanes` are named where there are several."""

    events: tuple[Event, ...]
    lanes: tuple[str, ...] = ("",)
    alt: str = ""


class TrancheState(StrEnum):
    """Where a tranche stands on the closing day; what has spending is paid, whatever its row says."""

    PAID = "paid"
    PLANNED = "planned"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A tranche of a strip, `weight` wide among the others; `share` of it is justified (None = not known).

    `inside` is written in it, `lines` under it, `mark_label` over the share that the next one waits for (`mark`).
    """

    name: str
    state: TrancheState
    weight: float
    share: float | None
    inside: str
    lines: tuple[str, ...]
    declared: bool = False
    mark: float | None = None
    mark_label: str = ""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Strip:
    """A programme's tranches one after the other, at least one."""

    stretches: tuple[Stretch, ...]
    alt: str = ""
