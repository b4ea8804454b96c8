"""The private parts of openpyxl that are used, all of them, because it has no public way to the same end.

Setting a style takes openpyxl longer than writing its cell, and it can't be told to take another cell's; its
ways to go through a sheet make the cells that the file does not have.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from copy import copy
from typing import Any

from openpyxl.cell.cell import Cell


def cells_in_file(sheet: Any) -> Iterable[Cell]:
    """The cells that the file has, none of those between them."""
    cells: Iterable[Cell] = sheet._cells.values()
    return cells


class StyleCopies:
    """Styles made once for the many cells that look alike."""

    def __init__(self) -> None:
        """No style is made yet."""
        self._made: dict[tuple[Hashable, ...], Any] = {}

    def give(self, cell: Any, look: Hashable, **style: object) -> None:
        """Give a cell these parts of a style (`fill`, `font`…), made once for each `look` and style it had before."""
        key = (look, *(cell._style or ()))  # a cell that is new has none
        if key in self._made:
            cell._style = copy(self._made[key])
            return
        for name, part in style.items():
            setattr(cell, name, part)
        self._made[key] = copy(cell._style)
