"""A programme's slide on what was reached, against what was to be."""

from __future__ import annotations

from fund.charts.targets import known_results, results_plot
from fund.metrics.implementation.results import Result
from fund.metrics.result import ProgrammeMetrics
from fund.slides.parts import foot, short_name, slide_plot
from fund.slides.slide import DeckInput, Slide, SlideKind
from fund.slides.text_layout import ROWS, headline
from fund.wording import Language
from fund.wording.figures import label, value_in_sentence


def results_slide(programme: ProgrammeMetrics, material: DeckInput, language: Language) -> Slide | None:
    """None where nothing is known to be reached."""
    # What is only to be reached comes last.
    shown = sorted(known_results(programme), key=lambda result: not result.achieved.is_known)[:ROWS]
    if not shown or not shown[0].achieved.is_known:
        return None
    return Slide(
        code="results",
        kind=SlideKind.RESULTS,
        title=_title(programme, shown[0], language),
        plot=slide_plot(results_plot(shown, language), language),
        foot=foot(material, language, [metric for each in shown for metric in (each.achieved, each.target)]),
    )


def _title(programme: ProgrammeMetrics, first: Result, language: Language) -> str:
    """The first result of the sheet, which its authors put first."""
    names = {"programme": short_name(programme), "result": label(first.achieved, language)}
    if first.achieved.pending:
        return headline("results.title_pending", language, names, target=value_in_sentence(first.target, language))
    if first.share.is_known:
        return headline("results.title_share", language, names, share=value_in_sentence(first.share, language))
    value = value_in_sentence(first.achieved, language)
    if first.target.at_most:
        target = value_in_sentence(first.target, language)
        return headline("results.title_at_most", language, names, value=value, target=target)
    return headline("results.title", language, names, value=value)
