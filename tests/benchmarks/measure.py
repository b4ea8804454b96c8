"""What a benchmark says: a figure, its unit, and what it is to stay under."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the report. `limit` is None where nothing was promised."""

    name: str
    value: float
    unit: str = ""
    limit: float | None = None

    def __str__(self) -> str:
        """The figure beside its limit, and whether it is kept."""
        shown = f"{self.name:<72}{self.value:>9.2f} {self.unit:<3}"
        if self.limit is None:
            return shown
        return f"{shown} ≤ {self.limit:g}   {'reached' if self.value <= self.limit else 'NOT REACHED'}"


def seconds(action: Callable[[], object]) -> float:
    """How long one run takes."""
    start = perf_counter()
    action()
    return perf_counter() - start
