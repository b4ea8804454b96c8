"""What is supposed on the page: levers as they were asked, kept for the session and in the address."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from fund.whatif import link
from fund.whatif.lever import Lever, Scenario
from fund.whatif.link import BrokenLinkError
from fund.whatif.questions import asked, begun
from pages.parts.session.view import View, current_view

LINK_KEY = "simulation"
BUTTONS = "simulation-questions"
_SUPPOSED = "supposed"
_ASKED = "supposed_asked"
_BROKEN = "supposed_broken"
_FUND = "supposed_fund"
_TURN = "supposed_turn"


def settle(view: View, *, went_back: bool = False) -> None:
    """Take up the scenario that the address brings, when the page is opened; write the one at hand into it after.

    While the page is open the address follows it, a move or two behind, and is not believed, unless the browser
    `went_back` to it. Another fund begins without anything supposed: levers name the programmes of one.
    """
    state = st.session_state
    in_address = "" if LINK_KEY in state and not went_back else str(st.query_params.get(LINK_KEY, ""))
    changed_fund = state.get(_FUND, view.fund.code) != view.fund.code
    state[_FUND] = view.fund.code
    if not (in_address or changed_fund or went_back):
        write()
        return
    try:
        _begin_with(link.parse(in_address).levers)
    except BrokenLinkError:
        _begin_with(())
        state[_BROKEN] = True


def was_broken() -> bool:
    """Whether the page was opened with a link that is no scenario, and nothing was supposed since."""
    return bool(st.session_state.get(_BROKEN))


def supposed() -> tuple[Lever, ...]:
    """Everything supposed at the moment."""
    found: tuple[Lever, ...] = st.session_state.setdefault(_SUPPOSED, ())
    return found


def in_question() -> Lever | None:
    """The lever whose question is being asked; not among those supposed where it names nothing yet."""
    found: Lever | None = st.session_state.get(_ASKED)
    return found


def scenario() -> Scenario:
    """Everything supposed, and the question that names nothing yet: it is answered by why it can't be."""
    question = in_question()
    alone = () if question is None or question in supposed() or question.is_idle else (question,)
    return Scenario((*supposed(), *alone))


def chosen() -> None:
    """Callback of the buttons: begin a question beside what is supposed; none where its button is released."""
    st.session_state[_ASKED] = None
    for lever in asked():
        if lever.kind == st.session_state[buttons_key()]:
            change(begun(lever, current_view().fund))


def change(lever: Lever) -> None:
    """Suppose this in the place of what the question asked about before."""
    levers, before = supposed(), in_question()
    place = next((at for at, each in enumerate(levers) if each is before), len(levers))
    st.session_state[_ASKED] = lever
    kept = () if lever.is_idle or not _has_address(lever) else (lever,)
    _suppose((*levers[:place], *kept, *levers[place + 1 :]))


def take_back(place: int) -> None:
    """No longer suppose the lever at that place."""
    levers = supposed()
    if levers[place] is in_question():
        _no_question()
    _suppose((*levers[:place], *levers[place + 1 :]))


def take(kept: str) -> None:
    """Take up what an address says, nothing where it is empty; one that can no longer be read changes nothing."""
    with suppress(BrokenLinkError):
        _begin_with(link.parse(kept).levers)


def buttons_key() -> str:
    """Another one each time that the question is put away: a message on its way still has the button pressed."""
    return f"{BUTTONS}-{st.session_state.get(_TURN, 0)}"


def field_key(name: str) -> str:
    """The key of a field of the question: another one for each question, and for each time that one is refilled."""
    lever = in_question()
    return f"asked {'' if lever is None else lever.kind} {name} {st.session_state.get(_TURN, 0)}"


def write() -> None:
    """The scenario in the address; nothing there when nothing is supposed."""
    st.session_state[LINK_KEY] = link.address(Scenario(supposed()))


def _begin_with(levers: Sequence[Lever]) -> None:
    _no_question()
    _suppose(tuple(levers))


def _no_question() -> None:
    st.session_state[_ASKED] = None
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _suppose(levers: tuple[Lever, ...]) -> None:
    """Suppose these, where an address can hold them: else what was supposed stays."""
    with suppress(BrokenLinkError):
        link.address(Scenario(levers))
        st.session_state[_SUPPOSED] = levers
        st.session_state[_BROKEN] = False
        write()


def _has_address(lever: Lever) -> bool:
    """Whether an address gives the lever back: one that names nobody is none."""
    with suppress(BrokenLinkError):
        return link.parse(link.address(Scenario((lever,)))).levers == (lever,)
    return False
