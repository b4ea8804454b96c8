"""Whether a copied store is sound: its rows those it was written with, contents unchanged, pointers within a fund."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from fund.store.stored_files import StoredFile
from fund.store.tables import (
    AUDIT,
    BLOBS,
    DECISIONS,
    EXPLANATIONS,
    FUNDS,
    KEPT_FIGURES,
    MEETINGS,
    PICTURES,
    SCENARIOS,
    VERSION_FILES,
    VERSIONS,
)
from fund.store.version_rows import digest_of

_SEAL = sa.Table("back_up_seal", sa.MetaData(), sa.Column("digest", sa.Text, nullable=False))
"""In a back-up only: beside the store's tables, never one of them."""


def seal(copy: sa.Connection) -> None:
    """Write into a SQLite store the digest of all its rows."""
    digest = _digest(copy)
    _SEAL.create(copy)
    copy.execute(sa.insert(_SEAL).values(digest=digest))


def unseal(connection: sa.Connection) -> None:
    """A back-up that is used as a store changes: its seal goes."""
    _SEAL.drop(connection, checkfirst=True)


def is_sealed(connection: sa.Connection) -> bool:
    """Whether a store has a seal."""
    return sa.inspect(connection).has_table(_SEAL.name)


def is_as_sealed(rows: sa.Connection) -> bool:
    """Whether all rows are those of the moment of the seal; so they are in an older back-up, which has none."""
    return not is_sealed(rows) or rows.scalar(sa.select(_SEAL.c.digest)) == _digest(rows)


def _digest(rows: sa.Connection) -> str:
    """The hexadecimal SHA-256 of every value of every table of a SQLite file, as the file holds it."""
    digest, found = sha256(), sa.inspect(rows)
    for name in sorted(set(found.get_table_names()) - {_SEAL.name}):
        columns = [column["name"] for column in found.get_columns(name)]
        key = found.get_pk_constraint(name)["constrained_columns"] or columns
        # Without types, so that nothing is made of the values.
        table = sa.table(name, *map(sa.column, columns))
        query = sa.select(table).order_by(*(table.c[each] for each in key))
        digest.update(repr((name, columns)).encode())
        for row in rows.execute(query, execution_options={"yield_per": 1}):
            for value in row:
                # A content's own digest, so that no megabytes are written out as text.
                shown = sha256(value).hexdigest() if isinstance(value, bytes) else repr(value)
                digest.update(f"{type(value).__name__} {len(shown)} {shown}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def faults(rows: sa.Connection) -> Iterator[str]:
    """What is wrong with a store that is up to date, in words for whoever restores it; nothing where it is sound."""
    photos = rows.execute(sa.select(PICTURES), execution_options={"yield_per": 1})
    if not _is_whole(rows) or not all(_is_as_kept(row) for row in photos):
        yield "a version does not have the files or photos it was published with"
    fund_of = _by(rows, VERSIONS.c.id, VERSIONS.c.fund)
    pointers = _by(rows, FUNDS.c.code, FUNDS.c.public_version)
    withdrawn = sa.select(VERSIONS.c.id).where(VERSIONS.c.withdrawn_at.is_not(None))
    told = {*pointers.values(), *rows.scalars(sa.select(KEPT_FIGURES.c.version_id))}
    if not told.isdisjoint(rows.scalars(withdrawn)):
        yield "a version that was withdrawn is public, or its figures are kept"
    if pointers.items() - {(code, version) for version, code in fund_of.items()}:
        yield "the public version of a fund is not one of its own"
    if set(fund_of.values()) - pointers.keys():
        yield "a version is of a fund that is not there"
    for table, column in (
        (VERSIONS, "based_on"),
        (VERSIONS, "restored_from"),
        (SCENARIOS, "version_id"),
        (MEETINGS, "version_id"),
        (AUDIT, "version_id"),
    ):
        if _strays(rows, table.c.fund, table.c[column], fund_of):
            yield f"a row of {table.name} refers to a version of another fund ({column})"
    held_on = _by(rows, MEETINGS.c.id, MEETINGS.c.fund)
    if _strays(rows, DECISIONS.c.fund, DECISIONS.c.meeting_id, held_on):
        yield "a decision refers to a meeting of another fund"
    kept = rows.execute(sa.select(KEPT_FIGURES.c.version_id, KEPT_FIGURES.c.meeting_id))
    if any(row.meeting_id is not None and fund_of.get(row.version_id) != held_on.get(row.meeting_id) for row in kept):
        yield "figures of a meeting are kept with a version of another fund"
    said = _by(rows, EXPLANATIONS.c.id, EXPLANATIONS.c.fund)
    versions = rows.execute(sa.select(VERSIONS.c.fund, VERSIONS.c.summary))
    if any(said.get(each) != row.fund for row in versions for each in row.summary.get("explained", ())):
        yield "a version refers to an explanation of another fund"


def _is_as_kept(row: sa.Row[Any]) -> bool:
    """Whether a photo is there unchanged, or gone where it was withdrawn."""
    if row.withdrawn_at is not None:
        return row.large is None and row.small is None
    return row.large is not None and row.small is not None and sha256(row.large).hexdigest() == row.sha256


def _strays(rows: sa.Connection, fund: sa.Column[str], reference: sa.Column[int], fund_of: dict[int, str]) -> bool:
    """Whether a row of a fund refers to what is another fund's."""
    found = rows.execute(sa.select(fund, reference).where(reference.is_not(None)))
    return any(fund_of.get(referred) != code for code, referred in found)


def _by(rows: sa.Connection, key: sa.Column[Any], value: sa.Column[Any]) -> dict[Any, Any]:
    """A column's values by another's."""
    return {row[0]: row[1] for row in rows.execute(sa.select(key, value))}


def _is_whole(rows: sa.Connection) -> bool:
    contents = rows.execute(sa.select(BLOBS), execution_options={"yield_per": 1})
    if any(sha256(row.content).hexdigest() != row.sha256 for row in contents):
        return False
    files: dict[int, list[StoredFile]] = {}
    for row in rows.execute(sa.select(VERSION_FILES)):
        files.setdefault(row.version_id, []).append(StoredFile(row.name, row.sha256))
    versions = rows.execute(sa.select(VERSIONS.c.id, VERSIONS.c.digest, VERSIONS.c.withdrawn_at))
    return all(
        row.id not in files if row.withdrawn_at else digest_of(files.get(row.id, ())) == row.digest for row in versions
    )
