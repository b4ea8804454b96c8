"""The levers on what partners spend: purchases to come, and hours of training with what they cost."""

from __future__ import annotations

from datetime import date

from fund.currency import RateOrigin
from fund.metrics.result import ProgrammeMetrics
from fund.whatif.added_rows import SIMULATION, NewRow
from fund.whatif.hours import cost_of, cost_per_hour
from fund.whatif.lever import HoursChange, PlannedExpense, RateChange
from fund.whatif.levers.budgets import found
from fund.whatif.prices import Price, latest_rate
from fund.whatif.refusal import LeverRefusedError, Refusal
from fund.whatif.scenario_plan import Draft, Edit

LARGEST_CHANGE = 10.0
"""A currency that gains more than ten times its value is a typing error."""


def rate_change(lever: RateChange, draft: Draft) -> Edit:
    """A currency worth more or less from the scenario's day on: what was spent before keeps the rate of its date."""
    if draft.day is None:
        raise LeverRefusedError(Refusal.NO_DAY)
    if not -1 < lever.change <= LARGEST_CHANGE:
        raise LeverRefusedError(Refusal.IMPOSSIBLE_RATE, currency=lever.currency)
    if latest_rate(draft.dataset.table("rates"), lever.currency, draft.day) is None:
        raise LeverRefusedError(Refusal.NO_RATE, currency=lever.currency)
    return Edit(rate=(lever.currency, lever.change))


def planned_expense(lever: PlannedExpense, draft: Draft) -> Edit:
    """A purchase to come, in euros at the scenario's rates."""
    if lever.amount_cents < 0:
        raise LeverRefusedError(Refusal.NOT_POSITIVE)
    programme = draft.programme(lever.programme)
    if lever.tranche is not None:
        _check_charged(lever, programme, draft)
    price = draft.price(lever)
    if price is None:
        raise LeverRefusedError(Refusal.NO_RATE, currency=lever.currency)
    move = draft.move(programme.spent, price.cents, unknown=Refusal.SPENT_UNKNOWN, total=draft.metrics.spent)
    row = expense_row(lever, price, draft.day)
    return Edit(rows=(("expenses", row),) if move.by_rows else (), moves=(move,))


def expense_row(lever: PlannedExpense, price: Price | None, day: date | None) -> NewRow:
    """The purchase as a row of the sheet « Dépenses », in euros where a rate is known."""
    return {
        "programme": lever.programme,
        "tranche": lever.tranche,
        "date": lever.on or day,
        "label": lever.label or SIMULATION,
        "amount_cents": lever.amount_cents,
        "currency": lever.currency,
        "tender": lever.tender,
        "amount_eur_cents": None if price is None else price.cents,
        "rate_used": None if price is None else price.rate,
        "rate_origin": RateOrigin.NONE.value if price is None else price.origin,
    }


def hours_change(lever: HoursChange, draft: Draft) -> Edit:
    """More or fewer hours delivered, and their cost as an expense on the tranche being spent.

    Who would be present is not known: the hours received of these hours are not either (a group without its
    number of participants), and what the programme plans stays as it is.
    """
    programme = draft.programme(lever.programme)
    delivered = draft.move(
        programme.hours.delivered, lever.hours, unknown=Refusal.HOURS_UNKNOWN, total=draft.metrics.hours.delivered
    )
    cost = cost_per_hour(programme)
    if cost.value is None or cost.value <= 0:
        raise LeverRefusedError(Refusal.NO_COST_PER_HOUR, programme=programme.code)
    cents = cost_of(lever.hours, cost)
    spent = draft.move(programme.spent, cents, unknown=Refusal.SPENT_UNKNOWN, total=draft.metrics.spent)
    rows: list[tuple[str, NewRow]] = []
    if delivered.by_rows:
        rows.append(("activities", _session(lever, programme, draft)))
    if spent.by_rows:
        current = programme.paid_tranche
        charged = current is not None and current.spent.value is not None
        expense = PlannedExpense(programme.code, current.number if current and charged else None, cents)
        rows.append(("expenses", expense_row(expense, Price(cents, 1.0, RateOrigin.EURO.value), draft.day)))
    return Edit(rows=tuple(rows), moves=(delivered, spent))


def _session(lever: HoursChange, programme: ProgrammeMetrics, draft: Draft) -> NewRow:
    return {
        "programme": programme.code,
        "activity": SIMULATION,
        "kind": SIMULATION,
        "start": draft.day,
        "start_precision": None if draft.day is None else "day",
        "groups": 1,
        "hours_planned": None if programme.hours.planned.value is None else 0.0,
        "hours_delivered": float(lever.hours),
    }


def _check_charged(lever: PlannedExpense, programme: ProgrammeMetrics, draft: Draft) -> None:
    """Refuse an expense on a tranche whose spending is not told row by row.

    Its row alone would be all that is spent there, and the tranches of which nothing is told would have spent
    nothing. A new tranche of the scenario may be charged where the others are told.
    """
    if lever.tranche in draft.new_tranches(programme.code):
        told = not programme.tranches or any(t.spent.value is not None for t in programme.tranches)
    else:
        told = found(programme, lever.tranche or 0).spent.value is not None
    if not told:
        raise LeverRefusedError(Refusal.TRANCHE_SPENT_UNKNOWN, programme=programme.code, tranche=lever.tranche)
