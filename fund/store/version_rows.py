"""The steps of a transaction on the versions: find, queue, store the contents, add, record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from fund.store.database import insert
from fund.store.errors import StaleBase, UnknownVersion
from fund.store.tables import AUDIT, BLOBS, FUNDS, VERSION_FILES, VERSIONS
from fund.store.version import StoredFile, Version, digest_of

LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What a publisher knows of a version to be."""

    fund: str
    author: str
    note: str
    summary: dict[str, object]
    based_on: int | None
    restored_from: int | None = None


def public_version(connection: sa.Connection, fund: str) -> Version | None:
    """The fund's public version; None for a fund the store does not have."""
    query = sa.select(VERSIONS).join_from(FUNDS, VERSIONS, FUNDS.c.public_version == VERSIONS.c.id)
    row = connection.execute(query.where(FUNDS.c.code == fund)).mappings().first()
    return Version(**row) if row else None


def find_version(connection: sa.Connection, version_id: int) -> Version:
    """The version of that id; raises UnknownVersion."""
    # An id may come from an address; the databases raise on numbers they cannot hold.
    if 0 < version_id <= LARGEST_ID:
        row = connection.execute(sa.select(VERSIONS).where(VERSIONS.c.id == version_id)).mappings().first()
        if row:
            return Version(**row)
    raise UnknownVersion(f"the store has no version {version_id}")


def queue_for(connection: sa.Connection, fund: str, based_on: int | None) -> None:
    """Hold the fund's pointer until the transaction ends.

    Raises StaleBase unless it is at `based_on`, UnknownVersion when there is no such fund.
    """
    if based_on is None:
        # Who opens the same fund at the same moment waits here for the first one's commit.
        connection.execute(insert(connection, FUNDS).values(code=fund).on_conflict_do_nothing())
    pointer = sa.select(FUNDS.c.public_version).where(FUNDS.c.code == fund).with_for_update()
    if connection.scalar(pointer) == based_on:
        return
    current = public_version(connection, fund)
    if current is None:
        raise UnknownVersion(f"the store has no fund {fund}")
    raise StaleBase(current)


def keep_contents(connection: sa.Connection, contents: Mapping[str, bytes]) -> None:
    """Store the contents, by SHA-256, that are not stored yet."""
    stored = set(connection.scalars(sa.select(BLOBS.c.sha256).where(BLOBS.c.sha256.in_(contents))))
    # In one order for everyone: two who store the same contents wait for each other, never in a circle.
    for digest in sorted(contents.keys() - stored):
        row = {"sha256": digest, "content": contents[digest]}
        connection.execute(insert(connection, BLOBS).values(row).on_conflict_do_nothing())


def add_version(connection: sa.Connection, new: NewVersion, files: Sequence[StoredFile]) -> Version:
    """Write the fund's next version and its line of the audit list; move the pointer, which is held, to it."""
    fund = new.fund
    last = connection.scalar(sa.select(sa.func.max(VERSIONS.c.number)).where(VERSIONS.c.fund == fund)) or 0
    row = {**asdict(new), "number": last + 1, "created_at": datetime.now(UTC), "digest": digest_of(files)}
    version = Version(**connection.execute(sa.insert(VERSIONS).values(row).returning(VERSIONS)).mappings().one())
    connection.execute(
        sa.insert(VERSION_FILES),
        [{"version_id": version.id, "name": file.name, "sha256": file.sha256} for file in files],
    )
    connection.execute(sa.update(FUNDS).where(FUNDS.c.code == fund).values(public_version=version.id))
    action = "publication" if new.restored_from is None else "restoration"
    line = {"actor": new.author, "fund": fund, "version_id": version.id, "details": {"number": version.number}}
    record_line(connection, action=action, **line)
    return version


def record_line(connection: sa.Connection, **line: Any) -> None:
    """Add a line to the audit list, its columns by name, as of now."""
    connection.execute(sa.insert(AUDIT).values(at=datetime.now(UTC), **line))
