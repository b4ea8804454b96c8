"""What is supposed on the page: one lever per question, kept for the session and carried by the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from fund.whatif import link
from fund.whatif.levers import KINDS, Kind, Lever, RateChange, Scenario, TrancheForward, is_idle
from fund.whatif.link_fields import BrokenLinkError
from pages.parts.view import View

LINK_KEY = "simulation"
_SUPPOSED = "supposed"
_WRITTEN = "supposed_link"
_BROKEN = "supposed_broken"
_FUND = "supposed_fund"

Place = tuple[Kind, str]
"""A question: the kind of lever, and its programme (a currency for a rate)."""


def settle(view: View) -> bool:
    """Take up the scenario the address asks for, if it is not the one at hand; tells whether it was broken.

    Another fund begins without anything supposed: levers name the programmes of one.
    """
    state = st.session_state
    asked = str(state.get(LINK_KEY) or st.query_params.get(LINK_KEY) or "")
    if state.get(_FUND, view.fund.code) != view.fund.code:
        asked = ""
        state[_SUPPOSED] = {}
    state[_FUND] = view.fund.code
    if asked != state.get(_WRITTEN, ""):
        state[_BROKEN] = False
        try:
            state[_SUPPOSED] = _by_place(link.parse(asked)) if asked else {}
        except BrokenLinkError:
            state[_SUPPOSED] = {}
            state[_BROKEN] = True
        forget_fields()
    _write()
    return bool(state.get(_BROKEN))


def scenario() -> Scenario:
    """Everything supposed at the moment."""
    return Scenario(tuple(supposed().values()))


def supposed() -> Mapping[Place, Lever]:
    """The levers by the question they answer."""
    found: dict[Place, Lever] = st.session_state.setdefault(_SUPPOSED, {})
    return found


def suppose(lever: Lever) -> None:
    """Take a lever in the place of the one that answered the same question."""
    levers = {place: each for place, each in supposed().items() if place != place_of(lever)}
    if not is_idle(lever):
        levers[place_of(lever)] = lever
    try:
        link.address(Scenario(tuple(levers.values())))
    except BrokenLinkError:
        # A name that no address can hold, or too many levers: what was supposed stays.
        return
    st.session_state[_SUPPOSED] = levers
    st.session_state[_BROKEN] = False
    _write()


def undo(place: Place) -> None:
    """No longer suppose an answer to that question."""
    st.session_state.setdefault(_SUPPOSED, {}).pop(place, None)
    forget_fields()
    _write()


def undo_all() -> None:
    """Back to the fund as it is."""
    st.session_state[_SUPPOSED] = {}
    st.session_state[_BROKEN] = False
    forget_fields()
    _write()


def take(kept: str) -> None:
    """Take up a kept scenario, by what its address says."""
    st.session_state[_SUPPOSED] = _by_place(link.parse(kept))
    forget_fields()
    _write()


def place_of(lever: Lever) -> Place:
    """The question that a lever answers."""
    kind = KINDS[type(lever)]
    if isinstance(lever, RateChange):
        return kind, lever.currency
    if isinstance(lever, TrancheForward):
        return kind, f"{lever.programme} {lever.number}"
    about = getattr(lever, "programme", "") or getattr(lever, "source", "")
    return kind, "" if kind is Kind.CONTRIBUTION else about


def _by_place(asked: Scenario) -> dict[Place, Lever]:
    """The levers by their questions; a second answer to one question stands beside the first."""
    found: dict[Place, Lever] = {}
    for lever in asked.levers:
        kind, about = place_of(lever)
        while (kind, about) in found:
            about += "+"
        found[kind, about] = lever
    return found


def field_key(place: Place, part: str) -> str:
    """The key of a field of the page that sets a lever."""
    return f"lever {place[0]} {place[1]} {part}"


def forget_fields() -> None:
    """Let the fields be filled anew from what is supposed."""
    for key in [key for key in st.session_state if str(key).startswith("lever ")]:
        del st.session_state[key]


def _write() -> None:
    """The scenario in the address; nothing there when nothing is supposed."""
    st.session_state[LINK_KEY] = st.session_state[_WRITTEN] = link.address(scenario())
