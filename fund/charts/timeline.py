"""What was done and what is to come, on one line of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from plotly.graph_objects import Figure

from fund.charts.chart import Chart, table
from fund.charts.drawing.layout import HOVER, axis, beside, figure
from fund.charts.drawing.levels import spread
from fund.charts.drawing.ticks import month_ticks
from fund.charts.labels import choice, escape, hover, remark, when, width, wrap
from fund.charts.palette import Palette
from fund.model import Moment
from fund.rows import Record, records
from fund.wording import Language, count, moment, month, words

TOP = 14
DESIGN_WIDTH = 840
"""Pixels from the first mark to the right edge at which no label covers another; a wider figure only adds room."""
SIZE = 17
TITLE_LENGTH = 26
LEVEL_HEIGHT = 66
GAP = 14
MARGIN = 14
AS_OF = "as_of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The words of one date: plain `lines`, the first one in soft ink; `hover` is escaped."""

    day: date
    lines: tuple[str, ...]
    hover: str
    status: str

    @property
    def room(self) -> float:
        """Its width in pixels, with the gap to the next one."""
        return max(width(line, SIZE) for line in self.lines) + GAP


def milestone_timeline(
    *, milestones: pd.DataFrame, as_of: Moment | None, language: Language, palette: Palette
) -> Chart | None:
    """The dated milestones, at most fourteen: those nearest to `as_of`; None where none has a date."""
    everything = records(milestones)
    dated = [row for row in everything if row["date"] is not None]
    if not dated:
        return None
    centre = as_of.day if as_of else max(row["date"].date() for row in dated)
    shown = sorted(dated, key=lambda row: abs((row["date"].date() - centre).days))[:TOP]
    labels = [_label(row, language) for row in shown]
    if as_of:
        told = words("charts.milestone_timeline.as_of", language, date=moment(as_of, language))
        labels.append(Label(day=as_of.day, lines=(told,), hover=hover(told), status=AS_OF))
    labels.sort(key=lambda label: label.day)
    done = sum(row["status"] != "planned" for row in everything)
    fields = {"done": count(done, language), "planned": count(len(everything) - done, language)}
    others = len(everything) - len(shown)
    ahead = [row for row in everything if row["status"] == "planned"]
    return Chart(
        code="milestone_timeline",
        title=words("charts.milestone_timeline.title", language, n=done, **fields),
        figure=_figure(labels, language, palette),
        alt=words(
            "charts.milestone_timeline.alt",
            language,
            listing=words("charts.separator", language).join(
                f"{when(row['date'], row['date_precision'], language)}, {row['title']}" for row in ahead
            )
            or words("charts.none", language),
            **fields,
        ),
        table=table(
            {
                "date": [when(row["date"], row["date_precision"], language) for row in everything],
                "milestone": [row["title"] or "" for row in everything],
                "status": [choice("milestones", "status", row["status"], language) for row in everything],
                "description": [row["description"] or "" for row in everything],
            },
            language,
        ),
        note=remark("and_others", others, language),
    )


def _figure(labels: Sequence[Label], language: Language, palette: Palette) -> Figure:
    first = labels[0].day
    offsets = [(label.day - first).days for label in labels]
    fitting = [(DESIGN_WIDTH - label.room) / offset for label, offset in zip(labels, offsets, strict=True) if offset]
    scale = min(fitting, default=1.0)
    levels = spread([offset * scale for offset in offsets], [label.room for label in labels])
    heights = [level - 0.3 if level > 0 else level + 0.3 for level in levels]
    start, end = first - timedelta(days=MARGIN / scale), first + timedelta(days=DESIGN_WIDTH / scale)
    low, high = min([0, *levels]) - 0.3, max([0, *levels]) + 0.3
    ticks = month_ticks(first, end)
    layout = {
        "margin": {"l": 4, "r": 4, "t": 4, "b": 8, "pad": 4},
        "xaxis": axis(
            type="date",
            range=[start.isoformat(), end.isoformat()],
            tickvals=[tick.isoformat() for tick in ticks],
            ticktext=[month(tick, language, short=True) for tick in ticks],
            tickangle=0,
            ticks="outside",
            tickcolor=palette.soft,
            tickfont={"color": palette.soft, "size": SIZE},
        ),
        "yaxis": axis(visible=False, range=[low, high]),
        "annotations": _words(labels, heights, palette),
    }
    return figure(
        [_marks(labels, palette)],
        palette=palette,
        height=int((high - low) * LEVEL_HEIGHT) + 40,
        layout=layout,
        shapes=[_line(start, end, palette), *_leaders(labels, heights, palette)],
    )


def _words(labels: Sequence[Label], heights: Sequence[float], palette: Palette) -> list[dict[str, object]]:
    """The labels, the date in soft ink above its title."""

    def text(label: Label) -> str:
        first = f'<span style="color:{palette.soft}">{escape(label.lines[0])}</span>'
        return "<br>".join([first, *map(escape, label.lines[1:])])

    return [
        beside(label.day.isoformat(), height, text(label), palette, xshift=3, font={"size": SIZE})
        for label, height in zip(labels, heights, strict=True)
    ]


def _marks(labels: Sequence[Label], palette: Palette) -> dict[str, object]:
    """A full mark for what was done, a hollow one for what is planned; the as-of date has its line only."""
    events = [label for label in labels if label.status != AS_OF]
    planned = [label.status == "planned" for label in events]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [label.day.isoformat() for label in events],
        "y": [0] * len(events),
        "marker": {
            "size": 15,
            "color": [palette.surface if each else palette.blue for each in planned],
            "line": {"width": 3, "color": [palette.ochre if each else palette.surface for each in planned]},
            "opacity": 1,
        },
        "cliponaxis": False,
        "customdata": [label.hover for label in events],
        "hovertemplate": HOVER,
    }


def _line(start: date, end: date, palette: Palette) -> dict[str, object]:
    line = {"color": palette.mid, "width": 3}
    ends = {"x0": start.isoformat(), "x1": end.isoformat(), "y0": 0, "y1": 0}
    return {"type": "line", **ends, "line": line, "layer": "below"}


def _leaders(labels: Sequence[Label], heights: Sequence[float], palette: Palette) -> list[dict[str, object]]:
    """From each mark along its words."""
    return [
        {
            "type": "line",
            "x0": label.day.isoformat(),
            "x1": label.day.isoformat(),
            "y0": 0,
            "y1": height + (0.38 if height > 0 else -0.38),
            "line": {"color": palette.ink, "width": 2, "dash": "dash"}
            if label.status == AS_OF
            else {"color": palette.mid, "width": 1.5},
            "layer": "below",
        }
        for label, height in zip(labels, heights, strict=True)
    ]


def _label(row: Record, language: Language) -> Label:
    dated, title, status = (
        when(row["date"], row["date_precision"], language),
        row["title"] or "",
        choice("milestones", "status", row["status"], language),
    )
    return Label(
        day=row["date"].date(),
        lines=(f"{dated} · {status}" if row["status"] == "planned" else dated, *wrap(title, TITLE_LENGTH)),
        hover=hover(f"{dated} · {status}", title, row["description"] or ""),
        status=row["status"] or "done",
    )
