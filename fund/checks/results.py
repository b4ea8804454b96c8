"""What must hold between the results of a programme: how they count, and why they differ from their targets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from fund.checks.locate import at_metric, at_rows, header
from fund.metrics.implementation.results import Counting, Result
from fund.metrics.over_time.spans import row_spans
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.model import SOURCE_COLUMNS, Dataset, Finding, Severity
from fund.schema import name_key

MOST_GAP = 0.2
"""A result further than this from its target wants an explanation: a rule of ours."""
FINISHED = "finished"
UNSURE = {
    Counting.MIXED: ("result_counted_both_ways", "cumulative"),
    Counting.UNTOLD: ("result_count_untold", "cumulative"),
    Counting.CLASH: ("result_counted_twice", "achieved"),
}
"""The findings on results whose rows cannot be put together, with the column that tells why."""


def result_findings(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """Results whose rows cannot be put together or may count twice, and those whose gap is not explained."""
    for programme in metrics.programmes:
        for result in programme.results:
            yield from _unsure(dataset, programme, result)
            yield from _within(dataset, programme, result)
            yield from _unexplained(dataset, programme, result)


def _unsure(dataset: Dataset, programme: ProgrammeMetrics, result: Result) -> Iterator[Finding]:
    if result.counting in UNSURE:
        code, column = UNSURE[result.counting]
        details = {**_named(programme, result), "n": result.rows}
        finding = Finding(code, Severity.WARNING, column=header("results", column), details=details)
        yield at_metric(dataset, finding, result.achieved)


def _within(dataset: Dataset, programme: ProgrammeMetrics, result: Result) -> Iterator[Finding]:
    """The first row added up whose period stands in that of another, at one place: the year beside its quarters."""
    if result.counting is not Counting.SUM:
        return
    positions = sorted({int(each) for cells in result.achieved.cells for each in cells.positions})
    rows = dataset.table("results").iloc[positions]
    periods, places = row_spans(rows), [name_key(place) if isinstance(place, str) else "" for place in rows["place"]]
    first, last = periods.first.tolist(), periods.last.tolist()
    dated = [row for row, undated in enumerate(periods.undated) if not undated]
    # Of those that begin on one day the longest comes first: each is compared with what goes on longest before it.
    order = sorted(dated, key=lambda row: (places[row], first[row], -last[row].toordinal()))

    def longest(one: int, row: int) -> int:
        return one if places[one] == places[row] and last[row] <= last[one] else row

    for other, row in zip(accumulate(order, longest), order, strict=True):
        if other != row:
            file, _, number = rows[list(SOURCE_COLUMNS)].iloc[other]
            details = {**_named(programme, result), "other_row": str(number), "other_file": file}
            column = header("results", "achieved")
            finding = Finding("result_period_within", Severity.WARNING, column=column, details=details)
            yield from at_rows(dataset, "results", [({"position": positions[row]}, finding)])
            return


def _unexplained(dataset: Dataset, programme: ProgrammeMetrics, result: Result) -> Iterator[Finding]:
    """A note while the programme goes on, a warning once it is finished; that nobody knows which way is better."""
    untold = result.share.reason == "better_untold"
    if result.achieved.pending or ((result.gap_reason or not _is_far(result)) and not untold):
        return
    severity = Severity.WARNING if programme.status == FINISHED and not untold else Severity.NOTE
    gap = "result_over_most" if result.target.at_most else "result_gap_unexplained"
    compared = {"achieved": result.achieved, "target": result.target, "share": result.share}
    column = header("results", "better" if untold else "gap_reason")
    finding = Finding(
        "result_better_untold" if untold else gap,
        severity,
        column=column,
        details={**_named(programme, result), **compared},
    )
    yield at_metric(dataset, finding, result.achieved)


def _named(programme: ProgrammeMetrics, result: Result) -> dict[str, object]:
    return {"programme": programme.name, "result": result.achieved.subject}


def _is_far(result: Result) -> bool:
    """Whether it is far from its target; where less is better, far beyond it."""
    achieved, target, share = result.achieved.value, result.target.value, result.share.value
    if result.target.at_most and achieved is not None and target is not None:
        return achieved > target * (1 + MOST_GAP)
    return share is not None and abs(share - 1) > MOST_GAP
