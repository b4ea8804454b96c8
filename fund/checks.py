"""What must hold between the figures: findings that only the whole fund can show, each pointing at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from fund.metric import Basis, Metric, Unit
from fund.metrics.limits import Exceeded, Limit, exceeded
from fund.metrics.result import ContributionMetrics, FundMetrics, ProgrammeMetrics, Reconciliation, Tender
from fund.model import SOURCE_COLUMNS, Dataset, Finding, Record, Severity, records
from fund.schema import BY_CODE
from fund.wording.sources import source_rows

OF_FUND = MappingProxyType({Limit.OVERALLOCATED: "over_allocated", Limit.NEGATIVE_BALANCE: "negative_balance"})
"""The findings that say that a limit of the fund is exceeded."""


def check(dataset: Dataset, metrics: FundMetrics) -> tuple[Finding, ...]:
    """Every finding about figures: late pledges, overspending, missing tenders, accounts that disagree."""
    return (
        *_late_pledges(dataset, metrics.contributions),
        *_repeated_promises(dataset, metrics.contributions),
        *_spending(dataset, metrics),
        *_agreement(dataset, metrics),
    )


def _late_pledges(dataset: Dataset, contributions: ContributionMetrics) -> Iterator[Finding]:
    """One warning per contribution that is late."""
    waiting = contributions.outstanding_rows
    late = records(waiting[waiting["late"]])
    yield from _at_rows(dataset, "contributions", [(row, _late(row)) for row in late])


def _late(row: Record) -> Finding:
    promised = "committed_cents" if row["stage"] == "committed" else "pledged_cents"
    return Finding(
        "late_pledge",
        Severity.WARNING,
        column=_header("contributions", promised),
        seen=str(row["donor"]),
        details={
            "donor": row["donor"],
            "due_cents": row["due_cents"],
            "days_days": row["days"],
            "since": row["since"].date(),
        },
    )


def _repeated_promises(dataset: Dataset, contributions: ContributionMetrics) -> Iterator[Finding]:
    """Promises told again on the row of a payment: counted once, a note; perhaps told again, a warning."""
    rows = records(contributions.promise_repeats)
    yield from _at_rows(dataset, "contributions", [(row, _repeated(dataset, row)) for row in rows])


def _repeated(dataset: Dataset, row: Record) -> Finding:
    first = dataset.table("contributions").iloc[int(row["first"])]
    code, severity = ("promise_repeated", Severity.NOTE) if row["sure"] else ("promise_like_another", Severity.WARNING)
    return Finding(
        code,
        severity,
        column=_header("contributions", f"{row['stage']}_cents"),
        details={
            "amount_cents": row["told_cents"],
            "other_file": first["source_file"],
            "other_sheet": first["source_sheet"],
            "other_row": str(first["source_row"]),
        },
    )


def _spending(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
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
            details = {"missing": each.missing, "missing_bound": each.bound}
            finding = Finding(OF_FUND[each.limit], Severity.WARNING, details=details)
            yield _at_metric(dataset, finding, figures[each.limit])


def _overspent(dataset: Dataset, programme: ProgrammeMetrics, found: Sequence[Exceeded]) -> Iterator[Finding]:
    tranches = {tranche.number: tranche for tranche in programme.tranches}
    for each in found:
        if each.limit is not Limit.TRANCHE_OVERSPENT or each.programme != programme.code or each.tranche is None:
            continue
        tranche = tranches[each.tranche]
        details = {
            "programme": programme.name,
            "tranche": tranche.number,
            "spent": tranche.spent,
            "amount": tranche.amount,
            "excess": each.missing,
            "excess_bound": each.bound,
        }
        yield _at_metric(dataset, Finding("tranche_overspent", Severity.WARNING, details=details), tranche.amount)


def _release(dataset: Dataset, programme: ProgrammeMetrics) -> Iterator[Finding]:
    release = programme.next_release
    if release is None or not release.met:
        return
    details = {
        "programme": programme.name,
        "tranche": release.tranche,
        "previous": release.previous,
        "threshold_ratio": release.threshold,
        "share": release.share,
    }
    yield _at_metric(dataset, Finding("release_met", Severity.NOTE, details=details), release.share)


def _purchases(dataset: Dataset, programme: ProgrammeMetrics) -> Iterator[Finding]:
    rule = programme.tender
    if rule is None:
        return
    untendered = [row for row in records(rule.purchases) if not row["tender"]]
    yield from _at_rows(dataset, "expenses", [(row, _untendered(programme, rule, row)) for row in untendered])


def _untendered(programme: ProgrammeMetrics, rule: Tender, row: Record) -> Finding:
    return Finding(
        "purchase_without_tender",
        Severity.WARNING,
        column=_header("expenses", "tender"),
        seen=str(row["label"]),
        details={
            "programme": programme.name,
            "label": row["label"],
            "threshold": rule.threshold_eur,
            **_price(row),
        },
    )


def _price(row: Record) -> dict[str, object]:
    """The purchase in euros, else in its own currency where no rate is known."""
    if row["amount_eur_cents"] is not None:
        return {"amount_cents": int(row["amount_eur_cents"])}
    return {"amount_money": (int(row["amount_cents"]), str(row["currency"]))}


def _agreement(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """One warning per reconciliation with a gap; a note where a declared total falls from one date to the next."""
    for line in metrics.reconciliations:
        if line.ok is False:
            yield _gap(dataset, metrics, line)
    points = records(metrics.contributions.declared_points)
    falls = [(before, after) for before, after in pairwise(points) if after["value_cents"] < before["value_cents"]]
    yield from _at_rows(dataset, "declared", [(after, _fall(before, after)) for before, after in falls])


def _fall(before: Record, after: Record) -> Finding:
    return Finding(
        "declared_falls",
        Severity.NOTE,
        column=_header("declared", "value"),
        seen=after["source"] or "",
        details={"before": _declared(before), "after": _declared(after)},
    )


def _declared(point: Record) -> Metric:
    """A declared total of the fund, from the row of its point."""
    cents, about = int(point["value_cents"]), bool(point["approximate"])
    return Metric(code="raised", unit=Unit.CENTS, value=cents, basis=Basis.DECLARED, approximate=about)


def _gap(dataset: Dataset, metrics: FundMetrics, line: Reconciliation) -> Finding:
    # The subject of a TOTAL row is a column; of everything else, a figure.
    about = line.left.code if line.code == "total_rows" else line.subject or line.left.code
    details = {
        "left": line.left,
        "right": line.right,
        "gap": line.difference,
        "subject_metric": about,
        "scope": metrics.names.get(line.programme, line.programme) or dataset.fund.name,
        "place": line.place,
    }
    return _at_metric(dataset, Finding(f"gap_{line.code}", Severity.WARNING, details=details), line.left)


def _at_rows(dataset: Dataset, table: str, found: Sequence[tuple[Record, Finding]]) -> Iterator[Finding]:
    """The finding of each row, with the file, sheet and Excel row of the row's `position` in the table."""
    sources = dataset.table(table)[list(SOURCE_COLUMNS)].iloc[[int(row["position"]) for row, _ in found]]
    for (_, finding), (file, sheet, row) in zip(found, sources.itertuples(index=False, name=None), strict=True):
        yield replace(finding, file=str(file), sheet=str(sheet), row=int(row))


def _at_metric(dataset: Dataset, finding: Finding, metric: Metric) -> Finding:
    """The finding placed where the first of a figure's cells stands; as it is where there is none."""
    found = (rows for cells in metric.all_cells() for rows in source_rows(dataset, cells.table, cells.positions))
    first = next(found, None)
    return replace(finding, file=first.file, sheet=first.sheet, row=first.ranges[0][0]) if first else finding


def _header(table: str, column: str) -> str:
    """The header of a column, as the contract writes it."""
    return BY_CODE[table].column(column).header
