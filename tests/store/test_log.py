"""What the store says in the log: who published and restored, migrations, a database that is gone; no content."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from fund.store.database import Database
from fund.store.errors import StoreUnavailable
from fund.store.open_store import open_store
from tests.store.publishing import publish


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "fund.store")
    return caplog


def messages(log: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in log.records if record.name == "fund.store"]


def test_a_migration_a_publication_and_a_restoration_are_one_line_each(url: str, log: pytest.LogCaptureFixture) -> None:
    store = open_store(url, seed=None)
    migrated, made = messages(log)
    assert migrated.startswith("the store's schema is now at ")
    assert made.startswith("a new store was made: ")
    log.clear()
    first = publish(store, "secret content")
    second = publish(store, "more", based_on=first)
    store.restore(first.id, author="Zoé", note="a private note", based_on=second.id)
    store.close()
    assert messages(log) == [
        "version 1 of ukraine published by Anne",
        "version 2 of ukraine published by Anne",
        f"version 3 of ukraine restores version id {first.id}, by Zoé",
    ]
    open_store(url, seed=None).close()
    assert len(messages(log)) == 3  # nothing to migrate, nothing to say


def test_a_store_that_cannot_be_reached_is_said_without_the_statement(
    tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    database = Database(f"sqlite:///{tmp_path}/fund.sqlite")
    with pytest.raises(StoreUnavailable) as raised, database.reading() as connection:
        connection.execute(sa.text("SELECT 'a private note' FROM nowhere"))
    assert isinstance(raised.value.__cause__, OperationalError)
    assert messages(log) == ["the store cannot be reached: OperationalError"]
