"""Threads and processes that publish, open and watch at the same time."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Barrier
from typing import Any

from fund.records import Version
from fund.store.errors import StaleBase
from fund.store.store import Store
from tests.store.processes import CONTEXT, open_at_once, publish_once, start, watch
from tests.store.publishing import publish, workbook

STAFF = 8
PATIENCE = 60


def heard_from(connection: Connection) -> Any:
    """The next thing a process tells; fails when it tells nothing."""
    assert connection.poll(PATIENCE), "a process told nothing"
    return connection.recv()


def test_of_eight_threads_on_one_base_one_publishes_and_the_others_are_told_what_is_public(store: Store) -> None:
    base = publish(store, "base")
    for _round in range(5):
        together = Barrier(STAFF)

        def attempt(person: int, base: Version = base, together: Barrier = together) -> Version | StaleBase:
            together.wait(PATIENCE)
            try:
                return publish(store, f"{base.number} by {person}", based_on=base)
            except StaleBase as stale:
                return stale

        with ThreadPoolExecutor(STAFF) as pool:
            outcomes = list(pool.map(attempt, range(STAFF)))
        (winner,) = [outcome for outcome in outcomes if isinstance(outcome, Version)]
        told = [outcome.current for outcome in outcomes if isinstance(outcome, StaleBase)]
        assert told == [winner] * (STAFF - 1)
        assert store.public("ukraine") == winner
        base = winner
    assert [version.number for version in store.versions("ukraine")] == [6, 5, 4, 3, 2, 1]


def test_nobody_s_work_is_lost_when_eight_threads_insist(store: Store) -> None:
    publish(store, "base")

    def insist(person: int) -> Version:
        base = store.public("ukraine")
        while True:
            try:
                return publish(store, f"by {person}", based_on=base)
            except StaleBase as stale:
                base = stale.current

    with ThreadPoolExecutor(STAFF) as pool:
        published = list(pool.map(insist, range(STAFF)))
    versions = store.versions("ukraine")
    assert [version.number for version in versions] == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert [version.based_on for version in versions] == [*(version.id for version in versions[1:]), None]
    for person, version in enumerate(published):
        assert store.files(version.id) == (workbook(f"by {person}"),)


def test_a_new_fund_opened_by_eight_threads_is_opened_once(store: Store) -> None:
    together = Barrier(STAFF)

    def attempt(person: int) -> Version | StaleBase:
        together.wait(PATIENCE)
        try:
            return publish(store, f"by {person}")
        except StaleBase as stale:
            return stale

    with ThreadPoolExecutor(STAFF) as pool:
        outcomes = list(pool.map(attempt, range(STAFF)))
    (winner,) = [outcome for outcome in outcomes if isinstance(outcome, Version)]
    assert store.versions("ukraine") == (winner,)


def test_threads_that_store_the_same_contents_in_different_funds_all_succeed(store: Store) -> None:
    contents = [workbook(f"content {number}", f"{number}.xlsx") for number in range(20)]
    together = Barrier(STAFF)

    def attempt(person: int) -> None:
        together.wait(PATIENCE)
        files = contents if person % 2 else contents[::-1]
        store.publish(f"fund-{person}", files, author="Anne", note="", based_on=None)

    with ThreadPoolExecutor(STAFF) as pool:
        list(pool.map(attempt, range(STAFF)))
    assert len(store.funds()) == STAFF


def test_of_eight_processes_on_one_base_one_publishes_and_the_others_are_told(url: str, store: Store) -> None:
    publish(store, "base")
    together = CONTEXT.Barrier(STAFF)
    started = [start(publish_once, url, f"by {person}", together) for person in range(STAFF)]
    outcomes = [heard_from(heard) for _, heard in started]
    for process, _ in started:
        process.join(PATIENCE)
    (winner,) = [version for outcome, version in outcomes if outcome == "published"]
    assert [version for outcome, version in outcomes if outcome == "stale"] == [winner] * (STAFF - 1)
    assert store.public("ukraine") == winner
    assert winner.number == 2


def test_processes_that_start_together_make_and_seed_one_store(url: str, tmp_path: Path) -> None:
    for fund in ("liban", "ukraine"):
        (tmp_path / "seed" / fund).mkdir(parents=True)
        (tmp_path / "seed" / fund / "a.xlsx").write_bytes(b"a")
    together = CONTEXT.Barrier(STAFF)
    started = [start(open_at_once, url, tmp_path / "seed", together) for _ in range(STAFF)]
    pointers = [heard_from(heard) for _, heard in started]
    for process, _ in started:
        process.join(PATIENCE)
    assert [sorted(found) for found in pointers] == [["liban", "ukraine"]] * STAFF
    assert all(found == pointers[0] for found in pointers)


def test_what_one_process_publishes_another_sees_within_five_seconds(url: str, store: Store) -> None:
    base = publish(store, "base")
    watcher, watched = start(watch, url)
    assert heard_from(watched)[0] == {"ukraine": base.id}
    alone = CONTEXT.Barrier(1)
    publisher, published = start(publish_once, url, "new", alone)
    outcome, version = heard_from(published)
    at = time.monotonic()
    pointers, seen_at = heard_from(watched)
    watcher.kill()
    for process in (watcher, publisher):
        process.join(PATIENCE)
    assert outcome == "published"
    assert pointers == {"ukraine": version.id}
    assert seen_at - at < 5
