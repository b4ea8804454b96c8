"""A scenario applied to a fund: the fund's tables as they would be, and their figures by the same `fund.metrics`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.metric import Cells
from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics
from fund.model import Dataset
from fund.whatif.added_rows import appended
from fund.whatif.lever import SHARE_UNITS, Lever, Scenario
from fund.whatif.plan import Plan, plan
from fund.whatif.prices import repriced
from fund.whatif.refusal import RefusedLever
from fund.whatif.scenario_plan import Payment


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """A fund as it is."""

    dataset: Dataset
    metrics: FundMetrics


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Applied:
    """A fund as it would be, beside the fund as it is.

    `levers` were applied, `refused` were not and say why. `supposed` are the cells that no workbook holds: rows
    added (whose file and sheet say « simulation ») and cells written into the workbook's own rows. Where nothing
    was applied, `dataset` and `metrics` are the baseline's very own.
    """

    scenario: Scenario
    baseline: Baseline
    dataset: Dataset
    metrics: FundMetrics
    levers: tuple[Lever, ...]
    refused: tuple[RefusedLever, ...]
    supposed: tuple[Cells, ...]
    rate_changes: tuple[tuple[str, float], ...]


def apply(scenario: Scenario, dataset: Dataset, metrics: FundMetrics) -> Applied:
    """Apply a scenario. Pure: nothing is written to the tables given, and the same scenario gives the same fund."""
    steps = plan(scenario, dataset, metrics)
    simulated = simulate(dataset, metrics, steps)
    return Applied(
        scenario=scenario,
        baseline=Baseline(dataset, metrics),
        dataset=simulated,
        metrics=metrics if simulated is dataset else fund_metrics(simulated),
        levers=steps.applied,
        refused=steps.refused,
        supposed=_supposed(dataset, metrics, steps),
        rate_changes=tuple(steps.repriced.items()),
    )


def simulate(dataset: Dataset, metrics: FundMetrics, steps: Plan) -> Dataset:
    """The fund's tables as planned; the dataset itself where nothing is."""
    if not steps.applied:
        return dataset
    tables = dict(dataset.tables)
    if steps.received:
        tables["contributions"] = _received(tables["contributions"], metrics, steps.received, dataset)
    for payment in steps.payments:
        tables["tranches"] = _paid(tables["tranches"], payment)
    if steps.repriced and dataset.fund.as_of is not None:
        currencies = list(steps.repriced)
        tables["expenses"] = repriced(tables["expenses"], steps.rates, currencies, day=dataset.fund.as_of.day)
        tables["rates"] = steps.rates
    for table, rows in steps.rows.items():
        tables[table] = appended(tables[table], rows)
    digest = sha256(repr(steps.applied).encode()).hexdigest()[:16]
    return replace(dataset, tables=tables, version=f"{dataset.version}+{digest}")


def _received(contributions: pd.DataFrame, metrics: FundMetrics, share: int, dataset: Dataset) -> pd.DataFrame:
    """The contributions that owe something with a share of it received, dated by the scenario where nothing was."""
    positions, parts = _receipts(metrics, share)
    received = contributions["received_cents"].array.copy()
    before = received[positions].to_numpy(dtype=np.int64, na_value=0)
    received[positions] = pd.array(before + parts, dtype="Int64")
    dates = contributions["received_on"].array.copy()
    if dataset.fund.as_of is not None:
        dates[positions[dates[positions].isna()]] = pd.Timestamp(dataset.fund.as_of.day)
    return contributions.assign(received_cents=received, received_on=dates)


def _receipts(metrics: FundMetrics, share: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
    """The contributions that receive something (positions), and how much."""
    due = metrics.contributions.outstanding_rows
    parts = shares(due["due_cents"].to_numpy(dtype=np.int64), share)
    return due["position"].to_numpy(dtype=np.intp)[parts > 0], parts[parts > 0]


def shares(due: npt.NDArray[np.int64], millionths: int) -> npt.NDArray[np.int64]:
    """A share of each amount in whole cents, such that the parts add up to the same share of their sum.

    Each part is the rounded share of the running total less the one before: within a cent of its own share,
    never more than what is due. Whole numbers throughout, in two steps lest the product overflow.
    """
    totals = np.cumsum(due)
    whole, rest = np.divmod(totals, SHARE_UNITS)
    rounded = whole * millionths + (rest * millionths * 2 + SHARE_UNITS) // (2 * SHARE_UNITS)
    result: npt.NDArray[np.int64] = np.diff(rounded, prepend=0)
    return result


def _paid(tranches: pd.DataFrame, payment: Payment) -> pd.DataFrame:
    """The tranches, those of that number paid on that day."""
    paid_on = tranches["paid_on"].array.copy()
    paid_on[_rows(tranches, payment)] = pd.Timestamp(payment.paid_on)
    return tranches.assign(paid_on=paid_on)


def _rows(tranches: pd.DataFrame, payment: Payment) -> npt.NDArray[np.intp]:
    chosen = (tranches["programme"] == payment.programme) & (tranches["number"] == payment.number)
    return np.flatnonzero(chosen.to_numpy(dtype=np.bool_, na_value=False))


def _supposed(dataset: Dataset, metrics: FundMetrics, steps: Plan) -> tuple[Cells, ...]:
    """Every cell that the plan adds or writes."""
    cells = []
    if steps.received:
        positions = _receipts(metrics, steps.received)[0]
        cells.append(Cells("contributions", ("received_cents", "received_on"), positions))
    for payment in steps.payments:
        cells.append(Cells("tranches", ("paid_on",), _rows(dataset.table("tranches"), payment)))
    for table, rows in steps.rows.items():
        columns = tuple(dict.fromkeys(name for row in rows for name in row))
        cells.append(_after(dataset, table, columns, len(rows)))
    rates = len(steps.rates) - len(dataset.table("rates"))
    if rates:
        cells.append(_after(dataset, "rates", ("currency", "date", "units_per_euro"), rates))
    return tuple(cells)


def _after(dataset: Dataset, table: str, columns: tuple[str, ...], added: int) -> Cells:
    size = len(dataset.table(table))
    return Cells(table, columns, np.arange(size, size + added, dtype=np.intp))
