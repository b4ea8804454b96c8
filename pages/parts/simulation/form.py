"""The questions of the page and their forms: each kind of field is drawn in one way, whatever the lever."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from fund.whatif.form import AmountField, ChoiceField, CurrencyField, FormField, Slider, SwitchField, TextField
from fund.whatif.lever import Lever, Offer
from fund.wording import decimal
from pages.parts.session.view import View
from pages.parts.show.forms import NotAnAmountError, typed_number
from pages.parts.show.markup import draw, plain_label
from pages.parts.simulation.state import QuestionKey, answered, field_key, is_current, renew, suppose, supposed, undo

_FAULT = "lever_fault"


def question(offer: Offer, view: View, *, opened: bool) -> None:
    """One question: closed, a line; open, its fields."""
    key = offer.lever.question_key
    # The mark stands before the question, not in its words: with other words it would be drawn anew, and lose the
    # keyboard in the middle of a move.
    draw('<i class="asked {state}"></i>', state="supposed" if key in supposed() else "")
    fold = st.expander(
        offer.lever.question(view.language, plain_label),
        expanded=opened,
        key=f"question {key[0]} {key[1]}",
        on_change="rerun",
    )
    if fold.open:
        with fold:
            for field in offer.lever.form:
                _field(offer, field, view)


def _field(offer: Offer, field: FormField, view: View) -> None:
    label = offer.lever.field_label(field.name, view.language, plain_label)
    match field:
        case AmountField():
            _amount(offer, field, label, view)
        case TextField():
            _text(offer, field, label)
        case SwitchField():
            _switch(offer, field, label)
        case _:
            _choice(offer, field, label, view)


def _amount(offer: Offer, field: AmountField, label: str, view: View) -> None:
    """A slider and an exact number for the same amount, each following the other, and the way back."""
    key = offer.lever.question_key
    slider, exact = field_key(key, "slider"), field_key(key, "exact")
    bounds = field.slider(offer.minimum, offer.maximum, offer.step)
    now = field.quantity.shown(getattr(answered(offer), field.name))
    if slider not in st.session_state:
        st.session_state[slider] = _nearest(bounds, now)
    if exact not in st.session_state:
        st.session_state[exact] = _written(now, view)
        st.session_state.pop(_FAULT, None)
    st.slider(
        label,
        bounds.low,
        bounds.high,
        step=bounds.step,
        key=slider,
        on_change=_slid,
        args=(offer, field, slider),
        format=" ",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text_input(
            view.say("simulation.exact", label=label),
            key=exact,
            on_change=_typed,
            args=(offer, field, exact, view),
            label_visibility="collapsed",
            max_chars=24,
            width=130,
        )
        _reset(key, view)
    if st.session_state.get(_FAULT) == exact:
        st.error(view.say("simulation.not_a_number"))


def _reset(key: QuestionKey, view: View) -> None:
    """Undo one lever; nothing to press where nothing is supposed."""
    st.button(
        view.say("simulation.reset"),
        key=f"reset {key[0]} {key[1]}",
        on_click=undo,
        args=(key,),
        type="tertiary",
        disabled=key not in supposed(),
        icon=":material/undo:",
    )


def _slid(offer: Offer, field: AmountField, slider: str) -> None:
    key = offer.lever.question_key
    if is_current(slider, key, "slider"):
        renew(key, "exact")
        kept = field.quantity.kept(int(st.session_state[slider]))
        suppose(replace(_filled_in(offer), **{field.name: kept}))


def _typed(offer: Offer, field: AmountField, exact: str, view: View) -> None:
    key = offer.lever.question_key
    if not is_current(exact, key, "exact"):
        return
    try:
        kept = field.quantity.kept(typed_number(st.session_state[exact], view.language))
    except NotAnAmountError:
        # What is supposed stays as it was: a slip of the keyboard is no scenario.
        st.session_state[_FAULT] = exact
        return
    st.session_state.pop(_FAULT, None)
    st.session_state[exact] = _written(field.quantity.shown(kept), view)
    renew(key, "slider")
    suppose(replace(_filled_in(offer), **{field.name: kept}))


def _nearest(bounds: Slider, shown: float) -> int:
    """The nearest step of the slider."""
    steps = round((shown - bounds.low) / bounds.step)
    return min(max(bounds.low + steps * bounds.step, bounds.low), bounds.high)


def _written(shown: float, view: View) -> str:
    """The exact number as the reader's language writes it."""
    return decimal(shown, view.language, digits=0 if shown == int(shown) else 2, fixed=True)


def _text(offer: Offer, field: TextField, label: str) -> None:
    key = field_key(offer.lever.question_key, field.name)
    if key not in st.session_state:
        st.session_state[key] = getattr(answered(offer), field.name)
    st.text_input(label, key=key, max_chars=field.longest, on_change=_changed, args=(offer, field, key))


def _choice(offer: Offer, field: ChoiceField, label: str, view: View) -> None:
    key = field_key(offer.lever.question_key, field.name)
    if st.session_state.get(key) not in offer.choices:
        chosen = getattr(answered(offer), field.name)
        st.session_state[key] = chosen if chosen in offer.choices else offer.choices[0]
    if isinstance(field, CurrencyField):
        st.segmented_control(label, offer.choices, key=key, required=True, on_change=_changed, args=(offer, field, key))
        return
    names = view.metrics.names
    st.selectbox(
        label,
        offer.choices,
        format_func=lambda code: names[code],
        key=key,
        on_change=_changed,
        args=(offer, field, key),
    )


def _changed(offer: Offer, field: TextField | ChoiceField, key: str) -> None:
    """Another donor, programme or currency: it counts at once where an amount is supposed, else with the amount."""
    question_key = offer.lever.question_key
    if is_current(key, question_key, field.name) and question_key in supposed():
        suppose(_filled_in(offer))


def _filled_in(offer: Offer) -> Lever:
    """The lever that is supposed, else the one offered, with what is chosen and typed in the fields of its form."""
    lever = answered(offer)
    for field in lever.form:
        entered = st.session_state.get(field_key(offer.lever.question_key, field.name))
        if isinstance(field, TextField) and entered is not None:
            lever = replace(lever, **{field.name: entered.strip()[: field.longest]})
        elif isinstance(field, ChoiceField) and entered is not None:
            lever = replace(lever, **{field.name: entered})
    return lever


def _switch(offer: Offer, field: SwitchField, label: str) -> None:
    key = field_key(offer.lever.question_key, field.name)
    if key not in st.session_state:
        st.session_state[key] = offer.lever.question_key in supposed()
    st.toggle(label, key=key, on_change=_switched, args=(offer, field, key))


def _switched(offer: Offer, field: SwitchField, key: str) -> None:
    if not is_current(key, offer.lever.question_key, field.name):
        return
    if st.session_state[key]:
        suppose(offer.lever)
    else:
        undo(offer.lever.question_key)
