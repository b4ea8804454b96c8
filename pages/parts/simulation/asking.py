"""The question as a sentence with fields: each kind of field is drawn in one way, whatever the lever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from fund.metrics.over_time.movements import end_of, first_of, next_month
from fund.whatif.form import AmountField, ChoiceField, DayField, FormField, TextField
from fund.whatif.lever import Lever
from fund.whatif.link import FIRST_YEAR, LAST_YEAR
from fund.whatif.questions import Chosen, asked, choices_by_name
from fund.wording import decimal, month, words
from pages.parts.session.view import View, current_view
from pages.parts.show.forms import NotAnAmountError, typed_number
from pages.parts.show.markup import draw, plain_label
from pages.parts.simulation.state import buttons_key, change, chosen, field_key, in_question, supposed, take, take_back

_FAULT = "asked_fault"
MONTHS_AHEAD = 24


def buttons(view: View) -> None:
    """The questions, always all of them, whatever the fund; and the one that is asked, as a sentence to fill in."""
    kinds = {each.kind: words(f"whatif.levers.{each.kind}.button", view.language) for each in asked()}
    label = view.say("simulation.questions")
    st.pills(label, list(kinds), format_func=lambda kind: kinds[kind], key=buttons_key(), on_change=chosen)
    lever = in_question()
    if lever is None:
        return
    with st.container(key="asking", horizontal=True, vertical_alignment="center"):
        fields = {field.name: field for field in lever.form}
        marks = {name: f"\0{name}\0" for name in fields}
        for number, piece in enumerate(lever.say("asking", view.language, **marks).split("\0")):
            if number % 2:
                _field(fields[piece], lever, view)
            elif piece.strip():
                draw('<span class="asked-words">{piece}</span>', piece=piece.strip())
    if st.session_state.get(_FAULT) == field_key(""):
        st.error(view.say("simulation.not_a_number"))


def sentences(view: View) -> None:
    """Everything that is supposed, each as a sentence that is taken back by a click."""
    levers = supposed()
    if not levers:
        return
    with st.container(key="supposed", horizontal=True, vertical_alignment="center"):
        for place, lever in enumerate(levers):
            said = plain_label(lever.sentence(view.language, view.metrics.short_names))
            told = view.say("simulation.take_back")
            key, icon = f"take-back-{place}", ":material/close:"
            st.button(said, key=key, on_click=take_back, args=(place,), icon=icon, help=told)
        undo = view.say("simulation.reset_all")
        st.button(undo, key="reset-all", on_click=take, args=("",), type="tertiary", icon=":material/restart_alt:")


def _field(field: FormField, lever: Lever, view: View) -> None:
    label = plain_label(lever.say(f"fields.{field.name}", view.language))
    match field:
        case AmountField():
            _text(field, label, _written(field, lever, view), view, width=130)
        case TextField():
            _text(field, label, str(getattr(lever, field.name)), view, width=200)
        case ChoiceField():
            offered = choices_by_name(field.among, view.fund, view.language)
            _choice(field.names, label, offered, tuple(getattr(lever, name) for name in field.names))
        case DayField():
            _day(field, label, lever, view)


def _text(field: AmountField | TextField, label: str, now: str, view: View, *, width: int) -> None:
    key = field_key(field.name)
    st.session_state.setdefault(key, now)
    holder = words("whatif.choices.donor", view.language) if isinstance(field, TextField) else None
    st.text_input(
        label,
        key=key,
        on_change=_typed,
        args=(field, key, view),
        label_visibility="collapsed",
        max_chars=80,
        placeholder=holder,
        width=width,
    )


def _typed(field: AmountField | TextField, key: str, view: View) -> None:
    lever, text = in_question(), str(st.session_state.get(key, ""))
    # What is typed may reach us after another question is chosen, which has no such field.
    if lever is None or key != field_key(field.name):
        return
    st.session_state.pop(_FAULT, None)
    if isinstance(field, TextField):
        change(replace(lever, **{field.name: text.strip()[: field.longest]}))
        return
    try:
        empty = field.may_be_empty and not text.strip()
        kept = None if empty else field.quantity.kept(typed_number(text, view.language))
    except NotAnAmountError:
        # What is supposed stays as it was: a slip of the keyboard is no scenario.
        st.session_state[_FAULT] = field_key("")
        return
    changed = replace(lever, **{field.name: kept})
    st.session_state[key] = _written(field, changed, view)
    change(changed)


def _written(field: AmountField, lever: Lever, view: View) -> str:
    """The number as the reader's language writes it, nothing where it is empty."""
    kept = getattr(lever, field.name)
    if kept is None:
        return ""
    shown = field.quantity.shown(kept)
    return decimal(shown, view.language, digits=0 if shown == int(shown) else 2, fixed=True)


def _choice(names: tuple[str, ...], label: str, offered: dict[str, Chosen], now: Chosen) -> None:
    key = field_key(names[0])
    if offered.get(str(st.session_state.get(key))) != now:
        st.session_state[key] = next((text for text, each in offered.items() if each == now), next(iter(offered), None))
    st.selectbox(
        label,
        list(offered),
        key=key,
        on_change=_chose,
        args=(names, key, offered),
        placeholder="—",
        label_visibility="collapsed",
        width=240,
    )


def _chose(names: Sequence[str], key: str, offered: dict[str, Chosen]) -> None:
    lever = in_question()
    if lever is not None and key == field_key(names[0]) and st.session_state.get(key) in offered:
        told = dict(zip(names, offered[st.session_state[key]], strict=True))
        change(replace(lever, **told).after_choice(names[0], current_view().fund))


def _day(field: DayField, label: str, lever: Lever, view: View) -> None:
    """Now, or a month to come; any other day is given by itself."""
    at, begins = getattr(lever, field.name), view.metrics.cash.begins
    offered, exact = _months(field, view), words("whatif.choices.exact_day", view.language)
    if at is not None or begins.year <= LAST_YEAR:
        offered[exact] = (at or begins,)
    _choice((field.name,), label, offered, (at,))
    if st.session_state[field_key(field.name)] == exact:
        key = field_key(f"{field.name} exact")
        st.session_state[key] = st.session_state.get(key) or at
        st.date_input(
            words("whatif.choices.which_day", view.language),
            min_value=date(FIRST_YEAR, 1, 1),
            max_value=date(LAST_YEAR, 12, 31),
            format="DD/MM/YYYY",
            key=key,
            on_change=_dated,
            args=(field, key),
            label_visibility="collapsed",
            width=160,
        )


def _dated(field: DayField, key: str) -> None:
    lever = in_question()
    if lever is not None and key == field_key(f"{field.name} exact") and st.session_state[key] is not None:
        change(replace(lever, **{field.name: st.session_state[key]}))


def _months(field: DayField, view: View) -> dict[str, Chosen]:
    """Now, and the months to come where the cash can be told: the last day where money comes in, else the first."""
    found: dict[str, Chosen] = {words(f"whatif.choices.{field.no_day}", view.language): (None,)}
    path = view.metrics.cash
    first = first_of(path.begins)
    for _ in range(MONTHS_AHEAD if path.end is not None else 0):
        day = end_of(first) if field.comes_in else max(first, path.begins)
        found[words("whatif.choices.month", view.language, month=month(first, view.language))] = (day,)
        first = next_month(first)
    return found
