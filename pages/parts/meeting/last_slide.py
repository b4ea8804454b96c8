"""The slide that was last on screen: a question asked on another page costs nobody their place."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.parts.session import address
from pages.parts.session.view import View

SLIDE_KEY = "diapo"
"""The parameter that names the slide on screen."""
_LAST = "last_slide"


@dataclass(frozen=True, slots=True)
class LastSlide:
    """A slide's code and its place in the deck, from 1; both empty where none was on screen."""

    code: str = ""
    place: int = 0


def remember(fund: str, code: str, place: int) -> None:
    """Keep for this session which slide of a fund is on screen."""
    st.session_state[_LAST] = {**st.session_state.get(_LAST, {}), fund: LastSlide(code, place)}


def last_slide(fund: str) -> LastSlide:
    """The slide of that fund that was last on screen in this session."""
    found: LastSlide = st.session_state.get(_LAST, {}).get(fund, LastSlide())
    return found


def way_back(view: View) -> None:
    """The way back to the slide that was on screen; nothing before the first one."""
    last = last_slide(view.fund.code)
    if last.place > 1:
        st.page_link(
            "meeting.py",
            label=view.say("meeting.resume", place=last.place),
            query_params={**address.query(), SLIDE_KEY: last.code},
        )
