"""What reading a column's cells gives, and why a cell can be refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
import numpy.typing as npt
from pandas.api.extensions import ExtensionArray

from fund.schema import folded

LONGEST_TEXT = 32_767
"""Characters Excel keeps in a cell."""

NO_DETAILS: Mapping[str, object] = {}

_NOT_COMMUNICATED = frozenset(("noncommunique", "noncommuniquee", "nc", "nonrenseigne", "inconnu", "inconnue"))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to say about one cell of a column; `position` counts from 0 in the cells given."""

    position: int
    code: str
    details: Mapping[str, object] = field(default_factory=lambda: NO_DETAILS)


class CellError(Exception):
    """A cell that can't be read; `code` is the finding it becomes, `details` what that says of this cell."""

    def __init__(self, code: str, details: Mapping[str, object] = NO_DETAILS) -> None:
        """Take the finding's code and details."""
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True, slots=True, eq=False)
class ColumnValues:
    """The values of a column (NA where the cell is empty or refused) and its faults.

    `precision` accompanies moments only: the `Precision` of each value, missing where there is none.
    """

    values: ExtensionArray | npt.NDArray[np.datetime64]
    faults: list[Fault] = field(default_factory=list)
    precision: ExtensionArray | None = None


def is_not_communicated(cell: object) -> bool:
    """Whether a cell of numbers or dates is empty, holds only spaces, or says « non communiqué »."""
    return isinstance(cell, str) and (not cell.strip() or folded(cell) in _NOT_COMMUNICATED)


def as_text(cell: object) -> str:
    """A cell's content as a French reader of the workbook would type it."""
    match cell:
        case bool():
            return "VRAI" if cell else "FAUX"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case float():
            return repr(cell).replace(".", ",")
        case datetime() if cell.time():
            return f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell)
