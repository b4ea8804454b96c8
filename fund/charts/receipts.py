"""The charts of what came in over time, and of what is still to come."""

from __future__ import annotations

from collections.abc import Sequence

from fund.charts.chart import NOTHING, Bar, Chart, bar_plot, chart, lines, listing, remark
from fund.charts.plot import Hue, Measure, Plot, PlotSeries, Point, Shape
from fund.metrics.result import ContributionMetrics
from fund.model import Record, records
from fund.wording import Language, days, euros, month, words
from fund.wording.dates import moment_or_undated
from fund.wording.figures import amount, label_of, pair, value_in_sentence

TOP = 15
MOST_ALONE = 2
DUE = {"committed": Hue.OTHER, "pledged": Hue.PLEDGED, "late": Hue.BROKEN}
"""What can be said of an amount due, and the colour that says it."""


def received_over_time(*, metrics: ContributionMetrics, language: Language) -> Chart | None:
    """Receipts added up month by month, and the amounts only reported; None where there is no course of them."""
    months, reported = records(metrics.by_month), records(metrics.declared_points)
    # One reported amount alone is no course of time: the figure says it.
    if not months and len(reported) < MOST_ALONE:
        return None
    points = tuple(_point(row, language) for row in reported)
    listed = words("charts.separator", language).join(f"{point.label} ({point.detail})" for point in points)
    declared = words("metrics.basis.declared.label", language)
    computed = words("metrics.basis.computed.label", language)
    plot = Plot(
        shape=Shape.STEPS,
        measure=Measure.EUROS,
        categories=tuple(row["month"].date() for row in months),
        series=(_line(months, metrics, language),) if months else (),
        points=points,
    )
    return chart(
        "received_over_time",
        plot,
        {
            "date": [month(row["month"], language) for row in months]
            + [moment_or_undated(row["date"], row["date_precision"], language) for row in reported],
            "received": [amount(row["received_cents"], language, exact=True) for row in months] + [""] * len(reported),
            "cumulative": [amount(row["cumulative_cents"], language, exact=True) for row in months]
            + [_reported(row, language, exact=True) for row in reported],
            "basis": [computed] * len(months) + [declared] * len(reported),
            "origin": [""] * len(months) + [row["source"] or "" for row in reported],
        },
        language,
        form="" if months else "declared",
        raised=value_in_sentence(metrics.raised, language),
        listing=listed or words("charts.none", language),
    ).about(metrics.raised, remarks=[words("charts.received_over_time.note", language) if points else ""])


def receipts_by_month(months: Sequence[Record], language: Language) -> Plot:
    """What was received in each month."""
    bars = [
        Bar(
            value=int(row["received_cents"]) / 100,
            label=euros(int(row["received_cents"]), language) if row["received_cents"] else "",
        )
        for row in months
    ]
    names = [month(row["month"], language, short=True) for row in months]
    series = (label_of("received", language), Hue.RECEIVED, bars)
    return bar_plot(names, [series], language, measure=Measure.EUROS, shape=Shape.COLUMNS)


def outstanding_by_age(*, metrics: ContributionMetrics, language: Language) -> Chart | None:
    """What is still due, oldest first, and for how long; None where nothing is due."""
    due = [row for row in records(metrics.outstanding_rows) if row["due_cents"]]
    if not due:
        return None
    # Each amount due: committed, only pledged, or late.
    series = [
        ("", hue, [_bar(row, language) if _kind(row) == kind else NOTHING for row in due[:TOP]])
        for kind, hue in DUE.items()
    ]
    names = [str(row["donor"]) for row in due]
    plot = bar_plot(names[:TOP], series, language, measure=Measure.EUROS, shape=Shape.STACKED)
    return chart(
        "outstanding_by_age",
        plot,
        {
            "donor": names,
            "stage": [label_of(str(row["stage"]), language) for row in due],
            "outstanding": [amount(row["due_cents"], language, exact=True) for row in due],
            "age": [_age(row, language) for row in due],
        },
        language,
        form="" if metrics.outstanding_oldest.value is not None else "undated",
        listing=listing(plot, language, most=3),
        amount=value_in_sentence(metrics.outstanding, language),
        age=value_in_sentence(metrics.outstanding_oldest, language),
    ).about(
        metrics.outstanding,
        remarks=[
            words("charts.outstanding_by_age.note", language),
            remark("and_others", max(len(due) - TOP, 0), language),
        ],
    )


def _line(months: Sequence[Record], metrics: ContributionMetrics, language: Language) -> PlotSeries:
    """What was received by the end of each month: at least that where the whole is."""
    partial = metrics.raised.partial
    return PlotSeries(
        name=label_of("raised", language),
        values=tuple(int(row["cumulative_cents"]) / 100 for row in months),
        labels=(*[""] * (len(months) - 1), amount(months[-1]["cumulative_cents"], language, partial=partial)),
        hovers=tuple(lines(month(row["month"], language), *_receipt(row, language, partial=partial)) for row in months),
        hue=Hue.RECEIVED,
    )


def _point(row: Record, language: Language) -> Point:
    said = _reported(row, language)
    return Point(
        day=row["date"].date(),
        value=int(row["value_cents"]) / 100,
        label=said,
        detail=moment_or_undated(row["date"], row["date_precision"], language, short=True),
        hover=lines(said, moment_or_undated(row["date"], row["date_precision"], language), row["source"] or ""),
    )


def _kind(row: Record) -> str:
    return "late" if row["late"] else "committed" if row["stage"] == "committed" else "pledged"


def _bar(row: Record, language: Language) -> Bar:
    owed, age = euros(int(row["due_cents"]), language), _age(row, language)
    stage = label_of(str(row["stage"]), language)
    return Bar(
        value=int(row["due_cents"]) / 100,
        label=owed,
        detail=age,
        hover=lines(str(row["donor"]), f"{owed} · {stage}", age),
    )


def _age(row: Record, language: Language) -> str:
    if row["days"] is None:
        return words("charts.outstanding_by_age.undated", language)
    age = days(int(row["days"]), language)
    return words("charts.outstanding_by_age.late", language, age=age) if row["late"] else age


def _receipt(row: Record, language: Language, *, partial: bool) -> list[str]:
    said = (amount(row["received_cents"], language), amount(row["cumulative_cents"], language, partial=partial))
    names = (words(f"charts.columns.{name}", language) for name in ("received", "cumulative"))
    return [pair(name, text, language) for name, text in zip(names, said, strict=True)]


def _reported(row: Record, language: Language, *, exact: bool = False) -> str:
    reserves = {"partial": bool(row["at_least"]), "approximate": bool(row["approximate"])}
    return amount(int(row["value_cents"]), language, **reserves, exact=exact)
