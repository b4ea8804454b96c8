"""What a version keeps of its figures when it is published, beside what today's rules make of the same files.

Where a rule has changed since, both are said. Versions published before every key figure was kept tell those that
changed when they were published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from fund.changes.figures import as_seen, figure_changes, key_figures, programme_names
from fund.changes.result import Changes, FigureChange
from fund.metric import Basis, Metric, Unit
from fund.metrics.result import FundMetrics
from fund.records import Version

PublishedKey = tuple[str, str, int | None]
"""A programme's name (empty for the fund), a figure's code, a tranche's number."""


def recalculated(version: Version, versions: Sequence[Version], today: FundMetrics) -> tuple[FigureChange, ...]:
    """The figures that today's rules give otherwise than the version was published with, published value first.

    `versions` are all of the fund's, `today` the figures of the version's files as they are computed now.
    """
    names = programme_names(today)
    now = {(names[code], figure, tranche): metric for (code, figure, tranche), metric in key_figures(today).items()}
    then = _published(version, versions)
    return tuple(
        FigureChange(metric, now.get(key), programme=key[0])
        for key, metric in then.items()
        if as_seen(metric) != as_seen(now.get(key))
    )


def _published(version: Version, versions: Sequence[Version]) -> dict[PublishedKey, Metric]:
    """The figures that were kept when the version was published, else since the fund's first version."""
    if state := _changes(version.summary, "state"):
        return _folded(state)
    earlier = sorted((each for each in versions if each.number <= version.number), key=lambda each: each.number)
    return _folded([change for each in earlier for change in figures_of(each.summary)])


def _folded(changes: Sequence[FigureChange]) -> dict[PublishedKey, Metric]:
    """The last value of each figure; one that went is not there."""
    found: dict[PublishedKey, Metric] = {}
    for change in changes:
        key = (change.programme, change.metric.code, change.metric.tranche)
        found.pop(key, None)
        if change.after is not None:
            found[key] = change.after
    return found


def summary(changes: Changes) -> dict[str, object]:
    """The changes as JSON.

    `figures`: a list of code, unit, programme (its name), tranche, donors, and `before` and `after`, each None or
    value (in the unit), basis, approximate, unknown, at_least (not in older ones). `state`: in the same form, with
    `after` only, every key figure as it is published. `rows`: by table, the numbers added, changed and removed.
    `alarms`: their codes. `new`: whether there was no version before.
    """
    return {
        "state": [_figure(figure) for figure in figure_changes(None, changes.after.metrics)],
        "new": changes.before is None,
        "figures": [_figure(change) for change in changes.figures],
        "rows": {
            table.table: {"added": table.added, "changed": table.changed, "removed": table.removed}
            for table in changes.tables
        },
        "alarms": [alarm.code for alarm in changes.alarms],
    }


def figures_of(kept: Mapping[str, object]) -> tuple[FigureChange, ...]:
    """The changes of figures that a summary kept; the figures have no cells nor parts."""
    return _changes(kept, "figures")


def _changes(kept: Mapping[str, object], name: str) -> tuple[FigureChange, ...]:
    return tuple(_change(figure) for figure in cast("Sequence[Mapping[str, Any]]", kept.get(name, ())))


def _figure(change: FigureChange) -> dict[str, object]:
    return {
        "code": change.metric.code,
        "unit": str(change.metric.unit),
        "programme": change.programme,
        "tranche": change.metric.tranche,
        "donors": change.donors,
        "before": _side(change.before),
        "after": _side(change.after),
    }


def _side(metric: Metric | None) -> dict[str, object] | None:
    if metric is None:
        return None
    return {
        "value": metric.value,
        "basis": None if metric.basis is None else str(metric.basis),
        "approximate": metric.approximate,
        "unknown": metric.unknown,
        "at_least": metric.at_least,
    }


def _change(figure: Mapping[str, Any]) -> FigureChange:
    before, after = (_metric(figure, figure[side]) for side in ("before", "after"))
    return FigureChange(before, after, programme=figure["programme"], donors=figure["donors"])


def _metric(figure: Mapping[str, Any], side: Mapping[str, Any] | None) -> Metric | None:
    if side is None:
        return None
    return Metric(
        code=figure["code"],
        unit=Unit(figure["unit"]),
        value=side["value"],
        basis=None if side["basis"] is None else Basis(side["basis"]),
        approximate=side["approximate"],
        unknown=side["unknown"],
        at_least=side.get("at_least", False),
        tranche=figure["tranche"],
    )
