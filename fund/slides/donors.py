"""The slides on the donors: what each gave, and thanks to all of them by name."""

from __future__ import annotations

import pandas as pd

from fund.charts.donors import receipts_plot, type_plot
from fund.charts.plot import MOST_MARKS, Plot
from fund.charts.receipts import receipts_by_month
from fund.metric import Metric
from fund.metrics.result import ContributionMetrics
from fund.model import records
from fund.slides.parts import donors_words, figure, figures, foot, largest, slide_plot
from fund.slides.slide import DeckInput, Slide, SlideKind
from fund.slides.text_layout import ROWS, headline, name_columns
from fund.wording import Language, count, words
from fund.wording.figures import value_in_sentence

KNOWN = ["received_cents", "outstanding_cents"]
FEW_DONORS = 3
"""Below this number the months of the receipts say more than the donors side by side."""


def contributions_slide(material: DeckInput, language: Language) -> Slide:
    """What was raised, from whom; where no amount is known, how many donors of each type there are."""
    given = material.fund.metrics.contributions
    donors = given.by_donor
    told = donors[donors[KNOWN].notna().any(axis=1)]
    asked = [each for each in (given.raised, given.outstanding, given.donors) if each is given.raised or each.is_known]
    shown = [figure(each, material, language, note=_note(each, given, language)) for each in asked]
    silent = int((donors[KNOWN].isna().all(axis=1)).sum()) if len(told) else 0
    return Slide(
        code="contributions",
        kind=SlideKind.CONTRIBUTIONS,
        title=_title(material, language),
        figures=figures(shown),
        plot=_plot(given, told, language),
        note=words("charts.silent_donors", language, n=silent, number=count(silent, language)) if silent else "",
        foot=foot(material, language, asked),
    )


def thanks_slide(material: DeckInput, language: Language) -> Slide | None:
    """Every donor by name, in alphabetical order, as many as can be read; None where there is none."""
    names = [str(row["donor"]) for row in records(material.fund.metrics.contributions.by_donor) if row["donor"]]
    if not names:
        return None
    return Slide(
        code="thanks",
        kind=SlideKind.THANKS,
        title=headline("thanks.title", language, donors=donors_words(material, language)),
        names=name_columns(names, language),
        foot=foot(material, language, (material.fund.metrics.contributions.donors,)),
    )


def _note(metric: Metric, given: ContributionMetrics, language: Language) -> str:
    if metric is given.donors and given.undisclosed.value:
        silent = int(given.undisclosed.value)
        return words("slides.note.undisclosed", language, n=silent, number=count(silent, language))
    if metric is given.outstanding and given.outstanding_oldest.value:
        return words("slides.note.oldest", language, age=value_in_sentence(given.outstanding_oldest, language))
    return ""


def _title(material: DeckInput, language: Language) -> str:
    raised, donors = material.fund.metrics.contributions.raised, donors_words(material, language)
    if raised.is_known and donors:
        return headline("contributions.title", language, raised=value_in_sentence(raised, language), donors=donors)
    if raised.is_known:
        return headline("contributions.title_raised", language, raised=value_in_sentence(raised, language))
    return headline("contributions.title_unknown" if donors else "contributions.title_none", language, donors=donors)


def _plot(given: ContributionMetrics, told: pd.DataFrame, language: Language) -> Plot | None:
    months = records(given.by_month)
    if len(told) < FEW_DONORS and len(months) > 1:
        return slide_plot(receipts_by_month(months[-MOST_MARKS:], language), language)
    if len(told):
        return slide_plot(receipts_plot(largest(records(told), "donors", "donor", KNOWN, language), language), language)
    types = records(given.by_type)
    return slide_plot(type_plot(types[:ROWS], language), language) if types else None
