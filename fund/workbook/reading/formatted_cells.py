"""What a number format says, made part of the cell before it is read, and where it contradicts the cell's column.

A value is taken as it is shown: 1.04 shown as 104 % is the text « 104 % », the first of November shown as « nov-23 » is
the month. An amount shown in a currency that is not its row's is an error: which of the two is wrong can't be guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal

from fund.currency import UNKNOWN_CURRENCY
from fund.schema import Column, Kind
from fund.workbook.door.cell_formats import CellFormat

_HOUR = timedelta(hours=1)
MIXED = frozenset((Kind.SHARE, Kind.NUMBER))


def as_shown(column: Column, cells: Sequence[object], formats: Sequence[CellFormat]) -> Sequence[object]:
    """The cells of a column as their formats show them; no `formats` where none says anything.

    Durations become hours in a column of hours, whatever their format.
    """
    if column.unit == "h":
        cells = [as_hours(cell) for cell in cells]
    if not formats:
        return cells
    return [_shown(column, cell, shape) for cell, shape in zip(cells, formats, strict=True)]


def format_fault(column: Column, shape: CellFormat, currency: object) -> str:
    """The finding that an amount's format calls for in a row of that currency (missing: the euro), else nothing."""
    if column.kind is not Kind.MONEY:
        return ""
    if shape.thousands:
        return "format_thousands"
    own = currency if isinstance(currency, str) else "EUR"
    shared = shape.currency == UNKNOWN_CURRENCY and own != "EUR"
    return "format_currency" if shape.currency and shape.currency != own and not shared else ""


def _shown(column: Column, cell: object, shape: CellFormat) -> object:
    if shape.percent and column.kind in MIXED and isinstance(cell, float):
        return f"{Decimal(repr(cell)) * 100:f} %".replace(".", ",")
    if shape.month and column.kind is Kind.MOMENT and isinstance(cell, date) and cell.day == 1:
        return f"{cell:%m/%Y}"
    return cell


def as_hours(cell: object) -> object:
    """A duration, or a time of day that stands for one, as a number of hours; any other cell as it is."""
    match cell:
        case timedelta():
            return cell / _HOUR
        case time():
            return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second) / _HOUR
        case _:
            return cell
