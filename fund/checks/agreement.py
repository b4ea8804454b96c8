"""Two ways to the same amount that do not agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fund.checks.place import at_row, of_metric
from fund.metrics.result import FundMetrics, Reconciliation
from fund.model import Dataset, Finding, Severity
from fund.rows import records


def agreement(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """One warning per reconciliation with a gap; a note where a declared total falls from one date to the next."""
    for line in metrics.reconciliations:
        if line.ok is False:
            yield _gap(dataset, metrics, line)
    for before, after in pairwise(records(metrics.contributions.declared_points)):
        if after["value_cents"] < before["value_cents"]:
            details = {"before_cents": int(before["value_cents"]), "after_cents": int(after["value_cents"])}
            found = Finding("declared_falls", Severity.NOTE, seen=str(after["source"] or ""), details=details)
            yield at_row(dataset, found, table="declared", position=int(after["position"]), column="value")


def _gap(dataset: Dataset, metrics: FundMetrics, line: Reconciliation) -> Finding:
    names = {programme.code: programme.name for programme in metrics.programmes}
    values = {"left": line.left.value, "right": line.right.value, "gap": line.gap}
    details = {
        **{f"{name}_{line.unit}": amount for name, amount in values.items()},
        "subject_metric": line.left.code,
        "scope": names.get(line.programme, line.programme) or dataset.fund.name,
        "place": line.place,
    }
    return of_metric(dataset, Finding(f"gap_{line.code}", Severity.WARNING, details=details), line.left)
