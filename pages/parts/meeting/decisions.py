"""What was decided: to do first, then what is done; read by all, kept up to date by staff."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st
from markupsafe import Markup

from fund.records import ENDED, Decision, DecisionState, Version
from fund.store.decisions import LONGEST_TEXT
from fund.store.errors import InvalidRecord, StaleRecord
from fund.whatif.link import BrokenLinkError, parse
from fund.whatif.scenario_decision import is_carried
from fund.wording import day, words
from fund.wording.dates import before
from fund.wording.tables import decision_amount, state_label
from pages.parts.session import address, funds
from pages.parts.session.staff import require_staff, staff_here
from pages.parts.session.view import View
from pages.parts.show.forms import outcome, say_outcome
from pages.parts.show.links import page_link
from pages.parts.show.markup import dotted, draw, fill, fill_if, join, paragraph
from pages.parts.show.page_head import section
from pages.parts.simulation.state import LINK_KEY

_OUTCOME = "decision_outcome"


def to_do(view: View) -> None:
    """On the overview: what was decided and is still to do, and the way to the rest. Nothing where there is none."""
    waiting = funds.store().decisions.open_of(view.fund.code)
    if not waiting:
        return
    section(view.say("meetings.to_do"))
    draw(listed(waiting, view))
    page_link("meetings.py", view.say("meetings.open"))


def decisions(view: View) -> None:
    """Every decision, those still to do first."""
    every = funds.store().decisions.of(view.fund.code)
    marked = staff_here() is not None and any(each.simulation for each in every)
    section(words("decisions.title", view.language), note=view.say("meetings.applied_note") if marked else "")
    say_outcome(_OUTCOME, view, fault=st.warning)
    if not every:
        paragraph(view.say("meetings.no_decision"))
        return
    waiting = [decision for decision in reversed(every) if decision.state not in ENDED]
    ended = [decision for decision in every if decision.state in ENDED]
    if staff_here() is None:
        draw(listed(waiting, view))
    else:
        for decision in waiting:
            with st.container(horizontal=True, vertical_alignment="center", key=f"decision-{decision.id}"):
                draw(listed([decision], view))
                _states(decision, view)
                _mending(decision, view)
    if ended:
        with st.expander(view.say("meetings.ended", n=len(ended)), key="decisions-ended"):
            draw(listed(ended, view))


def listed(rows: Sequence[Decision], view: View) -> Markup:
    """Decisions as a list: what, for which programme, how much, by when, how far it is."""
    return fill('<ul class="decisions">{items}</ul>', items=join([_item(row, view) for row in rows]))


def _item(decision: Decision, view: View) -> Markup:
    names = view.metrics.names
    facts = [
        names.get(decision.programme, decision.programme),
        decision_amount(decision, view.language),
        "" if decision.due is None else before(decision.due, view.language),
        state_label(decision.state, view.language),
        "" if decision.revision == 1 else view.say("meetings.mended", date=day(decision.changed_at, view.language)),
    ]
    return fill(
        '<li class="{state}"><p>{text}</p><p class="soft">{facts}{link}</p></li>',
        state=decision.state,
        text=decision.said,
        facts=dotted(facts),
        link=_simulation(decision, view),
    )


def _simulation(decision: Decision, view: View) -> Markup:
    """The simulation, to open on the figures it was decided on, and that the workbooks carry it once they do."""
    if not decision.simulation:
        return Markup("")
    version = _decided_on(decision, view)
    told, applied = {LINK_KEY: decision.simulation}, ""
    if version is not None and version.withdrawn_at is None and version.number < view.version.number:
        told[address.VERSION_KEY] = str(version.number)
        applied = view.say("meetings.applied") if _is_applied(decision, version, view) else ""
    query = address.query_text(told)
    return fill(
        ' · <a href="/simulation?{query}" target="_self">{label}</a>{applied}',
        query=query,
        label=view.say("meetings.simulation"),
        applied=fill_if(applied, " · <strong>{text}</strong>"),
    )


def _is_applied(decision: Decision, version: Version, view: View) -> bool:
    """Whether the version on screen carries what was decided on the figures of an earlier one."""

    def looked_for() -> tuple[bool, ...]:
        then, decided = funds.opened(view.fund.code, version.id), decision.recorded_at.date()
        with suppress(BrokenLinkError):
            return (True,) * is_carried(parse(decision.simulation), then, view.whole or view.fund, decided=decided)
        return ()

    return bool(funds.shared((view.fund.code, version.id, view.version.id, "carried", decision.id), looked_for))


def _decided_on(decision: Decision, view: View) -> Version | None:
    """The version of the decision's meeting, else the one that was public when it was recorded."""
    store, code = funds.store(), view.fund.code
    of_meetings = {each.id: each.version_id for each in store.meetings.of(code)}
    if decision.meeting_id in of_meetings:
        return store.version(of_meetings[decision.meeting_id])
    return next((each for each in store.versions(code) if each.created_at <= decision.recorded_at), None)


def _states(decision: Decision, view: View) -> None:
    key = f"state-{decision.id}-{decision.revision}"
    st.selectbox(
        view.say("meetings.state"),
        list(DecisionState),
        index=list(DecisionState).index(decision.state),
        format_func=lambda state: state_label(state, view.language),
        key=key,
        on_change=_change,
        args=(decision, key),
        label_visibility="collapsed",
        width=180,
    )


def _mending(decision: Decision, view: View) -> None:
    """The text to correct, for a slip of the pen; the audit list keeps what it was."""
    key = f"text-{decision.id}-{decision.revision}"
    with st.popover(view.say("meetings.mend"), key=f"mend-{decision.id}", type="tertiary"):
        st.text_area(view.say("meetings.mend_text"), decision.text, key=key, max_chars=LONGEST_TEXT, height=120)
        paragraph(view.say("meetings.mend_note"), kind="soft")
        label = view.say("meetings.mend_keep")
        st.button(label, key=f"keep-{decision.id}", on_click=_mend, args=(decision, key))


def _mend(decision: Decision, key: str) -> None:
    author, text = require_staff().name, st.session_state[key]
    with outcome(_OUTCOME, {StaleRecord: "meetings.stale", InvalidRecord: "meetings.faults.decision"}):
        funds.store().decisions.change(decision.id, decision.revision, author=author, text=text)


def _change(decision: Decision, key: str) -> None:
    author, state = require_staff().name, DecisionState(st.session_state[key])
    # The page is drawn again right after: where someone else was faster, with the decision as they left it.
    with outcome(_OUTCOME, {StaleRecord: "meetings.stale"}):
        funds.store().decisions.change(decision.id, decision.revision, author=author, state=state)
