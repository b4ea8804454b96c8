"""The bytes of the workbooks: named as they came, stored once by their SHA-256."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import sha256

import sqlalchemy as sa

from fund.model import WorkbookFile
from fund.store.database import insert
from fund.store.errors import InvalidPublication
from fund.store.tables import BLOBS
from fund.store.version import StoredFile

LONGEST_NAME = 200
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\\ud800-\udfff]")


def described(files: Sequence[WorkbookFile]) -> tuple[StoredFile, ...]:
    """The files' names and hashes, in the order given.

    Raises InvalidPublication when there is no file, when two would have one name in a Windows folder,
    or when a name is empty, too long, or holds what no file's name may.
    """
    if not files:
        raise InvalidPublication("a version needs at least one workbook")
    names = [unicodedata.normalize("NFC", file.name).casefold() for file in files]
    if len(set(names)) < len(names):
        raise InvalidPublication("two workbooks have the same name")
    for file in files:
        if not 0 < len(file.name) <= LONGEST_NAME or _NOT_IN_A_NAME.search(file.name) or file.name in {".", ".."}:
            raise InvalidPublication(f"{file.name!r} is not a file's name")
    return tuple(StoredFile(file.name, sha256(file.content).hexdigest()) for file in files)


def keep(connection: sa.Connection, contents: Mapping[str, bytes]) -> None:
    """Store the contents, by SHA-256, that are not stored yet."""
    stored = set(connection.scalars(sa.select(BLOBS.c.sha256).where(BLOBS.c.sha256.in_(contents))))
    # In one order for everyone: two who store the same contents wait for each other, never in a circle.
    for digest in sorted(contents.keys() - stored):
        row = {"sha256": digest, "content": contents[digest]}
        connection.execute(insert(connection, BLOBS).values(row).on_conflict_do_nothing())
