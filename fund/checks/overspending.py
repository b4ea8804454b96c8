"""Checks on what was allocated, paid and spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from fund.checks.locate import at_rows, header, of_metric
from fund.metrics.limits import Exceeded, Limit, exceeded
from fund.metrics.result import FundMetrics, ProgrammeMetrics, Tender
from fund.model import Dataset, Finding, Severity
from fund.rows import Record, records

OF_FUND = MappingProxyType({Limit.OVERALLOCATED: "over_allocated", Limit.NEGATIVE_BALANCE: "negative_balance"})
"""The findings that say that a limit of the fund is exceeded."""


def spending(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """Overspent tranches, purchases without a tender, releases now possible, amounts below zero."""
    found = exceeded(metrics)
    for programme in metrics.programmes:
        yield from _overspent(dataset, programme, found)
        yield from _release(dataset, programme)
        yield from _purchases(dataset, programme)
    yield from _of_fund(dataset, metrics, found)


def _of_fund(dataset: Dataset, metrics: FundMetrics, found: Sequence[Exceeded]) -> Iterator[Finding]:
    figures = {Limit.OVERALLOCATED: metrics.unallocated, Limit.NEGATIVE_BALANCE: metrics.balance}
    for each in found:
        if each.limit in figures:
            details = {"missing_cents": each.missing_cents, "missing_bound": each.bound}
            finding = Finding(OF_FUND[each.limit], Severity.WARNING, details=details)
            yield of_metric(dataset, finding, figures[each.limit])


def _overspent(dataset: Dataset, programme: ProgrammeMetrics, found: Sequence[Exceeded]) -> Iterator[Finding]:
    tranches = {tranche.number: tranche for tranche in programme.tranches}
    for each in found:
        if each.limit is not Limit.TRANCHE_OVERSPENT or each.programme != programme.code or each.tranche is None:
            continue
        tranche = tranches[each.tranche]
        details = {
            "programme": programme.name,
            "tranche": tranche.number,
            "spent_cents": tranche.spent.value,
            "spent_bound": each.bound,
            "amount_cents": tranche.amount.value,
            "excess_cents": each.missing_cents,
            "excess_bound": each.bound,
        }
        yield of_metric(dataset, Finding("tranche_overspent", Severity.WARNING, details=details), tranche.amount)


def _release(dataset: Dataset, programme: ProgrammeMetrics) -> Iterator[Finding]:
    release = programme.next_release
    if release is None or not release.met:
        return
    details = {
        "programme": programme.name,
        "tranche": release.tranche,
        "previous": release.previous,
        "threshold_ratio": release.threshold,
        "share_ratio": release.share.value,
    }
    yield of_metric(dataset, Finding("release_met", Severity.NOTE, details=details), release.share)


def _purchases(dataset: Dataset, programme: ProgrammeMetrics) -> Iterator[Finding]:
    rule = programme.tender
    if rule is None:
        return
    untendered = [row for row in records(rule.purchases) if not row["tender"]]
    found = [(int(row["position"]), _untendered(programme, rule, row)) for row in untendered]
    yield from at_rows(dataset, "expenses", found)


def _untendered(programme: ProgrammeMetrics, rule: Tender, row: Record) -> Finding:
    return Finding(
        "purchase_without_tender",
        Severity.WARNING,
        column=header("expenses", "tender"),
        seen=str(row["label"]),
        details={
            "programme": programme.name,
            "label": row["label"],
            "threshold_cents": int(rule.threshold_eur.value or 0),
            **_price(row),
        },
    )


def _price(row: Record) -> dict[str, object]:
    """The purchase in euros, else in its own currency where no rate is known."""
    if row["amount_eur_cents"] is not None:
        return {"amount_cents": int(row["amount_eur_cents"])}
    return {"amount_money": (int(row["amount_cents"]), str(row["currency"]))}
