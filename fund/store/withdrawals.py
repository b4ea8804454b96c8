"""A published version withdrawn: what is left of it is its line in the history, with who did it, when and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from fund.records import Version
from fund.store.errors import NoReplacement
from fund.store.picture_rows import forget_pictures
from fund.store.stored_files import files_of
from fund.store.tables import BLOBS, KEPT_FIGURES, VERSION_FILES, VERSIONS
from fund.store.version_rows import NewVersion, add_version, find_standing, public_version, record_line

LONGEST_REASON = 300
_OF_THE_CHANGE = ("new", "figures", "rows", "alarms")
"""What a summary tells of the change: of a version that takes another's place it would tell the other's figures."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who withdraws a version, when (aware) and why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """The version (its id) that takes a public one's place, with the summary it has then, by default its own."""

    version_id: int
    summary: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file of a version that stands in another one too, byte for byte: that version's fund and number."""

    name: str
    fund: str
    number: int


def shared_files(connection: sa.Connection, version_id: int) -> tuple[SharedFile, ...]:
    """The files of a version that would stay reachable in others if it were withdrawn, by name, newest first."""
    own = {file.sha256: file.name for file in files_of(connection, version_id)}
    found = connection.execute(
        sa.select(VERSION_FILES.c.sha256, VERSIONS.c.fund, VERSIONS.c.number)
        .join_from(VERSION_FILES, VERSIONS)
        .where(VERSION_FILES.c.sha256.in_(own), VERSION_FILES.c.version_id != version_id)
    )
    shared = {SharedFile(own[row.sha256], row.fund, row.number) for row in found}
    return tuple(sorted(shared, key=lambda each: (each.name, each.fund, -each.number)))


def withdraw(
    connection: sa.Connection, version: Version, done: Withdrawal, replacement: Replacement | None = None
) -> Version:
    """Withdraw a version of a fund that is held; returns the one that is public then.

    Where it is the public one, the replacement is published anew in its place, the reason as its note. Raises
    NoReplacement where there is none that can take its place, UnknownVersion, WithdrawnVersion.
    """
    after = public_version(connection, version.fund)
    contents = [file.sha256 for file in files_of(connection, version.id)]
    if after is None or after.id == version.id:
        other = _fit(connection, version, replacement)
        files = files_of(connection, other.id)
        _hold_contents(connection, [*contents, *(file.sha256 for file in files)])
        kept = _summary(other, replacement)
        new = NewVersion(version.fund, done.by, done.reason, kept, based_on=version.id, restored_from=other.id)
        after = add_version(connection, new, files)
    else:
        _hold_contents(connection, contents)
    _forget(connection, version, contents)
    told = {"withdrawn_at": done.at, "withdrawn_by": done.by, "withdrawal_reason": done.reason, "summary": {}}
    connection.execute(sa.update(VERSIONS).where(VERSIONS.c.id == version.id).values(told))
    details = {"number": version.number, "why": done.reason}
    line = {"actor": done.by, "fund": version.fund, "version_id": version.id, "details": details}
    record_line(connection, action="withdrawal", **line)
    return after


def _fit(connection: sa.Connection, version: Version, replacement: Replacement | None) -> Version:
    """The version that can take the place of a public one; raises NoReplacement, UnknownVersion."""
    if replacement is None:
        raise NoReplacement("the public version goes only together with its replacement")
    other = find_standing(connection, replacement.version_id)
    if other.fund != version.fund or other.digest == version.digest:
        raise NoReplacement("a public version is replaced by one of its fund, of other files")
    return other


def _summary(other: Version, replacement: Replacement | None) -> dict[str, object]:
    """What a version that takes another's place keeps of itself."""
    if replacement is not None and replacement.summary is not None:
        return dict(replacement.summary)
    return {name: kept for name, kept in other.summary.items() if name not in _OF_THE_CHANGE}


def _hold_contents(connection: sa.Connection, contents: Sequence[str]) -> None:
    """Let whoever publishes the same contents pass, or wait: which versions refer to them is settled then."""
    found = sa.select(BLOBS.c.sha256).where(BLOBS.c.sha256.in_(contents)).order_by(BLOBS.c.sha256)
    connection.execute(found.with_for_update()).all()


def _forget(connection: sa.Connection, version: Version, contents: Sequence[str]) -> None:
    """Delete a version's files, photos and figures, and those that the version after it kept as what was before."""
    connection.execute(sa.delete(VERSION_FILES).where(VERSION_FILES.c.version_id == version.id))
    used = sa.select(VERSION_FILES.c.sha256).where(VERSION_FILES.c.sha256 == BLOBS.c.sha256)
    connection.execute(sa.delete(BLOBS).where(BLOBS.c.sha256.in_(contents), ~used.exists()))
    forget_pictures(connection, version.id)
    connection.execute(sa.delete(KEPT_FIGURES).where(KEPT_FIGURES.c.version_id == version.id))
    for row in connection.execute(sa.select(VERSIONS).where(VERSIONS.c.based_on == version.id)).all():
        figures = [{**figure, "before": None} for figure in row.summary.get("figures", ())]
        if figures:
            summary = {**row.summary, "figures": figures}
            connection.execute(sa.update(VERSIONS).where(VERSIONS.c.id == row.id).values(summary=summary))
