"""The charts of what came in over time, and of what is still to come."""

from __future__ import annotations

from fund.charts.bars import Mark, Row, bars, full, hatched, listing
from fund.charts.chart import Chart, cells, table
from fund.charts.labels import amount, hover, note, pair, remark, stated, when
from fund.charts.palette import Palette
from fund.charts.series import Point, Series, over_time
from fund.metrics.result import ContributionMetrics
from fund.rows import Record, records
from fund.wording import Language, days, euros, month, words

TOP = 15
LATE_DAYS = 365


def received_over_time(*, metrics: ContributionMetrics, language: Language, palette: Palette) -> Chart | None:
    """Receipts added up month by month, and the amounts only reported; None where there is neither."""
    months, reported = records(metrics.by_month), records(metrics.declared_points)
    if not months and not reported:
        return None
    line = Series(
        dates=[row["month"].date() for row in months],
        cents=[int(row["cumulative_cents"]) for row in months],
        hovers=[hover(month(row["month"], language), *_receipt(row, language)) for row in months],
        colour=palette.blue,
        label=words("charts.stages.raised", language),
    )
    points = [
        Point(
            day=row["date"].date(),
            cents=int(row["value_cents"]),
            label=_reported(row, language),
            detail=when(row["date"], row["date_precision"], language, short=True),
            hover=hover(
                _reported(row, language), when(row["date"], row["date_precision"], language), row["source"] or ""
            ),
        )
        for row in reported
    ]
    declared = words("charts.basis.declared", language)
    computed = words("charts.basis.computed", language)
    return Chart(
        code="received_over_time",
        title=words("charts.received_over_time.title", language, raised=stated(metrics.raised, language)),
        figure=over_time(language=language, palette=palette, lines=[line] if months else [], points=points),
        alt=words(
            f"charts.received_over_time.{'alt' if months else 'alt_declared'}",
            language,
            raised=stated(metrics.raised, language),
            listing=words("charts.separator", language).join(f"{point.label} ({point.detail})" for point in points)
            or words("charts.none", language),
        ),
        table=table(
            {
                "date": [month(row["month"], language) for row in months]
                + [when(row["date"], row["date_precision"], language) for row in reported],
                "received": [amount(row["received_cents"], language) for row in months] + [""] * len(reported),
                "cumulative": [amount(row["cumulative_cents"], language) for row in months]
                + [_reported(row, language) for row in reported],
                "basis": [computed] * len(months) + [declared] * len(reported),
                "origin": [""] * len(months) + [row["source"] or "" for row in reported],
            },
            language,
        ),
        note=words("charts.received_over_time.note", language) if points else "",
        source=cells(metrics.raised),
    )


def outstanding_by_age(*, metrics: ContributionMetrics, language: Language, palette: Palette) -> Chart | None:
    """What is still due, oldest first, and for how long; None where nothing is due."""
    due = [row for row in records(metrics.outstanding_rows) if row["due_cents"]]
    if not due:
        return None
    late = full(palette.red, palette)
    rows = []
    for row in due[:TOP]:
        committed = row["stage"] == "committed"
        style = full(palette.mid, palette) if committed else hatched(palette.blue, palette)
        age = _age(row, language)
        owed = euros(int(row["due_cents"]), language)
        mark = Mark(
            length=int(row["due_cents"]) / 100,
            style=late if _late(row) else style,
            hover=hover(str(row["donor"]), f"{owed} · {_stage(row, language)}", age),
        )
        rows.append(Row(label=str(row["donor"]), end=owed, detail=age, marks=(mark,)))
    others = len(due) - len(rows)
    return Chart(
        code="outstanding_by_age",
        title=words(
            f"charts.outstanding_by_age.{'title' if metrics.outstanding_oldest.value is not None else 'title_undated'}",
            language,
            amount=stated(metrics.outstanding, language),
            age=stated(metrics.outstanding_oldest, language),
        ),
        figure=bars(rows, palette=palette),
        alt=words(
            "charts.outstanding_by_age.alt",
            language,
            amount=stated(metrics.outstanding, language),
            listing=listing(rows[:3], language),
        ),
        table=table(
            {
                "donor": [str(row["donor"]) for row in due],
                "stage": [_stage(row, language) for row in due],
                "due": [amount(row["due_cents"], language) for row in due],
                "age": [_age(row, language) for row in due],
            },
            language,
        ),
        note=note(words("charts.outstanding_by_age.note", language), remark("and_others", others, language)),
        source=cells(metrics.outstanding),
    )


def _stage(row: Record, language: Language) -> str:
    return words(f"charts.stages.{row['stage']}", language)


def _late(row: Record) -> bool:
    return row["days"] is not None and int(row["days"]) > LATE_DAYS


def _age(row: Record, language: Language) -> str:
    if row["days"] is None:
        return words("charts.outstanding_by_age.undated", language)
    age = days(int(row["days"]), language)
    return words("charts.outstanding_by_age.late", language, age=age) if _late(row) else age


def _receipt(row: Record, language: Language) -> list[str]:
    return [
        pair(words(f"charts.columns.{name}", language), amount(row[f"{name}_cents"], language), language)
        for name in ("received", "cumulative")
    ]


def _reported(row: Record, language: Language) -> str:
    text = euros(int(row["value_cents"]), language)
    return words("charts.about", language, amount=text) if row["approximate"] else text
