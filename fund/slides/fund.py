"""The slides on the fund: which fund and meeting, the fund in four figures, where its money is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.charts.cash import cash_plot, cash_remarks, known_cash_sentence
from fund.charts.chart import Bar, lines
from fund.charts.money import money_plot, stages_of, tied_note, unspoken_note
from fund.charts.shares import parts_of, share_bar, share_plot
from fund.metric import Metric, Unit
from fund.metrics.photos import undated as undated_photos
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.slides.geometry import NOTE, SUBTITLE, TITLE
from fund.slides.parts import figure, figures, foot, slide_plot
from fund.slides.slide import FUND_FIGURES, DeckInput, Slide, SlideFigure, SlideKind
from fund.slides.text_layout import ROWS_UNDER_FIGURES, TITLE_LINES, headline, plain, shortened
from fund.wording import Language, day, words
from fund.wording.dates import standing
from fund.wording.figures import hours_received, rounded_note, shortfall_in_sentence, value_in_sentence
from fund.wording.givers import all_donors, payers, standings
from fund.wording.periods import named_period, undated_note


def title_slide(material: DeckInput, language: Language) -> Slide:
    """The fund's name, the meeting's day and place, the crisis."""
    fund = material.fund.dataset.fund
    period = "" if material.period is None else named_period(material.period, language)
    facts = (fund.crisis, standing(fund, language), period)
    return Slide(
        code="title",
        kind=SlideKind.TITLE,
        title=shortened(fund.name, size=TITLE.size, lines=TITLE_LINES),
        subtitle=shortened(_meeting(material, language), size=SUBTITLE.size),
        note=shortened(" · ".join(fact for fact in facts if fact)),
        foot=foot(material, language),
    )


def fund_slide(material: DeckInput, language: Language) -> Slide:
    """Four figures of the fund, the known ones first, over how far each programme is."""
    metrics = material.fund.metrics
    shown = [_figure(metric, material, language) for metric in _chosen(metrics)]
    told = [programme for programme in metrics.programmes if programme.progress is not None]
    rows = metrics.programmes[:ROWS_UNDER_FIGURES]
    progress = share_plot([plain(each.called) for each in rows], [_bar(each, language) for each in rows], language)
    rest = len(metrics.programmes) - ROWS_UNDER_FIGURES
    left_out = words("slides.fund.others", language, n=rest) if told and rest > 0 else ""
    return Slide(
        code="fund",
        kind=SlideKind.FUND,
        title=_fund_title(metrics, language),
        figures=figures(shown, FUND_FIGURES),
        plot=slide_plot(progress, language) if told else None,
        note=shortened(
            " · ".join(part for part in (_undated(shown, material, language), left_out) if part), size=NOTE.size
        ),
        foot=foot(material, language, (*(each.metric for each in shown), *(each.progress for each in told))),
    )


def _undated(shown: Sequence[SlideFigure], material: DeckInput, language: Language) -> str:
    """What of the figures shown, and how many photos, no period holds."""
    own = {each.metric.code for each in shown if each.metric is not None and material.period is not None}
    apart = [each for each in material.fund.metrics.over_time.undated() if each.code in own]
    return undated_note(apart, language, photos=undated_photos(material.photos, material.period))


def _meeting(material: DeckInput, language: Language) -> str:
    meeting = material.meeting
    if meeting is None:
        return words("slides.title.committee", language)
    said = words("slides.title.meeting", language, date=day(meeting.held_on, language))
    return f"{said}, {meeting.place}" if meeting.place else said


def _chosen(metrics: FundMetrics) -> list[Metric]:
    """What was raised, known or not; then what a committee asks for first, the known figures before the others."""
    given = metrics.contributions
    left = next((each for each in (metrics.unallocated, metrics.balance) if each.is_told), metrics.transferred)
    asked = [metrics.spent, left, metrics.hours.delivered, given.donors, metrics.allocated, metrics.transferred]
    # Of what is not known only money is asked for.
    told = (each for each in asked if each.is_told or (each.is_spoken_of and each.unit is Unit.CENTS))
    ranked = sorted(told, key=lambda metric: not metric.is_told)
    return [given.raised, *{metric.code: metric for metric in ranked}.values()][:FUND_FIGURES]


def _figure(metric: Metric, material: DeckInput, language: Language) -> SlideFigure:
    metrics = material.fund.metrics
    notes = {
        "raised": "" if metrics.contributions.raised.is_declared else payers(metrics.contributions, language),
        "donors": standings(metrics.contributions, language),
        "spent": _of_transferred(metrics.delivery_rate, language),
        "hours_delivered": hours_received(metrics.hours.received, language),
    }
    return figure(metric, material, language, note=notes.get(metric.code, ""))


def _of_transferred(rate: Metric, language: Language) -> str:
    if not rate.is_known or rate.denominator is None:
        return ""
    share, whole = value_in_sentence(rate, language), value_in_sentence(rate.denominator, language)
    return words("slides.note.of_transferred", language, share=share, whole=whole)


def _fund_title(metrics: FundMetrics, language: Language) -> str:
    raised, spent, donors = metrics.contributions.raised, metrics.spent, metrics.contributions.donors
    if raised.is_known and spent.is_known:
        return headline(
            "fund.title", language, raised=value_in_sentence(raised, language), spent=value_in_sentence(spent, language)
        )
    if raised.is_known:
        return headline("fund.title_raised", language, raised=value_in_sentence(raised, language))
    if not donors.value:
        return headline("fund.title_none", language)
    return headline("fund.title_unknown", language, donors=all_donors(metrics.contributions, language))


def _bar(programme: ProgrammeMetrics, language: Language) -> Bar:
    share = programme.progress
    if share is None:
        return Bar(value=None, label=words("figures.unknown", language))
    name = plain(programme.called)
    bar = share_bar(share, name, language)
    if share.tranche is None:
        return bar
    label = words("slides.fund.of_tranche", language, share=bar.label, number=share.tranche)
    return replace(bar, label=label, hover=lines(name, label, bar.detail))


def money_slide(material: DeckInput, language: Language) -> Slide:
    """What was raised and what became of it; what is left is told at the end of each bar."""
    metrics = material.fund.metrics
    left = [metrics.unallocated, metrics.balance, metrics.delivery_rate]
    costs = metrics.running_costs
    shown = [
        figure(each, material, language, note=parts_of(each, language) if each is metrics.delivery_rate else "")
        for each in left
        if each.is_told
    ]
    rounded = rounded_note((*stages_of(metrics).values(), *left, costs), language)
    paid = words("slides.money.costs", language, amount=value_in_sentence(costs, language)) if costs.value else ""
    notes = (unspoken_note(metrics, language), paid, tied_note(metrics, language), rounded)
    return Slide(
        code="money",
        kind=SlideKind.MONEY,
        title=_money_title(metrics, language),
        figures=figures(shown),
        plot=money_plot(metrics, language),
        note=" ".join(part for part in notes if part),
        foot=foot(material, language, (*stages_of(metrics).values(), *left)),
    )


def cash_slide(material: DeckInput, language: Language) -> Slide | None:
    """What the fund has month by month; None where its balance is not known, or nothing is expected on a day."""
    metrics = material.fund.metrics
    path, names = metrics.cash, {code: plain(called) for code, called in metrics.short_names.items()}
    plot = cash_plot(path, language, names) if path.dated else None
    if plot is None:
        return None
    terms = (metrics.contributions.raised, metrics.transferred, metrics.running_costs)
    return Slide(
        code="cash",
        kind=SlideKind.CASH,
        title=headline("listing", language, listing=known_cash_sentence(path, language, names)),
        plot=plot,
        note=shortened(next(iter(cash_remarks(path, language, names)), "")),
        foot=foot(material, language, terms),
    )


def _money_title(metrics: FundMetrics, language: Language) -> str:
    raised, left = metrics.contributions.raised, metrics.unallocated
    fields = {"raised": value_in_sentence(raised, language), "left": value_in_sentence(left, language)}
    if left.value is not None and left.is_known and left.value < 0:
        return headline("money.title_over", language, over=shortfall_in_sentence(left, language), **fields)
    # A fund that is closed allocates nothing more.
    if left.value is not None and left.is_known and not metrics.columns.dataset.fund.is_closed:
        return headline("money.title", language, **fields)
    if metrics.balance.is_known:
        return headline("money.title_balance", language, balance=value_in_sentence(metrics.balance, language), **fields)
    if metrics.spent.is_known:
        return headline("money.title_spent", language, spent=value_in_sentence(metrics.spent, language), **fields)
    if raised.is_known and metrics.allocated.is_known:
        return headline(
            "money.title_allocated", language, allocated=value_in_sentence(metrics.allocated, language), **fields
        )
    return headline("money.title_raised" if raised.is_known else "money.title_unknown", language, **fields)
