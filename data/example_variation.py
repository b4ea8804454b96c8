"""Variation without chance: a number that depends on nothing but the name of what it is for.

Adding a row to the example changes no other row, on any machine and with any version of Python.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def varied(key: str, low: float, high: float) -> float:
    """A number from `low` up to `high`, always the same for the same key."""
    digest = hashlib.sha256(key.encode()).digest()
    return low + (high - low) * int.from_bytes(digest[:4]) / 2**32


def shared(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights, whose sum is exactly `total`."""
    whole = sum(weights)
    parts, given, reached = [], 0, 0.0
    for weight in weights:
        reached += weight
        parts.append(round(total * reached / whole) - given)
        given += parts[-1]
    return parts
