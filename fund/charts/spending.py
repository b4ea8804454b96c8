"""The charts of what a programme spent: over time, by month, by category and by supplier."""

from __future__ import annotations

import pandas as pd

from fund.charts.bars import Mark, Row, bars, full, listing
from fund.charts.chart import Chart, cells, table
from fund.charts.labels import amount, hover, note, pair, remark, stated
from fund.charts.palette import Palette
from fund.charts.series import Series, over_time
from fund.metrics.result import ProgrammeMetrics
from fund.rows import Record, records
from fund.wording import Language, count, day, euros, month, words

TOP = 10


def spending_over_time(*, programme: ProgrammeMetrics, language: Language, palette: Palette) -> Chart | None:
    """Expenses added up day by day beside the tranches paid; None where no expense has a date and an amount."""
    spent, paid = records(programme.spending), records(programme.transfers)
    if not spent:
        return None
    told = {"spent": stated(programme.spent, language), "transferred": stated(programme.transferred, language)}
    lines = [_line("spent", spent, language, palette.teal)]
    if paid:
        lines.insert(0, _line("transferred", paid, language, palette.mid))
    title = "title" if programme.transferred.is_known else "title_spent"
    return Chart(
        code="spending_over_time",
        title=words(f"charts.spending_over_time.{title}", language, **told),
        figure=over_time(language=language, palette=palette, lines=lines),
        alt=words("charts.spending_over_time.alt", language, **told),
        table=table(
            {
                "date": [day(row["date"], language) for row in (*paid, *spent)],
                "kind": [words("charts.stages.transferred", language)] * len(paid)
                + [words("charts.stages.spent", language)] * len(spent),
                "amount": [amount(row["paid_cents"], language) for row in paid]
                + [amount(row["spent_cents"], language) for row in spent],
                "cumulative": [amount(row["cumulative_cents"], language) for row in (*paid, *spent)],
            },
            language,
        ),
        note=remark("left_out", programme.spent.unknown, language),
        source=cells(programme.spent, programme.transferred),
    )


def spending_by_month(*, programme: ProgrammeMetrics, language: Language, palette: Palette) -> Chart | None:
    """Expenses month by month; None where none has a date and an amount."""
    months = records(programme.by_month)
    if not months:
        return None
    names = [month(row["month"], language) for row in months]
    amounts = [euros(int(row["spent_cents"]), language) for row in months]
    highest = max(range(len(months)), key=lambda at: int(months[at]["spent_cents"]))
    series = Series(
        dates=[row["month"].date() for row in months],
        cents=[int(row["spent_cents"]) for row in months],
        hovers=[hover(name, text) for name, text in zip(names, amounts, strict=True)],
        colour=palette.teal,
    )
    fields = {"month": names[highest], "amount": amounts[highest]}
    return Chart(
        code="spending_by_month",
        title=words("charts.spending_by_month.title", language, **fields),
        figure=over_time(language=language, palette=palette, months=series),
        alt=words("charts.spending_by_month.alt", language, first=names[0], last=names[-1], **fields),
        table=table({"month": names, "spent": amounts}, language),
        note=remark("left_out", programme.spent.unknown, language),
        source=cells(programme.spent),
    )


def spending_by_category(*, programme: ProgrammeMetrics, language: Language, palette: Palette) -> Chart | None:
    """Expenses by category, largest first; None where no amount is known."""
    return _ranked("category", programme.by_category, programme, language, palette)


def spending_by_supplier(*, programme: ProgrammeMetrics, language: Language, palette: Palette) -> Chart | None:
    """Expenses by supplier, the largest ten; None where no amount is known."""
    return _ranked("supplier", programme.by_supplier, programme, language, palette)


def _ranked(
    what: str, frame: pd.DataFrame, programme: ProgrammeMetrics, language: Language, palette: Palette
) -> Chart | None:
    ranked = records(frame)
    known = [row for row in ranked if row["spent_cents"] is not None]
    if not known:
        return None
    rows = [_bar(what, row, language, palette) for row in known[:TOP]]
    others = len(known) - len(rows)
    return Chart(
        code=f"spending_by_{what}",
        title=words(f"charts.spending_by_{what}.title", language, name=rows[0].label, amount=rows[0].end),
        figure=bars(rows, palette=palette),
        alt=words(f"charts.spending_by_{what}.alt", language, listing=listing(rows, language)),
        table=table(
            {
                what: [_name(what, row, language) for row in ranked],
                "spent": [amount(row["spent_cents"], language) for row in ranked],
                "expenses": [count(int(row["expenses"]), language) for row in ranked],
                "unknown": [count(int(row["unknown"]), language) for row in ranked],
            },
            language,
        ),
        note=note(remark("and_others", others, language), remark("left_out", programme.spent.unknown, language)),
        source=cells(programme.spent),
    )


def _bar(what: str, row: Record, language: Language, palette: Palette) -> Row:
    name, spent, expenses = _name(what, row, language), euros(int(row["spent_cents"]), language), int(row["expenses"])
    many = words("charts.expenses", language, n=expenses, number=count(expenses, language))
    mark = Mark(length=int(row["spent_cents"]) / 100, style=full(palette.teal, palette), hover=hover(name, spent, many))
    return Row(label=name, end=spent, marks=(mark,))


def _name(what: str, row: Record, language: Language) -> str:
    return str(row[what] or words(f"charts.spending_by_{what}.unnamed", language))


def _line(stage: str, rows: list[Record], language: Language, colour: str) -> Series:
    name = words(f"charts.stages.{stage}", language)
    return Series(
        dates=[row["date"].date() for row in rows],
        cents=[int(row["cumulative_cents"]) for row in rows],
        hovers=[
            hover(day(row["date"], language), pair(name, euros(int(row["cumulative_cents"]), language), language))
            for row in rows
        ],
        colour=colour,
        label=name,
    )
