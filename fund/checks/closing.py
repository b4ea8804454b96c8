"""What is dated after the closing day, with how many rows and how many euros; an « arrêté au » still to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from fund.checks.locate import header
from fund.metric import Basis, Metric, Unit
from fund.metrics.amounts import Mask
from fund.metrics.cutoff import around, later, later_activities, later_results, later_stages
from fund.model import Dataset, Finding, Severity
from fund.schema.converted import in_euros

AMOUNTS = ("received", "committed", "pledged")
"""The stages of a contribution that have an amount, the last one first."""
OF_THE_FUTURE = MappingProxyType(
    {
        "after_closing": "in_the_future",
        "after_closing_rows": "in_the_future_rows",
        "results_since": "in_the_future_rows",
    }
)
"""What the same rows are where the fund has no closing day and they are later than today."""


@dataclass(frozen=True, slots=True, eq=False)
class Later:
    """The rows of a table that are later than the closing day (a mask), and their amounts in cents (NA: not told).

    `column` is the frame's column of the date; `cents` is None for a table without money.
    """

    table: str
    column: str
    rows: Mask
    cents: pd.Series | None = None


def after_closing(dataset: Dataset) -> Iterator[Finding]:
    """One finding per sheet with rows that figures leave out; notes on events since, and on dates around the day."""
    closing = dataset.closing
    if closing is None:
        return
    for found in _later(dataset, closing):
        money = found.cents is not None
        for rows in _by_sheet(dataset.table(found.table), found.rows):
            code = "after_closing" if money else "after_closing_rows"
            details = _counted(rows, closing) | ({"amount": _sum(found.cents, rows)} if money else {})
            yield _at(dataset, found, rows, Finding(code, Severity.WARNING, details=details))
    for code, found in _told(dataset, closing):
        for rows in _by_sheet(dataset.table(found.table), found.rows):
            yield _at(dataset, found, rows, Finding(code, Severity.NOTE, details=_counted(rows, closing)))


def check_today(dataset: Dataset, today: date) -> tuple[Finding, ...]:
    """What only the day of the check can tell: an « arrêté au » still to come, rows of the future where there is none.

    The period of an imprecise « arrêté au » may go on: it is still to come where it has not begun.
    """
    closing = dataset.closing
    if closing is None:
        later_rows = after_closing(replace(dataset, closing=today))
        return tuple(
            replace(found, code=OF_THE_FUTURE[found.code], severity=Severity.WARNING)
            for found in later_rows
            if found.code in OF_THE_FUTURE
        )
    fund = dataset.table("fund")
    if closing <= today or not len(fund) or not later(fund.iloc[:1], "as_of", today)[0]:
        return ()
    finding = Finding(
        "as_of_to_come", Severity.WARNING, column=header("fund", "as_of"), details={"closing": closing, "today": today}
    )
    return (_placed(fund, 0, finding),)


def _later(dataset: Dataset, closing: date) -> Iterator[Later]:
    """What is left out of figures, table by table, in the contract's order."""
    contributions = dataset.table("contributions")
    stages = later_stages(contributions, closing)
    cents = pd.Series(pd.NA, index=contributions.index, dtype="Int64")
    for stage in reversed(AMOUNTS):
        cents = cents.mask(stages[stage], contributions[in_euros(f"{stage}_cents", contributions.columns)])
    first = next((stage for stage in AMOUNTS if stages[stage].any()), "received")
    counted = np.logical_or.reduce([stages[stage] for stage in AMOUNTS])
    yield Later("contributions", f"{first}_on", counted, cents)
    for table, column in (("tranches", "paid_on"), ("expenses", "date"), ("running_costs", "date")):
        frame = dataset.table(table)
        yield Later(table, column, later(frame, column, closing), frame[in_euros("amount_cents", frame.columns)])
    yield Later("activities", "start", later_activities(dataset, closing))
    yield Later("declared", "date", later(dataset.table("declared"), "date", closing))


def _told(dataset: Dataset, closing: date) -> Iterator[tuple[str, Later]]:
    """Events done since, and the results whose date is a period that goes on after the closing day."""
    events, declared = dataset.table("milestones"), dataset.table("declared")
    done = (events["status"] == "done").to_numpy(dtype=np.bool_)
    yield "events_since", Later("milestones", "date", done & later(events, "date", closing))
    yield "results_since", Later("results", "start", later_results(dataset.table("results"), closing))
    yield "around_closing", Later("milestones", "date", done & around(events, "date", closing))
    yield "around_closing", Later("declared", "date", around(declared, "date", closing))
    yield "around_closing", Later("results", "end", _going_on(dataset.table("results"), closing))


def _going_on(results: pd.DataFrame, closing: date) -> Mask:
    """The results whose period, told as one date or as two, holds the closing day and goes on after it."""
    after = (results["end"].to_numpy() > np.datetime64(closing)) & results["achieved"].notna().to_numpy()
    going_on: Mask = after & ~later_results(results, closing)
    return going_on


def _by_sheet(frame: pd.DataFrame, rows: Mask) -> Iterator[np.ndarray]:
    """The positions of the rows, one array per sheet of a file."""
    found = np.flatnonzero(rows)
    if len(found):
        sources = frame[["source_file", "source_sheet"]].iloc[found].astype(str)
        for places in sources.groupby(["source_file", "source_sheet"], sort=False).indices.values():
            yield found[places]


def _counted(rows: np.ndarray, closing: date) -> dict[str, object]:
    return {"n": len(rows), "count": len(rows), "closing": closing}


def _sum(cents: pd.Series | None, rows: np.ndarray) -> Metric:
    """The euros of those rows, « au moins » where some are not told."""
    amounts = pd.Series(dtype="Int64") if cents is None else cents.iloc[rows]
    known = amounts.dropna()
    return Metric(
        code="after_closing",
        unit=Unit.CENTS,
        value=int(known.sum()) if len(known) else None,
        basis=Basis.COMPUTED,
        unknown=len(amounts) - len(known),
    )


def _at(dataset: Dataset, found: Later, rows: np.ndarray, finding: Finding) -> Finding:
    frame = dataset.table(found.table)
    return _placed(frame, int(rows[0]), replace(finding, column=header(found.table, found.column)))


def _placed(frame: pd.DataFrame, position: int, finding: Finding) -> Finding:
    """The finding at a row of a table, the first of those that it counts."""
    row = frame.iloc[position]
    file, sheet, number = str(row["source_file"]), str(row["source_sheet"]), int(row["source_row"])
    return replace(finding, file=file, sheet=sheet, row=number, of_row=False)
