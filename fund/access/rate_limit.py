"""Guessing made slow: after some failures each further attempt waits, twice as long as the one before."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["address", "name"]

FORGOTTEN_AFTER = 3600
"""Seconds after the last attempt when a count starts again from nothing."""
MOST = 10_000
"""Addresses, and names, remembered at once; the one quiet for longest gives way."""


FREE = 10
"""Failures without any wait; then it is 2, 4, 8… seconds."""
LONGEST = MappingProxyType({"address": 900.0, "name": 60.0})
"""Seconds at most. A name waits less: a stranger who fails on purpose must not lock its owner out for long."""


@dataclass(slots=True)
class _Count:
    failures: int
    last: float


class Attempts:
    """The failed attempts of this process, by address and by name. Not shared between replicas."""

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since the epoch."""
        self._clock = clock
        self._lock = threading.Lock()
        self._counts: dict[Kind, dict[str, _Count]] = {"address": {}, "name": {}}

    def admit(self, *, address: str, name: str) -> int:
        """0 when the attempt may go on, else the whole seconds to wait, 1 at least.

        An admitted attempt counts as failed until it is forgiven, so that many at once gain nothing; one that
        must wait does not count.
        """
        now = self._clock()
        keys: tuple[tuple[Kind, str], ...] = (("address", address), ("name", name))
        with self._lock:
            wait = max(self._wait(kind, key, now) for kind, key in keys)
            if wait > 0:
                return math.ceil(wait)
            for kind, key in keys:
                self._add(kind, key, now)
        return 0

    def forgive(self, *, address: str, name: str) -> None:
        """The attempt succeeded: its name starts anew, its address is as before the attempt.

        An address is not cleared: whoever knows one password could else try others without end.
        """
        with self._lock:
            self._counts["name"].pop(name, None)
            count = self._counts["address"].get(address)
            if count:
                count.failures -= 1

    def _wait(self, kind: Kind, key: str, now: float) -> float:
        count = self._counts[kind].get(key)
        if count is None or count.failures <= FREE:
            return 0
        return count.last + min(LONGEST[kind], 2.0 ** min(count.failures - FREE, 30)) - now

    def _add(self, kind: Kind, key: str, now: float) -> None:
        counts = self._counts[kind]
        before = counts.pop(key, None)
        failures = before.failures if before and now - before.last < FORGOTTEN_AFTER else 0
        while len(counts) >= MOST:
            del counts[next(iter(counts))]
        counts[key] = _Count(failures + 1, now)
