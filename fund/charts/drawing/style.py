"""Sizes and fills of the plots on the stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fund.charts.bars import Style, full, hatched, track
from fund.charts.drawing.layout import Part
from fund.charts.labels import escape, hover
from fund.charts.palette import Palette
from fund.charts.plot import Hue, Plot, PlotSeries

TEXT, SMALL = 28, 24
"""The size in pixels of a number at its mark, and of every other word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The marks of a plot; `right` is the room for words beyond them, in pixels. Texts are already escaped."""

    traces: Sequence[Part] = field(default=())
    layout: Mapping[str, object] = field(default_factory=dict)
    shapes: Sequence[Part] = field(default=())
    annotations: Sequence[Part] = field(default=())
    right: int = 8


def style(hue: Hue, palette: Palette) -> Style:
    """How a mark of that hue is filled: what is not there yet is hatched, a rest is faint with an outline."""
    match hue:
        case Hue.RECEIVED:
            return full(palette.blue, palette)
        case Hue.OTHER:
            return full(palette.mid, palette)
        case Hue.SPENT:
            return full(palette.teal, palette)
        case Hue.BROKEN:
            return full(palette.red, palette)
        case Hue.PLANNED:
            return hatched(palette.ochre, palette)
        case Hue.REST:
            return track(palette)


def marker(fill: Style) -> dict[str, object]:
    """Plotly's marker of a fill."""
    found: dict[str, object] = {"color": fill.fill, "line": {"color": fill.outline, "width": 2}}
    if fill.hatch:
        found["pattern"] = {"shape": "/", "fgcolor": fill.outline, "bgcolor": fill.fill, "size": 10, "solidity": 0.25}
    return found


def told(plot: Plot, series: PlotSeries) -> list[str]:
    """What is said on hovering over each mark of a series."""
    named = series.name if len(plot.series) > 1 else ""
    return [hover(str(name), named, label) for name, label in zip(plot.categories, series.labels, strict=True)]


def outline(place: Mapping[str, float], palette: Palette) -> Part:
    """The dashed outline of a declared mark; `place` holds `x0`, `x1`, `y0`, `y1`."""
    return {"type": "rect", **place, "line": {"color": palette.declared, "width": 3, "dash": "8px,6px"}}


def written(head: str, detail: str, palette: Palette, *, two: bool) -> str:
    """A number in bold, and over or before what there is to say of it; both are plain texts."""
    bold = f"<b>{escape(head)}</b>" if head else ""
    soft = f'<span style="color:{palette.soft};font-size:{SMALL}px">{escape(detail)}</span>' if detail else ""
    return ("<br>" if two else "\u00a0").join(f"\u00a0{part}" for part in (bold, soft) if part)
