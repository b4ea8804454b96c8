"""What must hold between the figures: findings that only the whole fund can show."""

from __future__ import annotations

from fund.checks.agreement import agreement
from fund.checks.late_gifts import late_pledges
from fund.checks.overspending import spending
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Finding


def check(dataset: Dataset, metrics: FundMetrics) -> tuple[Finding, ...]:
    """Every finding about figures: late pledges, overspending, missing tenders, accounts that disagree."""
    return (
        *late_pledges(dataset, metrics.contributions),
        *spending(dataset, metrics),
        *agreement(dataset, metrics),
    )
