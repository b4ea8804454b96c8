"""What was reached of each indicator, against its target.

A result that counts since the beginning stands as its last count; those of periods add up, places too. Units, publics
and strands are never added up. People counted in several periods may be the same ones: the largest number is « at
least ». What begins after the closing day and is reached already stands apart (`cutoff.py`); a target to come counts.
Where less is better, the target is what is not to be exceeded, and no share of it says anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import groupby

import numpy as np

from fund.metric import Metric, Unit
from fund.metrics.amounts import Positions
from fund.metrics.figure import NOT_COMMUNICATED, exact, missing, ratio
from fund.metrics.scope import Scope
from fund.metrics.texts import texts
from fund.model import Moment
from fund.schema import name_key
from fund.schema.keywords import counts_people, may_fall

ACHIEVED, TARGET, SHARE = "result_achieved", "result_target", "result_share"
PARTS = ("strand", "indicator", "unit", "audience")
"""What two rows have in common that tell of one result."""


class Counting(StrEnum):
    """How several counts of one result make its figure."""

    SUM = "sum"
    LAST = "last"
    """Since the beginning: the last count of each place."""
    LARGEST = "largest"
    """People of several periods."""
    UNTOLD = "untold"
    """Several periods of which it is not said whether they count since the beginning: the largest."""
    MIXED = "mixed"
    """Some since the beginning, some by period: no figure."""
    CLASH = "clash"
    """Two last counts of one place that disagree: no figure."""


NO_FIGURE = {Counting.MIXED: "mixed_counts", Counting.CLASH: "two_last_counts"}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Result:
    """What was reached of one indicator, in one unit, for one public.

    `start` and `end` are the period of the rows that count; `share` is achieved ÷ target, unknown where less is better,
    or may be; `rows` tell of it.
    """

    programme: str
    indicator: str
    unit: str
    audience: str
    strand: str
    achieved: Metric
    target: Metric
    share: Metric
    start: Moment | None
    end: Moment | None
    gap_reason: str
    counting: Counting
    rows: int
    better: str

    @property
    def is_reached(self) -> bool | None:
        """Whether its target is reached; None where nobody can tell."""
        achieved, target = self.achieved.value, self.target.value
        if self.better == "lower" and achieved is not None and target is not None and not self.achieved.pending:
            return None if self.achieved.partial and achieved <= target else achieved <= target
        return (self.share.value or 0) >= 1 if self.share.is_known else None


@dataclass(frozen=True, slots=True)
class _Tally:
    """A row: `row` is its position in the scope, dates are of its period."""

    row: int
    place: str
    target: float | None
    achieved: float | None
    start: Moment | None
    end: Moment | None
    cumulative: bool | None
    precision: str
    reason: str
    better: str

    @property
    def when(self) -> tuple[str, str]:
        """Its period, in an order of time; one without dates comes first."""
        first, last = self.start or self.end, self.end or self.start
        return ("" if last is None else last.day.isoformat(), "" if first is None else first.day.isoformat())


def results(programme: Scope) -> tuple[Result, ...]:
    """The results of a programme, in the order in which its sheet first names them."""
    names = {part: programme.texts("results", part).tolist() for part in PARTS}
    groups: dict[tuple[str, ...], list[int]] = {}
    for row, told in enumerate(zip(*names.values(), strict=True)):
        groups.setdefault(tuple(map(name_key, told)), []).append(row)
    counts = _counts(programme) if groups else []
    return tuple(
        _result(programme, [counts[row] for row in rows], {part: names[part][rows[0]] for part in PARTS})
        for rows in groups.values()
    )


def _counts(scope: Scope) -> list[_Tally]:
    cumulative = scope.dataset.table("results")["cumulative"].array.take(scope.positions["results"])
    names = ("place", "precision", "gap_reason", "better")
    places, *said = (scope.texts("results", name).tolist() for name in names)
    counts, dates = (_told(scope, "target"), _told(scope, "achieved")), ("start", "end")
    days = (scope.moments("results", name) for name in dates)
    rows = zip(places, *counts, *days, cumulative.to_numpy(dtype=object, na_value=None), *said, strict=True)
    return [
        _Tally(row, name_key(place), target, achieved, start, end, None if since is None else bool(since), *rest)
        for row, (place, target, achieved, start, end, since, *rest) in enumerate(rows)
    ]


def _told(scope: Scope, column: str) -> list[float | None]:
    amounts = scope.floats("results", column)
    return [value if known else None for value, known in zip(amounts.values.tolist(), amounts.known, strict=True)]


def _result(scope: Scope, counts: Sequence[_Tally], names: dict[str, str]) -> Result:
    counting, counted = _counted(counts, people=counts_people(names["unit"], names["indicator"], names["audience"]))
    named = partial(replace, subject=_subject(names), counted_in=names["unit"])
    # A last count stands whatever the others say; of periods, one that is over and not told is missing.
    lacking = [count for count in counts if count.achieved is None and _is_over(count, scope.as_of)]
    achieved = named(_achieved(scope, counts, counted, lacking, counting))
    target = named(_target(scope, counts, [*counted, *(lacking if counting is Counting.SUM else ())]))
    told = sorted(counted or counts, key=lambda count: count.when)
    better = next((count.better for count in reversed(counts) if count.better), "")
    if better == "lower":
        target = replace(target, at_most=target.value is not None)
    return Result(
        programme=scope.programme,
        indicator=names["indicator"],
        unit=names["unit"],
        audience=names["audience"],
        strand=names["strand"],
        achieved=achieved,
        target=target,
        share=_share(achieved, target, better),
        start=next((count.start for count in told if count.start is not None), None),
        end=told[-1].end,
        gap_reason=next((count.reason for count in reversed(told) if count.reason), ""),
        counting=counting,
        rows=len(counts),
        better=better,
    )


def _share(achieved: Metric, target: Metric, better: str) -> Metric:
    """Achieved ÷ target; no value where less is better, or where the unit lets one doubt which is."""
    share, reason = ratio(SHARE, achieved, target), "less_is_better" if better == "lower" else ""
    if not better and (share.value or 0) > 1 and may_fall(achieved.counted_in, achieved.subject):
        reason = "better_untold"
    return replace(share, value=None, basis=None, reason=reason) if reason and share.value is not None else share


def _subject(names: dict[str, str]) -> str:
    """« Familles relogées (femmes) »."""
    return f"{names['indicator']} ({names['audience']})" if names["audience"] else names["indicator"]


def _counted(counts: Sequence[_Tally], *, people: bool) -> tuple[Counting, list[_Tally]]:
    """How the counts of a result make its figure, and which of them do."""
    known = [count for count in counts if count.achieved is not None]
    said = {count.cumulative for count in known}
    if {True, False} <= said:
        return Counting.MIXED, known
    if said == {True}:
        last = [count for own in _grouped(known, lambda count: count.place) for count in _latest(own)]
        clash = len({count.place for count in last}) < len({(count.place, count.achieved) for count in last})
        return (Counting.CLASH, last) if clash else (Counting.LAST, list({each.place: each for each in last}.values()))
    # Of counts without dates it is not known that they are of one period.
    periods = _grouped(known, lambda count: count.when if any(count.when) else ("", f"{count.row:09}"))
    if len(periods) > 1 and len({count.place for count in known}) < len(known) and (people or None in said):
        return Counting.UNTOLD if None in said else Counting.LARGEST, max(periods, key=_sum)
    return Counting.SUM, known


def _latest(counts: Sequence[_Tally]) -> list[_Tally]:
    """The counts of the last period."""
    last = max(count.when for count in counts)
    return [count for count in counts if count.when == last]


def _grouped(counts: Iterable[_Tally], key: Callable[[_Tally], object]) -> list[list[_Tally]]:
    return [list(own) for _, own in groupby(sorted(counts, key=lambda count: repr(key(count))), key)]


def _sum(counts: Iterable[_Tally]) -> float:
    return round(sum(count.achieved or 0 for count in counts), 6)


def _achieved(
    scope: Scope, counts: Sequence[_Tally], counted: Sequence[_Tally], lacking: Sequence[_Tally], counting: Counting
) -> Metric:
    cells = scope.cells("results", "achieved", "end", where=_rows(counted or counts))
    if counting in NO_FIGURE:
        return missing(scope, ACHIEVED, Unit.OTHER, reason=NO_FIGURE[counting], cells=cells)
    if not counted and not lacking:
        return exact(scope, ACHIEVED, Unit.OTHER, value=0, pending=True, cells=cells)
    if not counted:
        return missing(scope, ACHIEVED, Unit.OTHER, reason=NOT_COMMUNICATED, unknown=len(lacking), cells=cells)
    last = max(counted, key=lambda count: count.when)
    return replace(
        exact(scope, ACHIEVED, Unit.OTHER, value=_sum(counted), cells=cells),
        as_of=last.end or last.start or scope.as_of,
        approximate=any(count.precision == "about" for count in counted),
        at_least=counting in {Counting.LARGEST, Counting.UNTOLD}
        or any(count.precision == "at_least" for count in counted),
        unknown=len(lacking) if counting is Counting.SUM else 0,
    )


def _is_over(count: _Tally, as_of: Moment | None) -> bool:
    """Whether its period is over on the closing day; one without dates is."""
    last = count.end or count.start
    return last is None or as_of is None or last.day <= as_of.day


def _target(scope: Scope, counts: Sequence[_Tally], counted: Sequence[_Tally]) -> Metric:
    """What was to be reached: the targets of the rows that count; one that stands alone is that of all periods."""
    told = [count for count in counted if count.target is not None]
    if not told:
        told = sorted((count for count in counts if count.target is not None), key=lambda count: count.when)[-1:]
    if not told:
        return missing(scope, TARGET, Unit.OTHER, reason="no_target")
    is_whole = len(told) == 1 and len({count.place for count in counted}) <= 1
    return exact(
        scope,
        TARGET,
        Unit.OTHER,
        value=round(sum(count.target or 0 for count in told), 6),
        unknown=0 if is_whole else len(counted) - len(told),
        cells=scope.cells("results", "target", where=_rows(told)),
    )


def _rows(counts: Iterable[_Tally]) -> Positions:
    return np.array(sorted(count.row for count in counts), dtype=np.intp)


def results_since(programme: Scope) -> tuple[Result, ...]:
    """What was reached after the closing day only, which no figure counts."""
    later = programme.columns.left_out("results")
    owners = programme.columns.read(texts, "results", "programme").where(later)
    return results(programme.of("results", later[owners.equal(programme.programme)]))
