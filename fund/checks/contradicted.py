"""Declared figures that the rows contradict: those dated by then add up to more already."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from fund.checks.locate import at_metric, header
from fund.metric import Basis, Metric, Unit
from fund.metrics.cutoff import later
from fund.metrics.reconciliation import compared
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Finding, Severity
from fund.schema.converted import in_euros


@dataclass(frozen=True, slots=True)
class _Dated:
    """The rows that a figure adds up: their table, the column of their amounts and that of their dates."""

    table: str
    amounts: str
    dates: str


DATED = MappingProxyType(
    {
        "pledged": _Dated("contributions", "pledged_cents", "pledged_on"),
        "committed": _Dated("contributions", "committed_cents", "committed_on"),
        "raised": _Dated("contributions", "received_cents", "received_on"),
        "transferred": _Dated("tranches", "amount_cents", "paid_on"),
        "spent": _Dated("expenses", "amount_cents", "date"),
        "running_costs": _Dated("running_costs", "amount_cents", "date"),
        "hours_delivered": _Dated("activities", "hours_delivered", "end"),
    }
)
"""The figures of which rows tell by when they came; a row without a date may be later and tells nothing."""


def contradicted(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """One warning per declared figure that is below what its own rows, dated by then, add up to.

    The one that stands beside the rows of today is compared with them in the reconciliations: it is not told twice.
    """
    told = {id(line.left) for line in metrics.reconciliations if line.code == "declared_computed" and line.ok is False}
    for figure in metrics.declared:
        dated = DATED.get(figure.code)
        if dated is None or figure.tranche is not None or figure.value is None or id(figure) in told:
            continue
        rows = _by_then(dataset, dated, figure)
        line = compared("declared_computed", figure, rows)
        if line.ok is False and line.gap is not None and line.gap < 0:
            details = {
                "subject_metric": figure.code,
                "scope": metrics.names.get(figure.programme, figure.programme) or dataset.fund.name,
                "left": figure,
                "right": rows,
                "gap": replace(line.difference, value=-line.gap),
                "date": figure.as_of,
            }
            finding = Finding("declared_contradicted", Severity.WARNING, column=header("declared", "value"))
            yield at_metric(dataset, replace(finding, details=details), figure)


def _by_then(dataset: Dataset, dated: _Dated, figure: Metric) -> Metric:
    """The sum of the rows dated up to the day of a declared figure (all of its period)."""
    frame = dataset.table(dated.table)
    column = in_euros(dated.amounts, frame.columns)
    counted = frame[dated.dates].notna().to_numpy() & frame[column].notna().to_numpy()
    if figure.as_of is not None:
        counted = counted & ~later(frame, dated.dates, figure.as_of.day)
    if figure.programme:
        counted = counted & (frame["programme"] == figure.programme).to_numpy(dtype=np.bool_, na_value=False)
    amounts = frame[column].to_numpy(dtype=np.float64, na_value=0.0)[counted]
    value = math.fsum(amounts)
    if figure.unit is Unit.CENTS:
        value = int(value)
    return replace(figure.known_part, value=value, basis=Basis.COMPUTED, approximate=False, cells=(), source="")
