"""The answer: one sentence, the figures that move, the fund's cash beside what is published, what no longer holds."""

from __future__ import annotations

from markupsafe import Markup

from fund.charts.cash import cash_chart
from fund.charts.text import width
from fund.whatif.answer_words import ToldChange, answer_sentence, can_be_said, told_changes
from fund.whatif.answers import Answers
from fund.whatif.apply import Applied
from fund.whatif.sentences import constraint_sentence, refused_sentence, tender_sentence
from fund.wording import words
from fund.wording.figures import minimum_mark, of_whole, value_alone, with_parts
from pages.parts.session.view import View
from pages.parts.show.chart import show_chart
from pages.parts.show.figure_source import basis_mark
from pages.parts.show.first_figures import remainders
from pages.parts.show.key_figures import KeyFigure, key_figures
from pages.parts.show.markup import bullets, draw, fill, fill_if, join, paragraph

SHOWN_FIGURES = 4
SHOWN_CONSTRAINTS = 4
LIMITED = ("unallocated", "balance")
"""The fund's figures that may not fall below zero: while one is unknown, so is whether a limit is exceeded."""


def at_rest(applied: Applied, view: View) -> None:
    """Why what is asked is refused, then the published figures and the fund's cash: nothing is supposed."""
    if applied.refused:
        draw(bullets(refusals(applied, view), "broken-list"))
    paragraph(words("whatif.nothing", view.language), kind="soft")
    used = [KeyFigure(each) for each in (view.metrics.transferred, view.metrics.spent) if each.is_told]
    key_figures([KeyFigure(view.metrics.contributions.raised), *remainders(view), *used], view, key="rest")


def show_answer(answers: Answers, view: View) -> None:
    """In one piece, so that it is on screen at once; every figure says that it is simulated."""
    names = view.metrics.short_names
    sentence = answer_sentence(answers, view.language, names)
    draw(
        '<div class="simulated"><p class="simulation-ribbon" role="note">{ribbon}</p>{sentence}'
        '<div class="answers">{figures}</div>{constraints}{refused}{later}</div>',
        ribbon=view.say("simulation.ribbon"),
        sentence=fill_if(sentence, '<h2 class="answer-sentence">{text}</h2>'),
        figures=join(_figure(each, view) for each in told_changes(answers, view.language, names)[:SHOWN_FIGURES]),
        constraints=_constraints(answers, view),
        refused=bullets(refusals(answers.applied, view), "broken-list"),
        later=fill_if(view.say("simulation.later") if answers.applied.later else "", '<p class="soft">{text}</p>'),
    )


def show_cash(answers: Answers, view: View) -> None:
    """The fund's cash as published, beside it as simulated; nothing where what is simulated does not change it."""
    path, metrics = view.metrics.cash, answers.applied.simulated.metrics
    if answers.applied.levers and answers.cash is None:
        return
    beside = metrics.cash if answers.applied.levers else None
    new = words("whatif.levers.new_programme.button", view.language)
    names = {key: new if key == name not in view.metrics.names else name for key, name in metrics.short_names.items()}
    show_chart(cash_chart(path, view.language, names, supposed=beside), tag="h2")


def _figure(change: ToldChange, view: View) -> Markup:
    supposed, published = change.after, change.before
    said, was = value_alone(supposed, view.language, minimum=False), value_alone(published, view.language)
    return fill(
        '<div class="answer moved" style="--ems:{ems}"><p class="figure-label">{name} {least}</p>'
        '<p class="figure-value {known}">{said}</p><p class="figure-note">{parts}'
        '<span class="mark simulation">{mark}</span> {published} {basis}</p></div>',
        name=" · ".join(filter(None, (change.whose, change.name))),
        mark=view.say("simulation.mark"),
        known="known" if supposed.is_known else "unknown",
        ems=f"{width(said, 1, tabular=True):.1f}",
        least=fill_if(minimum_mark(supposed, view.language), '<span class="soft least">{text} </span>'),
        said=said,
        parts=fill_if(of_whole(supposed, view.language), "{text}<br>"),
        published=view.say("simulation.published", value=with_parts(was, published, view.language)),
        basis=basis_mark(published, view),
    )


def refusals(applied: Applied, view: View) -> list[str]:
    """Each question that cannot be computed, why, and what can be said of it."""
    told = (view.language, view.metrics.short_names)
    return [f"{refused_sentence(one, *told)} {can_be_said(one, view.fund, *told)}".strip() for one in applied.refused]


def broken(answers: Answers, view: View, *, told: str = "") -> list[str]:
    """What the simulation breaks or makes worse, with the amount missing, and its tenders; not the limit `told`."""
    worse = [each for each in answers.constraints if each.is_worse and each.exceeded.limit != told]
    items = [constraint_sentence(each, view.language, view.metrics.short_names) for each in worse[:SHOWN_CONSTRAINTS]]
    if len(worse) > SHOWN_CONSTRAINTS:
        items.append(view.say("simulation.more", n=len(worse) - SHOWN_CONSTRAINTS))
    return items + [tender_sentence(each, view.language) for each in answers.tenders if each.needed]


def _constraints(answers: Answers, view: View) -> Markup:
    """What is broken; what is so anyway is only counted."""
    items, anyway = broken(answers, view), sum(not each.is_worse for each in answers.constraints)
    limited = [each.scenario for each in answers.figures if each.scenario.code in LIMITED and not each.programme]
    nothing = "nothing_broken" if all(each.is_known for each in limited) else "nothing_known_broken"
    said = "already_broken" if anyway else "" if items else nothing
    return (
        fill_if(view.say("simulation.broken") if items else "", '<h3 class="chart-title">{text}</h3>')
        + bullets(items, "broken-list")
        + fill_if(view.say(f"simulation.{said}", n=anyway) if said else "", '<p class="soft">{text}</p>')
    )
