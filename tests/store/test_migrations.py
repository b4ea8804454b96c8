"""The schema comes from migrations, and an existing store is never made anew."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from fund.store.database import Database
from fund.store.errors import NewerStore, StoreUnavailable
from fund.store.open_store import open_store
from fund.store.store import Store
from fund.store.tables import METADATA
from tests.store.publishing import publish


def test_the_migrations_make_exactly_the_tables_the_code_knows(url: str, store: Store) -> None:
    database = Database(url)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    database.close()


def test_a_store_of_a_newer_application_is_left_alone(url: str, store: Store) -> None:
    version = publish(store, "un")
    database = Database(url)
    with database.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(NewerStore, match="9999"):
        open_store(url, seed=None)
    assert store.public("ukraine") == version


def test_what_a_transaction_wrote_before_it_failed_is_undone(url: str, store: Store) -> None:
    publish(store, "un")
    database = Database(url)

    def fail_halfway() -> None:
        with database.writing() as connection:
            connection.execute(sa.text("DELETE FROM audit"))
            connection.execute(sa.text("CREATE TABLE half (a INTEGER)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    with database.reading() as connection:
        assert not sa.inspect(connection).has_table("half")
    database.close()
    assert len(store.audit()) == 1


def test_a_version_cannot_name_what_does_not_exist(url: str, store: Store) -> None:
    database = Database(url)
    for statement in (
        "INSERT INTO fund (code, public_version) VALUES ('liban', 99)",
        "INSERT INTO version_file (version_id, name, sha256) VALUES (99, 'a', 'b')",
    ):
        with pytest.raises(sa.exc.IntegrityError), database.writing() as connection:
            connection.execute(sa.text(statement))
    database.close()


def test_a_database_that_cannot_be_reached_has_a_name(tmp_path: str) -> None:
    with pytest.raises(StoreUnavailable):
        open_store(f"postgresql://fund@/none?host={tmp_path}", seed=None)
    with pytest.raises(StoreUnavailable):
        open_store(f"sqlite:///{tmp_path}", seed=None)
