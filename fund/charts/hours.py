"""The charts of hours: delivered against planned, and received."""

from __future__ import annotations

from fund.charts.bars import Mark, Row, bars, full, hatched, listing
from fund.charts.chart import Chart, cells, knows, table
from fund.charts.labels import hover, shown, stated
from fund.charts.palette import Palette
from fund.metric import Unit
from fund.metrics.result import HoursMetrics
from fund.rows import Record, records
from fund.wording import Language, hours, words


def hours_by_kind(*, metrics: HoursMetrics, language: Language, palette: Palette) -> Chart | None:
    """Hours delivered by kind of activity, against the hours planned; None where neither is known."""
    kinds = [row for row in records(metrics.by_kind) if knows(row, "hours_delivered", "hours_planned")]
    if not kinds:
        return None
    rows = [_delivered(row, language, palette, strong=at == 0) for at, row in enumerate(kinds)]
    return _hours_chart("hours_by_kind", metrics, rows, language, palette)


def hours_received_by_kind(*, metrics: HoursMetrics, language: Language, palette: Palette) -> Chart | None:
    """Hours received by kind of activity, largest first; None where none is known."""
    kinds = [row for row in records(metrics.by_kind) if row["hours_received"] is not None]
    if not kinds:
        return None
    kinds.sort(key=lambda row: -row["hours_received"])
    rows = []
    for at, row in enumerate(kinds):
        told = hours(row["hours_received"], language)
        style = full(palette.mid if at else palette.blue, palette)
        detail = (
            words("charts.hours_received_by_kind.each", language, hours=hours(row["per_participant"], language))
            if row["per_participant"] is not None
            else ""
        )
        mark = Mark(length=row["hours_received"], style=style, hover=hover(row["kind"], told, detail))
        rows.append(Row(label=row["kind"], end=told, detail=detail, marks=(mark,)))
    return _hours_chart("hours_received_by_kind", metrics, rows, language, palette)


def _hours_chart(code: str, metrics: HoursMetrics, rows: list[Row], language: Language, palette: Palette) -> Chart:
    total = metrics.delivered if code == "hours_by_kind" else metrics.received
    fields = {"name": rows[0].label, "part": rows[0].end, "total": stated(total, language)}
    kinds = records(metrics.by_kind)
    columns = ("hours_delivered", "hours_planned", "hours_received", "per_participant")
    return Chart(
        code=code,
        title=words(f"charts.{code}.title", language, **fields),
        figure=bars(rows, palette=palette),
        alt=words(f"charts.{code}.alt", language, listing=listing(rows, language), **fields),
        table=table(
            {
                "activity": [row["kind"] for row in kinds],
                **{name: [shown(row[name], Unit.HOURS, language) for row in kinds] for name in columns},
            },
            language,
        ),
        note="" if code == "hours_by_kind" else words("charts.hours_received_by_kind.note", language),
        source=cells(total),
    )


def _delivered(row: Record, language: Language, palette: Palette, *, strong: bool) -> Row:
    given, planned = row["hours_delivered"], row["hours_planned"]
    detail = words("charts.hours_by_kind.planned", language, hours=hours(planned, language)) if planned else ""
    told = hover(
        row["kind"], words("charts.hours_by_kind.given", language, hours=shown(given, Unit.HOURS, language)), detail
    )
    marks = []
    if planned:
        marks.append(Mark(length=planned, style=hatched(palette.ochre, palette), hover=told))
    if given:
        style = full(palette.blue if strong else palette.mid, palette)
        marks.append(Mark(length=given, style=style, hover=told))
    return Row(label=row["kind"], end=shown(given, Unit.HOURS, language), detail=detail, marks=tuple(marks))
