"""The contributions row by row: what each one pledges, commits, has paid, and still owes, the oldest promise first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fund.metric import Cells
from fund.metrics.amounts import Amounts, Mask, Positions, group_sums, ints
from fund.metrics.cutoff import DATE
from fund.metrics.euro_cells import euro_cells
from fund.metrics.instalments import Promises, Repeats, Told, repeated_promises, still_due
from fund.metrics.scope import Scope
from fund.metrics.texts import Labels, Names, Texts, named_groups, spelled
from fund.schema.choices import LOCAL_AUTHORITY_TYPES

PROMISES = ("pledged", "committed")
STAGES = (*PROMISES, "received")
PROMISED = ("pledged", "voted", "committed")
"""The states in which a contribution is not paid yet."""
AMOUNT_COLUMNS = tuple(f"{stage}_cents" for stage in STAGES)


@dataclass(frozen=True, slots=True, eq=False)
class Gifts:
    """The contributions of a scope, one entry per row.

    A stage (pledged, committed, received) of a row that gives some other amount has not happened (zero, not unknown),
    unless it has a date: what was pledged and bears no date of payment has not been paid yet. Where no row of the fund
    tells an amount of that stage it is not communicated. `told` has the rows that tell one, by stage. A promise
    repeated on the row of each payment is that of the first row (`repeats`, by stage), zero on the others.
    `outstanding` is committed, else pledged, minus received, never below zero, reckoned per gift: payments told without
    a promise settle those of their donor; not communicated where no payment is. `disclosed` tells the rows with at
    least one amount. `donor_types` has one entry per donor: the first type that its rows give, empty without any.
    """

    scope: Scope
    pledged: Amounts
    committed: Amounts
    received: Amounts
    outstanding: Amounts
    disclosed: Mask
    told: Mapping[str, Mask]
    signed: Mask
    donors: Names
    donor_types: Labels
    repeats: Mapping[str, Repeats]

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

    def donors_of(self, rows: Mask) -> Mask:
        """Which donors have one of those rows."""
        donors = np.zeros(self.donors.size, dtype=np.bool_)
        donors[self.donors.groups[rows]] = True
        return donors

    def silent(self) -> Mask:
        """Which donors may have given: of one of their rows it is not known what was received.

        In a fund that tells what it received, a promise without a day of payment is not paid yet.
        """
        unknown = self.donors_of(~self.received.known) & ~self.paid()
        return unknown & ~self.promised() if _is_used(self.scope, "received") else unknown

    def paid(self) -> Mask:
        """Which donors gave: something was received of them, or a day of payment is told without its amount."""
        sums = group_sums(self.received.values, self.donors.groups, self.donors.size)
        dated = ~np.isnat(self.scope.days("contributions", "received_on")) & ~self.received.known
        paid: Mask = (sums > 0) | self.donors_of(dated | _said_paid(self.scope))
        return paid

    def promised(self) -> Mask:
        """Which donors only said that they would give, be it without an amount."""
        dated = (~np.isnat(self.scope.days("contributions", f"{stage}_on")) for stage in ("decided", *PROMISES))
        rows = np.logical_or.reduce([*(self.told[stage] for stage in PROMISES), *dated, _is_in(self.scope, *PROMISED)])
        return self.donors_of(rows) & ~self.paid()

    def authorities(self) -> Mask:
        """Which donors are local authorities: those whose type says so, and those whose type is not given."""
        return np.array([kind in ("", *LOCAL_AUTHORITY_TYPES) for kind in self.donor_types], dtype=np.bool_)


def gifts(scope: Scope) -> Gifts:
    """The contributions of a scope."""
    given = {stage: scope.euros("contributions", f"{stage}_cents") for stage in STAGES}
    disclosed = np.logical_or.reduce([amounts.known for amounts in given.values()])
    # Be it in a currency without a rate.
    told = {stage: scope.ints("contributions", f"{stage}_cents").known for stage in STAGES}
    to_come = {stage: _to_come(scope, stage, disclosed & ~told[stage]) for stage in STAGES}
    stages = {
        stage: Amounts(each.values, each.known | (to_come[stage] & _is_used(scope, stage)))
        for stage, each in given.items()
    }
    # Where no payment is told at all, none is known not to have come but those of which a row says so.
    promised = _is_in(scope, *PROMISED) & (not scope.dataset.earlier)  # of an earlier day a state tells nothing
    unpaid = to_come["received"] & (_is_used(scope, "received") | promised)
    received = Amounts(given["received"].values, given["received"].known | unpaid)
    donors = named_groups(scope.texts("contributions", "donor"))
    repeats = {stage: _repeats(scope, stage, given, donors) for stage in PROMISES}
    for stage, each in repeats.items():
        if each.repeated.any():
            stages[stage] = Amounts(np.where(each.repeated, 0, stages[stage].values), stages[stage].known)
            told[stage] = told[stage] & ~each.repeated
    signed = given["committed"].known
    return Gifts(
        scope=scope,
        pledged=stages["pledged"],
        committed=stages["committed"],
        received=stages["received"],
        outstanding=_outstanding(scope, given, received, donors=donors, repeats=repeats),
        disclosed=disclosed,
        told=told,
        signed=signed,
        donors=donors,
        donor_types=_first_texts(scope.texts("contributions", "donor_type"), donors),
        repeats=repeats,
    )


def _repeats(scope: Scope, stage: str, given: Mapping[str, Amounts], donors: Names) -> Repeats:
    """The rows that repeat a promise of a stage; without a name nobody's promise is told to be another's."""
    promised = given[stage]
    told = Told(
        promised=Amounts(promised.values, promised.known & (donors.labels != "")[donors.groups]),
        days=scope.days("contributions", f"{stage}_on"),
        donors=donors.groups,
        programmes=scope.texts("contributions", "programme").codes,
    )
    return repeated_promises(told, given["received"])


def _outstanding(
    scope: Scope, given: Mapping[str, Amounts], received: Amounts, *, donors: Names, repeats: Mapping[str, Repeats]
) -> Amounts:
    """What each row still owes; unknown where it is not known what was received."""
    signed = given["committed"].known
    days = {stage: scope.days("contributions", f"{stage}_on") for stage in ("decided", *STAGES)}
    promised = np.where(signed, given["committed"].values, given["pledged"].values)
    first = np.where(signed, repeats["committed"].first, repeats["pledged"].first)
    paid = given["received"].values
    # The payments of a promise that is repeated are those of its first row.
    together = group_sums(np.maximum(paid, 0), first, len(first))
    own = first == np.arange(len(first))
    paid = np.where(own, np.where(promised > 0, together, paid), 0)
    promises = Promises(
        cents=np.where(own, promised, 0),
        since=np.where(signed, days["committed"], days["pledged"]),
        earliest=np.fmin.reduce([days[stage] for stage in ("pledged", "decided", "committed")]),
    )
    due = still_due(promises, paid, days["received"], _people(donors))
    return Amounts(np.where(received.known, due, 0), received.known)


def _people(donors: Names) -> Positions:
    """The donor of each row; rows without a name are each of somebody else."""
    nameless = (donors.labels == "")[donors.groups]
    return np.where(nameless, donors.size + np.arange(len(nameless)), donors.groups)


def _to_come(scope: Scope, stage: str, silent: Mask) -> Mask:
    """Which of the rows that are `silent` on a stage say so that it has not happened."""
    columns, positions = scope.columns, scope.positions["contributions"]
    # At an earlier day it is not known whether what has no date had come.
    undatable = columns.cells_left_out("contributions", f"{stage}_cents.{DATE}")[positions]
    undated: Mask = silent & np.isnat(scope.days("contributions", f"{stage}_on")) & ~undatable
    if stage != "received":
        return undated
    # Of a payment later than the closing day it is known that it had not come.
    later: Mask = columns.cells_left_out("contributions", "received_cents")[positions]
    # Of one that is said to be paid, the amount is not communicated.
    return (undated & ~_said_paid(scope)) | (later & ~undatable)


def _is_in(scope: Scope, *states: str) -> Mask:
    """Which rows say of themselves that they are in one of these states."""
    told = scope.texts("contributions", "state")
    rows: Mask = np.logical_or.reduce([told.equal(state) for state in states])
    return rows


def _said_paid(scope: Scope) -> Mask:
    """Which rows say that they are paid, by the day the figures are as of: what is paid later, or when, they tell."""
    if scope.dataset.earlier:
        return np.zeros(len(scope.positions["contributions"]), dtype=np.bool_)
    later = scope.columns.cells_left_out("contributions", "received_cents")[scope.positions["contributions"]]
    return _is_in(scope, "received") & ~later


def _is_used(scope: Scope, stage: str) -> bool:
    """Whether any row of the fund tells an amount of a stage, be it later than the closing day."""
    columns, name = scope.columns, f"{stage}_cents"
    told = columns.read(ints, "contributions", name).known[columns.kept("contributions")]
    return bool(told.any() or columns.cells_left_out("contributions", name).any())


def _first_texts(texts: Texts, names: Names) -> Labels:
    """The first text that the rows of each group have."""
    codes = np.full(names.size, -1, dtype=np.intp)
    # Written from the last row to the first, so that the first one stays.
    rows = np.flatnonzero(texts.known)[::-1]
    codes[names.groups[rows]] = texts.codes[rows]
    return np.array(Texts(codes, texts.spellings).tolist(), dtype=object)


def promise_repeats(gifts: Gifts) -> pd.DataFrame:
    """The rows that tell a promise of an earlier row again, columns as in `ContributionMetrics`."""
    positions = gifts.scope.positions["contributions"]
    found: dict[int, tuple[str, int]] = {}
    for stage in PROMISES:
        each = gifts.repeats[stage]
        for row in np.flatnonzero(each.repeated | each.doubtful).tolist():
            found[row] = (stage, int(each.like[row]))
    rows, stages = np.array(list(found), dtype=np.intp), [stage for stage, _ in found.values()]
    firsts = np.array([first for _, first in found.values()], dtype=np.intp)
    told = {stage: gifts.scope.euros("contributions", f"{stage}_cents").values for stage in PROMISES}
    return pd.DataFrame(
        {
            "position": positions[rows],
            "first": positions[firsts],
            "stage": spelled(stages),
            "sure": [not gifts.repeats[stage].doubtful[row] for row, (stage, _) in found.items()],
            "told_cents": pd.array([told[stage][row] for row, (stage, _) in found.items()], dtype="Int64"),
        }
    )


def repaid_beyond(gifts: Gifts) -> pd.DataFrame:
    """What was given back of donors who gave back more than they gave, columns as in `ContributionMetrics`."""
    paid = np.where(gifts.received.known, gifts.received.values, 0)
    people = _people(gifts.donors)
    left = group_sums(paid, people, gifts.donors.size + len(people))[people]
    rows = np.flatnonzero((paid < 0) & (left < 0))
    return pd.DataFrame(
        {
            "position": gifts.scope.positions["contributions"][rows],
            "donor": spelled(gifts.donors.labels[gifts.donors.groups[rows]]),
            "repaid_cents": -paid[rows],
            "excess_cents": -left[rows],
        }
    )
