"""A programme's slide on its spending: how much of its budget, and on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fund.charts.labels import amount, remark, stated
from fund.metrics.result import ProgrammeMetrics
from fund.rows import Record, records
from fund.slides.fit import ROWS_UNDER_FIGURES, headline
from fund.slides.making import figure, figures, foot, short_name
from fund.slides.material import Material
from fund.slides.plots import Bar, bars, series
from fund.slides.shares import share_bar, share_words
from fund.slides.slide import Measure, Plot, PlotSeries, Shape, Slide, SlideFigure, SlideKind
from fund.wording import Language, count, euros, words

FEW_CATEGORIES = 2
"""Below this number the curve over time says more than the categories."""


def spending_slide(programme: ProgrammeMetrics, material: Material, language: Language) -> Slide | None:
    """None where neither the budget nor what was spent is known."""
    if not programme.allocated.is_known and not programme.spent.is_known:
        return None
    left_out = int(programme.by_category["unknown"].sum())
    asked = (programme.allocated, programme.budget_share, programme.places, programme.balance)
    return Slide(
        code="spending",
        kind=SlideKind.SPENDING,
        title=_title(programme, language),
        figures=figures(_figures(programme, material, language)),
        plot=_plot(programme, language),
        note=remark("left_out", left_out, language),
        foot=foot(material, language, (programme.spent, *(each for each in asked if each.is_known))),
    )


def _title(programme: ProgrammeMetrics, language: Language) -> str:
    names = {"programme": short_name(programme)}
    spent, allocated = stated(programme.spent, language), stated(programme.allocated, language)
    if not programme.spent.is_known:
        return headline("spending.title_budget", language, names, allocated=allocated)
    if programme.budget_share.is_known:
        share = stated(replace(programme.budget_share, unknown=0), language)
        return headline("spending.title", language, names, spent=spent, allocated=allocated, share=share)
    form = "title_both" if programme.allocated.is_known else "title_spent"
    return headline(f"spending.{form}", language, names, spent=spent, allocated=allocated)


def _figures(programme: ProgrammeMetrics, material: Material, language: Language) -> Sequence[SlideFigure]:
    """The budget, what was spent and its share, then places or what the partner still has."""
    share, others = programme.budget_share, (programme.places, programme.balance)
    note = ""
    if share.is_known:
        # The label of the amount says « au moins » for both.
        note = words("slides.note.of_budget", language, share=stated(replace(share, unknown=0), language))
    return [
        figure(programme.allocated, material, language),
        figure(programme.spent, material, language, note=note),
        *(figure(each, material, language) for each in others if each.is_known),
    ]


def _plot(programme: ProgrammeMetrics, language: Language) -> Plot | None:
    categories = [row for row in records(programme.by_category) if row["spent_cents"] is not None]
    if len(categories) >= FEW_CATEGORIES:
        return _by_category(categories, language)
    days = records(programme.spending)
    if len(days) > 1:
        return _over_time(programme, days, language)
    if not programme.budget_share.is_known:
        return None
    name = words("slides.spending.budget", language)
    row = share_bar(name, programme.budget_share, share_words(programme.budget_share, language))
    return bars("spent", [row], measure=Measure.RATIO, language=language, extent=1)


def _by_category(categories: Sequence[Record], language: Language) -> Plot:
    """The largest categories, the others together."""
    listed = len(categories) if len(categories) <= ROWS_UNDER_FIGURES else ROWS_UNDER_FIGURES - 1
    rows = [_bar(_category(row, language), int(row["spent_cents"]), language) for row in categories[:listed]]
    others = categories[listed:]
    if others:
        name = words("slides.others.categories", language, n=len(others), number=count(len(others), language))
        rows.append(_bar(name, sum(int(row["spent_cents"]) for row in others), language))
    return bars("spent", rows, measure=Measure.EUROS, language=language)


def _category(row: Record, language: Language) -> str:
    return str(row["category"] or words("charts.spending_by_category.unnamed", language))


def _bar(name: str, cents: int, language: Language) -> Bar:
    return Bar(name=name, value=cents / 100, label=euros(cents, language))


def _over_time(programme: ProgrammeMetrics, days: Sequence[Record], language: Language) -> Plot:
    """What was spent day after day, under what was transferred."""
    paid = records(programme.transfers) if len(programme.transfers) else []
    dates = sorted({row["date"].date() for row in (*days, *paid)})
    lines = {"transferred": paid, "spent": days} if paid else {"spent": days}
    return Plot(
        shape=Shape.STEPS,
        measure=Measure.EUROS,
        categories=tuple(dates),
        series=tuple(_line(key, rows, dates, language) for key, rows in lines.items()),
        alt=words(
            "charts.spending_over_time.alt",
            language,
            spent=stated(programme.spent, language),
            transferred=stated(programme.transferred, language),
        ),
    )


def _line(key: str, days: Sequence[Record], dates: Sequence[date], language: Language) -> PlotSeries:
    """The cumulative amount at each date, said once, at its end; nothing before the first."""
    reached = {row["date"].date(): int(row["cumulative_cents"]) for row in days}
    values: list[int | None] = [None]
    for each in dates:
        values.append(reached.get(each, values[-1]))
    rows = [Bar(name="", value=None if cents is None else cents / 100, label="") for cents in values[1:]]
    drawn = series(key, rows, language)
    return replace(drawn, labels=(*drawn.labels[:-1], amount(values[-1], language)))
