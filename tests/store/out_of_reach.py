"""A store that goes away under those who have it open, and comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg

from fund.store.store import Store
from tests.store.postgresql import address


@contextmanager
def out_of_reach(store: Store, url: str) -> Iterator[None]:
    """While this lasts nobody reaches the store: a folder stands in the file's place; PostgreSQL lets nobody in."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        file = Path(parts.path.removeprefix("/") if not parts.path.startswith("//") else parts.path[1:])
        away = file.with_name("away")
        store.close()
        file.rename(away)
        file.mkdir()
        try:
            yield
        finally:
            store.close()
            file.rmdir()
            away.rename(file)
        return
    name = parts.path.removeprefix("/")
    with psycopg.connect(address(parse_qs(parts.query)["host"][0], "postgres"), autocommit=True) as admin:
        try:
            admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
            cut_off(admin, name)
            yield
        finally:
            admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())


def cut_off(admin: psycopg.Connection, name: str) -> None:
    """Cut every connection to a database of PostgreSQL."""
    admin.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name])
