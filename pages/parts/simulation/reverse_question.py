"""« Pour atteindre… »: the reverse question, answered by the least amount of one lever."""

from __future__ import annotations

import streamlit as st

from fund.metrics.result import ProgrammeMetrics
from fund.whatif.lever import Lever
from fund.whatif.sentences import target_sentence
from fund.whatif.targets import TARGETS, HoursGiven, Reached, SearchedLever, Target, reach, searched
from pages.parts.session.view import View
from pages.parts.show.forms import NotAnAmountError, typed_number
from pages.parts.show.markup import draw
from pages.parts.simulation.state import forget_fields, scenario, suppose


def reverse_question(programme: str, view: View) -> None:
    """Choose a target and a lever; the amount comes with what it would change."""
    if not programme:
        return
    fold = st.expander(view.say("simulation.reach.title"), key="reach", on_change="rerun")
    if not fold.open:
        return
    with fold, st.container(horizontal=True, vertical_alignment="bottom"):
        target = st.selectbox(
            view.say("simulation.reach.target"),
            list(TARGETS),
            format_func=lambda code: view.say(f"simulation.reach.targets.{code}"),
            key="reach-target",
        )
        levers = {lever.kind: lever for lever in TARGETS[target].levers}
        kind = st.selectbox(
            view.say("simulation.reach.lever"),
            list(levers),
            format_func=lambda code: view.say(f"simulation.reach.levers.{code}"),
            key=f"reach-lever-{target}",
        )
        asked = (
            st.text_input(view.say("simulation.reach.hours"), value="100", key="reach-hours", max_chars=12, width=150)
            if target == HoursGiven.code
            else ""
        )
    with fold:
        _answer(TARGETS[target], levers[kind], asked, view.metrics.programme(programme), view)


def _answer(
    target: type[Target], lever: type[SearchedLever], asked: str, programme: ProgrammeMetrics, view: View
) -> None:
    try:
        aim = _target(target, asked, programme, view)
    except NotAnAmountError:
        st.error(view.say("simulation.not_a_number"))
        return
    found = reach(aim, searched(lever, programme), scenario(), view.fund)
    kind_of = "reached" if isinstance(found, Reached) else "text broken"
    text = target_sentence(aim, found, view.language, view.metrics.names)
    draw('<p class="{kind}">{text}</p>', kind=kind_of, text=text)
    if isinstance(found, Reached) and found.lever is not None:
        st.button(view.say("simulation.reach.take"), key="reach-take", on_click=_take, args=(found.lever,))


def _take(lever: Lever) -> None:
    forget_fields()
    suppose(lever)


def _target(target: type[Target], asked: str, programme: ProgrammeMetrics, view: View) -> Target:
    if issubclass(target, HoursGiven):
        return target(programme.code, int(typed_number(asked, view.language)))
    return target(programme.code)
