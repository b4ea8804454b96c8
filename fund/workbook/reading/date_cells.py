"""The one rule for dates: full days, and moments that are only known to the month, season or year.

A moment is kept as the first or last day of its period, as its column's `edge` says: spring is March
to May, summer June to August, autumn September to November, « début » January to March, « fin »
October to December. Nothing outside 1990 to 2100 is accepted.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from fund.model import Moment, Precision
from fund.schema import Column, Edge, Kind, folded
from fund.workbook.reading.cells import CellError, ColumnValues, Fault, is_not_communicated

FIRST_YEAR, LAST_YEAR = 1990, 2100

_EPOCH = date(1970, 1, 1).toordinal()
_NOTHING = int(np.iinfo(np.int64).min)  # what numpy holds for NaT
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_SPANS = {
    name: (precision, first, last)
    for names, precision, first, last in (
        ("printemps spring", Precision.SPRING, 3, 5),
        ("ete summer", Precision.SUMMER, 6, 8),
        ("automne autumn", Precision.AUTUMN, 9, 11),
        ("debut early", Precision.EARLY, 1, 3),
        ("fin late end", Precision.LATE, 10, 12),
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2}|\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:[.,]0+)?)?(?: ?(?:Z|[+-]00:?00))?$")
_DAY_IN_WORDS = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?([a-z]+)(\d{4})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_YEAR_THEN_MONTH = re.compile(r"(\d{4})[/.\-](\d{1,2})")
_WORD_AND_YEAR = re.compile(r"([a-z]+)(\d{4})")
_QUARTER = re.compile(r"(?:[tq]([1-4])|([1-4])(?:er|e|eme|st|nd|rd|th)?(?:trimestre|quarter))(?:de|of)?(\d{4})")
_YEAR = re.compile(r"\d{4}")


def parse_day(text: str) -> date:
    """The full day in a text: `30/06/2023`, `30-06-2023`, `2023-06-30`, `30 juin 2023`.

    Raises CellError: `two_digit_year`, `date_out_of_range`, `date_not_full` for a moment, `not_a_date`.
    """
    day = _full_day(text)
    if day is not None:
        return day
    _inexact(text, Edge.START)  # raises when it is no date at all
    raise CellError("date_not_full")


def parse_moment(text: str, edge: Edge) -> Moment:
    """The moment in a text: a full day or `novembre 2023`, `11/2023`, `été 2022`, `T1 2023`, `fin 2023`, `2022`.

    Raises CellError: `two_digit_year`, `date_out_of_range`, `not_a_date`.
    """
    day = _full_day(text)
    return Moment(day) if day is not None else _inexact(text, edge)


def read_dates(column: Column, cells: Sequence[object]) -> ColumnValues:
    """A column of days or moments: datetime64[us], NaT where empty or refused."""
    days = np.array([cell.toordinal() - _EPOCH if isinstance(cell, date) else _NOTHING for cell in cells], np.int64)
    first, last = date(FIRST_YEAR, 1, 1).toordinal() - _EPOCH, date(LAST_YEAR, 12, 31).toordinal() - _EPOCH
    outside = (days != _NOTHING) & ((days < first) | (days > last))
    faults = [Fault(position, "date_out_of_range") for position in np.flatnonzero(outside).tolist()]
    typed = np.flatnonzero(days == _NOTHING).tolist()
    days[outside] = _NOTHING
    precisions: dict[int, Precision] = {}
    for position in typed:
        if cells[position] == "" or is_not_communicated(cells[position]):
            continue
        try:
            moment = _moment(column, cells[position])
        except CellError as error:
            faults.append(Fault(position, error.code))
        else:
            days[position] = moment.day.toordinal() - _EPOCH
            precisions[position] = moment.precision
    values = days.view("datetime64[D]").astype("datetime64[us]")
    return ColumnValues(values, faults, _precisions(days, precisions) if column.kind is Kind.MOMENT else None)


def _precisions(days: npt.NDArray[np.int64], inexact: Mapping[int, Precision]) -> ExtensionArray:
    names: list[str | None] = [None if day == _NOTHING else Precision.DAY.value for day in days.tolist()]
    for position, precision in inexact.items():
        names[position] = precision.value
    return pd.array(names, dtype="str")


def _moment(column: Column, cell: object) -> Moment:
    if isinstance(cell, float) and cell.is_integer() and column.kind is Kind.MOMENT:
        cell = str(int(cell))  # a year typed as a number
    if not isinstance(cell, str):
        raise CellError("not_a_date")
    return Moment(parse_day(cell)) if column.kind is Kind.DATE else parse_moment(cell, column.edge)


def _full_day(text: str) -> date | None:
    bare = _MIDNIGHT.sub("", " ".join(text.split()))
    if found := _DAY_FIRST.fullmatch(bare.replace(" ", "")):
        day, month, year = found.groups()
        if len(year) == 2:
            raise CellError("two_digit_year")
        return _day(int(year), int(month), int(day))
    if found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = found.groups()
        return _day(int(year), int(month), int(day))
    found = _DAY_IN_WORDS.fullmatch(folded(text))
    if found and found[2] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[2]], int(found[1]))
    return None


def _inexact(text: str, edge: Edge) -> Moment:
    bare, words = "".join(text.split()), folded(text)
    if found := _MONTH_FIRST.fullmatch(bare):
        return _span(Precision.MONTH, edge, year=int(found[2]), first=int(found[1]), last=int(found[1]))
    if found := _YEAR_THEN_MONTH.fullmatch(bare):
        return _span(Precision.MONTH, edge, year=int(found[1]), first=int(found[2]), last=int(found[2]))
    if found := _QUARTER.fullmatch(words):
        end = 3 * int(found[1] or found[2])
        return _span(Precision.QUARTER, edge, year=int(found[3]), first=end - 2, last=end)
    if found := _WORD_AND_YEAR.fullmatch(words):
        if month := _MONTHS.get(found[1]):
            return _span(Precision.MONTH, edge, year=int(found[2]), first=month, last=month)
        if span := _SPANS.get(found[1]):
            return _span(span[0], edge, year=int(found[2]), first=span[1], last=span[2])
    if _YEAR.fullmatch(bare):
        return _span(Precision.YEAR, edge, year=int(bare), first=1, last=12)
    raise CellError("not_a_date")


def _span(precision: Precision, edge: Edge, *, year: int, first: int, last: int) -> Moment:
    if edge is Edge.START:
        return Moment(_day(year, first, 1), precision)
    _day(year, last, 1)
    return Moment(_day(year, last, monthrange(year, last)[1]), precision)


def _day(year: int, month: int, day: int) -> date:
    try:
        when = date(year, month, day)
    except ValueError as error:
        raise CellError("not_a_date") from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError("date_out_of_range")
    return when
