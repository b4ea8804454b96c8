"""What should give a person pause before publishing: totals that fall, names that disappear, sheets emptied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fund.changes.result import Alarm, FigureChange, TableChanges
from fund.metrics.fund import FundState
from fund.metrics.result import FundMetrics
from fund.model import Dataset, FundIdentity
from fund.schema import name_key

CUMULATIVE = frozenset(
    ("raised", "committed", "pledged", "donors", "allocated", "transferred", "spent", "running_costs")
) | {"hours_delivered", "hours_received"}
"""The figures that only grow in the life of a fund: one that falls was corrected, or lost rows."""

JUMPING = frozenset(("raised", "committed", "pledged", "transferred", "spent"))
JUMP = 2
"""One of these totals of the fund that becomes more than `JUMP` times what it was may count a sheet twice."""

MOSTLY_GONE = 0.5
FEW_ROWS = 5
"""A table that loses more than `MOSTLY_GONE` of its rows is alarming, unless it had fewer than `FEW_ROWS`."""


def alarms(
    before: FundState, after: FundState, *, figures: Sequence[FigureChange], tables: Sequence[TableChanges]
) -> Iterator[Alarm]:
    """Everything alarming, the gravest first."""
    yield from _identity(before.dataset.fund, after.dataset.fund)
    yield from _gone("programme_gone", list(before.metrics.names.items()), list(after.metrics.names))
    yield from _gone("donor_gone", _donors(before.metrics), [key for key, _ in _donors(after.metrics)])
    yield from _totals(figures)
    yield from _tables(before.dataset, after.dataset, tables)


def _identity(before: FundIdentity, after: FundIdentity) -> Iterator[Alarm]:
    if name_key(before.code) != name_key(after.code):
        yield Alarm("fund_changed", {"before": before.code, "after": after.code})
    if before.fictional != after.fictional:
        yield Alarm("fictional_changed", {"before": before.fictional, "after": after.fictional})
    if before.as_of is not None and after.as_of is None:
        yield Alarm("as_of_missing", {"before": before.as_of})
    elif before.as_of is not None and after.as_of is not None and after.as_of.day < before.as_of.day:
        yield Alarm("as_of_goes_back", {"before": before.as_of, "after": after.as_of})


def _donors(metrics: FundMetrics) -> list[tuple[str, str]]:
    names = metrics.contributions.by_donor["donor"].tolist()
    return [(name, name) for name in names if name]


def _gone(code: str, before: Sequence[tuple[str, str]], after: Sequence[str]) -> Iterator[Alarm]:
    """The names of `before` (by the key that tells them) whose key `after` does not have."""
    kept = {name_key(key) for key in after}
    gone = [name for key, name in before if name_key(key) not in kept]
    if gone:
        yield Alarm(code, {"n": len(gone), "names": tuple(gone)})


def _totals(figures: Sequence[FigureChange]) -> Iterator[Alarm]:
    """Totals of the fund; a programme's only where it is lost in the fund's."""
    reported: set[tuple[str, str]] = set()
    for change in figures:
        code = _total_alarm(change)
        if code and (code, change.metric.code) not in reported:
            yield Alarm(code, {"change": change})
            if not change.programme:
                reported.add((code, change.metric.code))


def _total_alarm(change: FigureChange) -> str:
    if change.metric.code not in CUMULATIVE or change.before is None or change.after is None:
        return ""
    before, after = change.before.value, change.after.value
    if before is None:
        return ""
    if after is None:
        return "total_unknown"
    if after < before:
        return "total_falls"
    jumps = change.metric.code in JUMPING and not change.programme and after > JUMP * before > 0
    return "total_jumps" if jumps else ""


def _tables(before: Dataset, after: Dataset, tables: Sequence[TableChanges]) -> Iterator[Alarm]:
    for changes in tables:
        rows = len(before.table(changes.table))
        if changes.removed == rows and not len(after.table(changes.table)):
            yield Alarm("table_emptied", {"table": changes.table, "n": rows})
        elif rows >= FEW_ROWS and changes.removed > MOSTLY_GONE * rows:
            yield Alarm("rows_gone", {"table": changes.table, "n": changes.removed, "rows": rows})
