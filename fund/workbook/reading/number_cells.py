"""Columns of numbers: amounts in cents, whole numbers, numbers and shares.

Numbers typed as text follow French habits. Never guessed: a text such as `1,234` or `1.234` for an amount, a count
or hours could be a thousand or a little more than one, so it is a fault and the value stays unknown. In other
numbers (a rate such as `38,451`) a single separator is always the decimal one. An amount with more than two decimals
is rounded to the cent, halves away from zero, with a note. A share says by its « % » or its format what it is: a bare
0.7 may be 70 % or 0.7 %, and is a fault; a bare 70 is 70 %.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from fund.schema import Column, Kind
from fund.schema.keywords import is_percent, is_ratio
from fund.workbook.reading.cells import CellError, ColumnValues, Fault, as_text, is_not_communicated

LARGEST = 2.0**53
"""Beyond it a float no longer holds every whole number, so a count or cents would be wrong."""

_EUROS = ("€", "eur", "euro", "euros")
_HOURS = ("h", "heure", "heures")
_MINUS = str.maketrans(dict.fromkeys("\u2212\u2013\u2014\u2010\u2011", "-"))
_UNSIGNED = r"(?:\d+|\d{1,3}(?: \d{3})+)(?:[.,]\d*)?|[.,]\d+"
_PLAIN = re.compile(_UNSIGNED)
_DOT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_NO_CENTS = re.compile(r"(?<=\d)[.,]\s?-+$")
_CLOCK = re.compile(r"(\d+)\s?(?:h|:)\s?([0-5]\d)(?:\s?(?:min|m|:00))?")
_RANK = re.compile(r"(?:tranche|t|n°|no|n|#)?\s*(?:n°|no|#)?\s*(\d{1,3})\s*(?:ère|ere|er|re|ème|eme|e|nde|nd|de)?")
_GROUP_OR_DECIMALS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def suffixes(column: Column) -> tuple[str, ...]:
    """The units that may stand after a number typed as text in that column."""
    match column.kind, column.unit:
        case Kind.MONEY, _:
            return _EUROS
        case Kind.SHARE, _:
            return ("%",)
        case Kind.NUMBER, "h":
            return _HOURS
        case Kind.NUMBER, "":
            return (*_EUROS, *_HOURS, "%")
        case _:
            return ()


def may_be_grouped(column: Column) -> bool:
    """Whether thousands may be grouped in that column: amounts, counts, hours, values of any unit, but no rates."""
    return column.kind in {Kind.MONEY, Kind.INTEGER} or column.unit == "h" or bool(column.unit_column)


def parse_number(text: str, *, units: Sequence[str] = (), grouped: bool = False) -> Decimal:
    """The number in a text: `12 500,50 €`, `(1 200)`, `-3,5`, `1.234,56`, `1,234.56`, `500.-`.

    Raises CellError with `not_a_number`, or where numbers may be `grouped` `ambiguous_number` for one such as `1,234`.
    """
    bare = _NO_CENTS.sub("", " ".join(text.translate(_MINUS).casefold().split()))
    negative = False
    if bare.startswith("(") and bare.endswith(")"):
        negative, bare = True, bare[1:-1].strip()
    unit = next((unit for unit in sorted(units, key=len, reverse=True) if bare.endswith(unit)), "")
    bare = _NO_CENTS.sub("", bare.removesuffix(unit).strip())
    if not negative and bare.startswith("-"):
        negative, bare = True, bare[1:].lstrip()
    elif not negative and bare.endswith("-"):
        negative, bare = True, bare[:-1].rstrip()
    else:
        bare = bare.removeprefix("+")
    if grouped and _GROUP_OR_DECIMALS.fullmatch(bare):
        raise CellError("ambiguous_number")
    if _PLAIN.fullmatch(bare):
        digits = bare.replace(" ", "").replace(",", ".")
    elif _DOT_GROUPS.fullmatch(bare):
        digits = bare.replace(".", "").replace(",", ".")
    elif _COMMA_GROUPS.fullmatch(bare):
        digits = bare.replace(",", "")
    else:
        raise CellError("not_a_number")
    return -Decimal(digits) if negative else Decimal(digits)


def read_numbers(column: Column, cells: Sequence[object]) -> ColumnValues:
    """A column of numbers: Int64 (money in cents, whole numbers) or Float64 (numbers, shares)."""
    numbers = np.array([cell if type(cell) is float else np.nan for cell in cells], dtype=np.float64)
    faults: list[Fault] = []
    exact: dict[int, Decimal] = {}
    for position in np.flatnonzero(np.isnan(numbers)).tolist():
        if cells[position] == "" or is_not_communicated(cells[position]):
            continue
        try:
            exact[position] = _exact(column, cells[position])
        except CellError as error:
            faults.append(Fault(position, error.code))
        else:
            numbers[position] = float(exact[position])
    scale = 100 if column.kind is Kind.MONEY else 1
    for position in np.flatnonzero(np.abs(numbers) >= LARGEST / scale).tolist():
        faults.append(Fault(position, "number_out_of_range"))
        exact.pop(position, None)
        numbers[position] = np.nan
    match column.kind:
        case Kind.MONEY:
            return _money(numbers, exact, faults)
        case Kind.INTEGER:
            return _integers(numbers, faults)
        case Kind.SHARE:
            return _shares(numbers, exact, cells, faults)
        case _:
            return ColumnValues(_nullable(numbers), faults)


def beside_units(read: ColumnValues, cells: Sequence[object], units: Sequence[object]) -> ColumnValues:
    """Numbers read of `cells` whose rows name their units, without those that these contradict.

    « 120 % » of « familles » may be a part of the target. Only its sign or its format makes a fraction a percentage: a
    bare 0.45 of « % » is 0.45 %, and asked about.
    """
    numbers = pd.Series(read.values).to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
    faults = list(read.faults)
    for position, (cell, unit) in enumerate(zip(cells, units, strict=True)):
        if not unit or np.isnan(numbers[position]):
            continue
        typed = isinstance(cell, str) and cell.rstrip().endswith("%")
        if typed and not is_ratio(str(unit)):
            faults.append(Fault(position, "percent_of_other_unit", {"unit": as_text(unit)}))
            numbers[position] = np.nan
        elif is_percent(str(unit)) and not typed and 0 < numbers[position] < 1:
            faults.append(Fault(position, "percent_below_one"))
    return ColumnValues(_nullable(numbers), faults)


def to_cents(amount: Decimal) -> int:
    """Whole cents of an amount, halves away from zero."""
    return int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _exact(column: Column, cell: object) -> Decimal:
    if isinstance(cell, bool) or not isinstance(cell, int | str):
        raise CellError("not_a_number")
    if isinstance(cell, int):
        return Decimal(cell)
    bare = " ".join(cell.casefold().split())
    if column.unit == "h" and (clock := _CLOCK.fullmatch(bare)):
        return Decimal(int(clock[1]) * 60 + int(clock[2])) / 60
    if column.kind is Kind.INTEGER and column.minimum == 1 and (rank := _RANK.fullmatch(bare)):
        return Decimal(rank[1])
    return parse_number(cell, units=suffixes(column), grouped=may_be_grouped(column))


def _nullable(numbers: npt.NDArray[np.float64]) -> pd.arrays.FloatingArray:
    return pd.arrays.FloatingArray(numbers, np.isnan(numbers))


def _whole(numbers: npt.NDArray[np.float64]) -> pd.arrays.IntegerArray:
    missing = np.isnan(numbers)
    return pd.arrays.IntegerArray(np.where(missing, 0, numbers).astype(np.int64), missing)


def _money(numbers: npt.NDArray[np.float64], exact: dict[int, Decimal], faults: list[Fault]) -> ColumnValues:
    scaled = numbers * 100
    cents = np.rint(scaled)
    # A float carries about 16 digits: what lies within that noise of a whole cent is that cent.
    noise = 1e-6 + np.abs(scaled) * 3e-16
    odd = set(np.flatnonzero(np.abs(scaled - cents) > noise).tolist()) | exact.keys()
    for position in sorted(odd):
        amount = exact[position] if position in exact else Decimal(repr(float(numbers[position])))
        cents[position] = to_cents(amount)
        if amount * 100 % 1:
            faults.append(Fault(position, "sub_cent"))
    return ColumnValues(_whole(cents), faults)


def _integers(numbers: npt.NDArray[np.float64], faults: list[Fault]) -> ColumnValues:
    broken = np.flatnonzero(np.rint(numbers) != numbers)
    broken = broken[~np.isnan(numbers[broken])]
    faults.extend(Fault(position, "not_whole") for position in broken.tolist())
    numbers[broken] = np.nan
    return ColumnValues(_whole(numbers), faults)


def _shares(
    numbers: npt.NDArray[np.float64], exact: Mapping[int, Decimal], cells: Sequence[object], faults: list[Fault]
) -> ColumnValues:
    percent = np.array([isinstance(cell, str) and cell.rstrip().endswith("%") for cell in cells], dtype=bool)
    unclear = ~percent & (numbers > 0) & (numbers <= 1)
    faults.extend(Fault(position, "ambiguous_percent") for position in np.flatnonzero(unclear).tolist())
    # Rounded so that 84.92 % is the float 0.8492 and no neighbour of it.
    shares = np.round(numbers / 100, 12)
    for position, number in exact.items():
        shares[position] = float(number / 100)
    shares[unclear] = np.nan
    return ColumnValues(_nullable(shares), faults)
