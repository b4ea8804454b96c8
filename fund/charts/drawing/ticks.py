"""Where an axis has its labels: round amounts, first days of months."""

from __future__ import annotations

from datetime import date
from math import floor, log10

MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


def month_ticks(first: date, last: date) -> list[date]:
    """The first days of at most five months between two dates, evenly apart."""
    start, end = first.year * 12 + first.month, last.year * 12 + last.month - 1
    step = next((step for step in MONTH_STEPS if (end - start) // step < 5), MONTH_STEPS[-1])
    found = range(start + (-start % step), end + 1, step)
    return [date(each // 12, each % 12 + 1, 1) for each in found]


def euro_ticks(top: int) -> list[int]:
    """Round amounts in cents from zero up to `top`, five at most."""
    power = 10 ** floor(log10(top / 4))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor * 4 >= top)
    return [int(step * each) for each in range(5) if step * each <= top]
