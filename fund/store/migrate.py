"""Bring a database to the schema this code knows, without losing a row."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from fund.store.database import Database
from fund.store.errors import NewerStore

LOG = logging.getLogger("fund.store")
_SCRIPTS = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 7_305_811_934
"""Any number, as long as every process asks PostgreSQL for the same."""
_ONE_THREAD = Lock()
"""Alembic keeps what it works on in module variables."""


def migrate(database: Database) -> None:
    """Run the migrations that are missing, all in one transaction.

    Processes that start together do it one after the other, the first one for all. Raises NewerStore
    when the database has a migration this code does not have.
    """
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with database.reading() as connection:
        if _reached(connection) == set(scripts.get_heads()):
            return
    with _ONE_THREAD, database.writing() as connection:
        if database.is_postgresql:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
        unknown = _reached(connection) - {script.revision for script in scripts.walk_revisions()}
        if unknown:
            raise NewerStore(f"the store has the unknown migration {', '.join(sorted(unknown))}")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        LOG.info("the store's schema is now at %s", ", ".join(sorted(_reached(connection))))


def is_store(connection: sa.Connection) -> bool:
    """Whether a store was ever made in this database."""
    return bool(_reached(connection))


def _reached(connection: sa.Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())
