"""« Et si… ? » asked in the room: one or two levers on the stage, their answers large. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

import streamlit as st

from fund.slides.parts import figure, figures
from fund.slides.slide import FUND_FIGURES, DeckInput, Slide, SlideFigure
from fund.whatif.answers import Answer, Answers
from fund.whatif.apply import apply
from fund.whatif.lever import Lever, Offer, Scenario
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import ExtraContribution
from fund.wording import value, words
from fund.wording.figures import signed, value_alone
from pages.parts.session.view import View
from pages.parts.show.markup import dotted, draw, fill, join, plain_label
from pages.parts.simulation.state import offered

STEPS = MappingProxyType({ExtraContribution.kind: range(0, 200_001, 5_000), HoursChange.kind: range(0, 401, 10)})
"""The levers that the room moves, and the amounts it moves them through: euros, hours."""

SHOWN = ("raised", "unallocated", "balance", "spent", "hours_delivered")


def live(slide: Slide, view: View) -> Slide:
    """The slide with the answers to what is supposed at the moment in place of the questions."""
    if not _asked(view):
        return slide
    mark = words("slides.what_if.mark", view.language)
    marks = tuple(dict.fromkeys((*slide.marks, mark)))
    return replace(slide, figures=_answers(view), lines=(), marks=marks)


@st.fragment
def over_the_slide(slide: Slide, view: View) -> None:
    """The same question over any slide, which stays as it is: opened by a button, gone with all that was supposed."""
    if not _asked(view):
        return
    answer = st.popover(view.say("meeting.what_if_open"), key=f"stage-what-if-{slide.code}", on_change="rerun")
    if answer.open:
        with answer, st.container(key="over-slide"):
            items = (
                fill(
                    '<div><p class="over-value">{value}</p><p>{label}</p><p class="soft">{note}</p></div>',
                    value=each.value,
                    label=each.label,
                    note=each.note,
                )
                for each in _answers(view)
            )
            frame = '<p class="mark simulation">{mark}</p><div class="over-figures">{figures}</div>'
            draw(frame, mark=words("slides.what_if.mark", view.language), figures=join(items))
            levers(view, key="over-levers")


def _answers(view: View) -> tuple[SlideFigure, ...]:
    """The figures as they would be with what is supposed at the moment."""
    asked = _asked(view)
    applied = apply(Scenario(tuple(_supposed(offer) for offer in asked)), view.fund)
    found = [answer for answer in Answers(applied).figures if answer.programme == "" and answer.scenario.is_known]
    shown = _chosen(found, [offer.lever.kind for offer in asked])
    return figures([_told(answer, view) for answer in shown], FUND_FIGURES)


def levers(view: View, *, key: str = "stage-levers") -> None:
    """What can be moved, under the answers."""
    with st.container(key=key):
        for offer in _asked(view):
            kind, programme = offer.lever.kind, view.metrics.names.get(offer.lever.asked_programme, "")
            st.select_slider(
                plain_label(view.say(f"meeting.what_if.{kind}", programme=programme)),
                STEPS[kind],
                format_func=partial(_written, offer, view=view),
                key=f"stage-{kind}",
            )


def _asked(view: View) -> list[Offer]:
    """What can be asked of a fund: a gift, and hours of the first programme whose cost per hour is known."""
    found: dict[str, Offer] = {}
    for offer in offered(view):
        if offer.possible and offer.lever.kind in STEPS:
            found.setdefault(offer.lever.kind, offer)
    return list(found.values())


def _written(offer: Offer, shown: int, *, view: View) -> str:
    quantity = offer.lever.searched_field().quantity
    return value(quantity.kept(shown), quantity.unit, view.language, exact=True)


def _supposed(offer: Offer) -> Lever:
    """The lever with the amount that its slider stands at."""
    shown = st.session_state.get(f"stage-{offer.lever.kind}", 0)
    return offer.lever.with_amount(int(offer.lever.searched_field().quantity.kept(shown)))


def _chosen(found: Sequence[Answer], asked: Sequence[str]) -> list[Answer]:
    """Always the same figures, so that the room sees them move: without hours to move, hours are not among them."""
    left = {answer.code for answer in found}
    hidden = {"balance" if "unallocated" in left else "unallocated"}
    if HoursChange.kind not in asked:
        hidden |= {"spent", "hours_delivered"}
    by_code = {answer.code: answer for answer in found if answer.code not in hidden}
    return [by_code[code] for code in SHOWN if code in by_code]


def _told(answer: Answer, view: View) -> SlideFigure:
    """The figure as it would be; what it is today, and the difference, under it."""
    today = view.say("meeting.what_if.today", value=value_alone(answer.baseline, view.language))
    moved = answer.difference.value if answer.difference is not None else None
    change = signed(moved, answer.scenario.unit, view.language) if moved else ""
    dated = DeckInput(fund=view.fund)
    told = figure(answer.scenario, dated, view.language)
    return replace(told, note=dotted((change, today)), metric=answer.baseline)
