"""The store: what is public, what was public before, who did what."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

import sqlalchemy as sa

from fund.model import HeaderMatch, Match, SheetMatch, WorkbookFile
from fund.records import AuditEntry, KeptFigures, Version
from fund.store import stored_files, version_rows, withdrawals
from fund.store.access_records import AccessRecords
from fund.store.database import Database, insert
from fund.store.decisions import Decisions
from fund.store.explanations import Explanations
from fund.store.kept_records import hold_fund, kept_text
from fund.store.meetings import Decks, Meetings
from fund.store.picture_rows import NewPictures, keep_pictures
from fund.store.pictures import Pictures
from fund.store.scenarios import Scenarios
from fund.store.stored_files import StoredFile
from fund.store.tables import AUDIT, BLOBS, FUNDS, HEADER_MATCHES, KEPT_FIGURES, SHEET_MATCHES, VERSION_FILES, VERSIONS
from fund.store.withdrawals import LONGEST_REASON, Replacement, SharedFile, Withdrawal

LOG = logging.getLogger("fund.store")
NOTHING: Mapping[str, object] = MappingProxyType({})
LONGEST_ACTOR = 200
"""Who signs in is not known yet: what they typed is kept, but not at any length."""


class Store:
    """Versions of funds in a database; one object serves any number of threads.

    Every method is one transaction and may raise StoreUnavailable. `open_store` makes one. What staff keep
    beside the versions stands in `scenarios`, `meetings`, `decisions`, `decks` and `explanations`; who is signed in,
    in `access`; photos in `pictures`.
    """

    def __init__(self, database: Database) -> None:
        """Stand on a migrated database."""
        self._database = database
        self.scenarios = Scenarios(database)
        self.meetings = Meetings(database)
        self.decisions = Decisions(database)
        self.decks = Decks(database)
        self.explanations = Explanations(database)
        self.access = AccessRecords(database)
        self.pictures = Pictures(database)

    def close(self) -> None:
        """Close the connections."""
        self._database.close()

    def funds(self) -> tuple[str, ...]:
        """The codes of the funds that have a version, in alphabetical order."""
        return tuple(sorted(self.pointers()))

    def pointers(self) -> Mapping[str, int]:
        """The id of each fund's public version: one small query, made to be polled."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(FUNDS.c.code, FUNDS.c.public_version))
            return {row.code: row.public_version for row in rows}

    def public(self, fund: str) -> Version | None:
        """The fund's public version; None for a fund the store does not have."""
        with self._database.reading() as connection:
            return version_rows.public_version(connection, fund)

    def versions(self, fund: str) -> tuple[Version, ...]:
        """Every version of a fund, newest first; none for a fund the store does not have."""
        with self._database.reading() as connection:
            rows = connection.execute(
                sa.select(VERSIONS).where(VERSIONS.c.fund == fund).order_by(VERSIONS.c.number.desc())
            )
            return tuple(Version(**row) for row in rows.mappings())

    def version(self, version_id: int) -> Version:
        """The version of that id; raises UnknownVersion."""
        with self._database.reading() as connection:
            return version_rows.find_version(connection, version_id)

    def files(self, version_id: int) -> tuple[WorkbookFile, ...]:
        """The version's workbooks as they are stored, by name; raises UnknownVersion, WithdrawnVersion."""
        with self._database.reading() as connection:
            version_rows.find_standing(connection, version_id)
            rows = connection.execute(
                sa.select(VERSION_FILES.c.name, BLOBS.c.content)
                .join_from(VERSION_FILES, BLOBS)
                .where(VERSION_FILES.c.version_id == version_id)
            )
            return tuple(sorted((WorkbookFile(row.name, row.content) for row in rows), key=lambda file: file.name))

    def stored_files(self, version_id: int) -> tuple[StoredFile, ...]:
        """What is known of the version's workbooks without their contents, by name; none of one that was withdrawn."""
        with self._database.reading() as connection:
            return tuple(sorted(stored_files.files_of(connection, version_id), key=lambda file: file.name))

    def cleaned_files(self, fund: str) -> Mapping[int, tuple[str, ...]]:
        """The names of the files whose pictures were cleaned or removed, by the ids of a fund's versions."""
        with self._database.reading() as connection:
            return stored_files.cleaned_files(connection, fund)

    def publish(
        self,
        fund: str,
        files: Sequence[WorkbookFile],
        *,
        author: str,
        note: str,
        based_on: int | None,
        summary: Mapping[str, object] = NOTHING,
        pictures: NewPictures | None = None,
    ) -> Version:
        """Make these workbooks the fund's public version, if `based_on` still is; None opens a new fund.

        The workbooks are stored without their pictures.

        Raises StaleBase when another version is public (for None: when the fund exists),
        UnknownVersion when `based_on` is given for a fund the store does not have, InvalidFundCode
        and InvalidPublication when the fund's code or the files cannot be accepted.
        """
        version_rows.check_names(files)
        new = version_rows.NewVersion(version_rows.checked_code(fund), author, note, dict(summary), based_on=based_on)
        with self._database.reading() as connection:
            entries, contents = stored_files.to_store(connection, files)
        with self._database.writing() as connection:
            version_rows.queue_for(connection, fund, based_on)
            version_rows.keep_contents(connection, contents)
            version = version_rows.add_version(connection, new, entries)
            if pictures is not None:
                keep_pictures(connection, version.id, pictures)
        LOG.info("version %d of %s published by %s", version.number, fund, author)
        return version

    def restore(
        self, version_id: int, *, author: str, note: str, based_on: int, summary: Mapping[str, object] = NOTHING
    ) -> Version:
        """Publish an earlier version's workbooks anew, if `based_on` still is its fund's public version.

        Raises UnknownVersion, WithdrawnVersion, and StaleBase when another version is public.
        """
        with self._database.writing() as connection:
            fund = version_rows.find_version(connection, version_id).fund
            version_rows.queue_for(connection, fund, based_on)
            version_rows.find_standing(connection, version_id)
            entries = stored_files.files_of(connection, version_id)
            new = version_rows.NewVersion(
                fund, author, note, dict(summary), based_on=based_on, restored_from=version_id
            )
            version = version_rows.add_version(connection, new, entries)
        LOG.info("version %d of %s restores version id %d, by %s", version.number, fund, version_id, author)
        return version

    def withdrawn(self, fund: str) -> tuple[int, ...]:
        """The ids of a fund's versions that were withdrawn: a small query."""
        with self._database.reading() as connection:
            gone = (VERSIONS.c.fund == fund) & VERSIONS.c.withdrawn_at.is_not(None)
            return tuple(connection.scalars(sa.select(VERSIONS.c.id).where(gone).order_by(VERSIONS.c.id)))

    def shared_files(self, version_id: int) -> tuple[SharedFile, ...]:
        """The files of a version that stand in others too, where they would stay if it were withdrawn."""
        with self._database.reading() as connection:
            return withdrawals.shared_files(connection, version_id)

    def withdraw(
        self, version_id: int, *, author: str, reason: str, public: int, replacement: Replacement | None = None
    ) -> Version:
        """Make a version's files and figures unreachable for good, if `public` still is its fund's public version.

        Contents that no other version has are deleted. Its line stays and says who, when and why; whatever refers to
        it goes on doing so. The public version goes only together with its `replacement`: an earlier one, published
        anew with the reason as its note. Returns what is public then.

        Raises StaleBase when another version is public, WithdrawnVersion when somebody withdrew it or its replacement
        before, NoReplacement, InvalidRecord when the reason is empty or too long, UnknownVersion.
        """
        done = Withdrawal(author, datetime.now(UTC), kept_text(reason, LONGEST_REASON, needed=True))
        with self._database.writing() as connection:
            fund = version_rows.find_version(connection, version_id).fund
            version_rows.queue_for(connection, fund, public)
            version = version_rows.find_standing(connection, version_id)
            after = withdrawals.withdraw(connection, version, done, replacement)
        self._database.wipe()
        LOG.info("version %d of %s withdrawn by %s", version.number, fund, author)
        return after

    def keep_figures(
        self, version_id: int, figures: Sequence[Mapping[str, object]], *, meeting_id: int | None = None
    ) -> None:
        """Keep a version's figures as they are computed now, once for itself and once for each meeting held on it.

        Raises UnknownVersion, WithdrawnVersion.
        """
        row = {"version_id": version_id, "meeting_id": meeting_id, "figures": list(figures)}
        with self._database.writing() as connection:
            _hold(connection, version_id)
            kept = _kept_figures(connection, version_id)
            if all(each.meeting_id != meeting_id for each in kept):
                connection.execute(sa.insert(KEPT_FIGURES).values(kept_at=datetime.now(UTC), **row))

    def kept_figures(self, version_id: int) -> tuple[KeptFigures, ...]:
        """The figures of a version that were kept later than it was published, the first ones first."""
        with self._database.reading() as connection:
            return _kept_figures(connection, version_id)

    def add_to_summary(self, version_id: int, more: Mapping[str, object]) -> None:
        """Keep with a version what its summary lacks, or what other rules made of its files.

        Raises UnknownVersion, WithdrawnVersion.
        """
        with self._database.writing() as connection:
            summary = {**_hold(connection, version_id).summary, **more}
            connection.execute(sa.update(VERSIONS).where(VERSIONS.c.id == version_id).values(summary=summary))

    def remember_matches(self, fund: str, matches: Sequence[Match]) -> None:
        """Keep these matches for the fund's next upload; a header or a sheet matched before is matched anew."""
        headers = {(match.table, match.header): match.column for match in matches if isinstance(match, HeaderMatch)}
        sheets = {(match.sheet, match.headers): match.table for match in matches if isinstance(match, SheetMatch)}
        with self._database.writing() as connection:
            # In one order for everyone, as for contents.
            for table, words in ((HEADER_MATCHES, headers), (SHEET_MATCHES, sheets)):
                fund_key, first, second, matched = table.columns
                for (one, other), word in sorted(words.items()):
                    row = {fund_key.name: fund, first.name: one, second.name: other, matched.name: word}
                    statement = insert(connection, table).values(row)
                    key, changed = (fund_key, first, second), {matched.name: word}
                    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=changed))

    def matches(self, fund: str) -> tuple[Match, ...]:
        """The matches remembered for the fund: of headers by table and header, then of sheets by title."""
        with self._database.reading() as connection:
            headers = connection.execute(sa.select(HEADER_MATCHES).where(HEADER_MATCHES.c.fund == fund))
            of_headers = [HeaderMatch(row.sheet, row.header, row.matched_column) for row in headers]
            sheets = connection.execute(sa.select(SHEET_MATCHES).where(SHEET_MATCHES.c.fund == fund))
            of_sheets = [SheetMatch(row.sheet, row.headers, row.matched_table) for row in sheets]
        return (
            *sorted(of_headers, key=lambda match: (match.table, match.header)),
            *sorted(of_sheets, key=lambda match: (match.sheet, match.headers)),
        )

    def record(
        self,
        action: str,
        *,
        actor: str,
        fund: str = "",
        version: int | None = None,
        details: Mapping[str, object] = NOTHING,
    ) -> None:
        """Add a line to the audit list. Publications and restorations add theirs themselves."""
        with self._database.writing() as connection:
            line = {"actor": actor[:LONGEST_ACTOR], "fund": fund, "version_id": version, "details": dict(details)}
            version_rows.record_line(connection, action=action, **line)

    def audit(self, limit: int = 200, offset: int = 0) -> tuple[AuditEntry, ...]:
        """Lines of the audit list, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(AUDIT).order_by(AUDIT.c.id.desc()).limit(limit).offset(offset))
            return tuple(
                AuditEntry(row.id, row.at, row.action, row.actor, row.fund, row.version_id, row.details) for row in rows
            )


def _hold(connection: sa.Connection, version_id: int) -> Version:
    """A version that nobody can withdraw until the transaction ends; raises UnknownVersion, WithdrawnVersion."""
    hold_fund(connection, version_rows.find_version(connection, version_id).fund)
    return version_rows.find_standing(connection, version_id)


def _kept_figures(connection: sa.Connection, version_id: int) -> tuple[KeptFigures, ...]:
    found = sa.select(KEPT_FIGURES).where(KEPT_FIGURES.c.version_id == version_id).order_by(KEPT_FIGURES.c.id)
    rows = connection.execute(found)
    return tuple(KeptFigures(row.version_id, row.meeting_id, row.kept_at, row.figures) for row in rows)
