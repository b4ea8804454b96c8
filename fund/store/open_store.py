"""Open the store: make it on the first run, bring it up to date, put the shipped funds into it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DatabaseError

from fund.model import WorkbookFile
from fund.store.database import Database, sqlite_url
from fund.store.errors import NewerStore, StaleBase, StoreUnavailable, UnmadeStore, UnsupportedDatabase
from fund.store.integrity import is_sealed, unseal
from fund.store.picture_rows import NewPictures
from fund.store.store import NOTHING, Store
from fund.store.version_rows import fund_code

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
    database.wipe()  # what a migration deleted was deleted for a reason


def is_store(connection: sa.Connection) -> bool:
    """Whether a store was ever made in this database."""
    return bool(_reached(connection))


def _reached(connection: sa.Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


SYSTEM = "system"
"""The author of what the application published by itself."""
_STATE = Path(__file__).parents[2] / ".state"


def default_url() -> str:
    """The store's address: `FUND_DATABASE_URL`, else a SQLite file in `FUND_STATE_DIR`, by default `.state/`."""
    configured = os.environ.get("FUND_DATABASE_URL")
    if configured:
        return configured
    folder = Path(os.environ.get("FUND_STATE_DIR") or _STATE)
    return sqlite_url(folder / "fund.sqlite")


Summary = Callable[[str, Sequence[WorkbookFile]], Mapping[str, object]]
"""What a version of a fund keeps beside its workbooks."""
Photos = Callable[[str, Sequence[WorkbookFile]], NewPictures | None]
"""The photos of such a version."""


def may_begin() -> bool:
    """Whether an empty store may be made here: by default yes, in a place that is configured only when asked to.

    There an empty store is a volume that was lost more often than a beginning.
    """
    configured = os.environ.get("FUND_DATABASE_URL") or os.environ.get("FUND_STATE_DIR")
    return not configured or os.environ.get("FUND_FIRST_START") == "1"


def why_unusable(error: Exception) -> str | None:
    """In words for whoever starts the application, why the store cannot be opened; None for a fault of ours."""
    place = Database.place(default_url())
    match error:
        case UnmadeStore():
            return (
                f"There is no store at {place}. Where this is meant to be the first start, set FUND_FIRST_START=1 for "
                "it; else bring back the folder or the database, or a back-up: python -m fund.store restore FILE"
            )
        case NewerStore():
            return f"The store at {place} was made by a newer version of the application: {error}."
        case StoreUnavailable() | UnsupportedDatabase() | OSError() | DatabaseError():
            # What the database says itself; nobody has written anything yet that it could repeat.
            reason = getattr(error.__cause__, "orig", None) or getattr(error, "orig", error)
            return f"The store at {place} cannot be used: {' '.join(str(reason).split())}"
        case _:
            return None


def open_store(
    url: str,
    *,
    seed: Path | None,
    summary: Summary = lambda _fund, _files: NOTHING,
    photos: Photos = lambda _fund, _files: None,
    first_start: bool = True,
) -> Store:
    """The store at a SQLAlchemy URL (`sqlite:///file`, `postgresql://…`), its schema up to date.

    Each folder of `seed` that holds workbooks and whose fund the store does not have becomes version 1
    of that fund, by SYSTEM, with its `summary` and `photos`. Any number of processes may open the same store at once.
    Raises UnsupportedDatabase, StoreUnavailable, NewerStore, InvalidFundCode for a folder whose name gives no code, and
    UnmadeStore where no store was ever made and this is not to be the `first_start`.
    """
    database = Database(url)
    with database.reading() as connection:
        new = not is_store(connection)
    if new and not first_start:
        raise UnmadeStore("no store was ever made there")
    migrate(database)
    if new:
        LOG.info("a new store was made: %s", Database.place(url))
    with database.reading() as connection:
        sealed = is_sealed(connection)
    if sealed:
        with database.writing() as connection:
            unseal(connection)
    store = Store(database)
    if seed is not None and seed.is_dir():
        _seed(store, seed, summary, photos)
    return store


def _seed(store: Store, seed: Path, summary: Summary, photos: Photos) -> None:
    known = set(store.funds())
    for folder in sorted(seed.iterdir()):
        found = workbooks_in(folder)
        if not found or (fund := fund_code(folder.name)) in known:
            continue
        files = [WorkbookFile(file.name, file.read_bytes()) for file in found]
        told, pictures = summary(fund, files), photos(fund, files)
        try:
            store.publish(fund, files, author=SYSTEM, note="", based_on=None, summary=told, pictures=pictures)
        except StaleBase:
            # Another process that started at the same moment was first.
            continue


def workbooks_in(folder: Path) -> tuple[Path, ...]:
    """The workbooks of a folder, by name. Excel keeps a lock file named ~$… beside an open one."""
    return tuple(sorted(file for file in folder.glob("*.xlsx") if not file.name.startswith((".", "~$"))))
