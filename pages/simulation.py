"""« Et si… ? »: a question in a sentence, its answer in another, beside the published figures."""

from time import sleep

import streamlit as st

from fund.whatif.answers import Answers
from fund.whatif.apply import apply
from pages.parts.session import address
from pages.parts.session.view import current_view
from pages.parts.show.page_head import title
from pages.parts.simulation import state
from pages.parts.simulation.answer import at_rest, show_answer, show_cash
from pages.parts.simulation.asking import buttons, sentences
from pages.parts.simulation.details import details, reverse
from pages.parts.simulation.saved import computed_otherwise, saved_simulations

PAUSE = 0.012
"""Seconds in which the answer is sent and drawn before all else is: told together, both are seen late."""


@st.fragment
def what_if() -> None:
    """Everything that follows a question."""
    view = current_view()
    if state.was_broken():
        st.warning(view.say("simulation.broken_link"))
    question, answer = st.container(), st.container(key="answer")
    applied = apply(state.scenario(), view.fund)
    answers = Answers(applied)
    with answer:
        if applied.levers:
            show_answer(answers, view)
        else:
            at_rest(applied, view)
    sleep(PAUSE)
    with question:
        buttons(view)
        sentences(view)
    with answer:
        show_cash(answers, view)
    if applied.levers:
        details(answers, view)
        computed_otherwise(applied, view)
    reverse(view)
    saved_simulations(applied, view)
    state.write()
    address.carry(state.LINK_KEY, place="address-simulation")


view = current_view()
title(view, view.say("menu.simulation"), subtitle=view.say("simulation.subtitle"))
state.settle(view, went_back=address.went_back())
what_if()
