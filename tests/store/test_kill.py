"""A process killed at any moment of publishing leaves the old version or the new one, whole.

`STORE_KILLS` says how many times a process is killed on each database, 15 unless it is set; with
`pytest -s` the test prints how many of the kills fell inside a publication.
"""

from __future__ import annotations

import os
import random
import time
from multiprocessing.connection import Connection

from fund.store.opening import open_store
from fund.store.store import Store
from fund.store.version_rows import described, digest_of
from tests.store.processes import publish_without_end, start

KILLS = int(os.environ.get("STORE_KILLS", "15"))
PATIENCE = 60
MOMENT = random.SystemRandom()


def test_a_process_killed_while_publishing_leaves_only_whole_versions(url: str) -> None:
    checked, acknowledged, inside = 0, {}, 0
    for _kill in range(KILLS):
        process, heard = start(publish_without_end, url)
        assert heard.poll(PATIENCE), "the process did not begin to publish"
        time.sleep(MOMENT.uniform(0, 0.05))
        process.kill()
        process.join(PATIENCE)
        told = everything_told(heard)
        acknowledged |= dict(message for message in told if message != "begin")
        inside += told[-1:] == ["begin"]
        store = open_store(url, seed=None)
        checked = check_versions(store, since=checked, acknowledged=acknowledged)
        store.close()
    print(f"{KILLS} kills, {inside} of them inside a publication, {checked} versions, all whole")


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
        assert digest_of(described(store.files(version.id))) == version.digest
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
