"""Checks on what donors promised."""

from __future__ import annotations

from collections.abc import Iterator

from fund.checks.locate import at_rows, header
from fund.metrics.result import ContributionMetrics
from fund.model import Dataset, Finding, Severity
from fund.rows import Record, records


def late_pledges(dataset: Dataset, contributions: ContributionMetrics) -> Iterator[Finding]:
    """One warning per contribution that is late."""
    waiting = contributions.outstanding_rows
    late = waiting[waiting["late"]]
    yield from at_rows(dataset, "contributions", [(int(row["position"]), _late(row)) for row in records(late)])


def _late(row: Record) -> Finding:
    promised = "committed_cents" if row["stage"] == "committed" else "pledged_cents"
    return Finding(
        "late_pledge",
        Severity.WARNING,
        column=header("contributions", promised),
        seen=str(row["donor"]),
        details={
            "donor": row["donor"],
            "due_cents": row["due_cents"],
            "days_days": row["days"],
            "since": row["since"].date(),
        },
    )
