"""One-time links: who holds one signs in without a password, once, within its time."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

MOST = 1000
"""Unused links kept at once; the oldest gives way."""


@dataclass(frozen=True, slots=True)
class _Ticket:
    name: str
    expires_at: float


class Tickets:
    """The unused links of this process."""

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since the epoch."""
        self._clock = clock
        self._lock = threading.Lock()
        self._unused: dict[str, _Ticket] = {}

    def issue(self, name: str, *, lifetime: float) -> str:
        """A new token that signs `name` in once within `lifetime` seconds."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._unused) >= MOST:
                del self._unused[next(iter(self._unused))]
            self._unused[token] = _Ticket(name, self._clock() + lifetime)
        return token

    def holder(self, token: str) -> str | None:
        """Whom a token would sign in; looking does not use it up."""
        with self._lock:
            return self._name(self._unused.get(token))

    def redeem(self, token: str) -> str | None:
        """Whom a token signs in; it is used up."""
        with self._lock:
            return self._name(self._unused.pop(token, None))

    def _name(self, ticket: _Ticket | None) -> str | None:
        return ticket.name if ticket and self._clock() < ticket.expires_at else None
