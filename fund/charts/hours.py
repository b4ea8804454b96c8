"""The charts of hours: delivered against planned, and received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.charts.bar_rows import NOTHING, Bar, bar_plot, lines, series
from fund.charts.chart import Chart, cells, knows, table
from fund.charts.plot import Hue, Measure, Plot, Shape
from fund.metric import Metric, Unit
from fund.metrics.result import HoursMetrics
from fund.model import Record, records
from fund.wording import Language, hours, words
from fund.wording.figures import number_or_unknown, value_in_sentence


def hours_by_kind(*, metrics: HoursMetrics, language: Language) -> Chart | None:
    """Hours delivered by kind of activity, against the hours planned; None where neither is known."""
    kinds = [row for row in records(metrics.by_kind) if knows(row, "hours_delivered", "hours_planned")]
    if not kinds:
        return None
    return _chart("hours_by_kind", hours_plot(kinds, language), metrics.delivered, metrics, language)


def hours_received_by_kind(*, metrics: HoursMetrics, language: Language) -> Chart | None:
    """Hours received by kind of activity, largest first; None where none is known."""
    kinds = [row for row in records(metrics.by_kind) if row["hours_received"] is not None]
    if not kinds:
        return None
    kinds.sort(key=lambda row: -row["hours_received"])
    found = series(
        words("metrics.hours_received.label", language),
        Hue.RECEIVED,
        [_received(row, language) for row in kinds],
        language,
    )
    plot = bar_plot([str(row["kind"]) for row in kinds], found, language, measure=Measure.HOURS)
    return _chart("hours_received_by_kind", plot, metrics.received, metrics, language)


def hours_plot(kinds: Sequence[Record], language: Language) -> Plot:
    """Hours delivered by kind of activity; what of those planned is still to be delivered comes after."""
    given = [_delivered(row, language) for row in kinds]
    coming = [_coming(row, language) for row in kinds]
    found = [*series(words("charts.series.delivered", language), Hue.RECEIVED, given, language)]
    if any(bar is not NOTHING for bar in coming):
        found += series(words("charts.series.planned", language), Hue.PLANNED, coming, language)
    names = [str(row["kind"]) for row in kinds]
    return bar_plot(names, found, language, measure=Measure.HOURS, shape=Shape.STACKED)


def _chart(code: str, plot: Plot, total: Metric, metrics: HoursMetrics, language: Language) -> Chart:
    fields = {
        "name": str(plot.categories[0]),
        "part": plot.series[0].labels[0],
        "total": value_in_sentence(total, language),
    }
    kinds = records(metrics.by_kind)
    columns = ("hours_delivered", "hours_planned", "hours_received", "per_participant")
    return Chart(
        code=code,
        title=words(f"charts.{code}.title", language, **fields),
        plot=replace(plot, alt=words(f"charts.{code}.alt", language, listing=plot.alt, **fields)),
        table=table(
            {
                "activity": [row["kind"] for row in kinds],
                **{name: [number_or_unknown(row[name], Unit.HOURS, language) for row in kinds] for name in columns},
            },
            language,
        ),
        note="" if code == "hours_by_kind" else words("charts.hours_received_by_kind.note", language),
        source=cells(total),
    )


def _delivered(row: Record, language: Language) -> Bar:
    given = row["hours_delivered"]
    said = number_or_unknown(given, Unit.HOURS, language)
    return Bar(value=None if given is None else float(given), label=said, hover=_told(row, language))


def _coming(row: Record, language: Language) -> Bar:
    """What is planned beyond what was delivered; that so much was planned is said either way."""
    planned = row["hours_planned"]
    if not planned:
        return NOTHING
    left = max(float(planned) - float(row["hours_delivered"] or 0), 0)
    return Bar(value=left, label=_planned(planned, language), hover=_told(row, language))


def _told(row: Record, language: Language) -> str:
    given, planned = row["hours_delivered"], row["hours_planned"]
    said = words("charts.hours_by_kind.given", language, hours=number_or_unknown(given, Unit.HOURS, language))
    return lines(row["kind"], said, _planned(planned, language) if planned else "")


def _planned(number: float, language: Language) -> str:
    return words("figures.hours_planned", language, hours=hours(float(number), language))


def _received(row: Record, language: Language) -> Bar:
    said, each = hours(row["hours_received"], language), row["per_participant"]
    detail = (
        words("charts.hours_received_by_kind.each", language, hours=hours(each, language)) if each is not None else ""
    )
    return Bar(value=row["hours_received"], label=said, detail=detail, hover=lines(row["kind"], said, detail))
