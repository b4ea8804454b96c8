"""Sizes and fills: how the same plot looks on a page and on the stage of a meeting, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fund.charts.palette import Palette
from fund.charts.plot import Hue, Plot, PlotSeries
from fund.charts.text import escape, hover
from fund.wording import Language

SpecPart = Mapping[str, object]
"""A trace, a shape or an annotation as Plotly's JavaScript reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The sizes a plot is drawn at: texts in pixels, lengths in characters of a line.

    `text` are numbers at their marks, `detail` what is said after them (never cut where `detail_length` is 0),
    `name` all other words. `scale` is that of lines, stripes and gaps. With a `legend` the names of several series
    stand above, and lines over time say their last number at their end; without, their names.
    """

    text: int
    detail: int
    name: int
    name_length: int
    detail_length: int
    scale: float
    legend: bool

    @property
    def two_lines(self) -> float:
        """The height from which a row has room for a number and its detail below it."""
        return (self.text + self.detail) * 1.3


SCREEN = Sizes(text=18, detail=17, name=18, name_length=24, detail_length=0, scale=1, legend=False)
"""On a page: a name's two lines leave room for the bars at 640 pixels."""
STAGE = Sizes(text=28, detail=24, name=24, name_length=30, detail_length=46, scale=1.5, legend=True)
"""On 1920 × 1080 pixels that are read from five metres: no text below 24."""


@dataclass(frozen=True, slots=True)
class Theme:
    """For whom a plot is drawn: in which colours, in which language, at which sizes."""

    palette: Palette
    language: Language
    sizes: Sizes

    def scaled(self, pixels: float) -> float:
        """A length of a page at the scale of the drawing."""
        return pixels * self.sizes.scale


@dataclass(frozen=True, slots=True)
class Fill:
    """How a mark is filled. `hatched` draws stripes of `outline` instead of a fill."""

    colour: str
    outline: str
    hatched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The marks of a plot; `right` is the room for words beyond them, in pixels. Texts are already escaped."""

    traces: Sequence[SpecPart] = field(default=())
    layout: Mapping[str, object] = field(default_factory=dict)
    shapes: Sequence[SpecPart] = field(default=())
    annotations: Sequence[SpecPart] = field(default=())
    right: int = 8


def fill(hue: Hue, palette: Palette) -> Fill:
    """How a mark of that hue is filled: what is not there yet is hatched, a rest is faint with an outline.

    A full mark is parted from its neighbours by a line of the background.
    """
    return {
        Hue.RECEIVED: Fill(palette.blue, palette.surface),
        Hue.PLEDGED: Fill(palette.surface, palette.blue, hatched=True),
        Hue.OTHER: Fill(palette.mid, palette.surface),
        Hue.SPENT: Fill(palette.teal, palette.surface),
        Hue.PLANNED: Fill(palette.surface, palette.ochre, hatched=True),
        Hue.BROKEN: Fill(palette.red, palette.surface),
        Hue.COSTS: Fill(palette.soft, palette.surface),
        Hue.REST: Fill(palette.track, palette.mid),
    }[hue]


def line_colour(hue: Hue, palette: Palette) -> str:
    """The colour of a line of that hue: that of its stripes where marks are hatched."""
    found = fill(hue, palette)
    return found.outline if found.hatched else found.colour


def marker(hue: Hue, theme: Theme) -> dict[str, object]:
    """Plotly's marker of marks of a hue."""
    found = fill(hue, theme.palette)
    drawn: dict[str, object] = {"color": found.colour, "line": {"color": found.outline, "width": theme.scaled(1.5)}}
    if found.hatched:
        stripes = {"fgcolor": found.outline, "bgcolor": found.colour, "size": theme.scaled(7), "solidity": 0.25}
        drawn["pattern"] = {"shape": "/", **stripes}
    return drawn


def hover_texts(plot: Plot, series: PlotSeries) -> list[str]:
    """What is said on pointing at each mark of a series: its own words, else its category, name and label."""
    if series.hovers:
        return hover_lines(series.hovers)
    named = series.name if len(plot.series) > 1 else ""
    return [hover(str(name), named, *series.said(place)) for place, name in enumerate(plot.categories)]


def hover_lines(texts: Iterable[str]) -> list[str]:
    """What is said on pointing at each mark, from plain texts of several lines."""
    return [hover(*text.split("\n")) for text in texts]


def outline(place: Mapping[str, float], theme: Theme) -> SpecPart:
    """The dashed outline of a declared mark; `place` holds `x0`, `x1`, `y0`, `y1`."""
    dash = f"{theme.scaled(4):g}px,{theme.scaled(3):g}px"
    line = {"color": theme.palette.declared, "width": theme.scaled(2.5), "dash": dash}
    return {"type": "rect", **place, "line": line}


def written(head: str, detail: str, theme: Theme, *, two: bool) -> str:
    """A number in bold, and under or after it what there is to say of it; both are plain texts."""
    bold = f"<b>{escape(head)}</b>" if head else ""
    style = f"color:{theme.palette.soft};font-size:{theme.sizes.detail}px"
    soft = f'<span style="{style}">{escape(detail)}</span>' if detail else ""
    return ("<br>" if two else "\u00a0").join(f"\u00a0{part}" for part in (bold, soft) if part)
