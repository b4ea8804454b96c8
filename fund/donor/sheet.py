"""A gift in words: the one place that says what a donor's page and its printed sheet both show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fund.donor.gift import Contribution, Gift
from fund.donor.sheet_model import DonorSheet, DonorWords, EventLine, FigureText, ProgrammeLine, ShareLine
from fund.donor.sheet_opening import about, opening
from fund.donor.support import Bounded, Supported
from fund.metric import Metric
from fund.metrics.cutoff import CONTEXT, SINCE
from fund.metrics.result import ProgrammeMetrics
from fund.model import Dataset, Record, records
from fund.records import Decision, DecisionState
from fund.schema import BY_CODE
from fund.wording import Language, count, day, euros, percent, words
from fund.wording.contract import choice_label, heading
from fund.wording.dates import before, moment_or_undated, standing, stopped
from fund.wording.figures import (
    amount,
    bounded,
    capitalised,
    label,
    label_of,
    pair,
    value_alone,
    value_in_sentence,
    with_basis,
)
from fund.wording.givers import intentions, nothing_yet
from fund.wording.periods import part_of_period
from fund.wording.sources import SourceFinder, documents_and_files, where
from fund.wording.tables import decision_amount, state_label

STEPS = ("pledged", "decided", "committed", "received", "programme")
"""What a contribution goes through, in order, and where it ends."""
AMOUNTS = frozenset(("pledged", "committed", "received"))
PLANNED = "planned"


def donor_sheet(
    gift: Gift, dataset: Dataset, language: Language, *, decisions: Sequence[Decision] = (), version: int
) -> DonorSheet:
    """Everything there is to say of a gift. `dataset` is the one it is in, `version` that data's published number."""
    fund = dataset.fund
    until = stopped(fund, language)
    return DonorSheet(
        language=language,
        donor=gift.donor,
        about=about(gift, language),
        fund=fund.name,
        as_of=standing(fund, language),
        fictional=words("donor.fictional", language) if fund.fictional else "",
        opening=opening(gift, fund, language),
        figures=tuple(
            FigureText(label(each, language), value_alone(each, language), part_of(each, gift, language))
            for each in key_metrics(gift)
        ),
        columns=tuple(_heading(step, language) for step in STEPS),
        rows=tuple(_row(each, gift, language) for each in gift.contributions),
        shares=tuple(_shares(gift, language)),
        programmes=tuple(_programme_line(each, gift, language) for each in gift.programmes),
        milestones=_milestone_lines(gift, language),
        decisions=_decision_lines(gift, decisions, language),
        citation=words(
            "donor.citation",
            language,
            donor=gift.donor,
            fund=fund.name,
            as_of=until[:1].lower() + until[1:],
            number=version,
        ),
        sources=sources(gift, dataset, language),
        words=_headings(gift, language),
    )


def key_metrics(gift: Gift) -> tuple[Metric, ...]:
    """What was received, known or not; then what else is known of the gift."""
    others = (gift.committed, gift.pledged, gift.outstanding)
    return (gift.received, *(each for each in others if each.is_known and not each.pending))


def part_of(metric: Metric, gift: Gift, language: Language) -> str:
    """What the period holds of a figure, in words; empty without a period, or of a state."""
    flow = gift.part_of(metric)
    return "" if flow is None or gift.period is None else part_of_period(flow.part, gift.period, language)


def _row(row: Contribution, gift: Gift, language: Language) -> tuple[str, ...]:
    """A contribution step by step: how much, and which day."""
    decided = "" if row.decided_on is None else day(row.decided_on, language, short=True)
    pledged, committed, received = (
        nothing_yet(stage, language) if stage in row.pending else _dated(cents, when, language)
        for stage, cents, when in (
            ("pledged", row.pledged_cents, row.pledged_on),
            ("committed", row.committed_cents, row.committed_on),
            ("received", row.received_cents, row.received_on),
        )
    )
    without = words("donor.pooled" if row.has_amount else "figures.unknown", language)
    programme = gift.names.get(row.programme, row.programme) or without
    return (pledged, decided or words("tables.empty", language), committed, received, programme)


def _dated(cents: int | None, when: date | None, language: Language) -> str:
    said = amount(cents, language)
    return said if when is None else words("donor.on", language, amount=said, date=day(when, language, short=True))


def _shares(gift: Gift, language: Language) -> Iterator[ShareLine]:
    """The share of the fund that the pooled money is, then the share of its programme that each tied part is."""
    if not gift.tied:
        yield _share(gift.share, language, note=words("donor.share.notional", language) if gift.share.is_known else "")
    for each in gift.programmes:
        if each.tied_share is not None:
            yield _share(each.tied_share, language, note=words("donor.share.tied", language), of=each.programme.name)


def _share(share: Bounded, language: Language, *, note: str, of: str = "") -> ShareLine:
    metric = share.metric
    part, whole = metric.numerator, metric.denominator
    name = label(metric, language)
    value, fraction = value_alone(metric, language), None if metric.pending else metric.value
    if metric.value is None and share.at_most is not None:
        fraction = share.at_most
        if not share.at_most:
            value = percent(0, language)
    sentence = words("donor.share.pending", language) if metric.pending else ""
    if not sentence and part is not None and whole is not None and part.is_known and whole.is_known:
        fields = {"part": value_in_sentence(part, language), "whole": value_in_sentence(whole, language)}
        sentence = words(f"donor.share.{metric.code}", language, **fields)
    elif not sentence and metric.reason:
        # Which of the two amounts is not communicated.
        lacking = "part" if part is None or not part.is_known else "whole"
        sentence = words(f"donor.reasons.{lacking}", language)
    return ShareLine(
        metric=metric,
        label=pair(name, of, language) if of else name,
        value=value,
        sentence=sentence,
        note=note,
        part=None if fraction is None else float(fraction),
    )


def _programme_line(supported: Supported, gift: Gift, language: Language) -> ProgrammeLine:
    """A programme with every figure of it that is known, and what the gift is in it."""
    programme = supported.programme
    shares = [tranche.share for tranche in programme.tranches if tranche.share.value]
    # Where a tranche's amount is not told, the share of it that is spent may be all that is known.
    money = (programme.allocated, programme.transferred, programme.spent, *shares[-1:])
    work = (
        *(programme.hours.delivered, programme.hours.received),
        *(programme.enrolments, programme.places, programme.planned_places),
    )
    state = choice_label("programmes", "status", programme.status, language) if programme.status else ""
    facts = [
        *([FigureText(heading(BY_CODE["programmes"].column("status"), language), state)] if state else []),
        *(_figure_text(metric, gift, language) for metric in (*money, *work) if metric.is_known),
        *(_figure_text(each, gift, language) for each in programme.first_results),
        *_people(programme, language),
        *_cofunding(programme, language),
    ]
    return ProgrammeLine(programme.name, tuple(facts), tuple(_programme_shares(supported, language)))


def _milestone_lines(gift: Gift, language: Language) -> tuple[EventLine, ...]:
    """What was done, the latest first, then what is to come, the nearest first: a short list keeps what is near."""
    events = records(gift.milestones)
    coming = [row for row in events if row["status"] == PLANNED]
    done = [row for row in reversed(events) if row["status"] != PLANNED]
    return tuple(_event_line(row, gift.names.get(row["programme"] or "", ""), language) for row in (*done, *coming))


def _decision_lines(gift: Gift, decisions: Sequence[Decision], language: Language) -> tuple[EventLine, ...]:
    """What was decided about the fund or about these programmes, in the order given; not what was dropped."""
    return tuple(
        _decision_line(each, gift.names.get(each.programme, ""), language)
        for each in decisions
        if each.state is not DecisionState.DROPPED and (not each.programme or each.programme in gift.names)
    )


def _figure_text(metric: Metric, gift: Gift, language: Language) -> FigureText:
    """A figure of a programme, with « déclaré » or « déduit » where it is not added up from rows; then its part."""
    part = part_of(metric, gift, language)
    said = with_basis(value_alone(metric, language), metric, language)
    return FigureText(label(metric, language), ", ".join((said, part)) if part else said)


def _people(programme: ProgrammeMetrics, language: Language) -> Iterator[FigureText]:
    for row in records(programme.steps):
        if row["step"] and row["count"] is not None:
            yield FigureText(capitalised(str(row["step"])), count(int(row["count"]), language))


def _cofunding(programme: ProgrammeMetrics, language: Language) -> Iterator[FigureText]:
    if programme.cofunding:
        yield FigureText(heading(BY_CODE["programmes"].column("cofunding"), language), programme.cofunding)


def _programme_shares(supported: Supported, language: Language) -> Iterator[str]:
    if supported.tied is not None:
        yield words("donor.tied", language, amount=value_in_sentence(supported.tied, language))
    if supported.notional is not None:
        yield from _notional(supported.notional, language)


def _notional(notional: Bounded, language: Language) -> Iterator[str]:
    """The part of the spending that the pooled money stands for, with the amounts it comes from."""
    metric = notional.metric
    pooled, raised, spent = metric.terms
    if not (pooled.is_known and raised.is_known and spent.is_known) or not pooled.value:
        return
    value = value_in_sentence(metric, language)
    if metric.value is None:
        if notional.at_most is None:
            yield words("donor.notional.unknown", language)
            return
        value = bounded(euros(int(notional.at_most), language), "at_most", language)
    fields = {
        name: value_in_sentence(term, language)
        for name, term in zip(("pooled", "raised", "spent"), metric.terms, strict=True)
    }
    yield words("donor.notional.formula", language, value=value, **fields)


def _event_line(row: Record, programme: str, language: Language) -> EventLine:
    marked = row["status"] in (PLANNED, SINCE, CONTEXT, "running")
    state = choice_label("milestones", "status", row["status"], language) if marked else ""
    about = " · ".join(part for part in (state, programme) if part)
    return EventLine(moment_or_undated(row["date"], row["date_precision"], language), row["title"] or "", about)


def _decision_line(decision: Decision, programme: str, language: Language) -> EventLine:
    due = "" if decision.due is None else before(decision.due, language)
    about = " · ".join(part for part in (programme, decision_amount(decision, language), due) if part)
    return EventLine(state_label(decision.state, language), decision.said, about)


def _headings(gift: Gift, language: Language) -> DonorWords:
    tied = "tied" if gift.tied and gift.programmes else "pooled"
    first = gift.first_received
    since = "all" if first is None else "since"
    date = "" if first is None else day(first, language)
    return DonorWords(
        contributions=words("donor.titles.contributions", language),
        shares=words(f"donor.titles.shares_{tied}", language),
        programmes=words(f"donor.titles.programmes_{tied}", language),
        milestones=words(f"donor.titles.milestones_{since}", language, date=date),
        decisions=words("donor.titles.decisions", language),
        citation=words("donor.titles.citation", language),
        sources=words("donor.titles.sources", language),
        photos=words("programmes.photos", language),
        undisclosed="" if gift.received.is_known or not gift.contributions else words("donor.undisclosed", language),
        later=_later(gift, language),
    )


def _later(gift: Gift, language: Language) -> str:
    """What of the gift is only considered, or later than the closing day: no figure counts it."""
    considered: list[Record] = [{"donor": gift.donor, "intended_cents": cents} for cents in gift.intended]
    told = [pair(label_of(row.stage, language), _dated(row.cents, row.day, language), language) for row in gift.later]
    listed = words("charts.separator", language).join(told)
    later = words("donor.later", language, listing=listed) if told else ""
    return " ".join(part for part in (intentions(considered, language), later) if part)


def _heading(step: str, language: Language) -> str:
    """A column's heading: an amount goes by the name of its figure."""
    return label_of(step, language) if step in AMOUNTS else words(f"donor.columns.{step}", language)


TOLD = frozenset(
    (
        *("allocated", "transferred", "spent", "tranche_share", "hours_delivered", "hours_received"),
        *("enrolments", "sites", "sites_planned"),
    )
)
"""The figures that the sheet tells of a programme."""


def sources(gift: Gift, dataset: Dataset, language: Language) -> tuple[str, ...]:
    """The rows of the gift, then the files and documents that tell what the fund did."""
    shares = [gift.share] if not gift.tied and gift.share.is_known else []
    told = [figure for each in gift.programmes for figure in each.programme.figures() if figure.code in TOLD]
    documents, files = documents_and_files(dataset, [*told, *(share.metric for share in shares)])
    found = tuple(SourceFinder(dataset).of(gift.received.cells))
    others = " · ".join(file for file in files if file not in {rows.file for rows in found})
    rest = [pair(words("donor.titles.others", language), others, language)] if others else []
    return (*(where(rows, language) for rows in found), *rest, *documents)
