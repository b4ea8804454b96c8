"""What the fund did, in words: a programme's figures, its events, and what was decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fund.donor.gift import Gift
from fund.donor.helped import Bounded, Supported
from fund.donor.sheet_model import EventLine, ProgrammeLine, Said
from fund.metric import Metric
from fund.metrics.result import ProgrammeMetrics
from fund.records import Decision, DecisionState
from fund.rows import Record, records
from fund.schema import BY_CODE
from fund.wording import Language, count, euros, words
from fund.wording.contract import choice_label, heading
from fund.wording.dates import before, moment_or_undated
from fund.wording.figures import capitalised, label, value_alone, value_in_sentence, with_basis

PLANNED = "planned"


def programme_line(helped: Supported, language: Language) -> ProgrammeLine:
    """A programme with every figure of it that is known, and what the gift is in it."""
    programme = helped.programme
    shares = [tranche.share for tranche in programme.tranches if tranche.share.value]
    # Where a tranche's amount is not told, the share of it that is spent may be all that is known.
    money = (programme.allocated, programme.transferred, programme.spent, *shares[-1:])
    work = (programme.hours.delivered, programme.hours.received, programme.enrolments, programme.places)
    state = choice_label("programmes", "status", programme.status, language) if programme.status else ""
    facts = [
        *([Said(heading(BY_CODE["programmes"].column("status"), language), state)] if state else []),
        *(_said(metric, language) for metric in (*money, *work) if metric.is_known),
        *_people(programme, language),
    ]
    return ProgrammeLine(programme.name, tuple(facts), tuple(_shares(helped, language)))


def milestone_lines(gift: Gift, language: Language) -> tuple[EventLine, ...]:
    """What was done, the latest first, then what is to come, the nearest first: a short list keeps what is near."""
    names = {each.programme.code: each.programme.name for each in gift.programmes}
    events = records(gift.milestones)
    coming = [row for row in events if row["status"] == PLANNED]
    done = [row for row in reversed(events) if row["status"] != PLANNED]
    return tuple(_event(row, names.get(row["programme"] or "", ""), language) for row in (*done, *coming))


def decision_lines(gift: Gift, decisions: Sequence[Decision], language: Language) -> tuple[EventLine, ...]:
    """What was decided about the fund or about these programmes, in the order given; not what was dropped."""
    names = {each.programme.code: each.programme.name for each in gift.programmes}
    return tuple(
        _decision(each, names.get(each.programme, ""), language)
        for each in decisions
        if each.state is not DecisionState.DROPPED and (not each.programme or each.programme in names)
    )


def _said(metric: Metric, language: Language) -> Said:
    """A figure of a programme, with « déclaré » or « déduit » where it is not added up from rows."""
    return Said(label(metric, language), with_basis(value_alone(metric, language), metric, language))


def _people(programme: ProgrammeMetrics, language: Language) -> Iterator[Said]:
    for row in records(programme.steps):
        if row["step"] and row["count"] is not None:
            yield Said(capitalised(str(row["step"])), count(int(row["count"]), language))


def _shares(helped: Supported, language: Language) -> Iterator[str]:
    if helped.tied is not None:
        yield words("donor.tied", language, amount=value_in_sentence(helped.tied, language))
    if helped.notional is not None:
        yield from _notional(helped.notional, language)


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
        value = words("donor.at_most", language, value=euros(int(notional.at_most), language))
    fields = {
        name: value_in_sentence(term, language)
        for name, term in zip(("pooled", "raised", "spent"), metric.terms, strict=True)
    }
    yield words("donor.notional.formula", language, value=value, **fields)


def _event(row: Record, programme: str, language: Language) -> EventLine:
    planned = row["status"] == PLANNED
    state = choice_label("milestones", "status", row["status"], language) if planned else ""
    about = " · ".join(part for part in (state, programme) if part)
    return EventLine(moment_or_undated(row["date"], row["date_precision"], language), row["title"] or "", about)


def _decision(decision: Decision, programme: str, language: Language) -> EventLine:
    due = "" if decision.due is None else before(decision.due, language)
    cents = "" if decision.amount_cents is None else euros(decision.amount_cents, language)
    about = " · ".join(part for part in (programme, cents, due) if part)
    return EventLine(words(f"slides.decisions.states.{decision.state}", language), decision.text, about)
