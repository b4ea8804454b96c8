"""Two ways to the same amount that do not agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fund.checks.locate import at_rows, header, of_metric
from fund.metrics.result import FundMetrics, Reconciliation
from fund.model import Dataset, Finding, Severity
from fund.rows import Record, records


def agreement(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """One warning per reconciliation with a gap; a note where a declared total falls from one date to the next."""
    for line in metrics.reconciliations:
        if line.ok is False:
            yield _gap(dataset, metrics, line)
    points = records(metrics.contributions.declared_points)
    falls = [(before, after) for before, after in pairwise(points) if after["value_cents"] < before["value_cents"]]
    yield from at_rows(dataset, "declared", [(int(after["position"]), _fall(before, after)) for before, after in falls])


def _fall(before: Record, after: Record) -> Finding:
    return Finding(
        "declared_falls",
        Severity.NOTE,
        column=header("declared", "value"),
        seen=after["source"] or "",
        details={"before_cents": before["value_cents"], "after_cents": after["value_cents"]},
    )


def _gap(dataset: Dataset, metrics: FundMetrics, line: Reconciliation) -> Finding:
    # The subject of a TOTAL row is a column; of everything else, a figure.
    about = line.left.code if line.code == "total_rows" else line.subject or line.left.code
    values = {"left": line.left.value, "right": line.right.value, "gap": line.gap}
    details = {
        **{f"{name}_{line.unit}": amount for name, amount in values.items()},
        "subject_metric": about,
        "scope": metrics.names.get(line.programme, line.programme) or dataset.fund.name,
        "place": line.place,
    }
    return of_metric(dataset, Finding(f"gap_{line.code}", Severity.WARNING, details=details), line.left)
