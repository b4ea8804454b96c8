"""The meetings of a fund's donors, each held on the figures of one version."""

from __future__ import annotations

from datetime import UTC, date, datetime

import sqlalchemy as sa

from fund.records import Meeting
from fund.store.database import Database
from fund.store.errors import MeetingUnderWay
from fund.store.record_rows import add_row, change_row, check_version, differences, find_row, hold_fund, hold_row
from fund.store.tables import MEETINGS
from fund.store.validation import kept_text
from fund.store.version_rows import record_line

LONGEST_PLACE = 200
_NEWEST_FIRST = (MEETINGS.c.held_on.desc(), MEETINGS.c.id.desc())


class Meetings:
    """Meetings in a database. Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        """Stand on a migrated database."""
        self._database = database

    def of(self, fund: str) -> tuple[Meeting, ...]:
        """A fund's meetings, newest first by the day they were held."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(MEETINGS).where(MEETINGS.c.fund == fund).order_by(*_NEWEST_FIRST))
            return tuple(Meeting(**row) for row in rows.mappings())

    def find(self, meeting_id: int) -> Meeting:
        """The meeting of that id; raises UnknownRecord."""
        with self._database.reading() as connection:
            return Meeting(**find_row(connection, MEETINGS, meeting_id))

    def last(self, fund: str) -> Meeting | None:
        """The fund's newest meeting, under way or not; None before the first."""
        with self._database.reading() as connection:
            return _newest(connection, MEETINGS.c.fund == fund)

    def latest_before(self, meeting: Meeting) -> Meeting | None:
        """The fund's meeting before this one; None for the first."""
        earlier = sa.tuple_(MEETINGS.c.held_on, MEETINGS.c.id) < sa.tuple_(
            sa.literal(meeting.held_on), sa.literal(meeting.id)
        )
        with self._database.reading() as connection:
            return _newest(connection, (MEETINGS.c.fund == meeting.fund) & earlier)

    def open(self, fund: str, *, held_on: date, place: str, version_id: int, author: str) -> Meeting:
        """Open a meeting on one of the fund's versions.

        Raises MeetingUnderWay while another of the fund is open, InvalidRecord when the place is too
        long, UnknownRecord when the store has no such fund, UnknownVersion when the fund has no such version.
        """
        row = {"held_on": held_on, "place": kept_text(place, LONGEST_PLACE), "version_id": version_id, "author": author}
        with self._database.writing() as connection:
            hold_fund(connection, fund)
            check_version(connection, fund, version_id)
            under_way = _newest(connection, (MEETINGS.c.fund == fund) & MEETINGS.c.closed_at.is_(None))
            if under_way is not None:
                raise MeetingUnderWay(under_way)
            meeting = Meeting(**add_row(connection, MEETINGS, fund=fund, **row, opened_at=datetime.now(UTC)))
            told = {"held_on": str(meeting.held_on), "place": meeting.place}
            _record(connection, "meeting_opened", meeting, actor=author, **told)
            return meeting

    def move(self, meeting_id: int, *, held_on: date, place: str, author: str) -> Meeting:
        """Correct a meeting's day and place, closed or not; raises UnknownRecord and InvalidRecord."""
        columns = {"held_on": held_on, "place": kept_text(place, LONGEST_PLACE)}
        with self._database.writing() as connection:
            row = hold_row(connection, MEETINGS, meeting_id)
            changed = differences(row, columns)
            if not changed:
                return Meeting(**row)
            meeting = Meeting(**change_row(connection, MEETINGS, meeting_id, **columns))
            _record(connection, "meeting_changed", meeting, actor=author, **changed)
            return meeting

    def close(self, meeting_id: int, *, author: str) -> Meeting:
        """End a meeting; one that has ended stays as it is. Raises UnknownRecord."""
        with self._database.writing() as connection:
            row = hold_row(connection, MEETINGS, meeting_id)
            if row["closed_at"] is not None:
                return Meeting(**row)
            meeting = Meeting(**change_row(connection, MEETINGS, meeting_id, closed_at=datetime.now(UTC)))
            _record(connection, "meeting_closed", meeting, actor=author)
            return meeting


def _newest(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> Meeting | None:
    query = sa.select(MEETINGS).where(condition).order_by(*_NEWEST_FIRST).limit(1)
    row = connection.execute(query).mappings().first()
    return Meeting(**row) if row else None


def _record(connection: sa.Connection, action: str, meeting: Meeting, *, actor: str, **details: object) -> None:
    told = {"meeting": meeting.id, **details}
    line = {"actor": actor, "fund": meeting.fund, "version_id": meeting.version_id, "details": told}
    record_line(connection, action=action, **line)
