"""« Et si… ? » asked in the room: on its slide, or over any other, with the page's own questions and answers."""

from __future__ import annotations

import re
from dataclasses import replace

import streamlit as st

from fund.metric import Metric
from fund.metrics.limits import Limit
from fund.slides.geometry import TITLE
from fund.slides.parts import figure, figures
from fund.slides.slide import FUND_FIGURES, DeckInput, Slide, SlideFigure
from fund.slides.text_layout import TITLE_LINES, headline, line_count
from fund.whatif.answer_words import answer_sentence, told_changes
from fund.whatif.answers import Answers
from fund.whatif.apply import apply
from fund.wording import Language, words
from fund.wording.figures import capitalised, value_alone, with_parts
from pages.parts.session.view import View
from pages.parts.show.markup import bullets, draw, fill, fill_if, join
from pages.parts.simulation import state
from pages.parts.simulation.answer import broken, refusals
from pages.parts.simulation.asking import buttons, sentences


def live(slide: Slide, view: View) -> Slide:
    """The slide with the answer to what is supposed at the moment in place of the questions."""
    answers = _answers(view)
    refused = (*broken(answers, view, told=Limit.RELEASE_NOT_MET), *refusals(answers.applied, view))
    if not answers.applied.levers:
        return replace(slide, lines=refused or slide.lines)
    title, rest = _title(answer_sentence(answers, view.language, view.metrics.short_names), view.language)
    marks = tuple(dict.fromkeys((*slide.marks, words("slides.what_if.mark", view.language))))
    shown = figures(_figures(answers, view))
    return replace(slide, title=title, figures=shown, lines=(*rest, *refused), marks=marks, simulated=True)


def _title(answer: str, language: Language) -> tuple[str, list[str]]:
    """As much of the answer as a title holds, cut where a part of it ends, and the rest of it as a line."""
    ends = [*(found.start() for found in re.finditer(r"\s?[;,]\s", answer)), len(answer.rstrip("."))]
    end = max((at for at in ends if line_count(answer[:at], TITLE.size) <= TITLE_LINES), default=ends[-1])
    rest = answer[end:].lstrip(";,.\xa0 ")
    return headline("listing", language, listing=answer[:end]), [capitalised(rest)] if rest else []


@st.fragment
def over_the_slide(slide: Slide, view: View) -> None:
    """The same questions over any slide, which stays as it is: opened by a button."""
    answer = st.popover(view.say("meeting.what_if_open"), key=f"stage-what-if-{slide.code}", on_change="rerun")
    if answer.open:
        with answer, st.container(key="over-slide"):
            answers = _answers(view)
            items = (
                fill(
                    '<div><p class="over-value">{value}</p><p>{label}</p><p class="soft">{note}</p></div>',
                    value=each.value,
                    label=each.label,
                    note=each.note,
                )
                for each in _figures(answers, view)[:FUND_FIGURES]
            )
            mark = words("slides.what_if.mark", view.language) if answers.applied.levers else ""
            draw(
                '{mark}{said}<div class="over-figures">{figures}</div>{refused}',
                mark=fill_if(mark, '<p class="mark simulation">{text}</p>'),
                said=fill_if(answer_sentence(answers, view.language, view.metrics.short_names), "<p>{text}</p>"),
                figures=join(items),
                refused=bullets([*broken(answers, view), *refusals(answers.applied, view)], "broken-list"),
            )
            levers(view, key="over-levers")


def levers(view: View, *, key: str = "stage-levers") -> None:
    """What can be asked, under the answer."""
    with st.container(key=key):
        buttons(view)
        sentences(view)


def _answers(view: View) -> Answers:
    """The answer to what is supposed at the moment."""
    state.settle(view)
    return Answers(apply(state.scenario(), view.fund))


def _figures(answers: Answers, view: View) -> list[SlideFigure]:
    """What changes, as it would be, and under it as it is published."""
    return [
        replace(
            figure(each.after, DeckInput(fund=view.fund), view.language, name=each.name),
            note=" · ".join(filter(None, (each.whose, _today(each.before, view)))),
            metric=each.before,
        )
        for each in told_changes(answers, view.language, view.metrics.short_names)
        if each.after.is_known
    ]


def _today(published: Metric, view: View) -> str:
    value = with_parts(value_alone(published, view.language), published, view.language)
    return view.say("meeting.what_if.today", value=value)
