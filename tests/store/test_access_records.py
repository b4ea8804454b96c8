"""Who is signed in and who failed to: kept for every process on the store, in no back-up, and never a secret."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from fund.access import Attempts, OpenSessions, Session
from fund.access.authenticator import Attempt
from fund.access.rate_limit import Count, Counted
from fund.store.backup import back_up, restore
from fund.store.database import Database
from fund.store.open_store import open_store
from fund.store.store import Store
from fund.store.tables import ATTEMPTS, OF_THE_MOMENT, SESSIONS
from tests.store.processes import follow_session, start
from tests.store.publishing import publish
from tests.store.test_several_at_once import PATIENCE, heard_from

ANNA = Session("a", "Anna", "staff", 1_700_000_000.1, "voucher")
VIEWER = Session("b", "lecture", "viewer", 1_700_000_000.2)
ADDRESS, NAME = Counted("address", "192.0.2.1"), Counted("name", "0a1b")


@pytest.fixture
def other(url: str, store: Store) -> Iterator[Store]:
    """The same store, as another process opens it."""
    opened = open_store(url, seed=None)
    yield opened
    opened.close()


def sessions_on(store: Store) -> OpenSessions:
    """What a process on the store knows."""
    found = OpenSessions(lambda: store.access)
    found.look()
    return found


def texts_in(url: str) -> str:
    """All that the two tables hold."""
    database = Database(url)
    with database.reading() as rows:
        found = "\n".join(str(row) for table in OF_THE_MOMENT for row in rows.execute(sa.select(table)))
    database.close()
    return found


def test_sessions_are_kept_seen_later_and_forgotten(store: Store, other: Store) -> None:
    for session in (ANNA, VIEWER):
        store.access.add(session)
    assert other.access.sessions() == {ANNA: ANNA.opened_at, VIEWER: VIEWER.opened_at}
    other.access.change(seen={"a": 1_700_000_400.5, "b": 1_600_000_000.0, "gone": 1.0}, ended=())
    # What is earlier than what is kept changes nothing.
    assert store.access.sessions() == {ANNA: 1_700_000_400.5, VIEWER: VIEWER.opened_at}
    store.access.change(seen={}, ended={"a", "gone"})
    assert other.access.sessions() == {VIEWER: VIEWER.opened_at}


def test_a_process_started_later_knows_who_is_signed_in_and_out(store: Store, other: Store) -> None:
    here = sessions_on(store)
    stays, leaves = here.open("Anna", "staff"), here.open("Léo", "staff")
    there = sessions_on(other)
    found = there.find(stays)
    assert found is not None
    assert (found.name, found.role) == ("Anna", "staff")
    there.end(leaves)
    there.look()
    assert here.find(leaves) is not None  # it has not looked yet
    here.look()
    assert (here.find(leaves), sessions_on(store).find(leaves)) == (None, None)
    assert here.find(stays) is not None


def test_a_session_that_is_over_is_no_longer_kept_after_two_looks(store: Store) -> None:
    now = 1_700_000_000.0
    early = OpenSessions(lambda: store.access, clock=lambda: now)
    early.open("Anna", "staff")
    early.open("Léo", "staff")
    late = sessions_on(store)
    late.look()
    assert store.access.sessions() == {}


def test_another_process_knows_of_a_sign_out_within_five_seconds(url: str, store: Store) -> None:
    here = sessions_on(store)
    cookie = here.open("Anna", "staff")
    follower, heard = start(follow_session, url, cookie)
    assert heard_from(heard)[0] == "Anna"
    here.end(cookie)
    here.look()
    ended_at = time.monotonic()
    name, at = heard_from(heard)
    follower.kill()
    follower.join(PATIENCE)
    assert name is None
    assert at - ended_at < 5


def test_counts_are_kept_changed_and_forgotten(store: Store, other: Store) -> None:
    with store.access.counts([ADDRESS, NAME], forgotten_before=0) as counts:
        assert counts == {}
        counts[ADDRESS], counts[NAME] = Count(1, 100.25), Count(2, 100.5)
    with other.access.counts([ADDRESS, NAME], forgotten_before=0) as counts:
        assert counts == {ADDRESS: Count(1, 100.25), NAME: Count(2, 100.5)}
        del counts[NAME]
        counts[ADDRESS] = Count(5, 101.0)
    with store.access.counts([ADDRESS, NAME], forgotten_before=100.9) as counts:
        assert counts == {ADDRESS: Count(5, 101.0)}
    with store.access.counts([NAME], forgotten_before=101.0):
        pass
    with store.access.counts([ADDRESS], forgotten_before=0) as counts:
        assert counts == {}


def test_what_fails_halfway_counts_nothing(store: Store) -> None:
    def fail_halfway() -> None:
        with store.access.counts([NAME], forgotten_before=0) as counts:
            counts[NAME] = Count(1, 1.0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    with store.access.counts([NAME], forgotten_before=0) as counts:
        assert counts == {}


def test_many_attempts_at_once_in_two_processes_gain_nothing(store: Store, other: Store) -> None:
    each = [Attempts(lambda at=at: at.access, clock=lambda: 1_700_000_000.0) for at in (store, other)]
    together = Barrier(16)

    def attempt(number: int) -> int:
        together.wait(PATIENCE)
        return each[number % 2].admit(address="a", name="anna")

    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(attempt, range(16)))
    # Ten are free, the eleventh is admitted and makes the rest wait.
    assert sorted(waits) == [0] * 11 + [2] * 5
    each[0].forgive(address="a", name="anna")
    assert each[1].admit(address="b", name="anna") == 0


def test_neither_a_cookie_nor_a_typed_name_is_kept_itself(url: str, store: Store) -> None:
    cookie = sessions_on(store).open("Anna", "staff")
    attempt = Attempt("staff", "my secret words", "another secret")
    Attempts(lambda: store.access).admit(address="192.0.2.1", name=attempt.counted_as())
    texts = texts_in(url)
    assert "Anna" in texts
    assert "192.0.2.1" in texts
    for secret in (cookie, "my secret words", "another secret"):
        assert secret not in texts


def test_a_back_up_holds_no_session_and_restoring_it_signs_everybody_out(
    url: str, store: Store, tmp_path: Path
) -> None:
    assert {table.name for table in OF_THE_MOMENT} == {"session", "attempt"}
    publish(store, "un")
    here = sessions_on(store)
    cookie = here.open("Anna", "staff")
    Attempts(lambda: store.access).admit(address="192.0.2.1", name="0a1b")
    back_up(url, tmp_path / "backup.sqlite")
    assert texts_in(f"sqlite:///{tmp_path}/backup.sqlite") == ""
    restore(f"sqlite:///{tmp_path}/elsewhere.sqlite", tmp_path / "backup.sqlite")
    assert texts_in(f"sqlite:///{tmp_path}/elsewhere.sqlite") == ""
    restore(url, tmp_path / "backup.sqlite", replace=True)
    assert sessions_on(store).find(cookie) is None
    here.look()
    assert here.find(cookie) is None
    # Who failed to sign in still waits.
    assert "192.0.2.1" in texts_in(url)


def test_a_session_that_somebody_writes_into_a_back_up_signs_nobody_in(tmp_path: Path) -> None:
    url, backup = f"sqlite:///{tmp_path}/store.sqlite", tmp_path / "backup.sqlite"
    store = open_store(url, seed=None)
    publish(store, "un")
    back_up(url, backup)
    database = Database(f"sqlite:///{backup}")
    with database.writing() as rows:
        rows.exec_driver_sql("DROP TABLE back_up_seal")
        rows.execute(sa.insert(SESSIONS).values(id="a", name="Anna", role="staff", vouched="", opened_at=1, seen_at=1))
        rows.execute(sa.insert(ATTEMPTS).values(kind="name", name="a", failures=0, last_at=1))
    database.close()
    restore(url, backup, replace=True)
    assert texts_in(url) == ""
    store.close()


def test_a_store_that_only_knows_who_failed_to_sign_in_is_empty_to_whoever_restores(
    url: str, store: Store, tmp_path: Path
) -> None:
    full = open_store(f"sqlite:///{tmp_path}/full.sqlite", seed=None)
    publish(full, "un")
    full.close()
    back_up(f"sqlite:///{tmp_path}/full.sqlite", tmp_path / "backup.sqlite")
    Attempts(lambda: store.access).admit(address="192.0.2.1", name="0a1b")
    sessions_on(store).open("Anna", "staff")
    assert restore(url, tmp_path / "backup.sqlite").versions == 1
