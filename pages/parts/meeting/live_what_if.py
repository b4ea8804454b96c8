"""« Et si… ? » asked in the room: one or two levers on the stage, their answers large. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from fund.charts.labels import stated
from fund.metric import Unit
from fund.slides.making import figure, figures
from fund.slides.material import Material
from fund.slides.reasons import signed
from fund.slides.slide import FUND_FIGURES, Slide, SlideFigure
from fund.whatif.answers import Answer, answers
from fund.whatif.apply import apply
from fund.whatif.lever import ExtraContribution, HoursChange, Lever, Scenario
from fund.wording import euros, value, words
from pages.parts.session import funds
from pages.parts.session.view import View
from pages.parts.show.markup import plain_label

GIFTS = range(0, 200_001, 5_000)
"""Euros that one more contribution may bring."""
HOURS = range(0, 401, 10)
_GIFT, _HOURS = "stage-gift", "stage-hours"
SHOWN = ("raised", "unallocated", "balance", "spent", "hours_delivered")


@dataclass(frozen=True, slots=True)
class _Offered:
    """What can be asked of a fund: a gift, and hours of the first programme whose cost per hour is known."""

    gift: bool
    hours: str


def live(slide: Slide, view: View) -> Slide:
    """The slide with the answers to what is supposed at the moment in place of the questions."""
    offered = _offered(view.fund.code, view.version.id)
    if not offered.gift and not offered.hours:
        return slide
    applied = apply(Scenario(tuple(_levers(offered))), view.dataset, view.metrics)
    found = [answer for answer in answers(applied).figures if answer.programme == "" and answer.scenario.is_known]
    mark = words("slides.what_if.mark", view.language)
    return replace(
        slide,
        figures=figures([_told(answer, view) for answer in _chosen(found, offered)], FUND_FIGURES),
        lines=(),
        marks=tuple(dict.fromkeys((*slide.marks, mark))),
    )


def levers(view: View) -> None:
    """What can be moved, under the answers."""
    offered = _offered(view.fund.code, view.version.id)
    with st.container(key="stage-levers"):
        if offered.gift:
            st.select_slider(
                view.say("meeting.what_if.gift"),
                GIFTS,
                format_func=lambda amount: euros(amount * 100, view.language),
                key=_GIFT,
            )
        if offered.hours:
            names = view.metrics.names
            st.select_slider(
                plain_label(view.say("meeting.what_if.hours", programme=names[offered.hours])),
                HOURS,
                format_func=lambda number: value(number, Unit.HOURS, view.language),
                key=_HOURS,
            )


def _levers(offered: _Offered) -> Iterator[Lever]:
    gift, hours = st.session_state.get(_GIFT, 0), st.session_state.get(_HOURS, 0)
    if offered.gift and gift:
        yield ExtraContribution(gift * 100)
    if offered.hours and hours:
        yield HoursChange(offered.hours, hours)


def _chosen(found: Sequence[Answer], offered: _Offered) -> list[Answer]:
    """Always the same figures, so that the room sees them move: without hours to move, hours are not among them."""
    left = {answer.code for answer in found}
    hidden = {"balance" if "unallocated" in left else "unallocated"}
    if not offered.hours:
        hidden |= {"spent", "hours_delivered"} if offered.gift else set()
    by_code = {answer.code: answer for answer in found if answer.code not in hidden}
    return [by_code[code] for code in SHOWN if code in by_code]


def _told(answer: Answer, view: View) -> SlideFigure:
    """The figure as it would be; what it is today, and the difference, under it."""
    today = view.say("meeting.what_if.today", value=stated(answer.baseline, view.language))
    moved = answer.difference.value if answer.difference is not None else None
    change = signed(moved, answer.scenario.unit, view.language) if moved else ""
    dated = Material(dataset=view.dataset, metrics=view.metrics)
    told = figure(answer.scenario, dated, view.language)
    return replace(told, note=" · ".join(part for part in (change, today) if part), metric=answer.baseline)


@st.cache_resource(show_spinner=False, max_entries=16)
def _offered(fund: str, version: int) -> _Offered:
    """Which levers the version's own figures can answer, tried once."""
    opened = funds.opened(fund, version)

    def answered(lever: Lever) -> bool:
        return not apply(Scenario((lever,)), opened.dataset, opened.metrics).refused

    codes = [programme.code for programme in opened.metrics.programmes]
    return _Offered(
        gift=answered(ExtraContribution(100)),
        hours=next((code for code in codes if answered(HoursChange(code, 1))), ""),
    )
