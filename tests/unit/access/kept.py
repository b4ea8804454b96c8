"""Sessions and failures kept as the store keeps them, without one: for tests of who may do what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from fund.access import Session
from fund.access.rate_limit import Count, Counted


@dataclass
class Kept:
    """What several processes share. While `fault` is set, everything raises it."""

    seen: dict[Session, float] = field(default_factory=dict)
    failures: dict[Counted, Count] = field(default_factory=dict)
    fault: Exception | None = None
    asked: int = 0
    lock: Lock = field(default_factory=Lock)

    def __call__(self) -> Kept:
        self.asked += 1
        if self.fault:
            raise self.fault
        return self

    def sessions(self) -> Mapping[Session, float]:
        return dict(self.seen)

    def add(self, session: Session) -> None:
        self.seen[session] = session.opened_at

    def change(self, *, seen: Mapping[str, float], ended: Collection[str]) -> None:
        kept = {session: max(at, seen.get(session.id, at)) for session, at in self.seen.items()}
        self.seen = {session: at for session, at in kept.items() if session.id not in ended}

    @contextmanager
    def counts(self, keys: Collection[Counted], *, forgotten_before: float) -> Iterator[dict[Counted, Count]]:
        with self.lock:
            recent = {key: count for key, count in self.failures.items() if count.last > forgotten_before}
            asked = {key: recent.pop(key) for key in keys if key in recent}
            yield asked
            self.failures = recent | asked
