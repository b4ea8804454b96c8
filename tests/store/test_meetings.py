"""Meetings held on a version, on both databases."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from fund.records import Meeting, Version
from fund.store.errors import InvalidRecord, MeetingUnderWay, UnknownRecord, UnknownVersion
from fund.store.store import Store
from tests.store.publishing import publish


def held(store: Store, version: Version, held_on: date) -> Meeting:
    """A meeting that was opened and closed."""
    opened = store.meetings.open(version.fund, held_on=held_on, place="Paris", version_id=version.id, author="Anne")
    return store.meetings.close(opened.id, author="Anne")


def test_a_meeting_stays_on_the_version_it_was_held_on(store: Store) -> None:
    first = publish(store, "un")
    meeting = store.meetings.open(
        "ukraine", held_on=date(2023, 7, 6), place="En ligne", version_id=first.id, author="Anne"
    )
    publish(store, "deux", based_on=first)
    assert store.meetings.of("ukraine") == (meeting,)
    assert (meeting.fund, meeting.held_on, meeting.place) == ("ukraine", date(2023, 7, 6), "En ligne")
    assert (meeting.version_id, meeting.author, meeting.closed_at) == (first.id, "Anne", None)
    assert meeting.opened_at.tzinfo is UTC
    line = store.audit(limit=2)[1]
    assert (line.action, line.actor, line.fund, line.version) == ("meeting_opened", "Anne", "ukraine", first.id)
    assert line.details == {"meeting": meeting.id, "held_on": "2023-07-06", "place": "En ligne"}


def test_a_fund_has_one_open_meeting_at_a_time(store: Store) -> None:
    version, liban = publish(store, "un"), publish(store, "un", fund="liban")
    meeting = store.meetings.open("ukraine", held_on=date(2024, 1, 9), place="", version_id=version.id, author="Anne")
    with pytest.raises(MeetingUnderWay, match="of ukraine is still open") as refused:
        store.meetings.open("ukraine", held_on=date(2024, 1, 10), place="", version_id=version.id, author="Paul")
    assert refused.value.current == meeting
    store.meetings.open("liban", held_on=date(2024, 1, 9), place="", version_id=liban.id, author="Paul")
    closed = store.meetings.close(meeting.id, author="Paul")
    assert closed.closed_at is not None
    assert closed.closed_at >= closed.opened_at
    again = store.meetings.open("ukraine", held_on=date(2024, 1, 10), place="", version_id=version.id, author="Paul")
    assert store.meetings.of("ukraine") == (again, closed)


def test_closing_twice_changes_nothing(store: Store) -> None:
    closed = held(store, publish(store, "un"), date(2024, 1, 9))
    assert store.meetings.close(closed.id, author="Paul") == closed
    assert [line.action for line in store.audit()] == ["meeting_closed", "meeting_opened", "publication"]


def test_meetings_come_newest_first_by_the_day_they_were_held(store: Store) -> None:
    version, liban = publish(store, "un"), publish(store, "un", fund="liban")
    may, january, may_again = (held(store, version, date(2024, month, 3)) for month in (5, 1, 5))
    elsewhere = held(store, liban, date(2025, 1, 1))
    assert store.meetings.of("ukraine") == (may_again, may, january)
    assert store.meetings.latest_before(may_again) == may
    assert store.meetings.latest_before(may) == january
    assert store.meetings.latest_before(january) is None
    assert store.meetings.latest_before(elsewhere) is None


@pytest.mark.parametrize("meeting_id", [0, -1, 99, 2**31, 10**30])
def test_an_unknown_meeting_has_a_name(store: Store, meeting_id: int) -> None:
    publish(store, "un")
    with pytest.raises(UnknownRecord):
        store.meetings.close(meeting_id, author="Anne")


def test_a_meeting_is_held_on_a_version_of_its_own_fund(store: Store) -> None:
    ukraine = publish(store, "un")
    publish(store, "un", fund="liban")
    for version_id in (ukraine.id, 0, 99, 10**30):
        with pytest.raises(UnknownVersion):
            store.meetings.open("liban", held_on=date(2024, 1, 9), place="", version_id=version_id, author="Anne")
    with pytest.raises(UnknownRecord):
        store.meetings.open("maroc", held_on=date(2024, 1, 9), place="", version_id=ukraine.id, author="Anne")
    assert store.meetings.of("liban") == store.meetings.of("maroc") == ()


def test_a_place_of_any_origin_is_made_writable_and_too_long_a_one_refused(store: Store) -> None:
    version = publish(store, "un")
    meeting = store.meetings.open(
        "ukraine", held_on=date(1, 1, 1), place="Rzes\x00zów\ud800 😀", version_id=version.id, author="Anne"
    )
    assert (meeting.place, meeting.held_on) == ("Rzes\ufffdzów\ufffd 😀", date(1, 1, 1))
    assert store.meetings.of("ukraine") == (meeting,)
    store.meetings.close(meeting.id, author="Anne")
    with pytest.raises(InvalidRecord):
        store.meetings.open("ukraine", held_on=meeting.held_on, place="x" * 201, version_id=version.id, author="Anne")
    longest = store.meetings.open(
        "ukraine", held_on=date(9999, 12, 31), place="x" * 200, version_id=version.id, author="Anne"
    )
    assert store.meetings.of("ukraine")[0] == longest
