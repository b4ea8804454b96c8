"""The answer: the supposed figures beside the published ones, what breaks, and one chart."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from fund.charts.text import width
from fund.charts.what_if import Pair, before_after
from fund.metric import Metric, Unit
from fund.metrics.result import TrancheMetrics
from fund.whatif.answers import Answers, Compared, changed
from fund.whatif.sentences import constraint_sentence
from fund.wording.figures import change_alone, label, minimum_mark, value_alone
from pages.parts.session.view import View
from pages.parts.show.chart import show_chart
from pages.parts.show.figure_source import basis_mark
from pages.parts.show.markup import bullets, draw, fill, fill_if, join

FUND_FIGURES = ("raised", "unallocated", "transferred", "balance")
PROGRAMME_FIGURES = ("allocated", "spent", "partner_balance", "hours_delivered")
LIMITED = ("unallocated", "balance")
"""The fund's figures that may not fall below zero: while one is unknown, so is whether a limit is exceeded."""
SHOWN_FIGURES = 4
SHOWN_CONSTRAINTS = 4
CHARTED = 3


def key_answers(answers: Answers, programme: str, view: View) -> list[Pair]:
    """The figures that answer first: the fund's money; or a programme's, with its hours and its current tranche.

    At most four, in a fixed order: those that the simulation moves are among them, then those that are known.
    """
    wanted = PROGRAMME_FIGURES if programme else FUND_FIGURES
    found = {answer.code: answer for answer in answers.figures if answer.programme == programme}
    pairs = [_pair(found[code].baseline, found[code].scenario, view) for code in wanted if code in found]
    last = _current_tranche(answers) if programme else None
    if last is not None:
        before = last.scenario.share if last.baseline is None else last.baseline.share
        pairs.insert(0, _pair(before, last.scenario.share, view))
    first = sorted(range(len(pairs)), key=lambda place: (-_interest(pairs[place]), place))[:SHOWN_FIGURES]
    return [pairs[place] for place in sorted(first)]


def _current_tranche(answers: Answers) -> Compared[TrancheMetrics | None, TrancheMetrics] | None:
    """The last tranche that is paid; where no payment is dated, the last whose share is known."""
    paid = [each for each in answers.tranches if each.scenario.paid_on is not None]
    told = [each for each in answers.tranches if each.scenario.share.is_known]
    return next(reversed(paid or told), None)


def _interest(pair: Pair) -> int:
    """2 for a figure that moves, 1 for one that is known, 0 for one that is not."""
    return (pair.published.value != pair.supposed.value) + pair.supposed.is_known


def _pair(published: Metric, supposed: Metric, view: View) -> Pair:
    return Pair(label(published, view.language), published, supposed)


def show_answer(pairs: list[Pair], answers: Answers, supposing: Sequence[str], view: View) -> None:
    """In one piece, so that it is on screen at once; every figure says that it is simulated."""
    draw(
        '<div class="simulated"><p class="simulation-ribbon" role="note">{ribbon}</p>'
        '<p class="supposing">{supposing}</p><div class="answers">{figures}</div>{constraints}</div>',
        ribbon=view.say("simulation.ribbon"),
        supposing=" · ".join(supposing),
        figures=join([_figure(pair, view) for pair in pairs]),
        constraints=_constraints(answers, view),
    )


def _figure(pair: Pair, view: View) -> Markup:
    gap = changed(pair.published, pair.supposed)
    supposed = value_alone(pair.supposed, view.language, minimum=False)
    return fill(
        '<div class="answer {moved}" style="--ems:{ems}"><p class="figure-label">{name} {least}</p>'
        '<p class="figure-value {known}">{supposed}</p>'
        '<p class="gap"><span class="mark simulation">{mark}</span> <span class="amount">{gap}</span></p>'
        '<p class="figure-note">{published} {basis}</p></div>',
        moved="moved" if gap is not None and gap.value else "",
        name=pair.name,
        mark=view.say("simulation.mark"),
        known="known" if pair.supposed.is_known else "unknown",
        ems=f"{width(supposed, 1, tabular=True):.1f}",
        least=fill_if(minimum_mark(pair.supposed, view.language), '<span class="soft least">{text} </span>'),
        supposed=supposed,
        published=view.say("simulation.published", value=value_alone(pair.published, view.language)),
        basis=basis_mark(pair.published, view),
        gap=change_alone(gap, view.language) if gap is not None else view.say("simulation.no_gap"),
    )


def _constraints(answers: Answers, view: View) -> Markup:
    """What the simulation breaks or makes worse, with the amount missing; what is broken anyway is only counted."""
    worse = [each for each in answers.constraints if each.is_worse]
    items = [constraint_sentence(each, view.language, view.metrics.names) for each in worse[:SHOWN_CONSTRAINTS]]
    if len(worse) > SHOWN_CONSTRAINTS:
        items.append(view.say("simulation.more", n=len(worse) - SHOWN_CONSTRAINTS))
    anyway = len(answers.constraints) - len(worse)
    limited = [each.scenario for each in answers.figures if each.code in LIMITED and not each.programme]
    nothing = "nothing_broken" if all(each.is_known for each in limited) else "nothing_known_broken"
    said = "already_broken" if anyway else "" if items else nothing
    rest = view.say(f"simulation.{said}", n=anyway) if said else ""
    return bullets(items, "broken-list") + fill_if(rest, '<p class="soft">{text}</p>')


def show_before_after(pairs: list[Pair], view: View) -> None:
    """The chart of the amounts that move most visibly: those that move, else all of them."""
    amounts = [pair for pair in pairs if pair.published.unit is Unit.CENTS]
    moved = [pair for pair in amounts if pair.published.value != pair.supposed.value]
    show_chart(before_after((moved or amounts)[:CHARTED], language=view.language), tag="h2")
