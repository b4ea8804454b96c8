"""Photos of published versions: once by content, found by version, withdrawn from all; what was made with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from fund.model import Picture
from fund.records import Pack
from fund.store.database import Database
from fund.store.errors import UnknownRecord
from fund.store.kept_records import hold_fund, kept_text
from fund.store.picture_rows import Gone, withdraw_picture
from fund.store.tables import PACKS, PICTURES, VERSION_PICTURES, VERSIONS
from fund.store.version_rows import find_version, record_line
from fund.store.withdrawals import LONGEST_REASON

WITHDRAWN = "withdrawn"
"""The fault of a picture that was withdrawn."""


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A version that has a picture: its fund and its number."""

    fund: str
    number: int


class Pictures:
    """The photos in a database. Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        """Stand on a migrated database."""
        self._database = database

    def of(self, version_id: int) -> Mapping[str, Picture]:
        """The pictures of a version by name; one that was withdrawn has that fault, with who, when and why."""
        found = sa.select(
            VERSION_PICTURES.c.name,
            *(PICTURES.c[name] for name in ("sha256", "width", "height", "withdrawn_at", "withdrawn_by")),
            PICTURES.c.withdrawal_reason,
        )
        joined = found.join_from(VERSION_PICTURES, PICTURES).where(VERSION_PICTURES.c.version_id == version_id)
        with self._database.reading() as connection:
            return {row.name: _picture(row) for row in connection.execute(joined.order_by(VERSION_PICTURES.c.name))}

    def content(self, digest: str, *, small: bool = False) -> bytes | None:
        """The JPEG of a picture; None for one that is not there, or was withdrawn."""
        column = PICTURES.c.small if small else PICTURES.c.large
        with self._database.reading() as connection:
            content = connection.scalar(sa.select(column).where(PICTURES.c.sha256 == digest))
        return None if content is None else bytes(content)

    def withdrawn(self) -> frozenset[str]:
        """The digests of all pictures that were withdrawn: a small query."""
        with self._database.reading() as connection:
            found = sa.select(PICTURES.c.sha256).where(PICTURES.c.withdrawn_at.is_not(None))
            return frozenset(connection.scalars(found))

    def uses(self, digest: str) -> tuple[PictureUse, ...]:
        """The versions that have a picture, by fund, the newest first."""
        found = (
            sa.select(VERSIONS.c.fund, VERSIONS.c.number)
            .join_from(VERSION_PICTURES, VERSIONS)
            .where(VERSION_PICTURES.c.sha256 == digest)
        )
        with self._database.reading() as connection:
            used = {PictureUse(row.fund, row.number) for row in connection.execute(found)}
        return tuple(sorted(used, key=lambda use: (use.fund, -use.number)))

    def record_pack(self, version_id: int, *, kind: str, language: str, author: str, photos: Sequence[str]) -> None:
        """Write down what is made to be taken home, once a day where all of it is the same; raises UnknownVersion."""
        told = {"version_id": version_id, "kind": kind, "language": language, "author": author}
        now, digests = datetime.now(UTC), sorted(set(photos))
        with self._database.writing() as connection:
            find_version(connection, version_id)
            today = PACKS.c.made_at >= now.replace(hour=0, minute=0, second=0, microsecond=0)
            same = sa.and_(today, *(PACKS.c[name] == value for name, value in told.items()))
            if digests not in connection.scalars(sa.select(PACKS.c.photos).where(same)).all():
                connection.execute(sa.insert(PACKS).values(**told, made_at=now, photos=digests))

    def packs(self, fund: str) -> tuple[Pack, ...]:
        """What was made of a fund's versions to be taken home, the newest first."""
        found = sa.select(PACKS, VERSIONS.c.fund, VERSIONS.c.number).join_from(PACKS, VERSIONS)
        chosen = found.where(VERSIONS.c.fund == fund).order_by(PACKS.c.id.desc())
        names = ("fund", "number", "kind", "language", "author", "made_at")
        with self._database.reading() as connection:
            rows = connection.execute(chosen).mappings().all()
        return tuple(Pack(**{name: row[name] for name in names}, photos=tuple(row["photos"])) for row in rows)

    def withdraw(self, digest: str, *, fund: str, author: str, reason: str) -> None:
        """Delete a picture's bytes, which all versions that have it share, for good; its line says who, when and why.

        Withdrawn once more it stays as it was. Raises UnknownRecord for a picture that the fund does not have,
        InvalidRecord when the reason is empty or too long.
        """
        why = kept_text(reason, LONGEST_REASON, needed=True)
        with self._database.writing() as connection:
            hold_fund(connection, fund)
            ours = (
                sa.select(VERSION_PICTURES.c.sha256)
                .join_from(VERSION_PICTURES, VERSIONS)
                .where(VERSION_PICTURES.c.sha256 == digest, VERSIONS.c.fund == fund)
            )
            if connection.scalar(ours.limit(1)) is None:
                raise UnknownRecord(f"{fund} has no such picture")
            if withdraw_picture(connection, Gone(digest, author, datetime.now(UTC), why)):
                details = {"picture": digest, "why": why}
                record_line(connection, action="photo_withdrawal", actor=author, fund=fund, details=details)
        self._database.wipe()


def _picture(row: Any) -> Picture:
    if row.withdrawn_at is None:
        return Picture(row.sha256, row.width, row.height)
    told = {"author": row.withdrawn_by or "", "at": row.withdrawn_at.isoformat(), "reason": row.withdrawal_reason or ""}
    return Picture(fault=WITHDRAWN, details={**told, "digest": row.sha256})
