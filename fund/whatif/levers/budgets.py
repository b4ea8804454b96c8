"""The levers on what is allocated to programmes and paid to their partners."""

from __future__ import annotations

from datetime import date

from fund.metrics.result import ProgrammeMetrics, TrancheMetrics
from fund.whatif.added_rows import NewRow
from fund.whatif.lever import BudgetChange, BudgetMove, NewTranche, TrancheForward
from fund.whatif.moves import Move
from fund.whatif.refusal import LeverRefusedError, Refusal
from fund.whatif.scenario_plan import Draft, Edit, Payment


def budget_change(lever: BudgetChange, draft: Draft) -> Edit:
    """A budget raised or lowered: one more row of the programme, whose budget is the difference.

    The workbook's own row stays as it is, and with it the TOTAL row that adds it up.
    """
    return _budgets(draft, _budget(draft, lever.programme, lever.amount_cents))


def budget_move(lever: BudgetMove, draft: Draft) -> Edit:
    """A budget moved from one programme to another: what the fund allocates stays the same, to the cent."""
    if lever.amount_cents < 0:
        raise LeverRefusedError(Refusal.NOT_POSITIVE)
    taken = _budget(draft, lever.source, -lever.amount_cents)
    return _budgets(draft, taken, _budget(draft, lever.target, lever.amount_cents))


def _budget(draft: Draft, programme: str, amount: int) -> Move:
    allocated = draft.programme(programme).allocated
    return draft.move(allocated, amount, unknown=Refusal.BUDGET_UNKNOWN, total=draft.metrics.allocated)


def _budgets(draft: Draft, *moves: Move) -> Edit:
    rows = [
        ("programmes", {"code": move.figure.programme, "budget_cents": move.amount}) for move in moves if move.by_rows
    ]
    return Edit(rows=tuple(rows), moves=moves)


def new_tranche(lever: NewTranche, draft: Draft) -> Edit:
    """A tranche after the last one, paid or only planned; no share of the one before is asked for."""
    if lever.amount_cents < 0:
        raise LeverRefusedError(Refusal.NOT_POSITIVE)
    programme = draft.programme(lever.programme)
    transferred = _transferred(draft, programme, 0 if lever.paid_on is None else lever.amount_cents)
    if not transferred.by_rows and lever.paid_on is None:
        raise LeverRefusedError(Refusal.TRANCHES_NOT_TOLD, programme=programme.code)
    numbers = [*(tranche.number for tranche in programme.tranches), *draft.new_tranches(programme.code)]
    row: NewRow = {
        "programme": programme.code,
        "number": max(numbers, default=0) + 1,
        "amount_cents": lever.amount_cents,
        "planned_on": draft.day if lever.paid_on is None else None,
        "paid_on": lever.paid_on,
    }
    return Edit(rows=(("tranches", row),) if transferred.by_rows else (), moves=(transferred,))


def tranche_forward(lever: TrancheForward, draft: Draft) -> Edit:
    """A planned tranche paid now: the workbook's own rows get their date of payment."""
    programme = draft.programme(lever.programme)
    tranche = found(programme, lever.number)
    if tranche.paid_on is not None or _is_paid(draft, lever):
        raise LeverRefusedError(Refusal.ALREADY_PAID, programme=programme.code, tranche=lever.number)
    if tranche.amount.value is None or tranche.amount.unknown:
        raise LeverRefusedError(Refusal.TRANCHE_AMOUNT_UNKNOWN, programme=programme.code, tranche=lever.number)
    transferred = _transferred(draft, programme, int(tranche.amount.value))
    return Edit(moves=(transferred,), payment=Payment(programme.code, lever.number, paid_day(lever, draft)))


def found(programme: ProgrammeMetrics, number: int) -> TrancheMetrics:
    """A tranche of a programme; a lever that names another is refused."""
    for tranche in programme.tranches:
        if tranche.number == number:
            return tranche
    raise LeverRefusedError(Refusal.NO_TRANCHE, programme=programme.code, tranche=number)


def paid_day(lever: TrancheForward, draft: Draft) -> date:
    """The day the tranche is paid: the lever's, else the scenario's."""
    day = lever.paid_on or draft.day
    if day is None:
        raise LeverRefusedError(Refusal.NO_DAY)
    return day


def _transferred(draft: Draft, programme: ProgrammeMetrics, amount: int) -> Move:
    return draft.move(
        programme.transferred, amount, unknown=Refusal.TRANSFERRED_UNKNOWN, total=draft.metrics.transferred
    )


def _is_paid(draft: Draft, lever: TrancheForward) -> bool:
    payments = (edit.payment for edit in draft.edits)
    return any(paid and (paid.programme, paid.number) == (lever.programme, lever.number) for paid in payments)
