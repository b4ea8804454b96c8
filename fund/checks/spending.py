"""Checks on what was allocated, paid and spent."""

from __future__ import annotations

from collections.abc import Iterator

from fund.checks.place import at_rows, header, of_metric
from fund.metrics.result import FundMetrics, ProgrammeMetrics, Tender
from fund.model import Dataset, Finding, Severity
from fund.rows import Record, records


def spending(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """Overspent tranches, purchases without a tender, releases now possible, amounts below zero."""
    for programme in metrics.programmes:
        yield from _tranches(dataset, programme)
        yield from _release(dataset, programme)
        yield from _purchases(dataset, programme)
    for metric, code in ((metrics.unallocated, "over_allocated"), (metrics.balance, "negative_balance")):
        if metric.value is not None and metric.value < 0:
            missing = {"missing_cents": int(-metric.value)}
            yield of_metric(dataset, Finding(code, Severity.WARNING, details=missing), metric)


def _tranches(dataset: Dataset, programme: ProgrammeMetrics) -> Iterator[Finding]:
    for tranche in programme.tranches:
        share, remaining = tranche.share.value, tranche.remaining.value
        if share is None or remaining is None or share <= 1:
            continue
        details = {
            "programme": programme.name,
            "tranche": tranche.number,
            "share_ratio": share,
            "excess_cents": int(-remaining),
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
