"""What a version changed, small enough to be kept with it: the figures and the numbers of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from fund.changes.figures import difference
from fund.changes.result import Changes, FigureChange
from fund.metric import Basis, Metric, Unit


def summary(changes: Changes) -> dict[str, object]:
    """The changes as JSON.

    `figures`: a list of code, unit, programme (its name), tranche, donors, and `before` and `after`, each
    None or value (in the unit), basis, approximate, unknown. `rows`: by table, the numbers added, changed
    and removed. `alarms`: their codes. `new`: whether there was no version before.
    """
    return {
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
    return tuple(_change(figure) for figure in cast("Sequence[Mapping[str, Any]]", kept.get("figures", ())))


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
    }


def _change(figure: Mapping[str, Any]) -> FigureChange:
    before, after = (_metric(figure, figure[side]) for side in ("before", "after"))
    return FigureChange(
        before, after, difference(before, after), programme=figure["programme"], donors=figure["donors"]
    )


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
        tranche=figure["tranche"],
    )
