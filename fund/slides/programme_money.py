"""A programme's slides on its money: its tranches and what the next one waits for; its budget and what it went to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.charts.chart import remark
from fund.charts.plot import Plot
from fund.charts.shares import parts_of, share_bar, share_plot
from fund.charts.spending import ranked_plot, spending_plot
from fund.charts.tranches import tranche_plot
from fund.metrics.result import ProgrammeMetrics, TrancheMetrics
from fund.model import records
from fund.slides.parts import figure, figures, foot, largest, short_name, slide_plot
from fund.slides.slide import DeckInput, Slide, SlideFigure, SlideKind
from fund.slides.text_layout import ROWS_UNDER_FIGURES, headline
from fund.whatif.sentences import release_pace
from fund.wording import Language, percent, words
from fund.wording.figures import value_in_sentence
from fund.wording.language import has

FEW_CATEGORIES = 2
"""Below this number the curve over time says more than the categories."""


def tranches_slide(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide | None:
    """None where the programme has no tranche."""
    if not programme.tranches:
        return None
    latest, release = programme.latest_tranche, programme.next_release
    shown = [figure(latest.share, material, language, note=parts_of(latest.share, language))] if latest else []
    asked = [programme.transferred, *((release.to_justify,) if release else ())]
    shown += [figure(each, material, language) for each in asked if each.is_told]
    listed = _listed_tranches(programme, latest)
    others = len(programme.tranches) - len(listed)
    left_out = words("slides.tranches.others", language, n=others) if others else ""
    return Slide(
        code="tranches",
        kind=SlideKind.TRANCHES,
        title=_tranches_title(programme, latest, language),
        figures=figures(shown),
        plot=_tranches_plot(programme, listed, material, language),
        note=" ".join(part for part in (left_out, release_pace(material.fund.dataset, programme, language)) if part),
        foot=foot(material, language, (*(each.share for each in programme.tranches), *asked)),
    )


def _tranches_title(programme: ProgrammeMetrics, latest: TrancheMetrics | None, language: Language) -> str:
    names = {"programme": short_name(programme)}
    if latest is None:
        return headline("tranches.title_unknown", language, names, n=len(programme.tranches))
    # « première », « deuxième »… where the language has the word at hand.
    key = f"slides.ordinals.{latest.number}"
    said = words(key, language) if has(key, language) else ""
    fields = {"share": value_in_sentence(latest.share, language), "ordinal": said, "number": latest.number}
    return headline("tranches.title" if said else "tranches.title_numbered", language, names, **fields)


def _listed_tranches(programme: ProgrammeMetrics, latest: TrancheMetrics | None) -> tuple[TrancheMetrics, ...]:
    """The tranches that fit on the slide, the latest that is drawn on in their middle."""
    at = programme.tranches.index(latest) if latest else 0
    first = min(at - ROWS_UNDER_FIGURES // 2, len(programme.tranches) - ROWS_UNDER_FIGURES)
    return programme.tranches[max(first, 0) :][:ROWS_UNDER_FIGURES]


def _tranches_plot(
    programme: ProgrammeMetrics, listed: tuple[TrancheMetrics, ...], material: DeckInput, language: Language
) -> Plot:
    """A bar per tranche; the mark on one of them is the share to justify before the next payment."""
    drawn = slide_plot(tranche_plot(listed, material.fund.dataset.fund.as_of, language), language)
    release, numbers = programme.next_release, [each.number for each in listed]
    if release is None or release.previous not in numbers:
        return drawn
    row = numbers.index(release.previous)
    fields = {"share": percent(release.threshold, language), "number": release.tranche}
    told = words("slides.tranches.threshold", language, **fields)
    return replace(
        drawn, threshold=release.threshold, threshold_row=row, threshold_label=told, alt=f"{drawn.alt}. {told}"
    )


def spending_slide(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide | None:
    """None where neither the budget nor what was spent is known."""
    if not programme.allocated.is_known and not programme.spent.is_known:
        return None
    left_out = int(programme.by_category["unknown"].sum())
    asked = (programme.allocated, programme.budget_share, programme.places, programme.balance)
    return Slide(
        code="spending",
        kind=SlideKind.SPENDING,
        title=_spending_title(programme, language),
        figures=figures(_spending_figures(programme, material, language)),
        plot=_spending_plot(programme, language),
        note=remark("left_out", left_out, language),
        foot=foot(material, language, (programme.spent, *(each for each in asked if each.is_told))),
    )


def _spending_title(programme: ProgrammeMetrics, language: Language) -> str:
    names = {"programme": short_name(programme)}
    spent, allocated = value_in_sentence(programme.spent, language), value_in_sentence(programme.allocated, language)
    if not programme.spent.is_known:
        return headline("spending.title_budget", language, names, allocated=allocated)
    if programme.budget_share.is_known:
        share = value_in_sentence(programme.budget_share, language)
        return headline("spending.title", language, names, spent=spent, allocated=allocated, share=share)
    form = "title_both" if programme.allocated.is_known else "title_spent"
    return headline(f"spending.{form}", language, names, spent=spent, allocated=allocated)


def _spending_figures(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Sequence[SlideFigure]:
    """The budget, what was spent and its share, then places or what the partner still has."""
    share, others = programme.budget_share, (programme.places, programme.balance)
    note = ""
    if share.is_known:
        # The label of the amount says « au moins » for both.
        note = words("slides.note.of_budget", language, share=value_in_sentence(share, language))
    return [
        figure(programme.allocated, material, language),
        *([figure(programme.spent, material, language, note=note)] if programme.spent.is_spoken_of else []),
        *(figure(each, material, language) for each in others if each.is_told),
    ]


def _spending_plot(programme: ProgrammeMetrics, language: Language) -> Plot | None:
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
