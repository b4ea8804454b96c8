"""What every page says of the version on screen: an earlier one, or that a newer one is public."""

from __future__ import annotations

import streamlit as st

from fund.wording import day, words
from pages.parts.session import address, funds
from pages.parts.session.versions import author_of, show_newest
from pages.parts.session.view import View, current_view
from pages.parts.show.markup import draw, plain_label

POLL_SECONDS = 4


def past_ribbon(view: View) -> None:
    """Say that an earlier version is on screen, and the way back."""
    version = view.version
    text = view.say(
        "version.past",
        number=version.number,
        date=day(version.created_at.date(), view.language),
        author=author_of(version.author, view),
    )
    draw('<div class="ribbon past" role="note">{text}</div>', text=text)
    st.button(view.say("version.back"), on_click=address.leave_version, key="leave-version", type="tertiary")


@st.fragment(run_every=POLL_SECONDS)
def newer_version_notice(*, frozen: bool = False) -> None:
    """Say discreetly that a newer version is public; only the viewer's click changes the figures.

    In a meeting that is `frozen` on its version there is nothing to click: its figures stay to the end.
    """
    view = current_view()
    if view.past or funds.public_version(view.fund.code) == view.version.id:
        return
    with st.container(key="newer-version", horizontal=True, vertical_alignment="center"):
        text = view.say("version.newer_in_meeting" if frozen else "version.newer")
        draw('<p class="newer" role="status">{text}</p>', text=text)
        if not frozen and st.button(plain_label(words("pages.version.show", view.language)), key="show-newest"):
            show_newest(view.fund.code)
            st.rerun()
