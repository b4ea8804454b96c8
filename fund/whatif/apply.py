"""A scenario applied to a fund: the fund's tables as they would be, and their figures by the same `fund.metrics`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import groupby
from operator import attrgetter

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.metrics.fund import FundState, closed, state_of
from fund.model import Dataset
from fund.schema import SHEETS
from fund.schema.converted import euros_code, in_euros
from fund.whatif.lever import Lever, RefusedLever, Scenario, refusal_of
from fund.whatif.moves import appended
from fund.whatif.prices import repriced
from fund.whatif.scenario_plan import ScenarioPlan, share_of

COLUMN = attrgetter("table", "column")
"""Where a cell stands: those of one column are written together."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Applied:
    """A fund as it would be (`simulated`), beside the fund as it is (`baseline`).

    `levers` were applied, `refused` were not and say why. The file and the sheet of a row that was added say
    « simulation ». Where nothing was applied, `simulated` is the baseline itself.
    """

    scenario: Scenario
    baseline: FundState
    simulated: FundState
    levers: tuple[Lever, ...]
    refused: tuple[RefusedLever, ...]
    rate_changes: tuple[tuple[str, float], ...]

    @property
    def later(self) -> tuple[Lever, ...]:
        """The levers dated after the closing day: they change what is expected, and no figure of that day."""
        plan = ScenarioPlan(fund=self.baseline)
        return tuple(each for each in self.levers if plan.is_later(each.dated))


def apply(scenario: Scenario, fund: FundState) -> Applied:
    """Apply a scenario. Pure: nothing is written to the tables given, and the same scenario gives the same fund."""
    plan = ScenarioPlan(fund=closed(fund))
    levers, refused = _planned(scenario.effective, plan)
    return Applied(
        scenario=scenario,
        baseline=fund,
        simulated=state_of(_simulated(plan, levers), beside=fund) if levers else fund,
        levers=levers,
        refused=refused,
        rate_changes=tuple(plan.rate_changes().items()),
    )


def _planned(levers: Sequence[Lever], plan: ScenarioPlan) -> tuple[tuple[Lever, ...], tuple[RefusedLever, ...]]:
    """Plan every lever that can be computed, stage after stage; those planned and those refused, in their own order.

    Every lever is planned against the fund as it is, not against what the levers before it made, so that their
    order does not count. Two exceptions are seen nowhere else: new tranches of a programme are numbered in their
    order, and of several levers that together ask too much of one figure the last is refused.
    """
    in_turn = sorted(range(len(levers)), key=lambda place: levers[place].stage)
    refusals = dict(sorted((place, refusal_of(levers[place], plan)) for place in in_turn))
    applied = tuple(levers[place] for place, refusal in refusals.items() if refusal is None)
    return applied, tuple(refusal for refusal in refusals.values() if refusal is not None)


def _simulated(plan: ScenarioPlan, levers: tuple[Lever, ...]) -> Dataset:
    """The fund's tables as planned."""
    dataset = plan.fund.dataset
    tables = dict(dataset.tables)
    if plan.received():
        tables["contributions"] = _received(plan)
    for (table, column), cells in groupby(sorted(plan.cells(), key=COLUMN), key=COLUMN):
        values = tables[table][column].array.copy()
        for cell in cells:
            values[cell.position] = pd.Timestamp(cell.value) if isinstance(cell.value, date) else cell.value
        tables[table] = tables[table].assign(**{column: values})
    changes = plan.rate_changes()
    if changes and plan.day is not None:
        tables |= _repriced(tables, plan.rates(), list(changes), day=plan.day)
        tables["rates"] = plan.rates()
    for table, added in plan.rows().items():
        tables[table] = appended(tables[table], added)
    digest = sha256(repr(levers).encode()).hexdigest()[:16]
    return replace(dataset, tables=tables, version=f"{dataset.version}+{digest}")


def _repriced(
    tables: Mapping[str, pd.DataFrame], rates: pd.DataFrame, currencies: Sequence[str], *, day: date
) -> Mapping[str, pd.DataFrame]:
    """The tables that hold amounts in other currencies, what is to come at the new rates."""
    found: dict[str, pd.DataFrame] = {}
    for amount in (amount for sheet in SHEETS for amount in sheet.converted):
        table = found.get(amount.table, tables[amount.table])
        if euros_code(amount.code) in table:
            found[amount.table] = repriced(table, rates, currencies, day=day, amount=amount)
    return found


def _received(plan: ScenarioPlan) -> pd.DataFrame:
    """The contributions that owe something with a share of it received, dated by the scenario where nothing was."""
    contributions = plan.fund.dataset.table("contributions")
    due = plan.fund.metrics.contributions.outstanding_rows
    parts = shares(due["due_cents"].to_numpy(dtype=np.int64), plan.received())
    positions, parts = due["position"].to_numpy(dtype=np.intp)[parts > 0], parts[parts > 0]
    column = in_euros("received_cents", contributions.columns)
    received = contributions[column].array.copy()
    before = received[positions].to_numpy(dtype=np.int64, na_value=0)
    received[positions] = pd.array(before + parts, dtype="Int64")
    dates = contributions["received_on"].array.copy()
    if plan.day is not None:
        dates[positions[dates[positions].isna()]] = pd.Timestamp(plan.day)
    return contributions.assign(**{column: received, "received_on": dates})


def shares(due: npt.NDArray[np.int64], millionths: int) -> npt.NDArray[np.int64]:
    """A share of each amount in whole cents, such that the parts add up to the same share of their sum.

    Each part is the rounded share of the running total less the one before: within a cent of its own share,
    never more than what is due.
    """
    result: npt.NDArray[np.int64] = np.diff(share_of(np.cumsum(due), millionths), prepend=0)
    return result
