"""From levers to what they add to a fund's tables: rows, dates of payment, sums received, declared figures.

Every lever is planned against the fund as it is, not against what the levers before it made, so that their
order does not count. Two exceptions are seen nowhere else: new tranches of a programme are numbered in their
order, and of several levers that together ask too much of one figure the last is refused. Rates come first, for
they price the rest, then new tranches, for expenses may be charged to them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from fund.metrics.result import FundMetrics
from fund.model import Dataset
from fund.whatif.added_rows import NewRow
from fund.whatif.lever import (
    KINDS,
    LARGEST_CENTS,
    LARGEST_HOURS,
    Kind,
    Lever,
    PlannedExpense,
    Scenario,
)
from fund.whatif.levers import budgets, gifts, purchase
from fund.whatif.moves import declared_rows
from fund.whatif.refusal import LeverRefusedError, Refusal, RefusedLever
from fund.whatif.scenario_plan import Draft, Edit, Payment

EDITS: Mapping[Kind, Callable[[Any, Draft], Edit]] = MappingProxyType(
    {
        Kind.RATE: purchase.rate_change,
        Kind.NEW_TRANCHE: budgets.new_tranche,
        Kind.CONTRIBUTION: gifts.extra_contribution,
        Kind.OUTSTANDING: gifts.outstanding_received,
        Kind.RUNNING_COSTS: gifts.running_costs,
        Kind.BUDGET: budgets.budget_change,
        Kind.MOVE: budgets.budget_move,
        Kind.FORWARD: budgets.tranche_forward,
        Kind.EXPENSE: purchase.planned_expense,
        Kind.HOURS: purchase.hours_change,
    }
)
"""What plans each kind of lever."""

FIRST = (Kind.RATE, Kind.NEW_TRANCHE)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Plan:
    """What a scenario changes in a fund's tables.

    `rows` are added to their tables, declared figures among them; `rates` is the table of rates with the scenario's
    and `repriced` the currencies it changes; `received` is the share of what is outstanding that comes in, in
    millionths. `applied` are the levers that made this, `refused` the others, both in the scenario's order.
    """

    rows: Mapping[str, Sequence[NewRow]]
    rates: pd.DataFrame
    repriced: Mapping[str, float]
    payments: tuple[Payment, ...]
    received: int
    applied: tuple[Lever, ...]
    refused: tuple[RefusedLever, ...]


def plan(scenario: Scenario, dataset: Dataset, metrics: FundMetrics) -> Plan:
    """Plan every lever of a scenario that can be computed; the others are refused with a reason."""
    levers = scenario.effective
    draft = drafted(scenario, dataset, metrics)
    applied: list[int] = []
    refused: dict[int, RefusedLever] = {}
    for place in sorted(range(len(levers)), key=lambda place: _stage(levers[place])):
        lever = levers[place]
        try:
            draft.record(edit_of(lever, draft))
            applied.append(place)
        except LeverRefusedError as refusal:
            refused[place] = RefusedLever(lever, refusal.reason, refusal.fields)
    return Plan(
        rows=_rows(draft),
        rates=draft.rates(),
        repriced=draft.rate_changes(),
        payments=tuple(edit.payment for edit in draft.edits if edit.payment is not None),
        received=draft.received(),
        applied=tuple(levers[place] for place in sorted(applied)),
        refused=tuple(refused[place] for place in sorted(refused)),
    )


def drafted(scenario: Scenario, dataset: Dataset, metrics: FundMetrics) -> Draft:
    """An empty draft of a scenario."""
    purchases = tuple(lever for lever in scenario.effective if isinstance(lever, PlannedExpense))
    return Draft(dataset=dataset, metrics=metrics, purchases=purchases)


def edit_of(lever: Lever, draft: Draft) -> Edit:
    """What a lever changes; raises LeverRefusedError where it can't be computed."""
    cents, hours = getattr(lever, "amount_cents", 0), getattr(lever, "hours", 0)
    if abs(cents) > LARGEST_CENTS or abs(hours) > LARGEST_HOURS:
        raise LeverRefusedError(Refusal.TOO_LARGE)
    return EDITS[KINDS[type(lever)]](lever, draft)


def _stage(lever: Lever) -> int:
    kind = KINDS[type(lever)]
    return FIRST.index(kind) if kind in FIRST else len(FIRST)


def _rows(draft: Draft) -> Mapping[str, Sequence[NewRow]]:
    rows: dict[str, list[NewRow]] = {"declared": [*declared_rows(draft.shifts())]}
    for table, row in (added for edit in draft.edits for added in edit.rows):
        rows.setdefault(table, []).append(row)
    return {table: added for table, added in rows.items() if added}
