"""What a version keeps of its figures when it is published, beside what today's rules make of the same files.

Where a rule has changed since, both are said. Versions published before every key figure was kept tell those that
changed when they were published; those of which nothing was kept, what was computed when they were first opened, and
they say so. A meeting that is closed tells the figures it ended on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast

from fund.changes.figures import as_seen, figure_changes, key_figures, programme_names, subject_key
from fund.changes.result import Changes, FigureChange
from fund.metric import Basis, Metric, Unit
from fund.metrics.fund import FundState
from fund.metrics.result import FundMetrics
from fund.records import KeptFigures, Version

PublishedKey = tuple[str, str, int | None, str]
"""A programme's name (empty for the fund), a figure's code, a tranche's number, what a result counts."""


@dataclass(frozen=True, slots=True)
class Recalculated:
    """The figures that today's rules give otherwise than they stood, the value of then first.

    `since` is the moment they were kept, `late` whether that was only when the version was first opened: what they
    were when it was published is not known.
    """

    figures: tuple[FigureChange, ...]
    since: datetime
    late: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """What menus and addresses tell of a fund, so that they need not open it; `programmes` by code and name."""

    name: str
    fictional: bool
    programmes: tuple[tuple[str, str], ...]
    short_name: str = ""


def listed(fund: FundState) -> Listed:
    """What menus tell of the fund as today's rules read it."""
    programmes = tuple((programme.code, programme.called) for programme in fund.metrics.programmes)
    own = fund.dataset.fund
    return Listed(own.name, own.fictional, programmes, own.short_name)


def listed_then(summary: Mapping[str, object]) -> Listed | None:
    """What a version's summary keeps of it; None in one written before it was kept."""
    kept = cast("Mapping[str, Any] | None", summary.get("listed"))
    if kept is None:
        return None
    programmes = tuple((code, name) for code, name in kept["programmes"])
    return Listed(kept["name"], kept["fictional"], programmes, kept.get("short_name", ""))


def recalculated(
    version: Version,
    versions: Sequence[Version],
    today: FundMetrics,
    *,
    kept: Sequence[KeptFigures] = (),
    meeting_id: int | None = None,
) -> Recalculated:
    """What today's rules give otherwise than the version was published with, or than a meeting on it ended on.

    `versions` are all of the fund's, `today` the figures of the version's files as they are computed now, `kept` what
    was kept of the version since. A meeting of which nothing was kept ended on what its version was published with.
    """
    of_meeting = next((each for each in kept if meeting_id is not None and each.meeting_id == meeting_id), None)
    published = _published(version, versions)
    later = of_meeting or (None if published else next((each for each in kept if each.meeting_id is None), None))
    then = published if later is None else _folded(_changes({"state": later.figures}, "state"))
    names = programme_names(today)
    now = {(names[code], *rest): metric for (code, *rest), metric in key_figures(today).items()}
    changed = tuple(
        FigureChange(metric, now.get(key), programme=key[0])
        for key, metric in then.items()
        if as_seen(metric) != as_seen(now.get(key))
    )
    since = version.created_at if later is None else later.kept_at
    return Recalculated(changed, since, late=later is not None and of_meeting is None)


def keeps_figures(version: Version, versions: Sequence[Version]) -> bool:
    """Whether a version, or one before it, kept figures when it was published."""
    return bool(_published(version, versions))


def figures_now(metrics: FundMetrics) -> list[dict[str, object]]:
    """Every key figure as JSON, in the form of a summary's `state`."""
    return [_figure(figure) for figure in figure_changes(None, metrics)]


def _published(version: Version, versions: Sequence[Version]) -> dict[PublishedKey, Metric]:
    """The figures that were kept when the version was published, else since the fund's first version."""
    if state := _changes(version.summary, "state"):
        return _folded(state)
    earlier = sorted((each for each in versions if each.number <= version.number), key=lambda each: each.number)
    # What a version that was withdrawn had changed is not known any more: what was before it may have been other.
    gone = max((each.number for each in earlier if each.withdrawn_at is not None), default=0)
    earlier = [each for each in earlier if each.number > gone]
    return _folded([change for each in earlier for change in figures_of(each.summary)])


def _folded(changes: Sequence[FigureChange]) -> dict[PublishedKey, Metric]:
    """The last value of each figure; one that went is not there."""
    found: dict[PublishedKey, Metric] = {}
    for change in changes:
        key = (change.programme, change.metric.code, change.metric.tranche, subject_key(change.metric))
        found.pop(key, None)
        if change.after is not None:
            found[key] = change.after
    return found


def of_itself(fund: FundState) -> dict[str, object]:
    """What every version keeps of its fund as JSON: its key figures (`state`) and what menus tell (`listed`)."""
    return {"state": figures_now(fund.metrics), **listed_now(fund)}


def listed_now(fund: FundState) -> dict[str, object]:
    """The part of a summary that menus read, as today's rules give it."""
    return {"listed": asdict(listed(fund))}


def summary(changes: Changes) -> dict[str, object]:
    """The changes as JSON, with what the version keeps of itself.

    `figures`: a list of code, unit, programme (its name), tranche, subject and counted_in (of a result), donors, and
    `before` and `after`, each None or value (in the unit), basis, approximate, unknown, at_least (not in older ones).
    `state`: in the same form, with `after` only, every key figure as it is published. `rows`: by table, the numbers
    added, changed and removed. `alarms`: their codes. `new`: whether there was no version before. `listed` (not in
    older ones): the fields of `Listed`.
    """
    return {
        **of_itself(changes.after),
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
        **({"subject": change.metric.subject, "counted_in": change.metric.counted_in} if change.metric.subject else {}),
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
        subject=figure.get("subject", ""),
        counted_in=figure.get("counted_in", ""),
    )
