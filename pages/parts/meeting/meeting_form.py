"""For staff: open a meeting on the published version, record what is decided, close the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from types import MappingProxyType

import streamlit as st

from fund.changes import figures_now
from fund.metrics.cutoff import begun
from fund.records import Meeting
from fund.store.decisions import LONGEST_TEXT
from fund.store.errors import InvalidRecord, MeetingUnderWay, WithdrawnVersion
from fund.wording import day, moment, words
from pages.parts.meeting.meeting_data import under_way
from pages.parts.session import funds
from pages.parts.session.staff import require_staff, staff_here
from pages.parts.session.view import View
from pages.parts.show.forms import NotAnAmountError, outcome, say_outcome, typed_cents
from pages.parts.show.links import page_link
from pages.parts.show.markup import paragraph, plain_label
from pages.parts.show.page_head import section

_OUTCOME = "meeting_outcome"
FAULTS: Mapping[type[Exception], str] = MappingProxyType(
    {
        InvalidRecord: "meetings.faults.decision",
        MeetingUnderWay: "meetings.faults.under_way",
        WithdrawnVersion: "version.gone",
        NotAnAmountError: "meetings.faults.amount",
    }
)


def meeting_form(view: View) -> None:
    """The way to the slides for all; for staff, the meeting itself."""
    meeting = under_way(view.fund.code)
    if meeting is not None:
        paragraph(_said(meeting, view), kind="under-way")
        _before_closing(meeting.held_on, "meetings.dated_before", view)
    page_link("meeting.py", view.say("meetings.show"))
    if staff_here() is None:
        return
    say_outcome(_OUTCOME, view)
    if meeting is None:
        _opening(view)
    else:
        _recording(meeting, view)
        with st.popover(view.say("meetings.close"), key="close-asked", type="tertiary"):
            paragraph(view.say("meetings.close_sure", date=day(meeting.held_on, view.language)))
            st.button(view.say("meetings.close_yes"), key="close-meeting", on_click=_close, args=(meeting,))


def _said(meeting: Meeting, view: View) -> str:
    version = funds.store().version(meeting.version_id)
    gone = version.withdrawn_at
    return view.say(
        "meetings.under_way" if gone is None else "meetings.under_way_withdrawn",
        date=day(meeting.held_on, view.language),
        place=f", {meeting.place}" if meeting.place else "",
        number=version.number,
        withdrawn="" if gone is None else day(gone.date(), view.language),
    )


def _before_closing(held_on: date, text: str, view: View) -> None:
    """Warn that a meeting is dated before the day that the figures it shows are as of, with what to do about it."""
    stopped = view.dataset.fund.as_of
    if stopped is not None and not begun(stopped, held_on):
        dates = {"held": day(held_on, view.language), "stopped": moment(stopped, view.language)}
        st.warning(plain_label(view.say(text, **dates)))


def _opening(view: View) -> None:
    section(view.say("meetings.new"), note=view.say("meetings.new_note"))
    columns = st.columns([1, 3], vertical_alignment="bottom")
    today = datetime.now(UTC).date()
    # Outside the form: what is wrong with a day is said where it is chosen, before there is a meeting of it.
    held_on = columns[0].date_input(view.say("meetings.date"), value=today, format="DD/MM/YYYY", key="meeting-date")
    with columns[1], st.form("open-meeting", border=False):
        where, start = st.columns([2, 1], vertical_alignment="bottom")
        where.text_input(view.say("meetings.where"), key="meeting-place", max_chars=200)
        start.form_submit_button(view.say("meetings.start"), type="primary", on_click=_open, args=(view,))
    _before_closing(held_on, "meetings.before_closing", view)


def _open(view: View) -> None:
    author, typed = require_staff().name, st.session_state
    with outcome(_OUTCOME, FAULTS):
        funds.store().meetings.open(
            view.fund.code,
            held_on=typed["meeting-date"],
            place=typed["meeting-place"],
            version_id=funds.public_version(view.fund.code),
            author=author,
        )


def _recording(meeting: Meeting, view: View) -> None:
    section(view.say("meetings.record"))
    names = {"": view.say("whole_fund"), **view.metrics.names}
    with st.form("record-decision", border=False):
        st.text_area(
            words("decisions.columns.decision", view.language), key="decision-text", max_chars=LONGEST_TEXT, height=90
        )
        columns = st.columns([2, 1, 1, 1], vertical_alignment="bottom")
        columns[0].selectbox(
            words("figures.facts.programme", view.language),
            list(names),
            format_func=lambda code: names[code],
            key="decision-programme",
        )
        columns[1].text_input(view.say("meetings.amount"), key="decision-amount", placeholder="12 500,50 €")
        columns[2].date_input(view.say("meetings.by"), value=None, format="DD/MM/YYYY", key="decision-due")
        columns[3].form_submit_button(view.say("meetings.keep"), type="primary", on_click=_record, args=(meeting, view))


def _record(meeting: Meeting, view: View) -> None:
    author, typed = require_staff().name, st.session_state
    with outcome(_OUTCOME, FAULTS):
        funds.store().decisions.record(
            meeting.fund,
            typed["decision-text"],
            author=author,
            meeting_id=meeting.id,
            programme=typed["decision-programme"],
            amount_cents=typed_cents(typed["decision-amount"], view.language),
            due=typed["decision-due"],
        )
        typed["decision-text"], typed["decision-amount"], typed["decision-due"] = "", "", None


def _close(meeting: Meeting) -> None:
    author, store = require_staff().name, funds.store()
    # What the meeting ended on stays told, whatever the rules become; unless its version was withdrawn.
    with suppress(WithdrawnVersion):
        figures = figures_now(funds.opened(meeting.fund, meeting.version_id).metrics)
        store.keep_figures(meeting.version_id, figures, meeting_id=meeting.id)
    store.meetings.close(meeting.id, author=author)
