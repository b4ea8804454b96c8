"""Each test that asks for `url` or `store` runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fund.store.open_store import open_store
from fund.store.store import Store
from tests.store.postgresql import HOW_TO_GET_IT, new_database, programs, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """PostgreSQL; where there is none its tests are skipped with the way to get it, in CI they fail."""
    found = programs()
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(HOW_TO_GET_IT)
    with running_server(found) as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/state/fund.sqlite"
    return new_database(request.getfixturevalue("server"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(url, seed=None)
    yield opened
    opened.close()
