"""A lever's fields: a slider and an exact number for the same amount, each following the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from fund.whatif.lever import Lever
from fund.wording import decimal
from pages.parts.session.view import View
from pages.parts.show.number_input import NotAnAmountError, typed_number
from pages.parts.simulation.state import Place, field_key, is_current, renew, suppose, supposed, undo

_FAULT = "lever_fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What a slider and its exact number set.

    `unit` is how many of the lever's own units make one of the person's (100 cents a euro); `low`, `high` and
    `step` are the slider's, in the person's unit, `low` a whole number of steps below zero so that the slider can
    stand at zero: an exact number may go beyond it.
    """

    place: Place
    label: str
    low: int
    high: int
    step: int
    unit: int
    make: Callable[[int], Lever]
    size: Callable[[Lever], int]


def amount(field: Amount, view: View) -> None:
    """The slider, the exact number beside it, and the way back."""
    slider, exact = field_key(field.place, "slider"), field_key(field.place, "exact")
    lever = supposed().get(field.place)
    now = 0 if lever is None else field.size(lever)
    if slider not in st.session_state:
        st.session_state[slider] = _on_slider(field, now)
    if exact not in st.session_state:
        st.session_state[exact] = _written(field, now, view)
        st.session_state.pop(_FAULT, None)
    st.slider(
        field.label,
        field.low,
        field.high,
        step=field.step,
        key=slider,
        on_change=_slid,
        args=(field, slider),
        format=" ",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text_input(
            view.say("simulation.exact", label=field.label),
            key=exact,
            on_change=_typed,
            args=(field, exact, view),
            label_visibility="collapsed",
            max_chars=24,
            width=130,
        )
        reset(field.place, view)
    if st.session_state.get(_FAULT) == exact:
        st.error(view.say("simulation.not_a_number"))


def reset(place: Place, view: View) -> None:
    """Undo one lever; nothing to press where nothing is supposed."""
    st.button(
        view.say("simulation.reset"),
        key=f"reset {place[0]} {place[1]}",
        on_click=undo,
        args=(place,),
        type="tertiary",
        disabled=place not in supposed(),
        icon=":material/undo:",
    )


def _slid(field: Amount, slider: str) -> None:
    if not is_current(slider, field.place, "slider"):
        return
    units = int(st.session_state[slider]) * field.unit
    renew(field.place, "exact")
    suppose(field.make(units))


def _typed(field: Amount, exact: str, view: View) -> None:
    if not is_current(exact, field.place, "exact"):
        return
    try:
        number = typed_number(st.session_state[exact], view.language)
    except NotAnAmountError:
        # What is supposed stays as it was: a slip of the keyboard is no scenario.
        st.session_state[_FAULT] = exact
        return
    units = round(number * field.unit)
    st.session_state.pop(_FAULT, None)
    st.session_state[exact] = _written(field, units, view)
    renew(field.place, "slider")
    suppose(field.make(units))


def _on_slider(field: Amount, units: int) -> int:
    """The nearest step of the slider."""
    steps = round((units / field.unit - field.low) / field.step)
    return min(max(field.low + steps * field.step, field.low), field.high)


def _written(field: Amount, units: int, view: View) -> str:
    """The exact number as the reader's language writes it."""
    whole = units % field.unit == 0
    return decimal(units / field.unit, view.language, digits=0 if whole else 2, fixed=True)
