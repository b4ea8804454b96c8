"""Shares: each tranche of a programme against its whole. A share never goes without the amounts it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.charts.bar_rows import Bar, bar_plot, lines, series
from fund.charts.chart import Chart, cells, table
from fund.charts.plot import Hue, Measure, Plot
from fund.metric import Metric
from fund.metrics.result import ProgrammeMetrics, TrancheMetrics
from fund.wording import Language, percent, words
from fund.wording.figures import basis_label, capitalised, label_of, of_whole, value_alone, value_in_sentence


def tranche_shares(*, programme: ProgrammeMetrics, language: Language) -> Chart | None:
    """The share spent of each tranche, what the next one waits for, and declared shares marked as such.

    None where the programme has no tranche.
    """
    if not programme.tranches:
        return None
    thresholds = {each.release.previous: each.release.threshold for each in programme.tranches if each.release}
    asked = tuple(thresholds.get(each.number) for each in programme.tranches)
    plot = tranche_plot(programme.tranches, language)
    latest = programme.latest_tranche
    return Chart(
        code="tranche_shares",
        title=words(
            "charts.tranche_shares.title",
            language,
            share=capitalised(value_in_sentence(latest.share, language)),
            tranche=latest.number,
        )
        if latest
        else words("charts.tranche_shares.title_unknown", language, n=len(programme.tranches)),
        plot=replace(
            plot,
            thresholds=asked,
            alt=words("charts.tranche_shares.alt", language, listing=plot.alt),
        ),
        table=table(
            {
                "tranche": list(map(str, plot.categories)),
                "tranche_amount": [value_alone(each.amount, language) for each in programme.tranches],
                "spent": [value_alone(each.spent, language) for each in programme.tranches],
                "tranche_share": [value_alone(each.share, language) for each in programme.tranches],
                "remaining": [value_alone(each.remaining, language) for each in programme.tranches],
                "threshold": ["" if each is None else percent(each, language) for each in asked],
                "basis": [basis_label(each.share, language) for each in programme.tranches],
            },
            language,
        ),
        note=words("charts.tranche_shares.note", language) if any(each is not None for each in asked) else "",
        source=cells(*(each.share for each in programme.tranches)),
    )


def tranche_plot(tranches: Sequence[TrancheMetrics], language: Language) -> Plot:
    """The share spent of each of these tranches, on its whole."""
    names = [words("charts.tranche", language, tranche=each.number) for each in tranches]
    return share_plot(names, [_bar(name, each, language) for name, each in zip(names, tranches, strict=True)], language)


def share_plot(names: Sequence[str], bars: Sequence[Bar], language: Language) -> Plot:
    """Shares spent, one a row, from 0 to 100 %."""
    found = series(label_of("spent", language), Hue.SPENT, bars, language)
    return replace(bar_plot(names, found, language, measure=Measure.RATIO), extent=1)


def share_bar(ratio: Metric, name: str, language: Language) -> Bar:
    """A known share in a row of that name, with its amounts."""
    label, detail = share_words(ratio, language)
    value = float(ratio.value) if ratio.is_known and ratio.value is not None else None
    return Bar(value=value, label=label, detail=detail, hover=lines(name, label, detail), declared=ratio.is_declared)


def share_words(ratio: Metric, language: Language) -> tuple[str, str]:
    """« 51,50 % », with « dépassement » above 100 %; then « 61 799,95 € sur 120 000 € » and whether it is declared."""
    said = value_alone(ratio, language)
    if ratio.value is None or not ratio.is_known:
        return said, ""
    if ratio.value > 1:
        said = words("charts.over", language, share=said)
    parts = parts_of(ratio, language)
    return said, words("charts.declared_part", language, part=parts) if ratio.is_declared else parts


def parts_of(ratio: Metric, language: Language) -> str:
    """« 61 799,95 € sur 120 000 € »; where the whole is not known, that it is not."""
    return of_whole(ratio, language) or words("charts.of_unknown", language)


def _bar(name: str, tranche: TrancheMetrics, language: Language) -> Bar:
    """A tranche's row; of one whose share is not known, what is."""
    if tranche.share.is_known:
        return share_bar(tranche.share, name, language)
    if tranche.amount.is_known:
        amount = value_in_sentence(tranche.amount, language)
        return Bar(value=None, label=words("charts.tranche_shares.amount_only", language, amount=amount))
    return Bar(value=None, label=words("charts.tranche_shares.nothing_known", language))
