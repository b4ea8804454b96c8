"""Aligned horizontal bars, the shape of most charts here: rows of marks with words at both ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plotly.graph_objects import Figure

from fund.charts.drawing.layout import HOVER, SIZE, axis, figure
from fund.charts.labels import escape, pair, width, wrap
from fund.charts.palette import Palette
from fund.wording import Language, words

THICKNESS = 0.6
LABEL_LENGTH = 24
"""Characters on one line of a row's label: two lines leave room for the bars at 640 pixels."""


INSIDE_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Style:
    """How a mark is filled. `hatch` draws stripes of `outline` instead of a fill."""

    fill: str
    outline: str
    hatch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a row from `start`, `length` long, both in the axis's unit.

    `hover` is already escaped (`labels.hover`); `inside` is plain text, shown only where it fits.
    A `declared` mark has a dashed outline.
    """

    length: float
    style: Style
    hover: str
    start: float = 0
    inside: str = ""
    declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its label on the left, its marks, `end` in bold and `detail` below it on the right.

    All texts are plain: they are escaped here. `threshold` is a tick across the row.
    """

    label: str
    end: str = ""
    detail: str = ""
    marks: tuple[Mark, ...] = field(default=())
    threshold: float | None = None

    @property
    def reach(self) -> float:
        """Where the row's words begin: after its last mark, never left of zero."""
        return max((mark.start + mark.length for mark in self.marks), default=0.0)


def full(colour: str, palette: Palette) -> Style:
    """A full mark, parted from its neighbours by a line of the background."""
    return Style(colour, palette.surface)


def track(palette: Palette) -> Style:
    """The whole of which a bar is a part."""
    return Style(palette.track, palette.mid)


def hatched(colour: str, palette: Palette) -> Style:
    """A hatched outline: what is not there yet."""
    return Style(palette.surface, colour, hatch=True)


def listing(rows: Sequence[Row], language: Language) -> str:
    """The rows in one sentence, for a text alternative."""
    texts = (", ".join(part for part in (row.end, row.detail) if part) for row in rows)
    return words("charts.separator", language).join(
        pair(row.label, text, language) for row, text in zip(rows, texts, strict=True)
    )


def bars(rows: Sequence[Row], *, palette: Palette, row_height: int = 56, extent: float = 0) -> Figure:
    """The figure of some rows, the first on top; the axis reaches `extent` at least."""
    styles = dict.fromkeys(mark.style for row in rows for mark in row.marks)
    traces = [_marks(rows, style, palette) for style in styles]
    traces.append(_ends(rows, palette))
    reach = max([extent, *(max(row.reach, 0) for row in rows)]) or 1
    lowest = min([0.0, *(mark.start + mark.length for row in rows for mark in row.marks)])
    room = max(max(width(row.end, SIZE) * 1.06, width(row.detail, SIZE - 1)) for row in rows)
    layout = {
        "margin": {"l": 8, "r": int(room) + 16, "t": 4, "b": 4, "pad": 8},
        "xaxis": axis(visible=False, range=[lowest, reach]),
        "yaxis": axis(
            range=[len(rows) - 0.5, -0.5],
            tickvals=list(range(len(rows))),
            ticktext=["<br>".join(map(escape, wrap(row.label, LABEL_LENGTH))) for row in rows],
        ),
    }
    height = row_height * len(rows) + 8
    return figure(traces, palette=palette, height=height, layout=layout, shapes=_shapes(rows, palette))


def _marks(rows: Sequence[Row], style: Style, palette: Palette) -> dict[str, object]:
    """One trace for all the marks of a style."""
    found = [(at, mark) for at, row in enumerate(rows) for mark in row.marks if mark.style == style]
    marker: dict[str, object] = {"color": style.fill, "line": {"color": style.outline, "width": 1.5}}
    if style.hatch:
        marker["pattern"] = {"shape": "/", "fgcolor": style.outline, "bgcolor": style.fill, "size": 7, "solidity": 0.25}
    return {
        "type": "bar",
        "orientation": "h",
        "y": [at for at, _ in found],
        "x": [mark.length for _, mark in found],
        "base": [mark.start for _, mark in found],
        "width": THICKNESS,
        "marker": marker,
        "text": ["<br>".join(map(escape, wrap(mark.inside, INSIDE_LENGTH))) for _, mark in found],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": SIZE - 2, "color": palette.text_on(style.fill)},
        "customdata": [mark.hover for _, mark in found],
        "hovertemplate": HOVER,
    }


def _ends(rows: Sequence[Row], palette: Palette) -> dict[str, object]:
    """The words at the right of the rows: they run into the margin, so no bar is ever cut for them."""

    def line(row: Row) -> str:
        bold = f"<b>{escape(row.end)}</b>" if row.end else ""
        soft = f'<span style="color:{palette.soft};font-size:{SIZE - 1}px">{escape(row.detail)}</span>'
        return "<br>".join(f"\u00a0{part}" for part in (bold, soft if row.detail else "") if part)

    return {
        "type": "scatter",
        "mode": "text",
        "x": [max(row.reach, 0) for row in rows],
        "y": list(range(len(rows))),
        "text": [line(row) for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _shapes(rows: Sequence[Row], palette: Palette) -> list[dict[str, object]]:
    """Dashed outlines of declared marks, and thresholds."""
    half = THICKNESS / 2
    found: list[dict[str, object]] = [
        {
            "type": "rect",
            "x0": mark.start,
            "x1": mark.start + mark.length,
            "y0": at - half,
            "y1": at + half,
            "line": {"color": palette.declared, "width": 2.5, "dash": "4px,3px"},
        }
        for at, row in enumerate(rows)
        for mark in row.marks
        if mark.declared
    ]
    found += [
        {
            "type": "line",
            "x0": row.threshold,
            "x1": row.threshold,
            "y0": at - half - 0.12,
            "y1": at + half + 0.12,
            "line": {"color": palette.ink, "width": 3},
        }
        for at, row in enumerate(rows)
        if row.threshold is not None
    ]
    return found
