"""What the store hands out: versions, lines of the audit list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Version:
    """An immutable set of workbooks that was published, without their bytes.

    `number` counts within the fund from 1; `created_at` is aware, in UTC. `digest` is the
    hexadecimal SHA-256 of the workbooks' names and contents (see `digest_of`): equal digests are
    equal files, whichever database they stand in. `based_on` is the version that was public before,
    `restored_from` the one whose files were published anew. `summary` is what the publisher says it
    changed, as JSON can hold it.
    """

    id: int
    fund: str
    number: int
    created_at: datetime
    author: str
    note: str
    digest: str
    based_on: int | None
    restored_from: int | None
    summary: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Someone did something: `at` is aware, in UTC; `fund` is empty and `version` None where it concerns none."""

    id: int
    at: datetime
    action: str
    actor: str
    fund: str
    version: int | None
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A workbook of a version: its name and the hexadecimal SHA-256 of its content."""

    name: str
    sha256: str


def digest_of(files: Iterable[StoredFile]) -> str:
    """The hexadecimal SHA-256 of the files' names and contents, in the order of their names."""
    digest = sha256()
    for file in sorted(files, key=lambda file: file.name):
        digest.update(sha256(file.name.encode()).digest() + bytes.fromhex(file.sha256))
    return digest.hexdigest()
