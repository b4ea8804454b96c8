"""Who is signed in: a random token in the browser's cookie, and the session that the token's hash names.

Sessions are kept outside the process. It asks its memory only, and looks every few seconds at what others did.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, Protocol

Role = Literal["staff", "viewer"]

IDLE = 8 * 3600
"""Seconds without a request after which a session has ended."""
LIFETIME = 12 * 3600
"""Seconds after which a session has ended whatever happens."""
SEEN_EVERY = 300
"""Seconds by which what is kept of a session's last request may be behind."""


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in. `id` may be logged: it is the hash of what the cookie holds, and opens nothing.

    `vouched`: the hash of what let the person in. `opened_at`: seconds since the epoch.
    """

    id: str
    name: str
    role: Role
    opened_at: float
    vouched: str = ""


class KeptSessions(Protocol):
    """Where sessions outlive the process. Every method is one transaction and may block, and raise when it is down."""

    def sessions(self) -> Mapping[Session, float]:
        """All of them, each with its last request, in seconds since the epoch."""

    def add(self, session: Session) -> None:
        """Keep one more, whose last request was its opening."""

    def change(self, *, seen: Mapping[str, float], ended: Collection[str]) -> None:
        """Keep later requests of sessions, by their ids, and forget those that have ended."""


@dataclass(slots=True)
class _Known:
    session: Session
    seen: float
    kept_seen: float


class OpenSessions:
    """The open sessions as this process knows them. Signing out ends the session, so its cookie can't be replayed.

    While what is kept cannot be reached, those who are signed in stay so.
    """

    def __init__(
        self,
        kept: Callable[[], KeptSessions],
        *,
        clock: Callable[[], float] = time.time,
        still_vouched: Callable[[Session], bool] = lambda _session: True,
    ) -> None:
        """`clock` gives seconds since the epoch; who is not `still_vouched` for is not signed in here."""
        self._kept = kept
        self._clock = clock
        self._still_vouched = still_vouched
        self._turn = threading.Lock()
        """For whoever reads or writes what is kept; taken before the other."""
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}
        self._ended: set[str] = set()
        """Ended here, and perhaps kept yet."""

    def open(self, name: str, role: Role, *, vouched: str = "") -> str:
        """Start and keep a session; returns the cookie's value."""
        token, now = secrets.token_urlsafe(32), self._clock()
        session = Session(_id(token), name, role, now, vouched)
        with self._turn:
            self._kept().add(session)
            with self._lock:
                self._known[session.id] = _Known(session, now, now)
        return token

    def find(self, cookie: str) -> Session | None:
        """The session of a cookie, its idle time begun anew; None when made up, expired or ended."""
        with self._lock:
            known, now = self._known.get(_id(cookie)), self._clock()
            if known is None or not _is_alive(known.session, known.seen, now):
                return None
            known.seen = now
            return known.session

    def is_open(self, session_id: str) -> bool:
        """Whether a session has neither ended nor expired; asking is no activity."""
        with self._lock:
            known = self._known.get(session_id)
            return known is not None and _is_alive(known.session, known.seen, self._clock())

    def end(self, cookie: str) -> Session | None:
        """End the session of a cookie, here at once, elsewhere after the next look; returns the open one, if any."""
        session = self.find(cookie)
        if session is not None:
            with self._lock:
                self._known.pop(session.id, None)
                self._ended.add(session.id)
        return session

    def look(self) -> None:
        """Keep what happened here, then know what happened elsewhere; sessions that are over are no longer kept.

        Blocks. When it raises nothing is lost: the next look does all of it.
        """
        with self._turn:
            with self._lock:
                ended = frozenset(self._ended)
                late = {at: each.seen for at, each in self._known.items() if each.seen - each.kept_seen >= SEEN_EVERY}
            kept = self._kept()
            if ended or late:
                kept.change(seen=late, ended=ended)
            found = kept.sessions()
            with self._lock:
                self._ended -= ended
                self._known = {each.session.id: each for each in self._of(found)}

    def _of(self, found: Mapping[Session, float]) -> list[_Known]:
        """Those of the kept sessions that are open here; the expired ones end."""
        alive = []
        for session, kept_seen in found.items():
            known = self._known.get(session.id)
            seen = max(kept_seen, known.seen) if known else kept_seen
            if not _is_alive(session, seen, self._clock()):
                self._ended.add(session.id)
            elif session.id not in self._ended and self._still_vouched(session):
                alive.append(_Known(session, seen, kept_seen))
        return alive


def _id(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()


def _is_alive(session: Session, seen: float, now: float) -> bool:
    return now - seen < IDLE and now - session.opened_at < LIFETIME
