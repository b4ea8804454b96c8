"""A programme's slide on its spending: how much of its budget, and on what."""

from __future__ import annotations

from collections.abc import Sequence

from fund.charts.chart import remark
from fund.charts.plot import Plot
from fund.charts.spending import ranked_plot, spending_plot
from fund.charts.tranches import share_bar, share_plot
from fund.metrics.result import ProgrammeMetrics
from fund.model import records
from fund.slides.deck_input import DeckInput
from fund.slides.parts import figure, figures, foot, short_name
from fund.slides.plots import largest, slide_plot
from fund.slides.slide import Slide, SlideFigure, SlideKind
from fund.slides.text_layout import headline
from fund.wording import Language, words
from fund.wording.figures import value_in_sentence

FEW_CATEGORIES = 2
"""Below this number the curve over time says more than the categories."""


def spending_slide(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide | None:
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
    spent, allocated = value_in_sentence(programme.spent, language), value_in_sentence(programme.allocated, language)
    if not programme.spent.is_known:
        return headline("spending.title_budget", language, names, allocated=allocated)
    if programme.budget_share.is_known:
        share = value_in_sentence(programme.budget_share, language)
        return headline("spending.title", language, names, spent=spent, allocated=allocated, share=share)
    form = "title_both" if programme.allocated.is_known else "title_spent"
    return headline(f"spending.{form}", language, names, spent=spent, allocated=allocated)


def _figures(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Sequence[SlideFigure]:
    """The budget, what was spent and its share, then places or what the partner still has."""
    share, others = programme.budget_share, (programme.places, programme.balance)
    note = ""
    if share.is_known:
        # The label of the amount says « au moins » for both.
        note = words("slides.note.of_budget", language, share=value_in_sentence(share, language))
    return [
        figure(programme.allocated, material, language),
        figure(programme.spent, material, language, note=note),
        *(figure(each, material, language) for each in others if each.is_known),
    ]


def _plot(programme: ProgrammeMetrics, language: Language) -> Plot | None:
    categories = [row for row in records(programme.by_category) if row["spent_cents"] is not None]
    if len(categories) >= FEW_CATEGORIES:
        shown = largest(categories, "categories", "category", ("spent_cents", "expenses"), language)
        return slide_plot(ranked_plot("category", shown, language), language)
    if len(programme.spending) > 1:
        return spending_plot(programme, language)
    if not programme.budget_share.is_known:
        return None
    name = words("slides.spending.budget", language)
    return slide_plot(share_plot([name], [share_bar(programme.budget_share, name, language)], language), language)
