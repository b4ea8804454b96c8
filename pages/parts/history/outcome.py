"""What became of the last request of this session to restore or to withdraw a version."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from fund.records import Version
from pages.parts.session.view import View

_OUTCOME = "history_outcome"
_DONE = ("restored_now", "withdrawn_now")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was asked (`code` is a sentence of the history's) of `version`, and what was public after it (both ids).

    `number` is that of the version it ended with: the one restored, or the one withdrawn.
    """

    code: str
    version: int
    public: int
    number: int = 0


def remember(outcome: Outcome) -> None:
    """Keep what became of a request, for the page to say when it is drawn again."""
    st.session_state[_OUTCOME] = outcome


def say_done(view: View) -> None:
    """Say that what was asked for is done, for as long as nothing else was made public."""
    last: Outcome | None = st.session_state.get(_OUTCOME)
    if last is not None and last.code in _DONE and last.public == view.version.id:
        st.success(view.say(f"history.{last.code}", number=last.number))


def refusal_of(version: Version, public: int) -> str:
    """The code of why what was last asked of this version was not done, for as long as that holds; else empty."""
    last: Outcome | None = st.session_state.get(_OUTCOME)
    if last is None or last.code in _DONE or (last.version, last.public) != (version.id, public):
        return ""
    return last.code
