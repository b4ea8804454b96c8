"""Shares in words: never without the amount they are taken of, nor without saying that it is not known."""

from __future__ import annotations

from dataclasses import replace

from fund.charts.labels import stated
from fund.metric import Metric
from fund.metrics.result import ProgrammeMetrics
from fund.slides.plots import Bar
from fund.wording import Language, words


def parts_of(ratio: Metric, language: Language) -> str:
    """« 61 799,95 € sur 120 000 € »; where the whole is not known, that it is not."""
    part, whole = ratio.numerator, ratio.denominator
    if part is not None and part.is_known:
        # « au moins » is said of the share: it isn't said twice.
        part = replace(part, unknown=0)
    if part is None or whole is None or not part.is_known or not whole.is_known:
        return words("slides.share.of_unknown", language)
    return words("charts.amount_of", language, part=stated(part, language), whole=stated(whole, language))


def share_words(ratio: Metric, language: Language) -> str:
    """« 51,50 % · 61 799,95 € sur 120 000 € », with « dépassement » above 100 % and « déclaré »."""
    said = stated(ratio, language)
    if ratio.value is None or not ratio.is_known:
        return said
    if ratio.value > 1:
        said = words("charts.over", language, share=said)
    said = f"{said} · {parts_of(ratio, language)}"
    return words("charts.declared_part", language, part=said) if ratio.is_declared else said


def share_bar(name: str, ratio: Metric, label: str) -> Bar:
    """A share as a row of a plot."""
    value = float(ratio.value) if ratio.is_known and ratio.value is not None else None
    return Bar(name=name, value=value, label=label, declared=ratio.is_declared)


def progress(programme: ProgrammeMetrics) -> Metric | None:
    """The best-known measure of how far a programme is: its budget's share spent, else its latest tranche's."""
    if programme.budget_share.is_known:
        return programme.budget_share
    latest = programme.latest_tranche
    return None if latest is None else latest.share
