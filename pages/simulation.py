"""« Et si… ? »: levers on the left, the answer beside the published figures on the right.

Both sides are drawn again at every move of a lever, the answer first.
"""

from time import sleep

import streamlit as st

from fund.whatif.answers import Answers
from fund.whatif.apply import apply
from fund.whatif.lever import Offer
from fund.whatif.sentences import reason_sentence, refused_sentence, scenario_sentences
from pages.parts.session import address
from pages.parts.session.view import View, current_view
from pages.parts.show.markup import bullets, draw, fill, paragraph
from pages.parts.show.page_head import title
from pages.parts.simulation import state
from pages.parts.simulation.answer import key_answers, show_answer, show_before_after
from pages.parts.simulation.details import details
from pages.parts.simulation.form import question
from pages.parts.simulation.reverse_question import reverse_question
from pages.parts.simulation.saved import saved_simulations

PAUSE = 0.012
"""Seconds in which the answer is sent and drawn before the chart is made: told together, both are seen late."""


@st.fragment
def what_if() -> None:
    """Everything that follows a lever."""
    view = current_view()
    programme = _scope(view)
    applied = apply(state.scenario(), view.fund)
    answered = Answers(applied, programme)
    left, right = st.columns([3, 7], gap="medium")
    # The answer is sent before the levers: it is what the room waits for.
    with right, st.container(key="answer"):
        if state.was_broken():
            st.warning(view.say("simulation.broken_link"))
        pairs = key_answers(answered, programme, view)
        show_answer(pairs, answered, scenario_sentences(applied.levers, view.language, view.metrics.names), view)
        sleep(PAUSE)
        for refused in applied.refused:
            paragraph(refused_sentence(refused, view.language, view.metrics.names), kind="broken")
        show_before_after(pairs, view)
    with left, st.container(key="levers"):
        _levers(programme, view)
    details(answered, programme, view)
    reverse_question(programme, view)
    saved_simulations(applied, view)
    state.write()
    address.carry(state.LINK_KEY, place="address-simulation")


def _scope(view: View) -> str:
    """The programme the questions are about, empty for the fund. A link about one programme opens on it."""
    chosen = st.session_state.get(state.SCOPE_KEY, _named_alone())
    codes = {programme.code for programme in view.metrics.programmes}
    st.session_state[state.SCOPE_KEY] = chosen if chosen in codes else ""
    return str(st.session_state[state.SCOPE_KEY])


def _named_alone() -> str:
    """The programme that everything supposed is about; empty where there is no such one."""
    named = {lever.asked_programme for lever in state.supposed().values()}
    return named.pop() if len(named) == 1 else ""


def _levers(programme: str, view: View) -> None:
    names = {"": view.say("whole_fund"), **view.metrics.names}
    st.selectbox(view.say("simulation.about"), list(names), format_func=lambda code: names[code], key=state.SCOPE_KEY)
    mine = [offer for offer in state.offered(view) if offer.lever.asked_programme == programme]
    possible = [offer for offer in mine if offer.possible]
    for number, offer in enumerate(possible):
        question(offer, view, opened=number == 0)
    st.button(
        view.say("simulation.reset_all"),
        key="reset-all",
        on_click=state.undo_all,
        disabled=not state.supposed(),
        icon=":material/restart_alt:",
    )
    _impossible([offer for offer in mine if not offer.possible], view, opened=not possible)


def _impossible(others: list[Offer], view: View, *, opened: bool) -> None:
    """What can't be asked of this fund, and why."""
    if not others:
        return
    items = (
        fill(
            "<strong>{question}</strong> {reason}",
            question=offer.lever.question(view.language),
            reason=_reason(offer, view),
        )
        for offer in others
    )
    with st.expander(view.say("simulation.impossible", n=len(others)), expanded=opened, key=f"impossible-{opened}"):
        draw(bullets(items, "impossible"))


def _reason(offer: Offer, view: View) -> str:
    refused = offer.refused
    return "" if refused is None else reason_sentence(refused.reason, refused.fields, view.language, view.metrics.names)


view = current_view()
title(view, view.say("menu.simulation"), subtitle=view.say("simulation.subtitle"))
state.settle(view)
what_if()
