"""What a row or the fund says of its state, against what its amounts and dates say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from fund.checks.locate import at_rows, header
from fund.metrics.cutoff import BEYOND_INTENTION
from fund.metrics.result import FundMetrics
from fund.model import SOURCE_COLUMNS, Dataset, Finding, Record, Severity, records
from fund.schema.choices import CONTRIBUTION_STATES

RECEIVED = ("received_on", "received_cents")
DENIES = MappingProxyType({"considered": BEYOND_INTENTION, "pledged": RECEIVED, "voted": RECEIVED})
"""The columns that a gift in each state does not tell yet."""
LABELS = MappingProxyType({choice.code: choice.label for choice in CONTRIBUTION_STATES})
"""As workbooks write them."""
ENDED = ("finished", "suspended")


def contradicted_states(dataset: Dataset) -> Iterator[Finding]:
    """One warning per contribution that tells more than its state does: what it tells counts."""
    contributions = dataset.table("contributions")
    told = contributions["state"].isin(list(DENIES)) & contributions[list(BEYOND_INTENTION)].notna().any(axis=1)
    rows = records(contributions.loc[told].assign(position=told.to_numpy().nonzero()[0]))
    found = [(row, _contradicted(row, column)) for row in rows if (column := _beyond(row))]
    yield from at_rows(dataset, "contributions", found)


def _beyond(row: Record) -> str:
    """The first column that a row tells and its state denies; a payment of nothing is none."""
    return next((name for name in DENIES[row["state"]] if row[name] is not None and row[name] != 0), "")


def _contradicted(row: Record, column: str) -> Finding:
    return Finding(
        "state_contradicted",
        Severity.WARNING,
        column=header("contributions", "state"),
        seen=str(row["donor"] or ""),
        details={"state": LABELS[row["state"]], "other": header("contributions", column)},
    )


def closed_fund_goes_on(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """A warning where a fund that is closed has programmes that are not."""
    going_on = [each.name for each in metrics.programmes if each.status and each.status not in ENDED]
    if dataset.fund.is_closed and going_on:
        finding = Finding(
            "closed_fund_goes_on",
            Severity.WARNING,
            column=header("fund", "closed_on"),
            details={"closed": dataset.fund.closed_on, "names": ", ".join(going_on)},
        )
        yield from at_rows(dataset, "fund", [({"position": 0}, finding)])


def expected_by_now(dataset: Dataset, metrics: FundMetrics, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of the reading, without the hours that are missing of what is only to come."""
    works = [each.works for each in metrics.programmes]
    planned = [int(row["position"]) for frame in works for row in records(frame) if row["status"] == "planned"]
    places = dataset.table("activities")[list(SOURCE_COLUMNS)].iloc[planned]
    to_come = {(str(file), str(sheet), int(row)) for file, sheet, row in places.itertuples(index=False, name=None)}
    hours = header("activities", "hours_delivered")
    for finding in findings:
        is_hours = finding.code == "missing_expected" and finding.column == hours
        if not is_hours or (finding.file, finding.sheet, finding.row) not in to_come:
            yield finding
