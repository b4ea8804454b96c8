"""Versions: which codes and files are accepted, and a transaction's steps: find, queue, store contents, add, record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from fund.model import WorkbookFile
from fund.records import Version
from fund.store.database import insert
from fund.store.errors import InvalidFundCode, InvalidPublication, StaleBase, UnknownVersion, WithdrawnVersion
from fund.store.picture_rows import copy_pictures
from fund.store.stored_files import StoredFile
from fund.store.tables import AUDIT, BLOBS, FUNDS, VERSION_FILES, VERSIONS
from fund.unwritable import slug

LARGEST_ID = 2**31 - 1
LONGEST_CODE = 60
LONGEST_FILE_NAME = 200
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What a publisher knows of a version to be."""

    fund: str
    author: str
    note: str
    summary: dict[str, object]
    based_on: int | None
    restored_from: int | None = None


def fund_code(text: str) -> str:
    """The code a name gives: « Îles Orvanes 2024 » is `iles-orvanes-2024`.

    Raises InvalidFundCode when the name holds no letter or digit that ASCII can write.
    """
    return checked_code(slug(text)[:LONGEST_CODE].strip("-"))


def checked_code(code: str) -> str:
    """The code itself; raises InvalidFundCode unless it is one."""
    if len(code) > LONGEST_CODE or not _CODE.fullmatch(code):
        raise InvalidFundCode(f"{code!r} is not a fund's code: lower-case letters, digits and hyphens")
    return code


def check_names(files: Sequence[WorkbookFile]) -> None:
    """Raise InvalidPublication unless these files can be a version's.

    There is at least one, no two would have one name in a Windows folder, and no name is empty, too long, or holds
    what no file's name may.
    """
    if not files:
        raise InvalidPublication("a version needs at least one workbook")
    names = [unicodedata.normalize("NFC", file.name).casefold() for file in files]
    if len(set(names)) < len(names):
        raise InvalidPublication("two workbooks have the same name")
    for file in files:
        if not 0 < len(file.name) <= LONGEST_FILE_NAME or _NOT_IN_A_NAME.search(file.name) or file.name in {".", ".."}:
            raise InvalidPublication(f"{file.name!r} is not a file's name")


def digest_of(files: Iterable[StoredFile]) -> str:
    """The hexadecimal SHA-256 of the files' names and contents, in the order of their names."""
    digest = sha256()
    for file in sorted(files, key=lambda file: file.name):
        digest.update(sha256(file.name.encode()).digest() + bytes.fromhex(file.sha256))
    return digest.hexdigest()


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


def find_standing(connection: sa.Connection, version_id: int) -> Version:
    """The version of that id, which was not withdrawn; raises UnknownVersion, of which WithdrawnVersion is one.

    Whoever writes about it asks once its fund is held: it may be withdrawn until then.
    """
    version = find_version(connection, version_id)
    if version.withdrawn_at is not None:
        raise WithdrawnVersion(version)
    return version


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
    # In one order for everyone: two who store the same contents wait for each other, never in a circle. What is
    # stored already stays until this version refers to it, even where somebody withdraws the only one that did.
    found = sa.select(BLOBS.c.sha256).where(BLOBS.c.sha256.in_(contents)).order_by(BLOBS.c.sha256)
    stored = set(connection.scalars(found.with_for_update(read=True, key_share=True)))
    for digest in sorted(contents.keys() - stored):
        row = {"sha256": digest, "content": contents[digest]}
        connection.execute(insert(connection, BLOBS).values(row).on_conflict_do_nothing())


def add_version(connection: sa.Connection, new: NewVersion, files: Sequence[StoredFile]) -> Version:
    """Write the fund's next version and its line of the audit list; move the pointer, which is held, to it."""
    fund = new.fund
    last = connection.scalar(sa.select(sa.func.max(VERSIONS.c.number)).where(VERSIONS.c.fund == fund)) or 0
    row = {**asdict(new), "number": last + 1, "created_at": datetime.now(UTC), "digest": digest_of(files)}
    version = Version(**connection.execute(sa.insert(VERSIONS).values(row).returning(VERSIONS)).mappings().one())
    connection.execute(sa.insert(VERSION_FILES), [{"version_id": version.id, **asdict(file)} for file in files])
    connection.execute(sa.update(FUNDS).where(FUNDS.c.code == fund).values(public_version=version.id))
    if new.restored_from is not None:
        copy_pictures(connection, version.id, new.restored_from)
    action = "publication" if new.restored_from is None else "restoration"
    line = {"actor": new.author, "fund": fund, "version_id": version.id, "details": {"number": version.number}}
    record_line(connection, action=action, **line)
    return version


def record_line(connection: sa.Connection, **line: Any) -> None:
    """Add a line to the audit list, its columns by name, as of now."""
    connection.execute(sa.insert(AUDIT).values(at=datetime.now(UTC), **line))
