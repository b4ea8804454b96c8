"""The limits that a fund and its programmes exceed, as findings: the same ones that « Et si… ? » shows."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from fund.checks.places import at_metric
from fund.metric import Metric
from fund.metrics.limits import Exceeded, Limit, exceeded
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.model import Dataset, Finding, Severity

CODES = MappingProxyType(
    {
        Limit.OVERALLOCATED: "over_allocated",
        Limit.NEGATIVE_BALANCE: "negative_balance",
        Limit.NEGATIVE_COSTS: "negative_costs",
        Limit.NEGATIVE_SPENDING: "negative_spending",
        Limit.BUDGET_OVERSPENT: "budget_overspent",
        Limit.PARTNER_OVERSPENT: "partner_overspent",
        Limit.TRANCHE_OVERSPENT: "tranche_overspent",
        Limit.EARMARKED_ABOVE_BUDGET: "earmarked_above_budget",
    }
)
"""The findings that say that a limit is exceeded; of the others nothing is to be corrected in a workbook."""


def exceeded_limits(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """One warning per limit exceeded, with the amounts, at the cell of what is exceeded."""
    for found in exceeded(metrics):
        if found.limit in CODES:
            yield _of_programme(dataset, metrics, found) if found.programme else _of_fund(dataset, metrics, found)


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
    return at_metric(dataset, Finding(CODES[found.limit], Severity.WARNING, details=details), place)


def _compared(programme: ProgrammeMetrics, found: Exceeded) -> tuple[Metric, Metric]:
    """What is used, and what it should not exceed."""
    match found.limit:
        case Limit.BUDGET_OVERSPENT:
            return programme.spent, programme.allocated
        case Limit.PARTNER_OVERSPENT:
            return programme.spent, programme.transferred
        case Limit.EARMARKED_ABOVE_BUDGET:
            return programme.earmarked, programme.allocated
        case Limit.NEGATIVE_SPENDING:
            return programme.spent, programme.spent
        case _:
            tranche = next(each for each in programme.tranches if each.number == found.tranche)
            return tranche.spent, tranche.amount
