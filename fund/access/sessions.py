"""Who is signed in: a signed cookie in the browser, and the session it names on this server."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from fund.access.tokens import Signer

Role = Literal["staff", "viewer"]

IDLE = 8 * 3600
"""Seconds without a request after which a session has ended."""
LIFETIME = 12 * 3600
"""Seconds after which a session has ended whatever happens."""


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in. `id` may be logged: without the server's signature it opens nothing. `opened_at`: epoch, s."""

    id: str
    name: str
    role: Role
    opened_at: float


class OpenSessions:
    """The open sessions of this process. Signing out ends the session itself, so its cookie can't be replayed."""

    def __init__(self, secret: str, *, clock: Callable[[], float] = time.time) -> None:
        """`secret` signs the cookies; `clock` gives seconds since the epoch."""
        self._signer = Signer(secret, "session")
        self._clock = clock
        self._lock = threading.Lock()
        self._open: dict[str, Session] = {}
        self._last_seen: dict[str, float] = {}

    def open(self, name: str, role: Role) -> str:
        """Start a session; returns the cookie's value."""
        now = self._clock()
        session = Session(secrets.token_urlsafe(32), name, role, now)
        with self._lock:
            for ended in [known for known in self._open.values() if not self._is_alive(known, now)]:
                self._forget(ended.id)
            self._open[session.id] = session
            self._last_seen[session.id] = now
        return self._signer.sign({"id": session.id, "name": name, "at": now})

    def find(self, cookie: str) -> Session | None:
        """The session of a cookie, its idle time begun anew; None when forged, expired or ended."""
        now = self._clock()
        with self._lock:
            session = self._named_by(cookie, now)
            if session is not None:
                self._last_seen[session.id] = now
            return session

    def is_open(self, session_id: str) -> bool:
        """Whether a session has neither ended nor expired; asking is no activity."""
        with self._lock:
            session = self._open.get(session_id)
            return session is not None and self._is_alive(session, self._clock())

    def end(self, cookie: str) -> Session | None:
        """End the session of a cookie; returns the one that was open, if any."""
        with self._lock:
            session = self._named_by(cookie, self._clock())
            if session is not None:
                self._forget(session.id)
            return session

    def _named_by(self, cookie: str, now: float) -> Session | None:
        """The session of a cookie; one that has expired is forgotten."""
        content = self._signer.read(cookie)
        session = self._open.get(str(content.get("id"))) if content else None
        if session is None or self._is_alive(session, now):
            return session
        self._forget(session.id)
        return None

    def _is_alive(self, session: Session, now: float) -> bool:
        return now - self._last_seen[session.id] < IDLE and now - session.opened_at < LIFETIME

    def _forget(self, session_id: str) -> None:
        del self._open[session_id]
        del self._last_seen[session_id]
