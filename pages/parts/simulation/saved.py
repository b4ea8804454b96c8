"""Simulations that are shared by their address, kept by staff under a name, and compared side by side."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from fund.metrics.result import FundMetrics
from fund.records import KeptScenario
from fund.store.decisions import LONGEST_TEXT
from fund.store.errors import InvalidRecord, UnknownRecord, WithdrawnVersion
from fund.whatif.answers import Answers, fund_figures
from fund.whatif.apply import Applied, apply
from fund.whatif.lever import Scenario
from fund.whatif.link import BrokenLinkError, parse
from fund.whatif.scenario_decision import decision_text
from fund.wording import day, words
from fund.wording.figures import label, value_alone
from pages.parts.session import address, funds
from pages.parts.session.staff import require_staff, staff_here
from pages.parts.session.view import View
from pages.parts.show.forms import outcome, say_outcome
from pages.parts.show.html_table import framed_table
from pages.parts.show.markup import bullets, draw, paragraph, plain_label
from pages.parts.simulation.answer import refusals
from pages.parts.simulation.state import LINK_KEY, supposed, take

MOST_COMPARED = 3
NAME_KEY = "simulation-name"
SHARED_KEY = "simulation-shared"
GONE: Mapping[type[Exception], str] = MappingProxyType({UnknownRecord: "simulation.keep.gone"})
_OUTCOME = "simulation_outcome"
Columns = list[tuple[str, FundMetrics]]
"""Funds side by side, published or simulated on a version, each under its heading."""


def saved_simulations(applied: Applied, view: View) -> None:
    """Share, keep, compare."""
    fold = st.expander(view.say("simulation.keep.title"), key="keep", on_change="rerun")
    if fold.open:
        with fold:
            _share(view)
            if staff_here() is not None:
                _keep(applied, view)
            _compare(applied, view)


def computed_otherwise(applied: Applied, view: View) -> None:
    """Of a simulation opened on an earlier version, such as a decision's: what the public one computes otherwise."""
    if not (view.past and applied.levers):
        return
    public = funds.store().version(funds.public_version(view.fund.code))
    now = apply(Scenario(supposed()), funds.opened(view.fund.code, public.id))
    both = ((view.version.number, applied), (public.number, now))
    columns = [(view.say("simulation.since.on", number=number), each.simulated.metrics) for number, each in both]
    moved = [] if now.refused else _rows(columns, view, moved=True)
    told = "otherwise" if moved or now.refused else "same"
    paragraph(view.say(f"simulation.since.{told}", number=view.version.number, public=public.number), kind="under-way")
    if now.refused:
        draw(bullets(refusals(now, view), "broken-list"))
    if moved:
        _table(columns, moved, view)


def _share(view: View) -> None:
    if not supposed():
        paragraph(view.say("simulation.keep.nothing"))
        return
    query = address.query_text({LINK_KEY: st.session_state[LINK_KEY]})
    draw(
        '<p class="text">{text} <a href="/simulation?{query}" target="_blank">{link}</a></p>',
        text=view.say("simulation.keep.share"),
        query=query,
        link=view.say("simulation.keep.open"),
    )


def _keep(applied: Applied, view: View) -> None:
    say_outcome(_OUTCOME, view)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(view.say("simulation.keep.name"), key=NAME_KEY, max_chars=120)
        st.checkbox(view.say("simulation.keep.shared"), key=SHARED_KEY)
        label = view.say("simulation.keep.keep")
        st.button(label, key="simulation-keep", on_click=_kept, args=(view,), disabled=not supposed())
        label = view.say("simulation.keep.decide")
        st.button(label, key="simulation-decide", on_click=_decided, args=(applied, view), disabled=not applied.levers)


def _decided(applied: Applied, view: View) -> None:
    """Record what is supposed as a decision of the meeting under way, if any, with its figures and its address."""
    author, store = require_staff().name, funds.store()
    text = decision_text(Answers(applied), view.language, view.metrics.short_names, longest=LONGEST_TEXT)
    meeting = next((each.id for each in store.meetings.of(view.fund.code) if each.closed_at is None), None)
    with outcome(_OUTCOME, {InvalidRecord: "meetings.faults.decision"}, done="simulation.keep.decided"):
        store.decisions.record(view.fund.code, text, author=author, meeting_id=meeting)


def _kept(view: View) -> None:
    author, state = require_staff().name, st.session_state
    faults = {InvalidRecord: "simulation.keep.no_name", WithdrawnVersion: "version.gone"}
    with outcome(_OUTCOME, faults, done="simulation.keep.kept"):
        funds.store().scenarios.keep(
            view.fund.code,
            version_id=view.version.id,
            name=state[NAME_KEY],
            link=state[LINK_KEY],
            shared=bool(state[SHARED_KEY]),
            author=author,
        )
        state[NAME_KEY] = ""


def _compare(applied: Applied, view: View) -> None:
    staff = staff_here() is not None
    kept = {each.id: each for each in funds.store().scenarios.of(view.fund.code, shared_only=not staff)}
    if not kept:
        return
    chosen = st.multiselect(
        view.say("simulation.keep.compare"),
        list(kept),
        # An option is shown as it is, not as Markdown.
        format_func=lambda number: _said(kept[number], view),
        max_selections=MOST_COMPARED,
        select_all=False,
        key="simulation-compared",
        placeholder=view.say("simulation.keep.choose"),
    )
    for number in chosen:
        _actions(kept[number], view, staff=staff)
    if chosen:
        columns = [(words("charts.columns.published", view.language), view.metrics)]
        columns.append((view.say("simulation.keep.current"), applied.simulated.metrics))
        for number in chosen:
            columns += _columns(kept[number], view)
        _table(columns, _rows(columns, view), view)


def _said(scenario: KeptScenario, view: View) -> str:
    version = funds.store().version(scenario.version_id)
    gone = version.withdrawn_at
    return view.say(
        "simulation.keep.entry" if gone is None else "simulation.keep.entry_withdrawn",
        name=scenario.name,
        author=scenario.author,
        date=day(scenario.kept_at.date(), view.language, short=True),
        number=version.number,
        withdrawn="" if gone is None else day(gone.date(), view.language, short=True),
    )


def _columns(scenario: KeptScenario, view: View) -> Columns:
    """A kept simulation on the version on screen; on the one it was made on too, where that is another."""
    try:
        levers = parse(scenario.link)
    except BrokenLinkError:
        # Kept by another release of the application: its levers can no longer be read.
        paragraph(view.say("simulation.keep.unreadable", name=scenario.name), kind="broken")
        return []
    columns = []
    if scenario.version_id != view.version.id:
        made_on = funds.store().version(scenario.version_id)
        if made_on.withdrawn_at is not None:
            date = day(made_on.withdrawn_at.date(), view.language)
            told = view.say("simulation.keep.withdrawn", name=scenario.name, number=made_on.number, date=date)
        else:
            told = view.say("simulation.keep.older", name=scenario.name, number=made_on.number)
            heading = view.say("simulation.keep.on_version", name=scenario.name, number=made_on.number)
            old = funds.opened(view.fund.code, scenario.version_id)
            columns.append((heading, apply(levers, old).simulated.metrics))
        paragraph(told, kind="under-way")
    heading = view.say("simulation.keep.on_version", name=scenario.name, number=view.version.number)
    return [*columns, (heading, apply(levers, view.fund).simulated.metrics)]


def _actions(scenario: KeptScenario, view: View, *, staff: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        name = plain_label(scenario.name)
        label = view.say("simulation.keep.take", name=name)
        st.button(label, key=f"take-{scenario.id}", on_click=take, args=(scenario.link,))
        if staff:
            share = "unshare" if scenario.shared else "to_share"
            for key, code, act in (("share", share, _shared), ("forget", "forget", _forgotten)):
                label = view.say(f"simulation.keep.{code}", name=name)
                st.button(label, key=f"{key}-{scenario.id}", on_click=act, args=(scenario,), type="tertiary")


def _shared(scenario: KeptScenario) -> None:
    author = require_staff().name
    with outcome(_OUTCOME, GONE):
        funds.store().scenarios.share(scenario.id, shared=not scenario.shared, author=author)


def _forgotten(scenario: KeptScenario) -> None:
    author = require_staff().name
    with outcome(_OUTCOME, GONE):
        funds.store().scenarios.forget(scenario.id, author=author)


def _rows(columns: Columns, view: View, *, moved: bool = False) -> list[list[str]]:
    """The fund's figures, one line each, one column a fund; only those that differ where `moved`."""
    lines = zip(*(fund_figures(metrics) for _, metrics in columns), strict=True)
    rows = [[label(each[0], view.language), *(value_alone(one, view.language) for one in each)] for each in lines]
    return [row for row in rows if not moved or len({*row[1:]}) > 1]


def _table(columns: Columns, rows: list[list[str]], view: View) -> None:
    # Two simulations may bear one name: a number tells them apart.
    names = [f"{place}. {heading}" for place, (heading, _) in enumerate(columns)]
    heads = {words("figures.facts.figure", view.language): "words"} | dict.fromkeys(names, "number")
    draw(framed_table(heads, rows, caption=view.say("simulation.keep.caption")))
