"""The limits that a fund and its programmes exceed, as findings: the same ones that « Et si… ? » shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from fund.checks.locate import at_metric, at_rows, header
from fund.metric import Basis, Metric
from fund.metrics.limits import Exceeded, Limit, exceeded
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.model import Dataset, Finding, Severity
from fund.schema.converted import in_euros

CODES = MappingProxyType(
    {
        Limit.OVERALLOCATED: "over_allocated",
        Limit.NEGATIVE_BALANCE: "negative_balance",
        Limit.NEGATIVE_COSTS: "negative_costs",
        Limit.NEGATIVE_SPENDING: "negative_spending",
        Limit.TRANCHES_ABOVE_BUDGET: "tranches_above_budget",
        Limit.BUDGET_OVERSPENT: "budget_overspent",
        Limit.PARTNER_OVERSPENT: "partner_overspent",
        Limit.TRANCHE_OVERSPENT: "tranche_overspent",
        Limit.EARMARKED_ABOVE_BUDGET: "earmarked_above_budget",
    }
)
"""The findings that say that a limit is exceeded; of the others nothing is to be corrected in a workbook."""

MUCH_ABOVE_FUND = 2
SHORTEST_LIST = 3
"""A list of a few gifts is often the beginning of one: it does not tell what the fund has."""


def exceeded_limits(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """One warning per limit exceeded, with the amounts, at the cell of what is exceeded."""
    for found in exceeded(metrics):
        if found.limit in CODES:
            yield _of_programme(dataset, metrics, found) if found.programme else _of_fund(dataset, metrics, found)


def budgets_beyond_the_fund(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """One warning per budget more than twice what the fund has or expects, where that is wholly known."""
    raised, outstanding = metrics.contributions.raised, metrics.contributions.outstanding
    listed = len(dataset.table("contributions")) >= SHORTEST_LIST and not (raised.unknown or outstanding.unknown)
    if not listed and raised.basis is not Basis.DECLARED:
        return
    fund = int(raised.value or 0) + int(outstanding.value or 0)
    for programme in metrics.programmes if fund > 0 else ():
        budget = programme.allocated
        if budget.value is not None and budget.value > MUCH_ABOVE_FUND * fund:
            details = {"programme": programme.name, "budget": budget, "fund_cents": fund}
            finding = Finding("budget_above_fund", Severity.WARNING, column=header("programmes", "budget_cents"))
            yield at_metric(dataset, replace(finding, details=details), budget)


def _of_fund(dataset: Dataset, metrics: FundMetrics, found: Exceeded) -> Finding:
    figures = {
        Limit.OVERALLOCATED: metrics.unallocated,
        Limit.NEGATIVE_BALANCE: metrics.balance,
        Limit.NEGATIVE_COSTS: metrics.running_costs,
    }
    details = {"missing": found.missing, "missing_bound": found.bound}
    return at_metric(dataset, Finding(CODES[found.limit], Severity.WARNING, details=details), figures[found.limit])


def _of_programme(dataset: Dataset, metrics: FundMetrics, found: Exceeded) -> Finding:
    programme = metrics.programme(found.programme)
    spent, amount = _compared(programme, found)
    details: dict[str, object] = {
        "programme": programme.name,
        "spent": spent,
        "amount": amount,
        "excess": found.missing,
        "excess_bound": found.bound,
    }
    if found.tranche is not None:
        details["tranche"] = found.tranche
    place = amount if any(amount.all_cells()) else spent
    finding = Finding(CODES[found.limit], Severity.WARNING)
    if found.limit is Limit.TRANCHES_ABOVE_BUDGET:
        return _at_the_largest(dataset, replace(finding, details=details), programme)
    return at_metric(dataset, replace(finding, details=details), place)


def _at_the_largest(dataset: Dataset, finding: Finding, programme: ProgrammeMetrics) -> Finding:
    """A finding about all tranches of a programme, at the row of the largest."""
    tranches = dataset.table("tranches")
    cents = tranches[in_euros("amount_cents", tranches.columns)].where(tranches["programme"] == programme.code)
    position = int(cents.to_numpy(dtype=np.float64, na_value=-np.inf).argmax())
    details = {**finding.details, "largest_cents": int(cents.iloc[position])}
    told = replace(finding, column=header("tranches", "amount_cents"), details=details)
    return next(at_rows(dataset, "tranches", [({"position": position}, told)]))


def _compared(programme: ProgrammeMetrics, found: Exceeded) -> tuple[Metric, Metric]:
    """What is used, and what it should not exceed."""
    match found.limit:
        case Limit.BUDGET_OVERSPENT:
            return programme.spent, programme.allocated
        case Limit.PARTNER_OVERSPENT:
            return programme.spent, programme.transferred
        case Limit.EARMARKED_ABOVE_BUDGET:
            return programme.earmarked, programme.allocated
        case Limit.TRANCHES_ABOVE_BUDGET:
            return programme.planned, programme.allocated
        case Limit.NEGATIVE_SPENDING:
            return programme.spent, programme.spent
        case _:
            tranche = next(each for each in programme.tranches if each.number == found.tranche)
            return tranche.spent, tranche.amount
