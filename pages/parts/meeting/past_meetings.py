"""The meetings that were held: when, where, on which version, and what was decided there."""

from __future__ import annotations

import streamlit as st

from fund.records import Meeting
from fund.wording import day
from pages.parts.meeting.decisions import listed
from pages.parts.session import address, funds
from pages.parts.session.view import View
from pages.parts.show.markup import draw, plain_label
from pages.parts.show.page_head import section


def held(view: View) -> None:
    """Every meeting that is closed, newest first."""
    meetings = [each for each in funds.store().meetings.of(view.fund.code) if each.closed_at is not None]
    if not meetings:
        return
    section(view.say("meetings.held"))
    for meeting in meetings:
        with st.container(border=True, key=f"meeting-{meeting.id}"):
            _meeting(meeting, view)


def _meeting(meeting: Meeting, view: View) -> None:
    store = funds.store()
    version, decided = store.version(meeting.version_id), store.decisions.of_meeting(meeting.id)
    place = f" · {meeting.place}" if meeting.place else ""
    draw(
        '<div class="version"><h3>{date}{place}</h3><p class="soft">{said}</p>{decided}</div>',
        date=day(meeting.held_on, view.language),
        place=place,
        said=view.say("meetings.on_version", number=version.number, n=len(decided)),
        decided=listed(decided, view) if decided else "",
    )
    st.page_link(
        "meeting.py",
        label=plain_label(view.say("meetings.slides_then")),
        query_params={**address.query(), address.VERSION_KEY: str(version.number)},
    )
