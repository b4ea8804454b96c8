"""A back-up is the whole store in one file, and restores on either database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from fund.model import HeaderMatch
from fund.store.__main__ import main
from fund.store.backup import back_up, restore
from fund.store.errors import NoStore, StaleBase, StoreNotEmpty
from fund.store.open_store import open_store
from fund.store.store import Store
from tests.store.keeping import everything
from tests.store.postgresql import new_database
from tests.store.publishing import publish

BREATH = 0.01
"""SQLite has no queue: someone who writes without a pause leaves others little chance."""


@pytest.fixture
def full(store: Store) -> Store:
    """A store with two funds, a restoration, a match and lines of the audit list."""
    first = publish(store, "un")
    second = publish(store, "deux", based_on=first)
    store.restore(first.id, author="Paul", note="déjà vu", based_on=second.id, summary={"gap_cents": -1})
    publish(store, "un", fund="liban")
    store.remember_matches("ukraine", [HeaderMatch("fund", "Sigle", "code")])
    store.record("sign_in", actor="Anne", details={"how": "password"})
    return store


@pytest.fixture
def backup(url: str, full: Store, tmp_path: Path) -> Path:
    """A back-up of the full store."""
    back_up(url, tmp_path / "backup.sqlite")
    return tmp_path / "backup.sqlite"


def test_a_back_up_is_one_file_and_a_store_itself(full: Store, backup: Path) -> None:
    assert [file.name for file in backup.parent.glob("backup*")] == ["backup.sqlite"]
    copy = open_store(f"sqlite:///{backup}", seed=None)
    assert everything(copy) == everything(full)
    copy.close()


def test_restoring_brings_the_same_store_back_and_publishing_goes_on(url: str, full: Store, backup: Path) -> None:
    before = everything(full)
    publish(full, "perdu", based_on=full.public("ukraine"))
    restore(url, backup, replace=True)
    assert everything(full) == before
    fourth = publish(full, "quatre", based_on=full.public("ukraine"))
    assert fourth.number == 4
    # Three publications, a restoration and a sign-in came with the back-up.
    assert len(full.audit()) == 5 + 1
    assert full.version(fourth.id) == fourth


def test_a_store_that_holds_anything_is_replaced_only_when_asked(url: str, full: Store, backup: Path) -> None:
    before = everything(full)
    with pytest.raises(StoreNotEmpty):
        restore(url, backup)
    assert everything(full) == before


def test_a_back_up_restores_on_the_other_database(full: Store, backup: Path, server: str, tmp_path: Path) -> None:
    for url in (new_database(server), f"sqlite:///{tmp_path}/other.sqlite"):
        restore(url, backup)
        other = open_store(url, seed=None)
        assert everything(other) == everything(full)
        publish(other, "suite", based_on=other.public("ukraine"))
        other.close()


def test_a_back_up_never_writes_over_a_file(url: str, full: Store, backup: Path) -> None:
    content = backup.read_bytes()
    with pytest.raises(FileExistsError):
        back_up(url, backup)
    assert backup.read_bytes() == content


def test_one_command_backs_up_and_one_restores(
    url: str, full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FUND_DATABASE_URL", url)
    file = str(tmp_path / "store.sqlite")
    before = everything(full)
    assert main(["backup", file]) == 0
    assert capsys.readouterr().out == "backup: 4 versions\n"
    publish(full, "perdu", based_on=full.public("ukraine"))
    assert main(["restore", file]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", file, "--replace"]) == 0
    assert everything(full) == before
    assert main(["backup", file]) == 1
    assert "exists already" in capsys.readouterr().err
    assert main(["restore", str(tmp_path / "absent")]) == 1
    assert "absent" in capsys.readouterr().err


def test_a_store_that_was_never_made_is_not_backed_up(url: str, tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        back_up(url, tmp_path / "backup.sqlite")
    assert not (tmp_path / "backup.sqlite").exists()


def test_a_back_up_made_while_others_publish_is_whole(url: str, store: Store, tmp_path: Path) -> None:
    stop = Event()

    def publish_until_told() -> None:
        public = publish(store, "0")
        while not stop.is_set():
            public = publish(store, str(public.number), based_on=public)
            sleep(BREATH)

    with ThreadPoolExecutor(1) as pool:
        publishing = pool.submit(publish_until_told)
        try:
            copied = [back_up(url, tmp_path / f"backup{number}.sqlite") for number in range(3)]
        finally:
            stop.set()
        publishing.result()
    for number in range(3):
        other = f"sqlite:///{tmp_path}/other{number}.sqlite"
        assert restore(other, tmp_path / f"backup{number}.sqlite").versions == copied[number]


def test_a_back_up_takes_the_place_of_the_store_while_others_publish(url: str, full: Store, backup: Path) -> None:
    stop = Event()

    def publish_until_told() -> None:
        while not stop.is_set():
            with suppress(StaleBase):
                publish(full, "x", based_on=full.public("ukraine"))
            sleep(BREATH)

    with ThreadPoolExecutor(2) as pool:
        publishing = [pool.submit(publish_until_told) for _ in range(2)]
        try:
            for _ in range(5):
                restore(url, backup, replace=True)
        finally:
            stop.set()
        for done in publishing:
            done.result()
    versions = full.versions("ukraine")
    assert [version.number for version in versions] == list(range(len(versions), 0, -1))
    assert len(versions) >= 3
