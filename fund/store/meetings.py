"""The meetings of a fund's donors, each held on the figures of one version, and the slides chosen for them."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, date, datetime

import sqlalchemy as sa

from fund.records import Deck, DeckEntry, Meeting
from fund.store.database import Database, insert
from fund.store.errors import InvalidRecord, MeetingUnderWay, StaleRecord
from fund.store.kept_records import KeptRecords, hold_fund, hold_fund_with, kept_text
from fund.store.tables import DECKS, MEETINGS
from fund.store.version_rows import record_line

LONGEST_PLACE = 200
MOST_SLIDES = 200
LONGEST_CODE = 120
LONGEST_LINE = 1_000


class Meetings(KeptRecords[Meeting]):
    """Meetings in a database. Every method is one transaction and may raise StoreUnavailable."""

    table = MEETINGS
    kind = Meeting

    def of(self, fund: str) -> tuple[Meeting, ...]:
        """A fund's meetings, newest first by the day they were held."""
        return self._matching(MEETINGS.c.fund == fund, MEETINGS.c.held_on.desc(), MEETINGS.c.id.desc())

    def latest_before(self, meeting: Meeting) -> Meeting | None:
        """The fund's meeting before this one; None for the first."""
        here = (meeting.held_on, meeting.id)
        return next((each for each in self.of(meeting.fund) if (each.held_on, each.id) < here), None)

    def open(self, fund: str, *, held_on: date, place: str, version_id: int, author: str) -> Meeting:
        """Open a meeting on one of the fund's versions.

        Raises MeetingUnderWay while another of the fund is open, InvalidRecord when the place is too
        long, UnknownRecord when the store has no such fund, UnknownVersion when the fund has no such version.
        """
        row = {"held_on": held_on, "place": kept_text(place, LONGEST_PLACE), "version_id": version_id, "author": author}
        with self._database.writing() as connection:
            hold_fund_with(connection, fund, version_id)
            under_way = self._select(connection, (MEETINGS.c.fund == fund) & MEETINGS.c.closed_at.is_(None))
            if under_way:
                raise MeetingUnderWay(under_way[0])
            meeting = self._add(connection, {"fund": fund, **row, "opened_at": datetime.now(UTC)})
            told = {"held_on": str(meeting.held_on), "place": meeting.place}
            self._record(connection, "meeting_opened", meeting, author, **told)
            return meeting

    def close(self, meeting_id: int, *, author: str) -> Meeting:
        """End a meeting; one that has ended stays as it is. Raises UnknownRecord."""
        with self._database.writing() as connection:
            meeting = self._hold(connection, meeting_id)
            if meeting.closed_at is None:
                meeting = self._change(connection, meeting, {"closed_at": datetime.now(UTC)})
                self._record(connection, "meeting_closed", meeting, author)
            return meeting


class Decks:
    """Each fund's deck in a database. Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        """Stand on a migrated database."""
        self._database = database

    def of(self, fund: str) -> Deck:
        """The fund's deck, empty when none was ever saved."""
        with self._database.reading() as connection:
            return _deck(connection, fund)

    def save(self, deck: Deck, *, author: str) -> Deck:
        """Keep a deck if nobody saved the fund's since; returns it at its new revision.

        Raises StaleRecord with the deck that was saved since, UnknownRecord when the store has no such
        fund, InvalidRecord when a slide comes twice, has no code, or there are too many or too long a line.
        """
        entries = _checked(deck.entries)
        with self._database.writing() as connection:
            hold_fund(connection, deck.fund)
            current = _deck(connection, deck.fund)
            if current.revision != deck.revision:
                raise StaleRecord(current)
            saved = replace(current, entries=entries, revision=current.revision + 1)
            row = asdict(saved)
            statement = insert(connection, DECKS).values(row)
            connection.execute(statement.on_conflict_do_update(index_elements=[DECKS.c.fund], set_=row))
            hidden = ", ".join(entry.slide for entry in entries if not entry.shown)
            details = {"revision": saved.revision, "slides": len(entries), "hidden": hidden}
            record_line(connection, action="deck_saved", actor=author, fund=deck.fund, details=details)
            return saved


def _deck(connection: sa.Connection, fund: str) -> Deck:
    row = connection.execute(sa.select(DECKS).where(DECKS.c.fund == fund)).mappings().first()
    return Deck(fund, tuple(DeckEntry(**entry) for entry in row["entries"]), row["revision"]) if row else Deck(fund)


def _checked(entries: tuple[DeckEntry, ...]) -> tuple[DeckEntry, ...]:
    """The entries as they can be kept; raises InvalidRecord."""
    kept = tuple(
        DeckEntry(kept_text(entry.slide, LONGEST_CODE, needed=True), entry.shown, kept_text(entry.line, LONGEST_LINE))
        for entry in entries
    )
    if len(kept) > MOST_SLIDES or len({entry.slide for entry in kept}) < len(kept):
        raise InvalidRecord(f"a deck holds at most {MOST_SLIDES} slides, each once")
    return kept
