"""The contributions row by row: what each one pledges, commits, has paid, and still owes, the oldest promise first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.metric import Cells, Metric, Unit
from fund.metrics.amounts import Amounts, Days, Mask, Positions
from fund.metrics.euro_cells import euro_cells
from fund.metrics.figure import NOT_COMMUNICATED, exact, missing
from fund.metrics.scope import Scope
from fund.metrics.texts import Labels, Names, Texts, named_groups, spelled
from fund.schema.choices import LOCAL_AUTHORITY_TYPES

STAGES = ("pledged", "committed", "received")
AMOUNT_COLUMNS = tuple(f"{stage}_cents" for stage in STAGES)
LATE_AFTER_DAYS = 365
"""A gift promised more than a year before the fund's date and not received is late."""


@dataclass(frozen=True, slots=True, eq=False)
class Gifts:
    """The contributions of a scope, one entry per row.

    A stage (pledged, committed, received) of a row that gives some other amount is zero, not unknown,
    unless it has a date: what was pledged and bears no date of payment has not been paid yet.
    `outstanding` is committed, else pledged, minus received, never below zero. `disclosed` tells the
    rows with at least one amount. `donor_types` has one entry per donor: the first type that its rows
    give, empty without any.
    """

    scope: Scope
    pledged: Amounts
    committed: Amounts
    received: Amounts
    outstanding: Amounts
    disclosed: Mask
    signed: Mask
    donors: Names
    donor_types: Labels

    @property
    def amounts(self) -> Mapping[str, Amounts]:
        """Each amount under the name of the frame column that holds its sums."""
        return {
            "pledged_cents": self.pledged,
            "committed_cents": self.committed,
            "received_cents": self.received,
            "outstanding_cents": self.outstanding,
        }

    def cells(self, *columns: str) -> tuple[Cells, ...]:
        """The cells of those columns, amounts with what made them euros."""
        return euro_cells(self.scope, "contributions", *columns)

    def disclosed_donors(self) -> Mask:
        """Which donors have a row with an amount."""
        donors = np.zeros(self.donors.size, dtype=np.bool_)
        donors[self.donors.groups[self.disclosed]] = True
        return donors

    def authorities(self) -> Mask:
        """Which donors are local authorities: those whose type says so, and those whose type is not given."""
        return np.array([kind in ("", *LOCAL_AUTHORITY_TYPES) for kind in self.donor_types], dtype=np.bool_)


def gifts(scope: Scope) -> Gifts:
    """The contributions of a scope."""
    given = {stage: scope.euros("contributions", f"{stage}_cents") for stage in STAGES}
    disclosed = np.logical_or.reduce([amounts.known for amounts in given.values()])
    stages = {
        stage: Amounts(
            amounts.values,
            amounts.known | (disclosed & np.isnat(scope.days("contributions", f"{stage}_on")) & ~_told(scope, stage)),
        )
        for stage, amounts in given.items()
    }
    signed = given["committed"].known
    promised = np.where(signed, given["committed"].values, given["pledged"].values)
    due = np.maximum(promised - given["received"].values, 0)
    received = stages["received"]
    donors = named_groups(scope.texts("contributions", "donor"))
    return Gifts(
        scope=scope,
        pledged=stages["pledged"],
        committed=stages["committed"],
        received=received,
        outstanding=Amounts(np.where(received.known, due, 0), received.known),
        disclosed=disclosed,
        signed=signed,
        donors=donors,
        donor_types=_first_texts(scope.texts("contributions", "donor_type"), donors),
    )


def _told(scope: Scope, stage: str) -> Mask:
    """Which rows tell the amount of a stage, be it in a currency without a rate."""
    return scope.ints("contributions", f"{stage}_cents").known


def _first_texts(texts: Texts, names: Names) -> Labels:
    """The first text that the rows of each group have."""
    codes = np.full(names.size, -1, dtype=np.intp)
    # Written from the last row to the first, so that the first one stays.
    rows = np.flatnonzero(texts.known)[::-1]
    codes[names.groups[rows]] = texts.codes[rows]
    return np.array(Texts(codes, texts.spellings).tolist(), dtype=object)


@dataclass(frozen=True, slots=True, eq=False)
class Outstanding:
    """The contributions that still owe something, oldest first, those without a date last.

    `rows` are their places among the gifts, `since` the day of the commitment, else of the pledge, and
    `ages` whole days from then to the fund's as-of date, 0 for a later day, unknown where either is.
    """

    gifts: Gifts
    rows: Positions
    since: Days
    ages: Amounts


def outstanding(gifts: Gifts) -> Outstanding:
    """The contributions that still owe something."""
    committed, pledged = (gifts.scope.days("contributions", name) for name in ("committed_on", "pledged_on"))
    since = np.where(gifts.signed, committed, pledged)
    owing = np.flatnonzero(gifts.outstanding.values > 0)
    rows = owing[np.argsort(since[owing], kind="stable")]
    return Outstanding(gifts, rows, since[rows], _ages(gifts, since[rows]))


def oldest(due: Outstanding) -> Metric:
    """The age in days of the oldest outstanding contribution whose date is known."""
    scope, code = due.gifts.scope, "outstanding_oldest"
    if not due.ages.known.any():
        reason = "no_as_of" if scope.as_of is None else NOT_COMMUNICATED if len(due.rows) else "nothing_outstanding"
        return missing(scope, code, Unit.DAYS, reason=reason)
    cells = scope.cells("contributions", "pledged_on", "committed_on", where=due.rows[:1])
    return exact(scope, code, Unit.DAYS, value=int(due.ages.values[0]), cells=cells)


def outstanding_rows(due: Outstanding) -> pd.DataFrame:
    """The same rows as a frame, columns as in `ContributionMetrics`."""
    gifts, rows = due.gifts, due.rows
    return pd.DataFrame(
        {
            "position": gifts.scope.positions["contributions"][rows],
            "donor": spelled(gifts.donors.labels[gifts.donors.groups[rows]]),
            "stage": spelled(np.where(gifts.signed[rows], "committed", "pledged")),
            "since": due.since,
            "days": due.ages.column(),
            "late": due.ages.values > LATE_AFTER_DAYS,
            "due_cents": gifts.outstanding.where(rows).column(),
        }
    )


def _ages(gifts: Gifts, since: Days) -> Amounts:
    as_of = gifts.scope.as_of
    known = ~np.isnat(since) & (as_of is not None)
    ages = np.zeros(len(since), dtype=np.int64)
    if as_of is not None:
        ages[known] = (np.datetime64(as_of.day, "us") - since[known]) // np.timedelta64(1, "D")
    return Amounts(np.maximum(ages, 0), known)
