"""Guessing made slow: after some failures each further attempt waits, twice as long as the one before."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, Protocol

Kind = Literal["address", "name"]

FORGOTTEN_AFTER = 3600
"""Seconds after the last attempt when a count starts again from nothing."""
FREE = 10
"""Failures without any wait; then it is 2, 4, 8… seconds."""
LONGEST = MappingProxyType({"address": 900.0, "name": 60.0})
"""Seconds at most. A name waits less: a stranger who fails on purpose must not lock its owner out for long."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What failures count for: a network address, or the hash of a name."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many attempts failed, and when the last one was, in seconds since the epoch."""

    failures: int
    last: float


class KeptCounts(Protocol):
    """Where counts are kept, for all processes and longer than each."""

    def counts(
        self, keys: Collection[Counted], *, forgotten_before: float
    ) -> AbstractContextManager[dict[Counted, Count]]:
        """Those counts, nobody else's to change until the block ends; what it leaves in them is kept.

        All whose last attempt was before that moment, or at it, are forgotten. May block, and raise when it is down.
        """


class Attempts:
    """The failed attempts, by address and by name."""

    def __init__(self, kept: Callable[[], KeptCounts], *, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since the epoch."""
        self._kept = kept
        self._clock = clock

    def admit(self, *, address: str, name: str) -> int:
        """0 when the attempt may go on, else the whole seconds to wait, 1 at least.

        An admitted attempt counts as failed until it is forgiven, so that many at once gain nothing; one that
        must wait does not count.
        """
        now = self._clock()
        keys = (Counted("address", address), Counted("name", name))
        with self._kept().counts(keys, forgotten_before=now - FORGOTTEN_AFTER) as counts:
            wait = max(_wait(key, counts.get(key), now) for key in keys)
            if wait > 0:
                return math.ceil(wait)
            for key in keys:
                counts[key] = Count(counts[key].failures + 1 if key in counts else 1, now)
        return 0

    def forgive(self, *, address: str, name: str) -> None:
        """The attempt succeeded: its name starts anew, its address is as before the attempt.

        An address is not cleared: whoever knows one password could else try others without end.
        """
        of_address, of_name = Counted("address", address), Counted("name", name)
        long_ago = self._clock() - FORGOTTEN_AFTER
        with self._kept().counts((of_address, of_name), forgotten_before=long_ago) as counts:
            counts.pop(of_name, None)
            count = counts.get(of_address)
            if count:
                counts[of_address] = Count(count.failures - 1, count.last)


def _wait(key: Counted, count: Count | None, now: float) -> float:
    if count is None or count.failures <= FREE:
        return 0
    return count.last + min(LONGEST[key.kind], 2.0 ** min(count.failures - FREE, 30)) - now
