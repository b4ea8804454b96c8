"""On the overview: what is to be decided, and what is to be asked of whom, in plain words and without cells."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from fund.committee.request_words import heading, questions, what_for
from fund.committee.requests import requests
from fund.committee.to_decide import ready_payments, unallocated
from fund.model import Severity
from fund.slides.changes import restated_lines
from fund.wording import count, words
from fund.wording.figures import capitalised, pair
from pages.parts.meeting.decisions import to_do
from pages.parts.meeting.meeting_data import material, meeting_of
from pages.parts.session.explained_findings import judged
from pages.parts.session.view import View
from pages.parts.show.links import page_link
from pages.parts.show.markup import bullets, draw, fill, paragraph, plain_label
from pages.parts.show.page_head import section

MOST_QUESTIONS = 5


def to_settle(view: View) -> None:
    """What the committee can decide now, then what to ask, then the way to the checks."""
    with st.container(key="to-settle"):
        _to_decide(view)
        to_do(view)
        _to_ask(view)
        number = sum(finding.severity is not Severity.NOTE for finding in judged(view).loud)
        label = view.say("findings.open_checks", n=number, count=count(number, view.language))
        page_link("checks.py", plain_label(label))


def corrected(view: View) -> None:
    """In a period since a meeting: what it was shown and is otherwise now, as of the same day, with its rows."""
    since = view.period is not None and view.period.meeting is not None
    if since and (lines := restated_lines(material(view, meeting_of(view)), view.language)):
        draw(bullets(lines, "restated"))


def _to_decide(view: View) -> None:
    section(words("committee.title", view.language))
    payments = ready_payments(view.metrics, view.language)
    items: list[Markup | str] = [pair(each.programme.called, each.said, view.language) for each in payments]
    if money := unallocated(view.metrics, view.language):
        items.append(capitalised(money))
    if items:
        draw(bullets(items, "to-decide"))
    else:
        paragraph(words("committee.nothing", view.language))


def _to_ask(view: View) -> None:
    asked = requests(view.metrics)
    if not asked:
        return
    section(heading(asked, view.language))
    every = questions(asked, view.metrics.short_names, view.language)
    shown = every if len(every) <= MOST_QUESTIONS else every[: MOST_QUESTIONS - 1]
    items = [fill("<strong>{who}</strong> {what}", who=each.who, what=each.what) for each in shown]
    draw(bullets(items, "to-ask"))
    if rest := len(every) - len(shown):
        paragraph(words("committee.more", view.language, n=rest, count=count(rest, view.language)))
    paragraph(what_for(asked, view.metrics, view.language))
