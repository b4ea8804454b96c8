"""A fund at one moment: its tables, the figures computed from them, what was found in both."""

from __future__ import annotations

from dataclasses import dataclass

from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Finding


@dataclass(frozen=True, slots=True, eq=False)
class FundState:
    """A fund as published, proposed or supposed. `metrics` and `findings` are those of `dataset`."""

    dataset: Dataset
    metrics: FundMetrics
    findings: tuple[Finding, ...] = ()


def state_of(dataset: Dataset) -> FundState:
    """The tables with their figures, unchecked."""
    return FundState(dataset, fund_metrics(dataset))
