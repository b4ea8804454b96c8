"""Photos in a transaction: kept with a version, copied to another, forgotten, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from fund.model import Picture
from fund.store.database import insert
from fund.store.tables import PICTURES, VERSION_PICTURES


@dataclass(frozen=True, slots=True)
class TwoForms:
    """A picture's bytes: its large and its small JPEG."""

    large: bytes
    small: bytes


@dataclass(frozen=True, slots=True)
class NewPictures:
    """The pictures of a version to be, by name; `forms` gives the bytes of one not stored yet, by its digest."""

    by_name: Mapping[str, Picture]
    forms: Callable[[str], TwoForms | None]


@dataclass(frozen=True, slots=True)
class Gone:
    """A picture that was withdrawn: by whom, when (aware) and why."""

    digest: str
    by: str
    at: datetime
    reason: str


def withdraw_picture(connection: sa.Connection, gone: Gone) -> bool:
    """Delete a picture's bytes; whether there were any."""
    standing = (PICTURES.c.sha256 == gone.digest) & PICTURES.c.withdrawn_at.is_(None)
    told = {"withdrawn_at": gone.at, "withdrawn_by": gone.by, "withdrawal_reason": gone.reason}
    done = connection.execute(sa.update(PICTURES).where(standing).values(large=None, small=None, **told))
    return bool(done.rowcount)


def all_gone(connection: sa.Connection) -> tuple[Gone, ...]:
    """Every picture that was withdrawn."""
    rows = connection.execute(sa.select(PICTURES).where(PICTURES.c.withdrawn_at.is_not(None)))
    return tuple(
        Gone(row.sha256, row.withdrawn_by or "", row.withdrawn_at, row.withdrawal_reason or "") for row in rows
    )


def keep_pictures(connection: sa.Connection, version_id: int, new: NewPictures) -> None:
    """Give a version its pictures, each stored unless it is; one that was withdrawn stays so."""
    wanted = {picture.digest: picture for picture in new.by_name.values() if picture.digest}
    found = sa.select(PICTURES.c.sha256).where(PICTURES.c.sha256.in_(wanted)).order_by(PICTURES.c.sha256)
    stored = set(connection.scalars(found.with_for_update(read=True, key_share=True)))
    for digest in sorted(wanted.keys() - stored):
        forms, picture = new.forms(digest), wanted[digest]
        if forms is None:  # withdrawn with its last version a moment ago
            continue
        stored.add(digest)
        row = {"sha256": digest, "width": picture.width, "height": picture.height}
        row |= {"large": forms.large, "small": forms.small}
        connection.execute(insert(connection, PICTURES).values(row).on_conflict_do_nothing())
    _refer(connection, version_id, [(name, each.digest) for name, each in new.by_name.items() if each.digest in stored])


def copy_pictures(connection: sa.Connection, version_id: int, source: int) -> None:
    """Give a version the pictures that an earlier one has."""
    found = connection.execute(sa.select(VERSION_PICTURES).where(VERSION_PICTURES.c.version_id == source))
    _refer(connection, version_id, [(row.name, row.sha256) for row in found])


def forget_pictures(connection: sa.Connection, version_id: int) -> None:
    """Take a version's pictures away; those that no other has are deleted, but for the lines of those withdrawn."""
    of_version = VERSION_PICTURES.c.version_id == version_id
    had = set(connection.scalars(sa.select(VERSION_PICTURES.c.sha256).where(of_version)))
    held = sa.select(PICTURES.c.sha256).where(PICTURES.c.sha256.in_(had)).order_by(PICTURES.c.sha256)
    connection.execute(held.with_for_update()).all()
    connection.execute(sa.delete(VERSION_PICTURES).where(of_version))
    used = sa.select(VERSION_PICTURES.c.sha256).where(VERSION_PICTURES.c.sha256 == PICTURES.c.sha256)
    unused = PICTURES.c.sha256.in_(had) & PICTURES.c.withdrawn_at.is_(None) & ~used.exists()
    connection.execute(sa.delete(PICTURES).where(unused))


def _refer(connection: sa.Connection, version_id: int, names: Sequence[tuple[str, str]]) -> None:
    rows = [{"version_id": version_id, "name": name, "sha256": digest} for name, digest in names]
    if rows:
        connection.execute(sa.insert(VERSION_PICTURES), rows)
