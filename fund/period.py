"""A period of time that somebody chose, and how an address writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""No date of a workbook is outside them."""
SINCE_MEETING = "derniere-seance"
_YEAR = re.compile(r"\d{4}", re.ASCII)
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to another, both included. `meeting` is the day of the one whose figures it goes on from, if any."""

    start: date
    end: date
    meeting: date | None = None

    @property
    def year(self) -> int | None:
        """The calendar year that it is, None where it is none."""
        whole = self.meeting is None and self == of_year(self.start.year)
        return self.start.year if whole else None

    @property
    def address(self) -> str:
        """How an address writes it: `2024`, `2023-05-01_2023-10-31`, `derniere-seance`."""
        if self.meeting is not None:
            return SINCE_MEETING
        return f"{self.start.isoformat()}_{self.end.isoformat()}" if self.year is None else str(self.year)


def of_year(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def since(meeting: date, closing: date | None, *, shown: date | None = None) -> Period:
    """What came after a meeting, up to the closing day; where that is not later nothing came, but what is corrected.

    What the meeting was shown ended on the day `shown`, where that is earlier: what is dated in between it never saw.
    """
    start = min(meeting, shown or meeting) + timedelta(days=1)
    return Period(start, max(start, closing or LAST_DAY), meeting)


def named(text: str, offered: Iterable[Period]) -> Period | None:
    """The period that an address asks for: one of those offered, a year or two days; None for anything else."""
    found = next((each for each in offered if each.address == text), None)
    if found is not None:
        return found
    if _YEAR.fullmatch(text):
        return of_year(int(text)) if FIRST_DAY.year <= int(text) <= LAST_DAY.year else None
    days = _DAYS.fullmatch(text)
    start, end = (day_named(each) for each in (days.groups() if days else ("", "")))
    return Period(start, end) if start is not None and end is not None and start <= end else None


def day_named(text: str) -> date | None:
    """A day as an address writes it (`2024-12-31`); None for anything else, or for one that no workbook can hold."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text and FIRST_DAY <= day <= LAST_DAY else None
