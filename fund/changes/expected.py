"""What is expected otherwise than another version said: moved, of another amount, new, gone, or come and paid since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from fund.metrics.contributions import received_since
from fund.metrics.over_time.movements import CashPath, MonthOfCash, Movement, MovementKind
from fund.metrics.result import FundMetrics
from fund.schema import name_key

Whose = tuple[MovementKind, str, str, int | None]
"""What tells whose movement it is: the donor, or the tranche, whatever its day and its amount."""


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedChange:
    """A movement as it was expected, and as it is now: None where it was not, or is no longer.

    `settled`: it came in, or was paid, since, or a part of it where something is still expected.
    """

    before: Movement | None
    after: Movement | None
    settled: bool

    @property
    def movement(self) -> Movement:
        """As it is expected, else as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change has a movement on one side at least")
        return found


@dataclass(frozen=True, slots=True, eq=False)
class PathChanges:
    """What two versions expect otherwise, the largest amount first; the first month short of each, where it moved."""

    expected: tuple[ExpectedChange, ...]
    short: tuple[MonthOfCash | None, MonthOfCash | None] | None


def path_changes(before: FundMetrics, after: FundMetrics) -> PathChanges:
    """Read from the movements of both versions."""
    then, now = _by_whose(before.cash), _by_whose(after.cash)
    came = received_since(before.contributions, after.contributions)
    found = [
        ExpectedChange(was, becomes, was is not None and _settled(was, becomes, after, came))
        for whose in {**then, **now}
        for was, becomes in _unlike(then.get(whose, []), now.get(whose, []))
    ]
    found.sort(key=lambda each: (-abs(each.movement.cents or 0), each.movement.day or date.max))
    told = before.cash.end is not None and after.cash.end is not None
    short = before.cash.first_short, after.cash.first_short
    same = [None if each is None else (each.month, each.lowest) for each in short]
    return PathChanges(tuple(found), short if told and same[0] != same[1] else None)


def _by_whose(path: CashPath) -> Mapping[Whose, list[Movement]]:
    found: dict[Whose, list[Movement]] = {}
    for each in sorted(path.expected, key=lambda each: each.day or date.max):
        found.setdefault((each.kind, name_key(each.donor), name_key(each.programme), each.number), []).append(each)
    return found


def _unlike(before: Sequence[Movement], after: Sequence[Movement]) -> Iterator[tuple[Movement | None, Movement | None]]:
    """The movements of one donor, or of one tranche, that the other version has not, in the order of their days."""
    left, right = (Counter((each.cents, each.day) for each in side) for side in (before, after))
    yield from zip_longest(_rest(before, left - right), _rest(after, right - left))


def _rest(movements: Sequence[Movement], more: Counter[tuple[int | None, date | None]]) -> Iterator[Movement]:
    for each in movements:
        if more[each.cents, each.day] > 0:
            more[each.cents, each.day] -= 1
            yield each


def _settled(was: Movement, becomes: Movement | None, after: FundMetrics, came: Mapping[str, int]) -> bool:
    """Whether what is no longer expected came in, or was paid."""
    match was.kind:
        case MovementKind.GIFT:
            less = (was.cents or 0) - (0 if becomes is None else becomes.cents or 0)
            return 0 < less <= came.get(name_key(was.donor), 0)
        case MovementKind.TRANCHE:
            own = [each for each in after.programmes if name_key(each.code) == name_key(was.programme)]
            paid = [each.number for programme in own for each in programme.tranches if each.paid_on is not None]
            return becomes is None and was.number in paid
        case MovementKind.COSTS:
            return becomes is None and was.day is not None and was.day < after.cash.begins
