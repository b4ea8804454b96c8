"""The slides on the donors: what each gave, and thanks to all of them by name."""

from __future__ import annotations

import pandas as pd

from fund.charts.donors import receipts_plot, type_plot
from fund.charts.plot import MOST_MARKS, Plot
from fund.charts.receipts import receipts_by_month
from fund.metric import Metric
from fund.metrics.result import ContributionMetrics
from fund.model import records
from fund.slides.parts import figure, figures, foot, slide_plot
from fund.slides.slide import DeckInput, Slide, SlideKind
from fund.slides.text_layout import ROWS, ROWS_UNDER_FIGURES, headline, name_columns, shortened
from fund.wording import Language, count, words
from fund.wording.figures import amount, value_in_sentence
from fund.wording.givers import every_donor, list_note, payers, standings, thanked

KNOWN = ["received_cents", "outstanding_cents"]
NAMED = ROWS_UNDER_FIGURES
FEW_DONORS = 3
"""Below this number the months of the receipts say more than the donors side by side."""


def contributions_slide(material: DeckInput, language: Language) -> Slide | None:
    """What was raised, from whom; where no amount is known, how many donors of each type there are.

    None where only what was raised is known: it is on the fund's own slide.
    """
    given = material.fund.metrics.contributions
    donors = given.by_donor
    if given.raised.is_known and donors.empty and not given.donors.is_known and not len(given.intended):
        return None
    told = donors[donors[KNOWN].notna().any(axis=1)]
    # What is still due is of what was agreed, else pledged: where it is not known, that is said.
    due = next((each for each in (given.outstanding, given.committed) if each.is_known), given.pledged)
    asked = [each for each in (given.raised, due, given.donors) if each is given.raised or each.is_known]
    shown = [figure(each, material, language, note=_note(each, given, language)) for each in asked]
    silent = int((donors[KNOWN].isna().all(axis=1)).sum()) if len(told) else 0
    intended = len(given.intended)
    notes = (
        _others(told, language),
        words("charts.silent_donors", language, n=silent, number=count(silent, language)) if silent else "",
        list_note(material.fund.dataset.fund, language) if given.donors.partial else "",
        words("givers.short_intended", language, n=intended, number=count(intended, language)) if intended else "",
    )
    return Slide(
        code="contributions",
        kind=SlideKind.CONTRIBUTIONS,
        title=_title(material, language),
        figures=figures(shown),
        plot=_plot(given, told, language),
        note=shortened(" ".join(part for part in notes if part)),
        foot=foot(material, language, asked),
    )


def thanks_slide(material: DeckInput, language: Language) -> Slide | None:
    """Every donor by name, in alphabetical order, as many as can be read; None where there is none."""
    given = material.fund.metrics.contributions
    names = [str(row["donor"]) for row in records(given.by_donor) if row["donor"]]
    if not names:
        return None
    return Slide(
        code="thanks",
        kind=SlideKind.THANKS,
        title=headline("thanks.title", language, donors=thanked(given, language)),
        names=name_columns(names, language),
        foot=foot(material, language, (given.donors,)),
    )


def _note(metric: Metric, given: ContributionMetrics, language: Language) -> str:
    if metric is given.donors:
        return standings(given, language)
    if metric is given.outstanding and given.outstanding_oldest.value:
        return words("slides.note.oldest", language, age=value_in_sentence(given.outstanding_oldest, language))
    return ""


def _title(material: DeckInput, language: Language) -> str:
    given = material.fund.metrics.contributions
    raised, everyone, paid = given.raised, every_donor(given, language), payers(given, language)
    fields = {"raised": value_in_sentence(raised, language), "donors": everyone, "payers": paid}
    if not raised.is_known:
        return headline("contributions.title_unknown" if everyone else "contributions.title_none", language, **fields)
    if not everyone:
        return headline("contributions.title_raised", language, **fields)
    # What is declared may have come from others than those whose payments are listed.
    of_payers = paid and not raised.is_declared
    return headline("contributions.title" if of_payers else "contributions.title_named", language, **fields)


def _others(told: pd.DataFrame, language: Language) -> str:
    """What the donors that have no bar gave, together: as one bar they would crush those that have one."""
    rest = told.iloc[NAMED:] if len(told) >= FEW_DONORS else told.iloc[:0]
    if rest.empty:
        return ""
    unknown = {"received": rest["received_cents"].isna() | (rest["received_unknown"] > 0)}
    unknown["outstanding"] = rest["outstanding_unknown"] > 0
    amounts = [
        words(f"slides.others.{stage}", language, amount=amount(known, language, partial=bool(lacking.any())))
        for stage, lacking in unknown.items()
        if (known := int(rest[f"{stage}_cents"].sum()))
    ]
    number, listing = len(rest), ", ".join(amounts)
    return words("slides.others.gave", language, n=number, number=count(number, language), listing=listing)


def _plot(given: ContributionMetrics, told: pd.DataFrame, language: Language) -> Plot | None:
    months = records(given.by_month)
    if len(told) < FEW_DONORS and len(months) > 1:
        return slide_plot(receipts_by_month(months[-MOST_MARKS:], language), language)
    if len(told):
        return slide_plot(receipts_plot(records(told)[:NAMED], language), language)
    types = records(given.by_type)
    return slide_plot(type_plot(types[:ROWS], language), language) if types else None
