"""The slides on the donors: what each gave, and thanks to all of them by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from fund.charts.labels import amount, stated
from fund.metric import Metric
from fund.metrics.result import ContributionMetrics
from fund.rows import Record, records
from fund.slides.fit import ROWS, ROWS_UNDER_FIGURES, headline, name_columns
from fund.slides.making import donors_words, figure, figures, foot
from fund.slides.material import Material
from fund.slides.plots import NOTHING, Bar, bars, end_to_end, series
from fund.slides.slide import MOST_MARKS, Measure, Plot, Shape, Slide, SlideKind
from fund.wording import Language, count, euros, month, words

KNOWN = ["received_cents", "outstanding_cents"]
FEW_DONORS = 3
"""Below this number the months of the receipts say more than the donors side by side."""


def contributions_slide(material: Material, language: Language) -> Slide:
    """What was raised, from whom; where no amount is known, how many donors of each type there are."""
    given = material.metrics.contributions
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


def thanks_slide(material: Material, language: Language) -> Slide | None:
    """Every donor by name, in alphabetical order, as many as can be read; None where there is none."""
    names = [str(row["donor"]) for row in records(material.metrics.contributions.by_donor) if row["donor"]]
    if not names:
        return None
    return Slide(
        code="thanks",
        kind=SlideKind.THANKS,
        title=headline("thanks.title", language, donors=donors_words(material, language)),
        names=name_columns(names, language),
        foot=foot(material, language, (material.metrics.contributions.donors,)),
    )


def _note(metric: Metric, given: ContributionMetrics, language: Language) -> str:
    if metric is given.donors and given.undisclosed.value:
        silent = int(given.undisclosed.value)
        return words("slides.note.undisclosed", language, n=silent, number=count(silent, language))
    if metric is given.outstanding and given.outstanding_oldest.value:
        return words("slides.note.oldest", language, age=stated(given.outstanding_oldest, language))
    return ""


def _title(material: Material, language: Language) -> str:
    raised, donors = material.metrics.contributions.raised, donors_words(material, language)
    if raised.is_known and donors:
        return headline("contributions.title", language, raised=stated(raised, language), donors=donors)
    if raised.is_known:
        return headline("contributions.title_raised", language, raised=stated(raised, language))
    return headline("contributions.title_unknown" if donors else "contributions.title_none", language, donors=donors)


def _plot(given: ContributionMetrics, told: pd.DataFrame, language: Language) -> Plot | None:
    months = records(given.by_month)
    if len(told) < FEW_DONORS and len(months) > 1:
        return _by_month(months[-MOST_MARKS:], language)
    if len(told):
        return _by_donor(records(told), language)
    types = [_type(row, language) for row in records(given.by_type)]
    return bars("donors", types[:ROWS], measure=Measure.COUNT, language=language) if types else None


def _by_donor(donors: Sequence[Record], language: Language) -> Plot:
    """The largest donors, what is still to come after what was received; the others together."""
    listed = len(donors) if len(donors) <= ROWS_UNDER_FIGURES else ROWS_UNDER_FIGURES - 1
    names = [str(row["donor"]) for row in donors[:listed]]
    received = [_received(row, language) for row in donors[:listed]]
    due = [_due(row["outstanding_cents"], language) for row in donors[:listed]]
    others = donors[listed:]
    if others:
        number = count(len(others), language)
        names.append(words("slides.others.donors", language, n=len(others), number=number))
        received.append(_together(others, language))
        due.append(_due(sum(row["outstanding_cents"] or 0 for row in others), language))
    parts = [series("received", received, language)]
    if any(bar.value for bar in due):
        parts.append(series("outstanding", due, language))
    return end_to_end(parts, names, measure=Measure.EUROS, language=language)


def _received(row: Record, language: Language) -> Bar:
    cents = row["received_cents"]
    return Bar(name="", value=None if cents is None else cents / 100, label=amount(cents, language))


def _due(cents: int | None, language: Language) -> Bar:
    if not cents:
        return NOTHING
    return Bar(name="", value=cents / 100, label=words("slides.label.due", language, amount=euros(cents, language)))


def _together(others: Sequence[Record], language: Language) -> Bar:
    """What several donors gave together, « au moins » where it isn't known of all of them."""
    given = [int(row["received_cents"]) for row in others if row["received_cents"] is not None]
    if not given:
        return Bar(name="", value=None, label=words("charts.unknown", language))
    said = euros(sum(given), language)
    partial = len(given) < len(others)
    label = words("charts.at_least", language, amount=said) if partial else said
    return Bar(name="", value=sum(given) / 100, label=label)


def _by_month(months: Sequence[Record], language: Language) -> Plot:
    rows = [
        Bar(
            name=month(row["month"], language, short=True),
            value=int(row["received_cents"]) / 100,
            label=euros(int(row["received_cents"]), language) if row["received_cents"] else "",
        )
        for row in months
    ]
    return replace(bars("received", rows, measure=Measure.EUROS, language=language), shape=Shape.COLUMNS)


def _type(row: Record, language: Language) -> Bar:
    number = int(row["donors"])
    name = words(f"charts.donor_types.{row['donor_type'] or 'unknown'}", language, n=number)
    return Bar(name=name[:1].upper() + name[1:], value=number, label=count(number, language))
