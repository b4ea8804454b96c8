"""Under a page's title: the one control of its period and its day, and what is said of them, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from fund.metric import Metric
from fund.metrics.over_time.flows import OverTime, begun_rows
from fund.metrics.over_time.situation import undatable
from fund.metrics.photos import Photo
from fund.metrics.photos import undated as undated_photos
from fund.period import FIRST_DAY, LAST_DAY, Period
from fund.wording.figures import capitalised, label, pair, value_in_sentence
from fund.wording.periods import part_of_period, period_name, period_notes, situation_note, undated_note
from pages.parts.session import periods
from pages.parts.session.view import View
from pages.parts.show.markup import dotted, draw, fill, fill_if, join, paragraph, plain_label

NONE, DAYS = "", "days"
"""Choices beside the periods' addresses."""
_CHOICE, _FIRST, _LAST, _DAY = "period-choice", "period-first", "period-last", "period-day"
_REVERSED = "period_reversed"
EVENTS = ("payments_received", "milestones_done")


def period_head(
    view: View, *, programme: str = "", own: OverTime | None = None, photos: Sequence[Photo] = (), hint: bool = True
) -> None:
    """The control; with a period, how much of it came in and was reached, and what has no date.

    Of a programme, or of what is `own` to a page, such as one donor's gift; else of the fund. `photos` are those that
    the page may show. The `hint` says once what a dotted line below the page's figures means.
    """
    with st.container(key="period-head", horizontal=True, vertical_alignment="top"):
        draw(
            '<div class="period-said">{said}{hint}</div>',
            said=_said(view, programme, own or view.metrics.over_time, undated_photos(photos, view.period)),
            hint=fill_if(view.say("source.hint") if hint else "", '<p class="soft hint">{text}</p>'),
        )
        text = view.say("period.open" if view.period is None and view.whole is None else "period.change")
        with st.popover(plain_label(text), key="choose-period", type="tertiary"):
            _choices(view)


def part_line(text: str) -> Markup:
    """What the period holds of a figure, as a line below it."""
    return fill_if(text, '<p class="figure-part">{text}</p>')


def part_text(figure: Metric, view: View) -> str:
    """The same in words; empty without a period, or of a state."""
    flow = view.part_of(figure)
    return "" if flow is None or view.period is None else part_of_period(flow.part, view.period, view.language)


def _said(view: View, programme: str, dated: OverTime, photos: int) -> Markup:
    if view.period is None:
        return Markup("")
    flows = dated.over(view.period)
    events = [flows.figures.get((programme, code, "", "")) for code in EVENTS]
    name = pair(view.say("period.title"), period_name(view.period, view.language), view.language)
    begun = begun_rows(*(flow for (owner, *_), flow in flows.figures.items() if owner == programme))
    undated = undated_note(dated.undated(programme), view.language, photos=photos)
    notes = period_notes(view.period, view.language, closing=dated.closing, begun=begun, undated=undated)
    told = ("" if each is None else _named(each.part, view) for each in events)
    said = fill('<p class="period-name">{text}</p>', text=dotted((name, *told)))
    return said + join(fill('<p class="soft">{text}</p>', text=capitalised(note)) for note in notes)


def _named(figure: Metric, view: View) -> str:
    """« Jalons atteints : 3 »."""
    return pair(label(figure, view.language), value_in_sentence(figure, view.language), view.language)


def _choices(view: View) -> None:
    """The periods, two days of one's own, and the day that all figures are of.

    Drawn while nobody has opened them too: the browser makes them at that click, and a choice needs one run, not two.
    What they show follows the address, which may change without them.
    """
    whole = view.whole or view.fund
    known = {each.address: each for each in periods.offered(whole)}
    shown = view.period.address if view.period is not None else NONE
    asked = st.session_state.get(_CHOICE, shown)
    options = [NONE, *known, DAYS]
    st.session_state[_CHOICE] = asked if asked == DAYS else shown if shown in options else DAYS
    st.selectbox(
        view.say("period.choose"),
        options,
        format_func=lambda key: plain_label(
            view.say(f"period.{key or 'none'}") if key in (NONE, DAYS) else period_name(known[key], view.language)
        ),
        key=_CHOICE,
        on_change=_chosen,
        args=(known,),
    )
    if st.session_state[_CHOICE] == DAYS:
        _two_days(view)
    _one_day(view, whole.dataset.fund.day)


def _two_days(view: View) -> None:
    is_reversed = st.session_state.pop(_REVERSED, False)
    first, last = (None, None) if view.period is None else (view.period.start, view.period.end)
    with st.form("period-days", border=False):
        left, right = st.columns(2)
        for column, name, value, key in ((left, "from", first, _FIRST), (right, "to", last, _LAST)):
            if not is_reversed:
                st.session_state[key] = value
            column.date_input(
                view.say(f"period.{name}"), None, min_value=FIRST_DAY, max_value=LAST_DAY, format="DD/MM/YYYY", key=key
            )
        st.form_submit_button(view.say("period.show"), on_click=_days_chosen)
        if is_reversed:
            paragraph(view.say("period.reversed"))


def _one_day(view: View, closing: date | None) -> None:
    st.session_state[_DAY] = None if view.whole is None else view.dataset.fund.day
    st.date_input(
        view.say("period.day"),
        None,
        min_value=FIRST_DAY,
        max_value=closing or LAST_DAY,
        format="DD/MM/YYYY",
        key=_DAY,
        help=view.say("period.day_help"),
        on_change=_day_chosen,
    )


def _chosen(known: dict[str, Period]) -> None:
    """Callback of the choice of a period; two days are asked for first."""
    choice = st.session_state[_CHOICE]
    if choice != DAYS:
        periods.choose_period(known.get(choice))


def _days_chosen() -> None:
    first, last = st.session_state[_FIRST], st.session_state[_LAST]
    if first is not None and last is not None and first <= last:
        periods.choose_period(Period(first, last))
        st.session_state.pop(_CHOICE, None)
    else:
        st.session_state[_REVERSED] = True


def _day_chosen() -> None:
    periods.choose_day(st.session_state[_DAY])


def situation_said(view: View) -> str:
    """« Situation au 31 décembre 2025 », and what is not known of that day, with what it is now."""
    closing = view.dataset.fund.day
    if view.whole is None or closing is None:
        return ""
    return situation_note(closing, undatable(view.whole.metrics), view.language)
