"""A withdrawal while others publish, restore and keep: one of them comes first, and all of it is whole."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import sqlalchemy as sa

from fund.records import Version
from fund.store.database import Database
from fund.store.errors import StaleBase, WithdrawnVersion
from fund.store.integrity import faults
from fund.store.open_store import open_store
from fund.store.store import Store
from fund.store.tables import BLOBS, VERSION_FILES
from fund.store.withdrawals import Replacement
from tests.store.publishing import publish, workbook

PATIENCE = 60
ROUNDS = 12


def at_once(*attempts: Callable[[], object]) -> list[object]:
    """What each attempt returns, or the refusal that it meets, when all begin together."""
    together = Barrier(len(attempts))

    def attempt(act: Callable[[], object]) -> object:
        together.wait(PATIENCE)
        try:
            return act()
        except (StaleBase, WithdrawnVersion) as refused:
            return refused

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(attempt, attempts))


def check_whole(url: str) -> None:
    """Every version has its files or is withdrawn; no content is left that no version has."""
    database = Database(url)
    with database.reading() as rows:
        assert list(faults(rows)) == []
        assert set(rows.scalars(sa.select(BLOBS.c.sha256))) == set(rows.scalars(sa.select(VERSION_FILES.c.sha256)))
    database.close()


def withdraw(store: Store, version: Version, public: Version, instead: Version | None = None) -> Version:
    replacement = None if instead is None else Replacement(instead.id)
    return store.withdraw(version.id, author="Léo", reason="faux", public=public.id, replacement=replacement)


def test_of_a_withdrawal_and_a_publication_on_one_base_the_second_is_told_what_is_public(
    url: str, store: Store
) -> None:
    first = publish(store, "un")
    public = publish(store, "deux", based_on=first)
    for number in range(ROUNDS):
        left, right = at_once(
            lambda base=public: withdraw(store, base, base, first),
            lambda base=public, n=number: publish(store, f"trois {n}", based_on=base),
        )
        winner, refused = (left, right) if isinstance(left, Version) else (right, left)
        assert isinstance(winner, Version)
        assert isinstance(refused, StaleBase)
        assert refused.current == store.public("ukraine") == winner
        assert (store.version(public.id).withdrawn_at is not None) == (winner is left)
        check_whole(url)
        public = winner if winner is right else publish(store, f"de nouveau {number}", based_on=winner)


def test_a_version_restored_while_it_is_withdrawn_is_public_or_gone_never_both(url: str, store: Store) -> None:
    public = publish(store, "base")
    for number in range(ROUNDS):
        wanted = publish(store, f"voulue {number}", based_on=public)
        public = publish(store, f"autre {number}", based_on=wanted)
        left, right = at_once(
            lambda old=wanted, now=public: withdraw(store, old, now),
            lambda old=wanted, now=public: store.restore(old.id, author="Paul", note="", based_on=now.id),
        )
        if isinstance(left, StaleBase):
            assert isinstance(right, Version)
            assert store.files(right.id) == store.files(wanted.id)
            public = right
        else:
            assert left == public
            assert isinstance(right, WithdrawnVersion)
        assert store.public("ukraine") == public
        check_whole(url)


def test_contents_that_another_fund_publishes_just_now_are_never_deleted(url: str, store: Store) -> None:
    public, other = publish(store, "un"), publish(store, "ailleurs", fund="liban")
    for number in range(ROUNDS):
        shared = publish(store, f"partagé {number}", based_on=public)
        public = publish(store, f"suite {number}", based_on=shared)
        left, right = at_once(
            lambda gone=shared, now=public: withdraw(store, gone, now),
            lambda base=other, n=number: publish(store, f"partagé {n}", based_on=base, fund="liban"),
        )
        assert left == public
        assert isinstance(right, Version)
        assert store.files(right.id) == (workbook(f"partagé {number}"),)
        other = right
        check_whole(url)


def test_two_funds_that_replace_their_versions_by_each_other_s_contents_wait_for_no_circle(
    url: str, store: Store
) -> None:
    contents = ("un", "deux")
    public = {fund: publish(store, "base", fund=fund) for fund in ("liban", "ukraine")}
    for _round in range(ROUNDS):
        pairs = []
        for fund, order in (("liban", contents), ("ukraine", contents[::-1])):
            earlier = publish(store, order[0], based_on=public[fund], fund=fund)
            later = publish(store, order[1], based_on=earlier, fund=fund)
            pairs.append((earlier, later))
        done = at_once(*(lambda pair=pair: withdraw(store, pair[1], pair[1], pair[0]) for pair in pairs))
        assert all(isinstance(each, Version) for each in done)
        public = {each.fund: each for each in done if isinstance(each, Version)}
        check_whole(url)


def test_a_version_withdrawn_by_two_is_withdrawn_once(url: str, store: Store) -> None:
    public = publish(store, "un")
    for number in range(ROUNDS):
        gone = public
        public = publish(store, f"suite {number}", based_on=gone)
        done = at_once(*(lambda old=gone, now=public: withdraw(store, old, now) for _ in range(3)))
        assert sum(isinstance(each, WithdrawnVersion) for each in done) == 2
        assert [line.version for line in store.audit(1000) if line.action == "withdrawal"].count(gone.id) == 1
    check_whole(url)


def test_nothing_is_kept_of_a_version_that_is_being_withdrawn(url: str, store: Store) -> None:
    public = publish(store, "un")
    for number in range(ROUNDS):
        gone = public
        public = publish(store, f"suite {number}", based_on=gone)
        at_once(
            lambda old=gone, now=public: withdraw(store, old, now),
            lambda old=gone: store.keep_figures(old.id, []),
            lambda old=gone: store.add_to_summary(old.id, {"listed": {"name": "Unetelle"}}),
        )
        assert store.kept_figures(gone.id) == ()
        assert store.version(gone.id).summary == {}
    check_whole(url)


def test_another_process_sees_the_withdrawal_at_once(url: str, store: Store) -> None:
    first = publish(store, "un")
    second = publish(store, "deux", based_on=first)
    replica = open_store(url, seed=None)
    assert replica.files(first.id) == (workbook("un"),)
    meeting = replica.meetings.open("ukraine", held_on=date(2026, 10, 8), place="", version_id=first.id, author="Anne")
    withdraw(store, first, second)
    assert replica.version(meeting.version_id).withdrawn_by == "Léo"
    replica.close()
