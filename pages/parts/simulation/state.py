"""What is supposed on the page: one lever per question, kept for the session and carried by the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

import streamlit as st

from fund.whatif import link
from fund.whatif.lever import Lever, Offer, Scenario, offers
from fund.whatif.link import BrokenLinkError
from pages.parts.session.view import View

LINK_KEY = "simulation"
SCOPE_KEY = "simulation-scope"
_SUPPOSED = "supposed"
_BROKEN = "supposed_broken"
_FUND = "supposed_fund"
_TURNS = "supposed_turns"

QuestionKey = tuple[str, str]
"""A question: the kind of lever, and what it is asked about; see `Lever.question_key`."""


def settle(view: View) -> None:
    """Take up the scenario that the address brings, when the page is opened; write the one at hand into it after.

    While the page is open the address follows it, a move or two behind, and is not believed. Another fund begins
    without anything supposed: levers name the programmes of one.
    """
    state = st.session_state
    asked = "" if LINK_KEY in state else str(st.query_params.get(LINK_KEY, ""))
    changed_fund = state.get(_FUND, view.fund.code) != view.fund.code
    state[_FUND] = view.fund.code
    if not (asked or changed_fund):
        write()
        return
    try:
        _begin_with(link.parse(asked))
    except BrokenLinkError:
        _begin_with(Scenario())
        state[_BROKEN] = True


def offered(view: View) -> tuple[Offer, ...]:
    """The questions that the version on screen allows, possible or not, worked out once."""
    return _offers(view.fund.code, view.version.id, view)


@st.cache_resource(show_spinner=False, max_entries=16)
def _offers(fund: str, version: int, _view: View) -> tuple[Offer, ...]:
    return offers(_view.fund)


def was_broken() -> bool:
    """Whether the page was opened with a link that is no scenario, and nothing was supposed since."""
    return bool(st.session_state.get(_BROKEN))


def scenario() -> Scenario:
    """Everything supposed at the moment."""
    return Scenario(tuple(supposed().values()))


def supposed() -> Mapping[QuestionKey, Lever]:
    """The levers by the question they answer."""
    found: dict[QuestionKey, Lever] = st.session_state.setdefault(_SUPPOSED, {})
    return found


def answered(offer: Offer) -> Lever:
    """The lever supposed as the answer to a question, else the one that the question offers."""
    return supposed().get(offer.lever.question_key, offer.lever)


def suppose(lever: Lever) -> None:
    """Take a lever in the place of the one that answered the same question."""
    levers = {key: each for key, each in supposed().items() if key != lever.question_key}
    if not lever.is_idle:
        levers[lever.question_key] = lever
    try:
        link.address(Scenario(tuple(levers.values())))
    except BrokenLinkError:
        # A name that no address can hold, or too many levers: what was supposed stays.
        return
    st.session_state[_SUPPOSED] = levers
    st.session_state[_BROKEN] = False
    write()


def undo(question: QuestionKey) -> None:
    """No longer suppose an answer to that question."""
    st.session_state.setdefault(_SUPPOSED, {}).pop(question, None)
    forget_fields()
    write()


def undo_all() -> None:
    """Back to the fund as it is."""
    _begin_with(Scenario())


def take(kept: str) -> None:
    """Take up a kept scenario, by what its address says; one that can no longer be read changes nothing."""
    with suppress(BrokenLinkError):
        _begin_with(link.parse(kept))


def _begin_with(asked: Scenario) -> None:
    """Suppose this and nothing else; a second answer to one question stands beside the first."""
    found: dict[QuestionKey, Lever] = {}
    for lever in asked.levers:
        kind, about = lever.question_key
        while (kind, about) in found:
            about += "+"
        found[kind, about] = lever
    st.session_state[_SUPPOSED] = found
    st.session_state[_BROKEN] = False
    forget_fields()
    write()


def field_key(question: QuestionKey, part: str) -> str:
    """The key of a field of the page that sets a lever."""
    turns = _turns()
    return f"lever {question[0]} {question[1]} {part} {turns[None]}.{turns[question, part]}"


def is_current(key: str, question: QuestionKey, part: str) -> bool:
    """Whether that field is on the page: the browser tells for a while of one that another has replaced."""
    return key == field_key(question, part)


def renew(question: QuestionKey, part: str) -> None:
    """Let a field be filled anew from what is supposed, as another field.

    Were its value written for it, the browser would send the old one along with whatever is done until the new one
    arrives, as if a person had typed it: a slider that is dragged would jump back.
    """
    _turns()[question, part] += 1


def forget_fields() -> None:
    """Let all fields be filled anew from what is supposed."""
    _turns()[None] += 1


def _turns() -> Counter[tuple[QuestionKey, str] | None]:
    """How often each field was filled anew, and all of them (None)."""
    found: Counter[tuple[QuestionKey, str] | None] = st.session_state.setdefault(_TURNS, Counter())
    return found


def write() -> None:
    """The scenario in the address; nothing there when nothing is supposed."""
    st.session_state[LINK_KEY] = link.address(scenario())
