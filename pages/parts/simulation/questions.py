"""The questions of the page, in everyday words: each sets one lever; those that can't be computed say why."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from fund.metrics.result import ProgrammeMetrics
from fund.whatif.lever import (
    BudgetChange,
    BudgetMove,
    ExtraContribution,
    HoursChange,
    Kind,
    Lever,
    NewTranche,
    OutstandingReceived,
    PlannedExpense,
    RateChange,
    RunningCosts,
    TrancheForward,
)
from fund.whatif.offer import Offer
from pages.parts.session.view import View
from pages.parts.show.markup import draw, plain_label
from pages.parts.simulation.amount_field import Amount, amount
from pages.parts.simulation.state import Place, field_key, is_current, suppose, supposed, undo

CENTS = 100
PER_CENT = 100
"""Changes of a rate and shares are set in whole per cent and kept as fractions."""


def place_at(offer: Offer) -> Place:
    """The question an offer answers."""
    about = offer.currency if offer.kind is Kind.RATE else offer.programme
    return offer.kind, f"{about} {offer.tranche}" if offer.kind is Kind.FORWARD else about


def question(offer: Offer, view: View, *, opened: bool) -> None:
    """One question: closed, a line; open, its fields."""
    place = place_at(offer)
    # The mark stands before the question, not in its words: with other words it would be drawn anew, and lose the
    # keyboard in the middle of a move.
    draw('<i class="asked {state}"></i>', state="supposed" if place in supposed() else "")
    fold = st.expander(
        asked(offer, view, currency=plain_label(offer.currency)),
        expanded=opened,
        key=f"question {place[0]} {place[1]}",
        on_change="rerun",
    )
    if fold.open:
        with fold:
            ASKED[offer.kind](offer, view)


def asked(offer: Offer, view: View, *, currency: str) -> str:
    """The question in everyday words; the currency as its code may be written there, if there is one."""
    which = "any_rate" if offer.kind is Kind.RATE and not currency else offer.kind
    return view.say(f"simulation.questions.{which}", currency=currency, number=offer.tranche)


def _euros(offer: Offer, view: View, make: Callable[[int], Lever]) -> None:
    """An amount in euros, both ways from zero where the lever can also take away."""
    step = max(int(offer.step / CENTS), 1)
    amount(
        Amount(
            place=place_at(offer),
            label=view.say(f"simulation.fields.{offer.kind}"),
            low=_in_steps(offer.minimum / CENTS, step),
            high=max(int(offer.maximum / CENTS), 1),
            step=step,
            unit=CENTS,
            make=make,
            size=lambda lever: getattr(lever, "amount_cents", 0),
        ),
        view,
    )


def _in_steps(least: float, step: int) -> int:
    """Where a slider begins: `least` or a little above, a whole number of steps below zero."""
    return -(int(-least) // step) * step


def _contribution(offer: Offer, view: View) -> None:
    key = field_key(place_at(offer), "donor")
    lever = supposed().get(place_at(offer))
    if key not in st.session_state:
        st.session_state[key] = getattr(lever, "donor", "")
    donor = st.session_state[key].strip()[:80]
    _euros(offer, view, lambda cents: ExtraContribution(cents, donor=donor))
    st.text_input(
        view.say("simulation.fields.donor"), key=key, max_chars=80, on_change=_named, args=(place_at(offer), key)
    )


def _named(place: Place, key: str) -> None:
    lever = supposed().get(place)
    if is_current(key, place, "donor") and isinstance(lever, ExtraContribution):
        suppose(ExtraContribution(lever.amount_cents, donor=st.session_state[key].strip()[:80]))


def _outstanding(offer: Offer, view: View) -> None:
    _per_cent(offer, view, OutstandingReceived, size=lambda lever: getattr(lever, "share", 0.0))


def _rate(offer: Offer, view: View) -> None:
    _per_cent(
        offer,
        view,
        lambda change: RateChange(offer.currency, change),
        size=lambda lever: getattr(lever, "change", 0.0),
    )


def _per_cent(offer: Offer, view: View, make: Callable[[float], Lever], *, size: Callable[[Lever], float]) -> None:
    amount(
        Amount(
            place=place_at(offer),
            label=view.say(f"simulation.fields.{offer.kind}", currency=offer.currency),
            low=round(offer.minimum * PER_CENT),
            high=round(offer.maximum * PER_CENT),
            step=max(round(offer.step * PER_CENT), 1),
            unit=PER_CENT,
            make=lambda units: make(units / PER_CENT**2),
            size=lambda lever: round(size(lever) * PER_CENT**2),
        ),
        view,
    )


def _budget(offer: Offer, view: View) -> None:
    _euros(offer, view, lambda cents: BudgetChange(offer.programme, cents))


def _move(offer: Offer, view: View) -> None:
    names = {code: name for code, name in view.metrics.names.items() if code in offer.choices}
    key = field_key(place_at(offer), "target")
    lever = supposed().get(place_at(offer))
    if st.session_state.get(key) not in names:
        chosen = lever.target if isinstance(lever, BudgetMove) else ""
        st.session_state[key] = chosen if chosen in names else next(iter(names))
    target = str(st.session_state[key])
    st.selectbox(
        view.say("simulation.fields.target"),
        list(names),
        format_func=lambda code: names[code],
        key=key,
        on_change=_retarget,
        args=(place_at(offer), key),
    )
    _euros(offer, view, lambda cents: BudgetMove(offer.programme, target, cents))


def _retarget(place: Place, key: str) -> None:
    lever = supposed().get(place)
    if is_current(key, place, "target") and isinstance(lever, BudgetMove):
        suppose(BudgetMove(lever.source, st.session_state[key], lever.amount_cents))


def _forward(offer: Offer, view: View) -> None:
    place = place_at(offer)
    number = offer.tranche or 0
    key = field_key(place, "paid")
    if key not in st.session_state:
        st.session_state[key] = place in supposed()
    lever = TrancheForward(offer.programme, number)
    st.toggle(view.say("simulation.fields.forward", number=number), key=key, on_change=_pay, args=(place, lever, key))


def _pay(place: Place, lever: TrancheForward, key: str) -> None:
    if not is_current(key, place, "paid"):
        return
    if st.session_state[key]:
        suppose(lever)
    else:
        undo(place)


def _new_tranche(offer: Offer, view: View) -> None:
    as_of = view.dataset.fund.as_of
    day = None if as_of is None else as_of.day
    _euros(offer, view, lambda cents: NewTranche(offer.programme, cents, day))


def _expense(offer: Offer, view: View) -> None:
    place = place_at(offer)
    lever = supposed().get(place)
    key = field_key(place, "currency")
    currencies = list(offer.choices) or ["EUR"]
    if st.session_state.get(key) not in currencies:
        st.session_state[key] = lever.currency if isinstance(lever, PlannedExpense) else currencies[0]
    currency = str(st.session_state[key])
    tranche = _spent_tranche(view.metrics.programme(offer.programme))
    st.segmented_control(
        view.say("simulation.fields.currency"),
        currencies,
        key=key,
        required=True,
        on_change=_recurrency,
        args=(place, key),
    )
    _euros(offer, view, lambda cents: PlannedExpense(offer.programme, tranche, cents, currency))


def _recurrency(place: Place, key: str) -> None:
    lever = supposed().get(place)
    if is_current(key, place, "currency") and isinstance(lever, PlannedExpense):
        suppose(PlannedExpense(lever.programme, lever.tranche, lever.amount_cents, st.session_state[key]))


def _spent_tranche(programme: ProgrammeMetrics) -> int | None:
    """The tranche a purchase would be charged to: the last one paid, where its expenses are told."""
    paid = [each for each in programme.tranches if each.paid_on is not None and each.spent.value is not None]
    return paid[-1].number if paid else None


def _hours(offer: Offer, view: View) -> None:
    step = max(int(offer.step), 1)
    amount(
        Amount(
            place=place_at(offer),
            label=view.say("simulation.fields.hours"),
            low=_in_steps(offer.minimum, step),
            high=max(int(offer.maximum), 1),
            step=step,
            unit=1,
            make=lambda hours: HoursChange(offer.programme, hours),
            size=lambda lever: getattr(lever, "hours", 0),
        ),
        view,
    )


def _running_costs(offer: Offer, view: View) -> None:
    _euros(offer, view, RunningCosts)


ASKED: dict[Kind, Callable[[Offer, View], None]] = {
    Kind.CONTRIBUTION: _contribution,
    Kind.OUTSTANDING: _outstanding,
    Kind.RUNNING_COSTS: _running_costs,
    Kind.RATE: _rate,
    Kind.BUDGET: _budget,
    Kind.MOVE: _move,
    Kind.FORWARD: _forward,
    Kind.NEW_TRANCHE: _new_tranche,
    Kind.EXPENSE: _expense,
    Kind.HOURS: _hours,
}
