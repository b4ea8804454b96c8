"""While the store cannot be reached: what a page says in its place, what was not done, and how it comes back."""

from __future__ import annotations

from time import monotonic

import streamlit as st

from fund.store.errors import OutcomeUnknown, StoreUnavailable
from fund.wording import Language, words
from pages.parts.session import funds

PUBLISH_KEY = "publish"
"""The button that publishes."""
SECONDS_BETWEEN_LOOKS = 4
_NOT_DONE = "not_done"


def not_done(said: str, error: StoreUnavailable) -> None:
    """Remember, for the next run to say, that what was asked for was not done; or that nobody knows whether."""
    st.session_state[_NOT_DONE] = why_not(said, error)


def why_not(said: str, error: StoreUnavailable) -> str:
    """The key of what is said of a write that failed: `said`, unless the store went away while it confirmed it."""
    return "store_down.unknown" if isinstance(error, OutcomeUnknown) else f"store_down.{said}"


def say_not_done(language: Language) -> None:
    """Say, once, what was not done."""
    if said := st.session_state.pop(_NOT_DONE, ""):
        st.error(words(f"pages.{said}", language))


def store_down(language: Language) -> None:
    """Say in the place of a page that it cannot be shown for the moment; it comes back by itself.

    Who has just clicked to publish is told that nothing was published: pages read before they write.
    """
    st.error(words("pages.store_down.told", language))
    if st.session_state.get(PUBLISH_KEY):
        st.session_state[_NOT_DONE] = "store_down.not_published"
    say_not_done(language)
    _come_back(monotonic())


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _come_back(down_at: float) -> None:
    """Run the page again once the store answers; not at once, for what fails for another reason would go round."""
    if monotonic() - down_at < SECONDS_BETWEEN_LOOKS / 2:
        return
    try:
        funds.store().pointers()
    except StoreUnavailable:
        return
    st.rerun()
