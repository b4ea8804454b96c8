"""Money that comes in and goes out, each with its day: their running sum is the fund's cash, month by month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from fund.metric import Metric, Release


class MovementKind(StrEnum):
    """What moves: a gift that is due, a tranche to a partner, a cost of the fund itself."""

    GIFT = "gift"
    TRANCHE = "tranche"
    COSTS = "costs"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Movement:
    """Money that is expected: in cents, below zero where it goes out, None where the amount is not communicated.

    `day` is the last one it may come on, None where nobody told it. `release` is the condition of a tranche where it is
    not met. A gift names its `donor`, a tranche its `programme` and `number`.
    """

    kind: MovementKind
    cents: int | None
    day: date | None
    programme: str = ""
    number: int | None = None
    donor: str = ""
    release: Release | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class MonthOfCash:
    """A month by its first day: what came in and went out (cents, both positive), and what the fund then has.

    `lowest` is the least within the month, a day's payments before its receipts; of `movements` one may have no amount.
    """

    month: date
    received: int = 0
    paid: int = 0
    cents: int
    lowest: int
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True, slots=True)
class CostPace:
    """What the fund's running costs came to over so many whole months before the closing day."""

    cents: int
    months: int

    def over(self, months: int) -> int:
        """What they come to over so many months, to the nearest cent."""
        return (2 * self.cents * months + self.months) // (2 * self.months)


@dataclass(frozen=True, eq=False, kw_only=True)
class CashPath:
    """The fund's cash: `past` months as their rows tell them, then `balance` on the closing day, then what is expected.

    `past` is empty where the rows do not lead to the balance. There are no `months` without a balance or a closing day.
    `pace` is None where it can't be told.
    """

    balance: Metric
    closing: date | None
    past: tuple[MonthOfCash, ...] = ()
    expected: tuple[Movement, ...] = ()
    pace: CostPace | None = None

    @cached_property
    def dated(self) -> tuple[Movement, ...]:
        """What is expected on a day and has an amount, in the order in which it counts."""
        return tuple(each for each in self._in_turn if each.cents is not None)

    @cached_property
    def _in_turn(self) -> tuple[Movement, ...]:
        found = [each for each in self.expected if each.day is not None]
        return tuple(sorted(found, key=lambda each: (self._counts_on(each), (each.cents or 0) > 0)))

    @cached_property
    def undated(self) -> tuple[Movement, ...]:
        """What has an amount and no day."""
        return tuple(each for each in self.expected if each.day is None and each.cents is not None)

    @cached_property
    def untold(self) -> tuple[Movement, ...]:
        """What has no amount."""
        return tuple(each for each in self.expected if each.cents is None)

    @cached_property
    def late(self) -> tuple[Movement, ...]:
        """What should have come, or gone, by the closing day: it counts from the next one on."""
        return tuple(each for each in self.dated if each.day is not None and each.day < self.begins)

    @cached_property
    def last_month(self) -> date | None:
        """The first day of the last month told: that of the last movement, or of an amount that is not told."""
        days = [self._counts_on(each) for each in self.expected if each.day is not None]
        return None if self.closing is None else first_of(max([self.begins, *days]))

    @property
    def begins(self) -> date:
        """The day after the closing day."""
        return date.max if self.closing is None else self.closing + timedelta(days=1)

    @cached_property
    def months(self) -> tuple[MonthOfCash, ...]:
        """Every month from the day after the closing day to that of the last movement."""
        return () if self.last_month is None else self.until(self.last_month)

    @cached_property
    def first_short(self) -> MonthOfCash | None:
        """The first month in which the money runs short."""
        return next((each for each in self.months if each.lowest < 0), None)

    @cached_property
    def end(self) -> Metric | None:
        """What the fund has when all that is dated has come; None without a balance."""
        return self.figure(self.months[-1].cents) if self.months else None

    def figure(self, cents: int) -> Metric:
        """An amount of cash, as well known as the balance is."""
        return replace(self.balance, value=cents, cells=(), terms=(), declared=None, detailed=None)

    def until(self, last: date) -> tuple[MonthOfCash, ...]:
        """Every month from the day after the closing day to a later one."""
        if self.balance.value is None or self.closing is None:
            return ()
        found, cents, month = list[MonthOfCash](), int(self.balance.value), first_of(self.begins)
        waiting = list(self._in_turn)[::-1]
        while month <= last:
            own, lowest, after = [], cents, next_month(month)
            received = paid = 0
            while waiting and self._counts_on(waiting[-1]) < after:
                own.append(waiting.pop())
                amount = own[-1].cents or 0
                cents += amount
                received, paid = received + max(amount, 0), paid + max(-amount, 0)
                lowest = min(lowest, cents)
            amounts = {"received": received, "paid": paid, "cents": cents, "lowest": lowest}
            found.append(MonthOfCash(month=month, movements=tuple(own), **amounts))
            month = after
        return tuple(found)

    @cached_property
    def likely(self) -> CashPath:
        """The path with what has no day, in the last month, and running costs at their pace at each month's end.

        Costs that are dated within a month are a part of its pace.
        """
        if self.last_month is None or not self.months:
            return self
        last = end_of(self.last_month)
        found = [replace(each, day=last) for each in self.undated]
        if self.pace is not None and self.pace.cents:
            for at, each in enumerate(self.months):
                told = sum(own.cents or 0 for own in each.movements if own.kind is MovementKind.COSTS)
                rest = min(0, self.pace.over(at) - self.pace.over(at + 1) - told)
                found.append(Movement(kind=MovementKind.COSTS, cents=rest, day=end_of(each.month)))
        known = [each for each in self.expected if each.day is not None or each.cents is None]
        return replace(self, expected=(*known, *found), pace=None)

    def _counts_on(self, movement: Movement) -> date:
        return max(self.begins, movement.day or date.min)


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return first_of(first_of(month) + timedelta(days=31))


def end_of(month: date) -> date:
    """The last day of its month."""
    return next_month(month) - timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of its month where that has no such day, or where it was the last."""
    index = day.year * 12 + day.month - 1 + months
    last = end_of(date(index // 12, index % 12 + 1, 1))
    return last if day == end_of(day) else last.replace(day=min(day.day, last.day))
