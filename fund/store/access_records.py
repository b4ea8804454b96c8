"""Who is signed in, and how often who failed to, for all processes on the store. Back-ups hold none of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict

import sqlalchemy as sa

from fund.access.rate_limit import Count, Counted
from fund.access.sessions import Session
from fund.store.database import Database
from fund.store.tables import ATTEMPTS, SESSIONS

_ADVISORY_LOCK = 7_305_811_935
"""Any number but those of other locks, as long as every process asks PostgreSQL for the same."""


class AccessRecords:
    """Sessions and counts of failures in a database. Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        """Stand on a migrated database."""
        self._database = database

    def sessions(self) -> Mapping[Session, float]:
        """Every session with its last request, in seconds since the epoch: one small query, made to be polled."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(SESSIONS))
            return {Session(row.id, row.name, row.role, row.opened_at, row.vouched): row.seen_at for row in rows}

    def add(self, session: Session) -> None:
        """Keep a session whose last request was its opening."""
        with self._writing() as connection:
            connection.execute(sa.insert(SESSIONS).values(**asdict(session), seen_at=session.opened_at))

    def change(self, *, seen: Mapping[str, float], ended: Collection[str]) -> None:
        """Keep later requests of sessions, by their ids, and forget those that have ended, if they are there."""
        with self._writing() as connection:
            connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.id.in_(ended)))
            for session_id, at in seen.items():
                is_later = (SESSIONS.c.id == session_id) & (SESSIONS.c.seen_at < at)
                connection.execute(sa.update(SESSIONS).where(is_later).values(seen_at=at))

    @contextmanager
    def counts(self, keys: Collection[Counted], *, forgotten_before: float) -> Iterator[dict[Counted, Count]]:
        """Those counts, nobody else's to change until the block ends; what it leaves in them is kept.

        All whose last attempt was before that moment, in seconds since the epoch, or at it, are forgotten.
        """
        asked = sa.or_(*((ATTEMPTS.c.kind == key.kind) & (ATTEMPTS.c.name == key.name) for key in keys))
        with self._writing() as connection:
            connection.execute(sa.delete(ATTEMPTS).where(ATTEMPTS.c.last_at <= forgotten_before))
            rows = connection.execute(sa.select(ATTEMPTS).where(asked))
            before = {Counted(row.kind, row.name): Count(row.failures, row.last_at) for row in rows}
            after = dict(before)
            yield after
            if after != before:
                connection.execute(sa.delete(ATTEMPTS).where(asked))
                for key, count in after.items():
                    row = {"kind": key.kind, "name": key.name, "failures": count.failures, "last_at": count.last}
                    connection.execute(sa.insert(ATTEMPTS).values(row))

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """A transaction after all others of this kind, as SQLite's are anyway: none waits for another in a circle."""
        with self._database.writing() as connection:
            if self._database.is_postgresql:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
            yield connection
