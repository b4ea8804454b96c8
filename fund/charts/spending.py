"""The charts of what a programme spent: over time, by category and by supplier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from fund.charts.chart import Bar, Chart, bar_plot, chart, lines, quoted, remark
from fund.charts.plot import Hue, Measure, Plot, PlotSeries, Shape
from fund.metric import Metric
from fund.metrics.result import ProgrammeMetrics
from fund.model import Record, records
from fund.wording import Language, count, day, words
from fund.wording.figures import amount, label_of, pair, value_in_sentence

TOP = 10


def spending_over_time(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """Expenses added up day by day beside the tranches paid; None where no expense has a date and an amount."""
    spent, paid = records(programme.spending), records(programme.transfers)
    if not spent:
        return None
    return chart(
        "spending_over_time",
        spending_plot(programme, language),
        {
            "date": [day(row["date"], language) for row in (*paid, *spent)],
            "kind": [label_of("transferred", language)] * len(paid) + [label_of("spent", language)] * len(spent),
            "amount": [amount(row["paid_cents"], language, exact=True) for row in paid]
            + [amount(row["spent_cents"], language, exact=True) for row in spent],
            "cumulative": [amount(row["cumulative_cents"], language, exact=True) for row in (*paid, *spent)],
        },
        language,
        form="" if programme.transferred.is_known else "spent",
        **_totals(programme, language),
    ).about(programme.spent, programme.transferred, remarks=[remark("left_out", programme.spent.unknown, language)])


def spending_plot(programme: ProgrammeMetrics, language: Language) -> Plot:
    """What was spent day after day, under what was transferred; at least one expense has a date and an amount."""
    spent, paid = records(programme.spending), records(programme.transfers)
    days = sorted({row["date"].date() for row in (*spent, *paid)})
    found = ((programme.transferred, paid, Hue.OTHER), (programme.spent, spent, Hue.SPENT))
    return Plot(
        shape=Shape.STEPS,
        measure=Measure.EUROS,
        categories=tuple(days),
        series=tuple(_line(total, rows, hue, days, language) for total, rows, hue in found if rows),
        alt=words("charts.spending_over_time.alt", language, **_totals(programme, language)),
    )


def spending_by_category(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """Expenses by category, largest first; None where no amount is known."""
    return _ranked("category", programme.by_category, programme, language)


def spending_by_supplier(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """Expenses by supplier, the largest ten; None where no amount is known."""
    return _ranked("supplier", programme.by_supplier, programme, language)


def ranked_plot(what: str, rows: Sequence[Record], language: Language) -> Plot:
    """What was spent by `category` or `supplier`; every row has an amount."""
    names = [_name(what, row, language) for row in rows]
    bars = [_bar(name, row, language) for name, row in zip(names, rows, strict=True)]
    return quoted(bar_plot(names, [(label_of("spent", language), Hue.SPENT, bars)], language, measure=Measure.EUROS))


def _ranked(what: str, frame: pd.DataFrame, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    ranked = records(frame)
    known = [row for row in ranked if row["spent_cents"] is not None]
    if not known:
        return None
    plot = ranked_plot(what, known[:TOP], language)
    return chart(
        f"spending_by_{what}",
        plot,
        {
            what: [_name(what, row, language) for row in ranked],
            "spent": [_spent(row, language, exact=True) for row in ranked],
            "expenses": [count(int(row["expenses"]), language) for row in ranked],
            "unknown": [count(int(row["unknown"]), language) for row in ranked],
        },
        language,
        name=str(plot.categories[0]),
        amount=plot.series[0].labels[0],
    ).about(
        programme.spent,
        remarks=[
            remark("and_others", max(len(known) - TOP, 0), language),
            remark("left_out", programme.spent.unknown, language),
        ],
    )


def _totals(programme: ProgrammeMetrics, language: Language) -> dict[str, str]:
    """The amounts at the ends of the lines over time."""
    return {
        "spent": value_in_sentence(programme.spent, language),
        "transferred": value_in_sentence(programme.transferred, language),
    }


def _spent(row: Record, language: Language, *, exact: bool = False) -> str:
    return amount(row["spent_cents"], language, partial=bool(row["unknown"]), exact=exact)


def _bar(name: str, row: Record, language: Language) -> Bar:
    spent, expenses = _spent(row, language), int(row["expenses"])
    many = words("charts.expenses", language, n=expenses, number=count(expenses, language))
    return Bar(value=int(row["spent_cents"]) / 100, label=spent, hover=lines(name, spent, many))


def _name(what: str, row: Record, language: Language) -> str:
    return str(row[what] or words(f"charts.spending_by_{what}.unnamed", language))


def _line(total: Metric, rows: Sequence[Record], hue: Hue, days: Sequence[date], language: Language) -> PlotSeries:
    """The cumulative amount on each day, nothing before the first; its last number is its label."""
    name = label_of(total.code, language)
    reached = {row["date"].date(): int(row["cumulative_cents"]) for row in rows}
    values: list[int | None] = [None]
    for each in days:
        values.append(reached.get(each, values[-1]))
    return PlotSeries(
        name=name,
        values=tuple(None if cents is None else cents / 100 for cents in values[1:]),
        labels=(*[""] * (len(days) - 1), amount(values[-1], language, partial=total.partial)),
        hovers=tuple(
            lines(day(each, language), pair(name, amount(reached[each], language, partial=total.partial), language))
            if each in reached
            else ""
            for each in days
        ),
        hue=hue,
    )
