"""The files of a version as they are stored: without pictures, with the hash of what was dropped beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import sqlalchemy as sa

from fund.model import WorkbookFile
from fund.store.tables import BLOBS, VERSION_FILES, VERSIONS
from fund.workbook.cleaning.clean_workbook import clean_workbook


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A workbook of a version: its name and the hexadecimal SHA-256 of its content.

    `dropped_sha256` is that of the file as a person dropped it, where its pictures were cleaned since; else None.
    """

    name: str
    sha256: str
    dropped_sha256: str | None = None

    @property
    def known_by(self) -> frozenset[str]:
        """The SHA-256s by which the file is known when it is dropped again: of what is stored, of what was dropped."""
        return frozenset((self.sha256, self.dropped_sha256 or self.sha256))


def files_of(connection: sa.Connection, version_id: int) -> tuple[StoredFile, ...]:
    """The version's files; none of one that was withdrawn."""
    rows = connection.execute(sa.select(VERSION_FILES).where(VERSION_FILES.c.version_id == version_id))
    return tuple(StoredFile(row.name, row.sha256, row.dropped_sha256) for row in rows)


def cleaned_files(connection: sa.Connection, fund: str) -> dict[int, tuple[str, ...]]:
    """The names of the files that are not stored as they were dropped, by the ids of a fund's versions."""
    found = connection.execute(
        sa.select(VERSION_FILES.c.version_id, VERSION_FILES.c.name)
        .join_from(VERSION_FILES, VERSIONS)
        .where(VERSIONS.c.fund == fund, VERSION_FILES.c.dropped_sha256.is_not(None))
        .order_by(VERSION_FILES.c.name)
    )
    names: dict[int, tuple[str, ...]] = {}
    for row in found:
        names[row.version_id] = (*names.get(row.version_id, ()), row.name)
    return names


def to_store(
    connection: sa.Connection, files: Sequence[WorkbookFile]
) -> tuple[tuple[StoredFile, ...], dict[str, bytes]]:
    """The files as they are to be stored, without pictures, in their order, and their contents by SHA-256."""
    dropped = _dropped(connection, [file.digest for file in files])
    entries, contents = [], {}
    for file in files:
        content = clean_workbook(file.content)
        if content is file.content:
            entry = StoredFile(file.name, file.digest, dropped.get(file.digest))
        else:
            entry = StoredFile(file.name, sha256(content).hexdigest(), file.digest)
        entries.append(entry)
        contents[entry.sha256] = content
    return tuple(entries), contents


def _dropped(connection: sa.Connection, digests: Sequence[str]) -> dict[str, str | None]:
    """Of those that are stored, the SHA-256 of what each was made of, None where it is as it was dropped."""
    found = connection.execute(
        sa.select(BLOBS.c.sha256, sa.func.max(VERSION_FILES.c.dropped_sha256).label("dropped"))
        .join_from(BLOBS, VERSION_FILES)
        .where(BLOBS.c.sha256.in_(digests))
        .group_by(BLOBS.c.sha256)
    )
    return {row.sha256: row.dropped for row in found}
