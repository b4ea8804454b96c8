"""Meetings and decisions: what was decided, what is still to do, the pack to take home; for staff, the preparation."""

import streamlit as st

from fund.records import Meeting
from fund.wording import day
from pages.parts.meeting.decisions import decisions, listed
from pages.parts.meeting.deck_editor import editor
from pages.parts.meeting.meeting_form import meeting_form
from pages.parts.meeting.pack import pack
from pages.parts.session import funds
from pages.parts.session.staff import staff_here
from pages.parts.session.view import View, current_view, withdrawal_of
from pages.parts.show.links import page_link
from pages.parts.show.markup import draw, fill
from pages.parts.show.page_head import section, title
from pages.parts.show.period_head import period_head


def held(view: View) -> None:
    """Every meeting that is closed, newest first."""
    meetings = [each for each in funds.store().meetings.of(view.fund.code) if each.closed_at is not None]
    if not meetings:
        return
    section(view.say("meetings.held"))
    for meeting in meetings:
        with st.container(border=True, key=f"meeting-{meeting.id}"):
            one_held(meeting, view)


def one_held(meeting: Meeting, view: View) -> None:
    """When and where, on which version, what was decided, and the way to the slides as they were."""
    store = funds.store()
    version, decided = store.version(meeting.version_id), store.decisions.of_meeting(meeting.id)
    gone = version.withdrawn_at
    draw(
        '<div class="version"><h3>{date}{place}</h3><p class="soft">{said}</p>{gone}{decided}</div>',
        date=day(meeting.held_on, view.language),
        place=f" · {meeting.place}" if meeting.place else "",
        said=view.say("meetings.on_version", number=version.number, n=len(decided)),
        gone="" if gone is None else fill("<p>{text}</p>", text=withdrawal_of(version, view)),
        decided=listed(decided, view) if decided else "",
    )
    if gone is None:
        page_link("meeting.py", view.say("meetings.slides_then"), version=version.number)


view = current_view()
title(view, view.say("menu.seances"), subtitle=view.say("meetings.subtitle"))
period_head(view, hint=False)
meeting_form(view)
decisions(view)
pack(view)
held(view)
if staff_here() is not None:
    editor(view)
