"""Back-up and restore: the whole store as one SQLite file, whichever database it stands in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from fund.records import Version
from fund.store.database import Database, sqlite_url
from fund.store.errors import BrokenBackup, NoReplacement, NoStore, NothingLeft, StoreNotEmpty
from fund.store.integrity import faults, is_as_sealed, seal
from fund.store.open_store import is_store, migrate
from fund.store.picture_rows import all_gone, withdraw_picture
from fund.store.tables import BLOBS, FUNDS, METADATA, OF_THE_MOMENT, PICTURES, SESSIONS, VERSIONS
from fund.store.withdrawals import Replacement, Withdrawal, withdraw

TABLES = tuple(table for table in METADATA.sorted_tables if table not in OF_THE_MOMENT)
"""Each after those it refers to. Who is signed in is in no back-up."""


@dataclass(frozen=True, slots=True)
class Restored:
    """How many versions a back-up brought, and those of them that had been withdrawn since and are so again.

    `cleaned` of its contents held pictures that nobody agreed to, and lost them on the way in; the file has them still.
    `knows`: whether the store that it replaced went on from this back-up. Else other withdrawals cannot be known.
    """

    versions: int
    withdrawn: tuple[Version, ...]
    cleaned: int
    knows: bool


def back_up(url: str, file: Path) -> int:
    """Write the store as it is at this moment into a new file; returns how many versions that is.

    The application may go on publishing. Raises FileExistsError rather than write over a file, NoStore
    when there is nothing to back up at that URL, and what opening the store raises.
    """
    if file.exists():
        raise FileExistsError(f"{file} exists already")
    with TemporaryDirectory(dir=file.absolute().parent) as folder:
        unfinished = Path(folder) / file.name
        with closing(Database(url)) as store, closing(Database(sqlite_url(unfinished))) as copy:
            with store.reading() as rows:
                if not is_store(rows):
                    raise NoStore("there is no store to back up")
            migrate(store)
            migrate(copy)
            with store.reading() as rows, copy.writing() as target:
                versions = _copy(rows, target)
                seal(target)
        unfinished.rename(file)
    return versions


def restore(url: str, file: Path, *, replace: bool = False) -> Restored:
    """Put a back-up into a store, whole or not at all, and sign everybody out.

    Stop the application first: it keeps versions in memory. A back-up made by an earlier version of the
    application is brought up to date on the way, the file itself is left as it is. What was withdrawn since, as the
    store that is replaced tells, is withdrawn again; where it is what the back-up had made public, the version before
    takes its place; photos too. Raises BrokenBackup when the file is no back-up or is damaged, StoreNotEmpty when the
    store holds anything and `replace` is false, NothingLeft when all the versions of a fund were withdrawn since, and
    what opening the store raises.
    """
    with TemporaryDirectory() as folder:
        shutil.copyfile(file, Path(folder) / file.name)
        with closing(Database(sqlite_url(Path(folder) / file.name))) as copy, closing(Database(url)) as store:
            cleaned = _check(copy, file)
            migrate(store)
            with copy.reading() as rows, store.writing() as target:
                replaced, photos_gone = _hold(target), all_gone(target)
                _empty(target, replace=replace)
                versions = _copy(rows, target)
                _count_on(target)
                for gone in photos_gone:
                    withdraw_picture(target, gone)
                brought = _versions(target)
                withdrawn = _withdraw_again(target, brought, replaced)
            store.wipe()
    knows = {*map(_identity, brought)} <= {*map(_identity, replaced)}
    return Restored(versions, withdrawn, cleaned, knows)


def _identity(version: Version) -> tuple[object, ...]:
    """What tells a version from those of other stores: its moment, to the microsecond, above all."""
    return version.id, version.fund, version.number, version.created_at, version.digest


def _versions(rows: sa.Connection) -> tuple[Version, ...]:
    """Every version, the oldest first."""
    return tuple(Version(**row) for row in rows.execute(sa.select(VERSIONS).order_by(VERSIONS.c.id)).mappings())


def _withdraw_again(
    target: sa.Connection, brought: Sequence[Version], replaced: Sequence[Version]
) -> tuple[Version, ...]:
    """Withdraw those of the versions brought that were withdrawn in the store replaced, as they were there."""
    withdrawals = {
        _identity(version): Withdrawal(
            version.withdrawn_by or "", version.withdrawn_at, version.withdrawal_reason or ""
        )
        for version in replaced
        if version.withdrawn_at is not None
    }
    standing = [version for version in brought if version.withdrawn_at is None]
    again = [version for version in standing if _identity(version) in withdrawals]
    left = [version for version in standing if version not in again]
    for version in again:
        others = [each.id for each in left if each.fund == version.fund and each.digest != version.digest]
        instead = Replacement(others[-1]) if others else None
        try:
            withdraw(target, version, withdrawals[_identity(version)], instead)
        except NoReplacement as error:
            raise NothingLeft(f"all that the back-up holds of {version.fund} was withdrawn since") from error
    return tuple(again)


def _copy(source: sa.Connection, target: sa.Connection) -> int:
    for table in TABLES:
        for rows in _rows(source, table):
            target.execute(sa.insert(table), rows)
    return target.scalar(sa.select(sa.func.count()).select_from(VERSIONS)) or 0


def _rows(source: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, object]]]:
    """A table's rows in the order of their keys, by handfuls that fit in memory."""
    handful = 1 if table in (BLOBS, PICTURES) else 1000
    found = source.execute(
        sa.select(table).order_by(*table.primary_key.columns), execution_options={"yield_per": handful}
    )
    for rows in found.mappings().partitions():
        yield [dict(row) for row in rows]


def _check(copy: Database, file: Path) -> int:
    """Bring a copied back-up up to date; how many of its contents that changed.

    Raises BrokenBackup unless it is as it was written, and sound.
    """
    try:
        with copy.reading() as rows:
            if not is_store(rows):
                raise BrokenBackup(f"{file} is not a back-up of this application")
            if not is_as_sealed(rows):
                raise BrokenBackup(f"{file} is damaged: its rows are not those of the back-up")
            written = frozenset(rows.scalars(sa.select(BLOBS.c.sha256)))
        migrate(copy)
        with copy.reading() as rows:
            if list(rows.exec_driver_sql("PRAGMA foreign_key_check")):
                raise BrokenBackup(f"{file} is damaged: a row refers to one that is not there")
            for fault in faults(rows):
                raise BrokenBackup(f"{file} is damaged: {fault}")
            return len(written.difference(rows.scalars(sa.select(BLOBS.c.sha256))))
    except DatabaseError as error:
        raise BrokenBackup(f"{file} is not a back-up, or is damaged") from error


def _hold(target: sa.Connection) -> tuple[Version, ...]:
    """Let nobody write into a store until the transaction ends; its versions, as they are now."""
    if target.dialect.name == "postgresql":
        # Publishers wait, and do so at the funds, where they begin; readers go on with what was there.
        for table in (FUNDS, *TABLES):
            target.exec_driver_sql(f"LOCK TABLE {table.name} IN EXCLUSIVE MODE")
    return _versions(target)


def _empty(target: sa.Connection, *, replace: bool) -> None:
    for table in reversed(TABLES):
        if not replace and target.scalar(sa.select(sa.literal(1)).select_from(table).limit(1)):
            raise StoreNotEmpty("the store is not empty")
        target.execute(sa.delete(table))
    target.execute(sa.delete(SESSIONS))


def _count_on(target: sa.Connection) -> None:
    """Let PostgreSQL number the next rows after those that came with their numbers; SQLite does by itself."""
    if target.dialect.name == "postgresql":
        for table in (table for table in TABLES if "id" in table.columns):
            sequence = sa.func.pg_get_serial_sequence(table.name, "id")
            target.execute(sa.select(sa.func.setval(sequence, sa.func.max(table.c.id))))
