"""What is taken home from a meeting: presentation, figures and report, made when asked for and kept for the session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import streamlit as st

from fund.pack.figures_workbook import figures_workbook
from fund.pack.presentation import presentation
from fund.pack.report import periods, report
from fund.records import Meeting
from fund.slides.deck import deck, taken_home
from fund.wording import day
from pages.parts.meeting.meeting_data import Edition, edition, material, meeting_of
from pages.parts.session import funds
from pages.parts.session.photo_rights import taken_home_now
from pages.parts.session.staff import staff_here
from pages.parts.session.view import View, current_view
from pages.parts.show.downloads import download, staff_file
from pages.parts.show.markup import plain_label
from pages.parts.show.page_head import section

_MADE = "pack"


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for: documents made for another order are not offered. `spoken`: with the speaker's lines."""

    edition: Edition
    period: str
    spoken: bool


def pack(view: View) -> None:
    """The choice of the meeting, the button, the progress, and the three files."""
    section(view.say("meetings.pack.title"), note=view.say("meetings.pack.note"))
    _pack()


@st.fragment
def _pack() -> None:
    view = current_view()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        then, meeting = _subject(view)
        order = _Order(edition(then, meeting), _period(then), staff_here() is not None)
        made: tuple[_Order, dict[str, bytes]] | None = st.session_state.get(_MADE)
        ready = made is not None and made[0] == order
        asked = st.button(view.say("meetings.pack.make"), key="make-pack", type="primary", disabled=ready)
    if asked and not ready:
        made = order, _made(order, meeting, then)
        given = material(then, meeting)
        photos = [photo.digest for owner in ("", *given.fund.metrics.names) for photo in given.photos_of(owner)]
        taken_home_now(then, "meeting", photos)
        st.session_state[_MADE] = made
    if made is not None and made[0] == order:
        with st.container(horizontal=True, key="pack-files"):
            for kind, content in made[1].items():
                _offer(kind, content, then, staff=order.spoken)


def _subject(view: View) -> tuple[View, Meeting | None]:
    """The meeting that the documents are of (None: the next one), and the fund as it was then.

    The one under way, else the next one, unless one that was held is chosen.
    """
    now = meeting_of(view)
    store, fund = funds.store(), view.fund.code
    gone = store.withdrawn(fund)
    held = {each.id: each for each in store.meetings.of(fund) if each.closed_at and each.version_id not in gone}
    first = 0 if now is None else now.id
    held.pop(first, None)
    named = {
        first: view.say("meetings.pack.next") if now is None else _named(now, view),
        **{meeting.id: _named(meeting, view) for meeting in held.values()},
    }
    chosen = first
    if held:
        label = view.say("meetings.pack.of")
        chosen = st.selectbox(label, list(named), format_func=lambda key: named[key], key="pack-meeting", width=320)
    if chosen == first:
        return view, now
    then = store.version(held[chosen].version_id)
    return replace(view.of(funds.opened(fund, then.id)), version=then, past=True, whole=None), held[chosen]


def _named(meeting: Meeting, view: View) -> str:
    date = day(meeting.held_on, view.language)
    return f"{date}, {meeting.place}" if meeting.place else date


def _period(view: View) -> str:
    """Which of the workbook's texts the report holds, where they are of several periods; empty for all.

    Those of the period that the figures follow where one is chosen.
    """
    told = periods(view.metrics)
    if len(told) < 2 or view.period is not None:
        return ""
    return st.selectbox(
        view.say("meetings.pack.period"),
        ["", *told],
        format_func=lambda name: name or view.say("meetings.pack.every_period"),
        key="pack-period",
        width=240,
    )


def _made(order: _Order, meeting: Meeting | None, view: View) -> dict[str, bytes]:
    """The files by their extension, each said while it is made."""
    files = {}
    with st.status(view.say("meetings.pack.making"), expanded=True) as progress:
        for kind, make in _steps(order, meeting, view):
            st.write(view.say(f"meetings.pack.{kind}"))
            files[kind] = make()
        progress.update(label=view.say("meetings.pack.ready"), state="complete", expanded=False)
    return files


def _steps(order: _Order, meeting: Meeting | None, view: View) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """How each file is made; what the speaker says at each slide is for staff."""
    language, given = view.language, material(view, meeting)
    slides = taken_home(deck(given, language))
    if not order.spoken:
        slides = tuple(replace(slide, line="") for slide in slides)
    photo = funds.store().pictures.content
    yield "pptx", lambda: presentation(slides, language, title=view.dataset.fund.name, photo=photo)
    yield "xlsx", lambda: figures_workbook(view.fund, slides, language)
    yield "docx", lambda: report(given, language, period=order.period, photo=photo)


def _offer(kind: str, content: bytes, view: View, *, staff: bool) -> None:
    label, name = view.say(f"meetings.pack.{kind}"), f"{view.fund.code}-{view.version.number}.{kind}"
    make = funds.while_it_stands(view.version.id, lambda: content)
    if staff:
        # Streamlit's own downloads go to whoever has their address: the speaker's lines are not for all.
        staff_file(label, key=f"pack-{kind}", make=make, file_name=name)
    else:
        download(plain_label(label), make, file_name=name, key=f"pack-{kind}")
