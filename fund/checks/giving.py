"""Checks on what donors promised."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from fund.checks.place import at_row
from fund.metrics.result import ContributionMetrics
from fund.model import Dataset, Finding, Severity
from fund.rows import records

LATE_AFTER_DAYS = 365
"""A gift promised more than a year before the fund's date and not received is said to be late."""


def late_pledges(dataset: Dataset, contributions: ContributionMetrics) -> Iterator[Finding]:
    """One warning per contribution still outstanding more than `LATE_AFTER_DAYS` after it was promised."""
    waiting = contributions.outstanding_rows
    late = waiting[waiting["days"].fillna(0) > LATE_AFTER_DAYS]
    for row in records(late):
        details = {
            "donor": row["donor"],
            "due_cents": int(row["due_cents"]),
            "days_days": int(row["days"]),
            "since": pd.Timestamp(row["since"]).date(),
        }
        found = Finding("late_pledge", Severity.WARNING, seen=str(row["donor"]), details=details)
        promised = "committed_cents" if row["stage"] == "committed" else "pledged_cents"
        yield at_row(dataset, found, table="contributions", position=int(row["position"]), column=promised)
