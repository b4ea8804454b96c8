"""The levers on the fund's own money: gifts, what is still owed, running costs."""

from __future__ import annotations

from fund.whatif.added_rows import SIMULATION
from fund.whatif.lever import SHARE_UNITS, ExtraContribution, OutstandingReceived, RunningCosts
from fund.whatif.refusal import LeverRefusedError, Refusal
from fund.whatif.scenario_plan import Draft, Edit


def extra_contribution(lever: ExtraContribution, draft: Draft) -> Edit:
    """A contribution that is received, and was neither pledged nor committed before.

    Where no pledge (or commitment) of the fund is known, the row bears a date of pledge without amount, so that
    its pledge is not known either: an empty one would be a pledge of zero and make a total of it.
    """
    if lever.amount_cents < 0:
        raise LeverRefusedError(Refusal.NOT_POSITIVE)
    if lever.programme:
        draft.programme(lever.programme)
    given = draft.metrics.contributions
    move = draft.move(given.raised, lever.amount_cents, unknown=Refusal.RAISED_UNKNOWN)
    row = {
        "donor": lever.donor or None,
        "programme": lever.programme or None,
        "pledged_on": draft.day if given.pledged.value is None else None,
        "committed_on": draft.day if given.committed.value is None else None,
        "received_on": draft.day,
        "received_cents": lever.amount_cents,
    }
    return Edit(rows=(("contributions", row),) if move.by_rows else (), moves=(move,))


def outstanding_received(lever: OutstandingReceived, draft: Draft) -> Edit:
    """A share of everything outstanding; the contributions' own rows receive it."""
    share = round(lever.share * SHARE_UNITS)
    if share < 0:
        raise LeverRefusedError(Refusal.NOT_POSITIVE)
    outstanding = draft.metrics.contributions.outstanding
    if outstanding.value is None:
        raise LeverRefusedError(Refusal.OUTSTANDING_UNKNOWN)
    if not outstanding.value:
        raise LeverRefusedError(Refusal.NOTHING_OUTSTANDING)
    if draft.received() + share > SHARE_UNITS:
        raise LeverRefusedError(Refusal.MORE_THAN_OUTSTANDING, value=outstanding.value, unit=outstanding.unit)
    cents = shared_out(int(outstanding.value), share)
    return Edit(
        moves=(draft.move(draft.metrics.contributions.raised, cents, unknown=Refusal.RAISED_UNKNOWN),), received=share
    )


def running_costs(lever: RunningCosts, draft: Draft) -> Edit:
    """One more cost of the fund itself, or one less."""
    costs = draft.metrics.running_costs
    move = draft.move(costs, lever.amount_cents, unknown=Refusal.RUNNING_COSTS_UNKNOWN)
    row = {"date": draft.day, "label": SIMULATION, "amount_cents": lever.amount_cents}
    return Edit(rows=(("running_costs", row),) if move.by_rows else (), moves=(move,))


def shared_out(cents: int, millionths: int) -> int:
    """A share of whole cents, to the nearest cent."""
    return (cents * millionths * 2 + SHARE_UNITS) // (2 * SHARE_UNITS)
