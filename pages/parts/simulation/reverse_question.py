"""« Pour atteindre… »: the reverse question, answered by the least amount of one lever."""

from __future__ import annotations

import streamlit as st

from fund.metrics.result import ProgrammeMetrics
from fund.whatif.lever import BudgetChange, HoursChange, Kind, Lever, PlannedExpense
from fund.whatif.solve_for_target import Reached, reach
from fund.whatif.targets import BudgetUsed, HoursGiven, ReleaseMet, Target
from fund.whatif.words import target_sentence
from pages.parts.session.view import View
from pages.parts.show.markup import draw
from pages.parts.show.number_input import NotAnAmountError, typed_number
from pages.parts.simulation.state import forget_fields, scenario, suppose

TARGETS = ("release", "budget", "hours")
WAYS = {
    "release": (Kind.EXPENSE, Kind.HOURS),
    "budget": (Kind.EXPENSE, Kind.HOURS, Kind.BUDGET),
    "hours": (Kind.HOURS,),
}
"""The levers that can move each target."""


def reaching(programme: str, view: View) -> None:
    """Choose a target and a lever; the amount comes with what it would change."""
    if not programme:
        return
    fold = st.expander(view.say("simulation.reach.title"), key="reach", on_change="rerun")
    if not fold.open:
        return
    with fold, st.container(horizontal=True, vertical_alignment="bottom"):
        target = st.selectbox(
            view.say("simulation.reach.target"),
            TARGETS,
            format_func=lambda code: view.say(f"simulation.reach.targets.{code}"),
            key="reach-target",
        )
        kind = st.selectbox(
            view.say("simulation.reach.lever"),
            WAYS[target],
            format_func=lambda code: view.say(f"simulation.reach.levers.{code}"),
            key=f"reach-lever-{target}",
        )
        asked = (
            st.text_input(view.say("simulation.reach.hours"), value="100", key="reach-hours", max_chars=12, width=150)
            if target == "hours"
            else ""
        )
    with fold:
        _answer(target, kind, asked, view.metrics.programme(programme), view)


def _answer(target: str, kind: Kind, asked: str, programme: ProgrammeMetrics, view: View) -> None:
    try:
        aim = _target(target, asked, programme, view)
    except NotAnAmountError:
        st.error(view.say("simulation.not_a_number"))
        return
    found = reach(aim, _lever(kind, programme), scenario(), dataset=view.dataset, metrics=view.metrics)
    kind_of = "reached" if isinstance(found, Reached) else "text broken"
    text = target_sentence(aim, found, view.language, view.metrics.names)
    draw('<p class="{kind}">{text}</p>', kind=kind_of, text=text)
    if isinstance(found, Reached) and found.lever is not None:
        st.button(view.say("simulation.reach.take"), key="reach-take", on_click=_take, args=(found.lever,))


def _take(lever: Lever) -> None:
    forget_fields()
    suppose(lever)


def _target(target: str, asked: str, programme: ProgrammeMetrics, view: View) -> Target:
    if target == "release":
        return ReleaseMet(programme.code)
    if target == "budget":
        return BudgetUsed(programme.code)
    return HoursGiven(programme.code, int(typed_number(asked, view.language)))


def _lever(kind: Kind, programme: ProgrammeMetrics) -> Lever:
    """The lever whose amount is looked for: only its place counts."""
    if kind is Kind.HOURS:
        return HoursChange(programme.code, 0)
    if kind is Kind.BUDGET:
        return BudgetChange(programme.code, 0)
    release = programme.next_release
    paid = programme.paid_tranche
    tranche = release.previous if release else paid.number if paid else None
    return PlannedExpense(programme.code, tranche, 0)
