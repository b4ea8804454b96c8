"""A picture of a sheet, and which row it stands in: people drop it a little above its cell as often as in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

HALF = 0.5


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A picture in a sheet: its row and the columns it covers, counted from 0; `part` is the zip's name of its bytes.

    `row` is None where nothing tells it, as for a picture that lies on the page and not on cells.
    """

    part: str
    row: int | None
    columns: range


def row_under(first: int, offset: float, height: float, height_of: Callable[[int], float]) -> int:
    """The row of a picture that begins so far down in the row `first`: the next one where it has little of the first.

    Lengths are all in one unit.
    """
    own, below = height_of(first), height_of(first + 1)
    left = max(own - offset, 0)
    if not own or (left / own < HALF and height > left):
        reached = min(height - left, below) / below if below else 0
        return first + 1 if not own or reached > left / own else first
    return first
