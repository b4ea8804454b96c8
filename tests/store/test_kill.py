"""A process killed at any moment of publishing or withdrawing leaves what was there before or after, whole.

`STORE_KILLS` says how many times a process is killed in each test on each database, 15 unless it is set; with
`pytest -s` the tests print how many of the kills fell inside what is tested.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Set
from multiprocessing.connection import Connection
from typing import Any

import sqlalchemy as sa

from fund.records import Version
from fund.store.database import Database
from fund.store.integrity import faults
from fund.store.kept_records import hold_fund
from fund.store.open_store import open_store
from fund.store.store import Store
from fund.store.tables import AUDIT, BLOBS, VERSION_FILES, VERSIONS
from fund.store.version_rows import digest_of
from tests.store.processes import publish_without_end, start, withdraw_without_end
from tests.store.publishing import publish

KILLS = int(os.environ.get("STORE_KILLS", "15"))
PATIENCE = 60
MOMENT = random.SystemRandom()


def test_a_process_killed_while_publishing_leaves_only_whole_versions(url: str) -> None:
    checked, acknowledged, inside, one = 0, {}, 0, seconds_of_one(publish_without_end, url)
    for _kill in range(KILLS):
        told = killed(publish_without_end, url, within=2 * one)
        acknowledged |= dict(message for message in told if message != "begin")
        inside += told[-1:] == ["begin"]
        store = open_store(url, seed=None)
        checked = check_versions(store, since=checked, acknowledged=acknowledged)
        store.close()
    assert checked > 1
    print(f"{KILLS} kills, {inside} of them inside a publication, {checked} versions, all whole")


def test_a_process_killed_while_withdrawing_leaves_a_version_whole_or_nothing_of_it(url: str) -> None:
    store = open_store(url, seed=None)
    publish(store, "toujours là")
    store.close()
    withdrawn, acknowledged, inside, one = 0, set(), 0, seconds_of_one(withdraw_without_end, url)
    for _kill in range(KILLS):
        told = killed(withdraw_without_end, url, within=2 * one)
        acknowledged |= {message for message in told if message != "begin"}
        inside += told[-1:] == ["begin"]
        withdrawn = check_withdrawals(url, acknowledged)
    assert withdrawn > 1
    print(f"{KILLS} kills, {inside} of them inside a withdrawal, {withdrawn} versions withdrawn, all whole")


def seconds_of_one(work: Any, url: str) -> float:
    """How long one lasts on this machine now: kills are to fall before its end as often as after it.

    The longer of two: the second begins, as the others will, after a process that was killed.
    """
    return max(_seconds(work, url) for _ in range(2))


def _seconds(work: Any, url: str) -> float:
    process, heard = start(work, url)
    assert heard.poll(PATIENCE), "the process did not begin"
    heard.recv()
    begun = time.monotonic()
    assert heard.poll(PATIENCE), "the process did not come to an end of one"
    lasted = time.monotonic() - begun
    process.kill()
    process.join(PATIENCE)
    return lasted


def killed(work: Any, url: str, *, within: float) -> list[object]:
    """What a process told that was killed within so many seconds of its first word."""
    process, heard = start(work, url)
    assert heard.poll(PATIENCE), "the process did not begin"
    time.sleep(MOMENT.uniform(0, within))
    process.kill()
    process.join(PATIENCE)
    return everything_told(heard)


def check_withdrawals(url: str, acknowledged: Set[object]) -> int:
    """Each version up to the public one is there whole or withdrawn, nothing else is stored; how many are withdrawn."""
    database = Database(url)
    # PostgreSQL may be about to commit one more: nobody writes while this looks.
    with database.writing() as rows:
        hold_fund(rows, "ukraine")
        assert list(faults(rows)) == []
        versions = [Version(**row) for row in rows.execute(sa.select(VERSIONS)).mappings()]
        used = set(rows.scalars(sa.select(VERSION_FILES.c.sha256)))
        assert set(rows.scalars(sa.select(BLOBS.c.sha256))) == used
        told = set(rows.scalars(sa.select(AUDIT.c.version_id).where(AUDIT.c.action == "withdrawal")))
    database.close()
    gone = {version.id for version in versions if version.withdrawn_at}
    assert acknowledged <= gone
    assert told == gone
    # What takes a version's place does so together with the withdrawal.
    assert {version.based_on for version in versions if version.restored_from} == gone
    return len(gone)


def check_versions(store: Store, *, since: int, acknowledged: dict[int, str]) -> int:
    """Every version up to the public one is whole, none is missing, none that was acknowledged is lost."""
    public = store.public("ukraine")
    if public is None:
        assert not acknowledged
        return 0
    # PostgreSQL may be about to commit one more: the public version is where to stop looking.
    versions = [version for version in store.versions("ukraine") if version.number <= public.number]
    assert versions[0] == public
    assert [version.number for version in versions] == list(range(public.number, 0, -1))
    for version in versions[: public.number - since]:
        assert digest_of(store.stored_files(version.id)) == version.digest
    digests = {version.id: version.digest for version in versions}
    assert acknowledged.items() <= digests.items()
    published = [entry.version for entry in store.audit(limit=public.number + 1)]
    assert set(digests) <= set(published)
    return public.number


def everything_told(heard: Connection) -> list[object]:
    """What a process told before it was killed; the last message may have been cut."""
    told = []
    try:
        while heard.poll():
            told.append(heard.recv())
    except EOFError:
        pass
    return told
