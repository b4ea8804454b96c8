"""The slides on which the committee decides: what to decide and to ask, a live question, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fund.committee.request_words import heading as asking
from fund.committee.request_words import questions, what_for
from fund.committee.requests import Requests, requests
from fund.committee.to_decide import Matter, matters, not_yet
from fund.metrics.result import FundMetrics
from fund.records import ENDED, Decision
from fund.slides.facts import facts_cut, lines_that_fit, one_line_each
from fund.slides.parts import foot
from fund.slides.slide import DeckInput, Slide, SlideFact, SlideKind, Table
from fund.slides.text_layout import MOST_TABLE_ROWS, headline, listed, name, plain, shortened
from fund.wording import Language, count, words
from fund.wording.figures import capitalised, minimum_mark, pair, value_alone
from fund.wording.tables import NUMERIC_DECISION_COLUMNS, decision_headings, decision_row

TEXT_ROOM = 820
"""Pixels for the words of a decision, on two lines."""
PROGRAMME_LENGTH = 30


def to_decide_slide(material: DeckInput, language: Language) -> Slide | None:
    """What is to be decided, each with its amount; then what to ask, of whom. None where there is neither."""
    metrics = material.fund.metrics
    found, asked = matters(metrics, language), requests(metrics)
    if not found and not asked:
        return None
    facts = facts_cut([_fact(each, language) for each in found])
    heading = capitalised(asking(asked, language)) if asked else ""
    title = _counted("decisions", len(found), language) if found else heading
    figures = [each.metric for each in facts]
    slide = Slide(
        code="to-decide",
        kind=SlideKind.TO_DECIDE,
        title=headline("listing", language, listing=title),
        facts=facts,
        heading=heading if found else "",
        note=shortened(not_yet(metrics, language) or what_for(asked, metrics, language)),
        # The marks take their room, whether or not this deck has any.
        marks=(title,),
        foot=foot(material, language, figures),
    )
    return replace(slide, marks=(), lines=_questions(asked, metrics, slide, language))


def _fact(matter: Matter, language: Language) -> SlideFact:
    amount = matter.amount
    if amount is None:
        return SlideFact(value="", said=matter.said, detail=matter.detail)
    value, least = value_alone(amount, language, minimum=False), minimum_mark(amount, language)
    return SlideFact(value=value, mark=least, said=matter.said, detail=matter.detail, metric=amount)


def _questions(asked: Requests, metrics: FundMetrics, slide: Slide, language: Language) -> tuple[str, ...]:
    """« AUC : son budget ; le montant de la tranche 1 », as many as fit."""
    said = [pair(each.who, each.what, language) for each in questions(asked, metrics.short_names, language)]
    if not slide.facts:
        return listed(said, language)
    return listed(one_line_each(said), language, most=max(lines_that_fit(slide), 1))


def what_if_slide(material: DeckInput, language: Language) -> Slide | None:
    """What the room can ask; the stage answers live in its place. None of a fund that is closed."""
    if material.fund.dataset.fund.is_closed:
        return None
    return Slide(
        code="what-if", kind=SlideKind.WHAT_IF, title=headline("what_if.title", language), foot=foot(material, language)
    )


def decisions_slide(material: DeckInput, language: Language) -> Slide | None:
    """What was decided today, then what earlier meetings decided and is not done; None where there is nothing."""
    waiting = [each for each in material.earlier_decisions if each.state not in ENDED]
    taken = list(material.decisions)
    counted = {"taken": len(taken), "waiting": len(waiting)}
    said = [_counted(key, number, language) for key, number in counted.items() if number]
    rows = [*taken, *waiting]
    if not rows:
        return None
    shown = rows if len(rows) <= MOST_TABLE_ROWS else rows[: MOST_TABLE_ROWS - 1]
    rest = len(rows) - len(shown)
    return Slide(
        code="decisions",
        kind=SlideKind.DECISIONS,
        title=headline("listing", language, listing=words("slides.and", language).join(said)),
        table=_table(shown, material, language),
        note=words("slides.decisions.more", language, n=rest) if rest else "",
        foot=foot(material, language),
    )


def _counted(key: str, number: int, language: Language) -> str:
    return words(f"slides.counted.{key}", language, n=number, number=count(number, language))


def _table(decisions: Sequence[Decision], material: DeckInput, language: Language) -> Table:
    names = {each.code: plain(each.name) for each in material.fund.metrics.programmes}
    return Table(
        headings=decision_headings(language),
        rows=tuple(
            decision_row(
                each,
                language,
                text=shortened(each.said, room=TEXT_ROOM, lines=2),
                programme=name(names.get(each.programme, each.programme), PROGRAMME_LENGTH),
            )
            for each in decisions
        ),
        numeric=NUMERIC_DECISION_COLUMNS,
    )
