"""Connections: SQLite and PostgreSQL made to behave alike."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from types import MappingProxyType

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from fund.store.errors import OutcomeUnknown, StoreUnavailable, UnsupportedDatabase

LOG = logging.getLogger("fund.store")
SECONDS_TO_WAIT = 30
"""For a lock or a connection, before the store counts as unavailable."""


GONE_AFTER = MappingProxyType(
    {
        "connect_timeout": 5,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
    }
)
"""Seconds, then milliseconds, after which a PostgreSQL that says nothing any more is gone: no page waits longer."""


def sqlite_url(file: Path) -> str:
    """The URL of a SQLite file."""
    return sa.URL.create("sqlite", database=str(file.absolute())).render_as_string()


class Database:
    """An engine and its two kinds of transactions. Safe to share between threads, not across a fork."""

    def __init__(self, url: str) -> None:
        """Connect to nothing yet; raises UnsupportedDatabase."""
        self.engine = _engine(url)
        # SQLite's transactions see one state anyway.
        one_state = {"isolation_level": "REPEATABLE READ"} if self.is_postgresql else {}
        self._reading = self.engine.execution_options(**one_state)
        self._writing = self.engine.execution_options(writes=True)

    @property
    def is_postgresql(self) -> bool:
        """Whether this is PostgreSQL; else it is SQLite."""
        return self.engine.dialect.name == "postgresql"

    @staticmethod
    def place(url: str) -> str:
        """Where a store stands, as a log may say it: without the password."""
        try:
            return sa.make_url(url).render_as_string(hide_password=True)
        except ArgumentError:
            return "an address that cannot be read"

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the store from its first to its last query."""
        with _named_faults(), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that may write: committed whole, or undone when anything is raised.

        But OutcomeUnknown, where the database went away while it committed.
        """
        with _named_faults(), self._writing.connect() as connection, connection.begin() as transaction:
            yield connection
            try:
                transaction.commit()
            except DBAPIError as error:
                if error.connection_invalidated:
                    LOG.critical("the store went away while it committed")
                    raise OutcomeUnknown("whether the store has committed is not known") from error
                raise

    def wipe(self) -> None:
        """Leave nothing of what was deleted in SQLite's log beside the file, unless somebody reads it just now.

        PostgreSQL clears up by itself (autovacuum).
        """
        if not self.is_postgresql:
            with closing(self.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
                cursor.execute("PRAGMA busy_timeout = 1000")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.execute(f"PRAGMA busy_timeout = {SECONDS_TO_WAIT * 1000}")

    def close(self) -> None:
        """Close the connections; the next use opens new ones."""
        self.engine.dispose()


@contextmanager
def _named_faults() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeoutError) as error:
        # Only the kind: the message may hold the statement with what people wrote.
        LOG.critical("the store cannot be reached: %s", type(getattr(error, "orig", None) or error).__name__)
        raise StoreUnavailable("the store's database cannot be used now") from error


_json = partial(json.dumps, allow_nan=False)
"""NaN is not JSON, whatever SQLite says."""


def _engine(text: str) -> sa.Engine:
    try:
        url = sa.make_url(text)
    except ArgumentError as error:
        raise UnsupportedDatabase("the database's URL cannot be read") from error
    if url.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return sa.create_engine(
            url.set(drivername="postgresql+psycopg"),
            json_serializer=_json,
            pool_pre_ping=True,  # a server may have been restarted since
            pool_timeout=SECONDS_TO_WAIT,
            connect_args=GONE_AFTER,
        )
    if url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}:
        return _sqlite_engine(url)
    raise UnsupportedDatabase(f"{url.render_as_string()}: use sqlite:///a/file or postgresql://user@host/name")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers read while someone writes.

    While several processes make a new file, SQLite refuses this at once instead of waiting for its turn.
    """
    deadline = monotonic() + SECONDS_TO_WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if monotonic() > deadline:
                raise
            sleep(0.01)
        else:
            return


def _sqlite_engine(url: sa.URL) -> sa.Engine:
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url, json_serializer=_json, pool_timeout=SECONDS_TO_WAIT, connect_args={"timeout": SECONDS_TO_WAIT}
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # The driver would begin transactions late and on its own; `begin` below does it.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        # What is deleted is overwritten, and not only left out: a version was withdrawn for a reason.
        connection.execute("PRAGMA secure_delete = ON")
        _write_ahead(connection)

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # Two writers that both read first could not both go on: the second waits here instead.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def insert(connection: sa.Connection, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of the connection's database, which knows ON CONFLICT."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
