"""Which version of a fund is on screen: the public one, pinned until the viewer says so, or a past one."""

from __future__ import annotations

import streamlit as st

from fund.store import SYSTEM, UnknownVersion, Version
from pages.parts.session import address, funds
from pages.parts.session.view import View

_PINNED = "pinned_versions"


def version_on_screen(fund: str) -> tuple[Version, bool]:
    """The version to show, and whether it is a past one that the address asked for.

    A public version stays on screen for the session until the viewer asks for the newer one: figures
    never change by themselves on a projector. An unknown number, or one of another fund, shows the public one.
    """
    pinned = st.session_state.setdefault(_PINNED, {})
    asked = address.settle_version()
    if asked is not None:
        found = next((version for version in funds.store().versions(fund) if version.number == asked), None)
        if found is not None and found.id != funds.public_version(fund):
            return found, True
        if found is not None:
            pinned[fund] = found.id
        address.leave_version()
    if fund not in pinned:
        pinned[fund] = funds.public_version(fund)
    try:
        return funds.store().version(pinned[fund]), False
    except UnknownVersion:
        # The store was replaced by a back-up while this session was open.
        pinned[fund] = funds.public_version(fund)
        return funds.store().version(pinned[fund]), False


def show_newest(fund: str) -> None:
    """Let go of the version this session shows: the next run shows the public one."""
    st.session_state.setdefault(_PINNED, {}).pop(fund, None)


def author_of(name: str, view: View) -> str:
    """Who did it, as kept; the application itself has a name in each language."""
    return view.say("history.system") if name == SYSTEM else name
