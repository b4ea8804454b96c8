"""Staff who record, correct and rearrange at the same time, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, Event
from time import sleep
from typing import TypeVar

from fund.records import Decision, DeckEntry, Meeting
from fund.store.backup import back_up, restore
from fund.store.errors import MeetingUnderWay, StaleRecord, UnknownRecord
from fund.store.store import Store
from tests.store.publishing import publish

STAFF = 8
PATIENCE = 60
BREATH = 0.01
"""SQLite has no queue: someone who writes without a pause leaves others little chance."""

T = TypeVar("T")


def together(attempt: Callable[[int], T]) -> list[T]:
    """What `attempt(person)` gives for each person, all starting at the same moment."""
    barrier = Barrier(STAFF)

    def start(person: int) -> T:
        barrier.wait(PATIENCE)
        return attempt(person)

    with ThreadPoolExecutor(STAFF) as pool:
        return list(pool.map(start, range(STAFF)))


def test_of_those_who_change_one_wording_one_does_and_the_others_are_told_how_it_stands(store: Store) -> None:
    publish(store, "un")
    decision = store.decisions.record("ukraine", "Verser", author="Anne")
    for _round in range(5):
        base = decision

        def attempt(person: int, base: Decision = base) -> Decision | StaleRecord:
            try:
                return store.decisions.change(base.id, base.revision, author=f"{person}", text=f"{base.text}{person}")
            except StaleRecord as stale:
                return stale

        outcomes = together(attempt)
        (decision,) = [outcome for outcome in outcomes if isinstance(outcome, Decision)]
        told = [outcome.current for outcome in outcomes if isinstance(outcome, StaleRecord)]
        assert told == [decision] * (STAFF - 1)
    assert decision.revision == 6
    assert store.decisions.of("ukraine") == (decision,)


def test_no_line_is_lost_when_those_who_rearrange_the_slides_insist(store: Store) -> None:
    publish(store, "un")

    def insist(person: int) -> None:
        while True:
            deck = store.decks.of("ukraine")
            with suppress(StaleRecord):
                store.decks.save(replace(deck, entries=(*deck.entries, DeckEntry(f"slide-{person}"))), author="Anne")
                return

    together(insist)
    deck = store.decks.of("ukraine")
    assert deck.revision == STAFF
    assert sorted(entry.slide for entry in deck.entries) == [f"slide-{person}" for person in range(STAFF)]


def test_of_those_who_open_a_meeting_one_does_and_the_others_are_told_which_is_open(store: Store) -> None:
    version = publish(store, "un")

    def attempt(person: int) -> Meeting:
        try:
            return store.meetings.open(
                "ukraine", held_on=date(2024, 1, 9), place=f"{person}", version_id=version.id, author="Anne"
            )
        except MeetingUnderWay as refused:
            return refused.current

    (meeting,) = set(together(attempt))
    assert store.meetings.of("ukraine") == (meeting,)
    assert [line.action for line in store.audit()] == ["meeting_opened", "publication"]


def test_a_back_up_takes_the_place_of_the_store_while_others_record(url: str, store: Store, tmp_path: Path) -> None:
    publish(store, "un")
    first = store.decisions.record("ukraine", "Verser", author="Anne")
    back_up(url, tmp_path / "backup.sqlite")
    stop = Event()

    def work_until_told() -> None:
        while not stop.is_set():
            with suppress(UnknownRecord):
                newest = store.decisions.record("ukraine", "Écrire", author="Paul")
                with suppress(StaleRecord):
                    store.decisions.change(newest.id, newest.revision, author="Paul", programme="AUC")
            with suppress(StaleRecord):
                store.decks.save(store.decks.of("ukraine"), author="Paul")
            sleep(BREATH)

    with ThreadPoolExecutor(2) as pool:
        working = [pool.submit(work_until_told) for _ in range(2)]
        try:
            for _ in range(5):
                restore(url, tmp_path / "backup.sqlite", replace=True)
                sleep(BREATH)
        finally:
            stop.set()
        for done in working:
            done.result()
    restore(url, tmp_path / "backup.sqlite", replace=True)
    assert store.decisions.of("ukraine") == (first,)
