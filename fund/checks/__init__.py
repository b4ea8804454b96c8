"""What must hold between the figures: findings that only the whole fund can show, each pointing at its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from fund.checks.closing import after_closing, check_today
from fund.checks.contradicted import contradicted
from fund.checks.limits import budgets_beyond_the_fund, exceeded_limits
from fund.checks.locate import at_metric, at_rows, header
from fund.checks.photos import photo_findings
from fund.checks.results import result_findings
from fund.checks.states import closed_fund_goes_on, contradicted_states, expected_by_now
from fund.metric import Basis, Metric, Reconciliation, Unit
from fund.metrics.result import ContributionMetrics, FundMetrics, ProgrammeMetrics
from fund.metrics.tender import Tender
from fund.model import Dataset, Finding, Record, Severity, records

__all__ = ("check", "check_today", "expected_by_now")


def check(dataset: Dataset, metrics: FundMetrics) -> tuple[Finding, ...]:
    """Every finding about figures: rows after the closing day, limits exceeded, late pledges, tenders, gaps."""
    return (
        *after_closing(dataset),
        *exceeded_limits(dataset, metrics),
        *budgets_beyond_the_fund(dataset, metrics),
        *_late_pledges(dataset, metrics.contributions),
        *_repeated_promises(dataset, metrics.contributions),
        *_repaid(dataset, metrics.contributions),
        *_spending(dataset, metrics),
        *_agreement(dataset, metrics),
        *result_findings(dataset, metrics),
        *photo_findings(dataset, metrics),
        *_almost_empty(dataset, metrics),
        *contradicted_states(dataset),
        *closed_fund_goes_on(dataset, metrics),
        *contradicted(dataset, metrics),
    )


def _late_pledges(dataset: Dataset, contributions: ContributionMetrics) -> Iterator[Finding]:
    """One warning per contribution that is late."""
    waiting = contributions.outstanding_rows
    late = records(waiting.loc[waiting["late"], ["position", "donor", "stage", "due_cents", "days", "since"]])
    yield from at_rows(dataset, "contributions", [(row, _late(row)) for row in late])


def _late(row: Record) -> Finding:
    promised = "committed_cents" if row["stage"] == "committed" else "pledged_cents"
    return Finding(
        "late_pledge",
        Severity.WARNING,
        column=header("contributions", promised),
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
    yield from at_rows(dataset, "contributions", [(row, _repeated(dataset, row)) for row in rows])


def _repeated(dataset: Dataset, row: Record) -> Finding:
    first = dataset.table("contributions").iloc[int(row["first"])]
    code, severity = ("promise_repeated", Severity.NOTE) if row["sure"] else ("promise_like_another", Severity.WARNING)
    return Finding(
        code,
        severity,
        column=header("contributions", f"{row['stage']}_cents"),
        details={
            "amount_cents": row["told_cents"],
            "other_file": first["source_file"],
            "other_sheet": first["source_sheet"],
            "other_row": str(first["source_row"]),
        },
    )


def _repaid(dataset: Dataset, contributions: ContributionMetrics) -> Iterator[Finding]:
    """One warning per row of money given back by a donor who gave less."""
    given_back = Finding("repaid_beyond_given", Severity.WARNING, column=header("contributions", "received_cents"))
    rows = records(contributions.repaid_beyond)
    yield from at_rows(dataset, "contributions", [(row, replace(given_back, details=_amounts(row))) for row in rows])


def _amounts(row: Record) -> dict[str, object]:
    return {name: row[name] for name in ("donor", "repaid_cents", "excess_cents")}


def _spending(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """Releases now possible and purchases without a tender."""
    for programme in metrics.programmes:
        yield from _release(dataset, programme)
        yield from _purchases(dataset, programme)


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
    if release.excess is None:
        yield at_metric(dataset, Finding("release_met", Severity.NOTE, details=details), release.share)
        return
    details["excess"] = release.excess
    finding = Finding("release_met_overspent", Severity.WARNING, details=details)
    yield at_metric(dataset, finding, release.share)


def _purchases(dataset: Dataset, programme: ProgrammeMetrics) -> Iterator[Finding]:
    rule = programme.tender
    if rule is None:
        return
    untendered = [row for row in records(rule.purchases) if not row["tender"]]
    yield from at_rows(dataset, "expenses", [(row, _untendered(programme, rule, row)) for row in untendered])


def _untendered(programme: ProgrammeMetrics, rule: Tender, row: Record) -> Finding:
    return Finding(
        "purchase_without_tender",
        Severity.WARNING,
        column=header("expenses", "tender"),
        seen=str(row["label"]),
        details={"programme": programme.name, "label": row["label"], "threshold": rule.threshold_eur, **_price(row)},
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
    yield from at_rows(dataset, "declared", [(after, _fall(before, after)) for before, after in falls])


def _fall(before: Record, after: Record) -> Finding:
    return Finding(
        "declared_falls",
        Severity.NOTE,
        column=header("declared", "value"),
        seen=after["source"] or "",
        details={"before": _declared(before), "after": _declared(after)},
    )


def _declared(point: Record) -> Metric:
    """A declared total of the fund, from the row of its point."""
    cents, about, least = int(point["value_cents"]), bool(point["approximate"]), bool(point["at_least"])
    return Metric(code="raised", unit=Unit.CENTS, value=cents, basis=Basis.DECLARED, approximate=about, at_least=least)


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
    code = f"gap_{line.code}" if line.left.detailed is None else "declared_in_part"
    return at_metric(dataset, Finding(code, Severity.WARNING, details=details), line.left)


def _almost_empty(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """A warning where neither what was transferred nor what was spent is known, nor all that comes before them."""
    given = metrics.contributions
    asked = (given.raised, given.donors, metrics.allocated, metrics.transferred, metrics.spent)
    silent = [figure.code for figure in asked if not figure.is_known]
    if len(dataset.table("fund")) and {"transferred", "spent"} < set(silent):
        finding = Finding("almost_empty", Severity.WARNING, details={"names_metrics": tuple(silent)})
        yield from at_rows(dataset, "fund", [({"position": 0}, finding)])
