"""A programme's slide on its tranches: the share spent of each, and what the next one waits for."""

from __future__ import annotations

from dataclasses import replace

from fund.charts.plot import Plot
from fund.charts.tranches import parts_of, tranche_plot
from fund.metrics.result import ProgrammeMetrics, TrancheMetrics
from fund.slides.deck_input import DeckInput
from fund.slides.parts import figure, figures, foot, short_name
from fund.slides.plots import slide_plot
from fund.slides.slide import Slide, SlideKind
from fund.slides.text_layout import ROWS_UNDER_FIGURES, headline
from fund.wording import Language, percent, words
from fund.wording.figures import value_in_sentence
from fund.wording.language import has


def tranches_slide(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide | None:
    """None where the programme has no tranche."""
    if not programme.tranches:
        return None
    latest, release = programme.latest_tranche, programme.next_release
    shown = [figure(latest.share, material, language, note=parts_of(latest.share, language))] if latest else []
    asked = [programme.transferred, *((release.to_justify,) if release else ())]
    shown += [figure(each, material, language) for each in asked if each.is_known]
    listed = _listed(programme, latest)
    others = len(programme.tranches) - len(listed)
    return Slide(
        code="tranches",
        kind=SlideKind.TRANCHES,
        title=_title(programme, latest, language),
        figures=figures(shown),
        plot=_plot(programme, listed, language),
        note=words("slides.tranches.others", language, n=others) if others else "",
        foot=foot(material, language, (*(each.share for each in programme.tranches), *asked)),
    )


def ordinal(number: int, language: Language) -> str:
    """« première », « deuxième »… where the language has the word at hand, else nothing."""
    key = f"slides.ordinals.{number}"
    return words(key, language) if has(key, language) else ""


def _title(programme: ProgrammeMetrics, latest: TrancheMetrics | None, language: Language) -> str:
    names = {"programme": short_name(programme)}
    if latest is None:
        return headline("tranches.title_unknown", language, names, n=len(programme.tranches))
    said = ordinal(latest.number, language)
    fields = {"share": value_in_sentence(latest.share, language), "ordinal": said, "number": latest.number}
    return headline("tranches.title" if said else "tranches.title_numbered", language, names, **fields)


def _listed(programme: ProgrammeMetrics, latest: TrancheMetrics | None) -> tuple[TrancheMetrics, ...]:
    """The tranches that fit on the slide, the latest that is drawn on in their middle."""
    at = programme.tranches.index(latest) if latest else 0
    first = min(at - ROWS_UNDER_FIGURES // 2, len(programme.tranches) - ROWS_UNDER_FIGURES)
    return programme.tranches[max(first, 0) :][:ROWS_UNDER_FIGURES]


def _plot(programme: ProgrammeMetrics, listed: tuple[TrancheMetrics, ...], language: Language) -> Plot:
    """A bar per tranche; the mark is the share to justify before the next payment."""
    drawn = slide_plot(tranche_plot(listed, language), language)
    release = programme.next_release
    if release is None:
        return drawn
    fields = {"share": percent(release.threshold, language), "number": release.tranche}
    told = words("slides.tranches.threshold", language, **fields)
    return replace(drawn, threshold=release.threshold, threshold_label=told, alt=f"{drawn.alt}. {told}")
