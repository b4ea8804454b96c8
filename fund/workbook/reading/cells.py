"""What reading a column's cells gives, and why a cell can be refused."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from pandas.api.extensions import ExtensionArray

from fund.schema import folded
from fund.workbook.reading.findings import Fault

LONGEST_TEXT = 32_767
"""Characters Excel keeps in a cell."""

_NOT_COMMUNICATED = frozenset(("noncommunique", "noncommuniquee", "nc", "nonrenseigne", "inconnu", "inconnue"))


class CellError(Exception):
    """A cell that can't be read; `code` is the finding it becomes."""

    def __init__(self, code: str) -> None:
        """Take the finding's code."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The values of a column (NA where the cell is empty or refused) and its faults.

    `precision` accompanies moments only: the `Precision` of each value, missing where there is none.
    """

    values: ExtensionArray | npt.NDArray[np.datetime64]
    faults: list[Fault] = field(default_factory=list)
    precision: ExtensionArray | None = None


def says_nothing(cell: object) -> bool:
    """Whether a cell of numbers or dates is empty, holds only spaces, or says « non communiqué »."""
    return isinstance(cell, str) and (not cell.strip() or folded(cell) in _NOT_COMMUNICATED)
