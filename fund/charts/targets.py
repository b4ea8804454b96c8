"""The chart of results: how far each is on its way to its target, whatever its unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.charts.chart import Bar, Chart, chart, lines, remark
from fund.charts.plot import Plot
from fund.charts.shares import share_plot
from fund.metrics.implementation.results import Result
from fund.metrics.result import ProgrammeMetrics
from fund.wording import Language, count, words
from fund.wording.dates import period
from fund.wording.figures import label, of_whole, value_alone, value_in_sentence

MOST_RESULTS = 20
SHORT_UNIT = 20
"""Letters of a unit that may stand twice on a line."""


def results_by_target(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """The share of its target that each result reached, in the sheet's order; None where nothing is known."""
    told = known_results(programme)
    if not told:
        return None
    targeted = [result for result in told if result.is_reached is not None]
    reached = sum(result.is_reached is True for result in targeted)
    form = "" if reached else "none" if targeted else "untargeted"
    return chart(
        "results",
        results_plot(told[:MOST_RESULTS], language),
        {
            "result": [label(result.achieved, language) for result in programme.results],
            "achieved": [value_alone(result.achieved, language) for result in programme.results],
            "target": [value_alone(result.target, language) for result in programme.results],
            "result_share": [share_said(result, language) for result in programme.results],
            "period": [period(result.start, result.end, language) for result in programme.results],
            "gap_reason": [result.gap_reason for result in programme.results],
        },
        language,
        form=form,
        n=reached if targeted else len(told),
        number=count(len(targeted), language),
    ).about(
        *(metric for result in programme.results for metric in (result.achieved, result.target)),
        remarks=[remark("and_others", len(told) - MOST_RESULTS, language) if len(told) > MOST_RESULTS else ""],
    )


def known_results(programme: ProgrammeMetrics) -> list[Result]:
    """The results of which something is reached, or is to be."""
    return [result for result in programme.results if result.achieved.is_known or result.target.is_known]


def results_plot(results: Sequence[Result], language: Language) -> Plot:
    """The share of its target that each of these reached; more than the target is no fault."""
    plot = share_plot(
        [label(result.achieved, language) for result in results],
        [_bar(result, language) for result in results],
        language,
        of="result_achieved",
    )
    return replace(plot, beyond=None, quoted=True)


def share_said(result: Result, language: Language) -> str:
    """The share of its target that a result reached, nothing where there is none to tell: no target, less is better."""
    told = result.share.is_known or (result.target.is_known and not result.achieved.is_known)
    return value_alone(result.share, language) if told else words("tables.empty", language)


def _bar(result: Result, language: Language) -> Bar:
    """A result's row: its share with its two numbers; without a target, what is reached."""
    name, share = label(result.achieved, language), result.share
    if not share.is_known or share.value is None:
        key = "target" if result.target.is_known else "no_target"
        detail = words(f"charts.results.{key}", language, value=value_in_sentence(result.target, language))
        # A long unit is said once, at the end, where what does not fit is cut.
        long = result.target.is_known and len(result.achieved.counted_in) > SHORT_UNIT
        achieved = replace(result.achieved, counted_in="") if long else result.achieved
        return Bar(value=None, label=value_alone(achieved, language), detail=detail)
    said, parts = value_alone(share, language), of_whole(share, language)
    if result.achieved.pending:
        parts = words("charts.results.target", language, value=value_in_sentence(result.target, language))
    return Bar(value=float(share.value), label=said, detail=parts, hover=lines(name, said, parts))
