"""A back-up is the whole store in one file, and restores on either database."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from fund.model import HeaderMatch
from fund.store.__main__ import main
from fund.store.backup import back_up, restore
from fund.store.errors import BrokenBackup, NoStore, StaleBase, StoreNotEmpty
from fund.store.opening import open_store
from fund.store.store import Store
from tests.store.keeping import KEY
from tests.store.postgresql import new_database
from tests.store.publishing import publish

BREATH = 0.01
"""SQLite has no queue: someone who writes without a pause leaves others little chance."""


def everything_but_matches(store: Store) -> list[object]:
    """All that a store tells."""
    funds = store.funds()
    versions = [version for fund in funds for version in store.versions(fund)]
    files = [store.files(version.id) for version in versions]
    return [store.pointers(), versions, files, store.audit()]


def everything(store: Store) -> list[object]:
    """What a store holds, in the order of its funds."""
    return [*everything_but_matches(store), [store.matches(fund) for fund in store.funds()]]


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


def small_backup(tmp_path: Path) -> Path:
    """A back-up of a SQLite store with two versions."""
    store = open_store(f"sqlite:///{tmp_path}/small.sqlite", seed=None)
    publish(store, "deux", based_on=publish(store, "un"))
    store.close()
    back_up(f"sqlite:///{tmp_path}/small.sqlite", tmp_path / "backup.sqlite")
    return tmp_path / "backup.sqlite"


def changed(backup: Path, *statements: str) -> Path:
    """The back-up, as somebody's editor would leave it."""
    connection = sqlite3.connect(backup)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return backup


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE blob SET content = x'00' WHERE sha256 = (SELECT min(sha256) FROM blob)",
        "DELETE FROM version_file WHERE version_id = 2",
        "UPDATE version_file SET name = 'x' WHERE version_id = 2",
        "UPDATE version SET digest = '0' WHERE id = 1",
        "DELETE FROM version WHERE id = 1",
        "DROP TABLE alembic_version",
    ],
)
def test_a_damaged_back_up_replaces_nothing(tmp_path: Path, damage: str) -> None:
    for number, more in enumerate(([], ["DROP TABLE back_up_seal"])):
        (folder := tmp_path / f"{number}").mkdir()
        # Older back-ups have no seal: their contents tell.
        check_that_it_replaces_nothing(changed(small_backup(folder), damage, *more), folder)


def rich_backup(folder: Path) -> Path:
    """A back-up of two funds, each with all that refers to a version or a meeting."""
    store = open_store(f"sqlite:///{folder}/rich.sqlite", seed=None)
    for fund in ("liban", "ukraine"):
        first = publish(store, f"un {fund}", fund=fund)
        second = publish(store, f"deux {fund}", based_on=first, fund=fund)
        last = store.restore(first.id, author="Paul", note="", based_on=second.id, summary={"explained": []})
        store.scenarios.keep(fund, version_id=last.id, name="Un", link="1~x", shared=True, author="Anne")
        held = {"held_on": date(2026, 10, 8), "place": "", "version_id": last.id, "author": "Anne"}
        meeting = store.meetings.open(fund, **held)
        store.decisions.record(fund, "Écrire", author="Anne", meeting_id=meeting.id)
        store.keep_figures(last.id, [], meeting_id=meeting.id)
        store.explanations.explain(fund, {KEY: "En retard"}, reason="connu", author="Anne")
    store.close()
    back_up(f"sqlite:///{folder}/rich.sqlite", folder / "backup.sqlite")
    return folder / "backup.sqlite"


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE fund SET public_version = 6 WHERE code = 'liban'",
        "UPDATE fund SET public_version = NULL WHERE code = 'liban'",
        "UPDATE version SET based_on = 1 WHERE id = 6",
        "UPDATE version SET restored_from = 1 WHERE id = 6",
        "UPDATE scenario SET version_id = 1 WHERE fund = 'ukraine'",
        "UPDATE meeting SET version_id = 1 WHERE fund = 'ukraine'",
        "UPDATE decision SET meeting_id = 1 WHERE fund = 'ukraine'",
        "UPDATE kept_figures SET version_id = 3 WHERE version_id = 6",
        "UPDATE audit SET version_id = 1 WHERE fund = 'ukraine' AND version_id IS NOT NULL",
        """UPDATE version SET summary = '{"explained": [1]}' WHERE id = 6""",
        """UPDATE version SET summary = '{"explained": [99]}' WHERE id = 6""",
        "UPDATE version SET fund = 'maroc' WHERE id = 4",
        "UPDATE decision SET meeting_id = 99",
    ],
)
def test_a_back_up_whose_pointers_leave_their_fund_replaces_nothing(tmp_path: Path, wrong: str) -> None:
    backup = changed(rich_backup(tmp_path), wrong)
    check_that_it_replaces_nothing(backup, tmp_path)
    # An older back-up has no seal, and is found out by its pointers alone.
    check_that_it_replaces_nothing(changed(backup, "DROP TABLE back_up_seal"), tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE fund SET public_version = 1 WHERE code = 'liban'",
        "UPDATE version SET note = 'autre' WHERE id = 2",
        "UPDATE version SET author = 'Zoé' WHERE id = 2",
        "UPDATE decision SET text = text || ' ' WHERE id = 1",
        "DELETE FROM audit WHERE id = 1",
        "DELETE FROM decision",
        "INSERT INTO header_match VALUES ('liban', 'fund', 'Sigle', 'code')",
        "UPDATE kept_figures SET figures = '[1]'",
        "DROP TABLE sheet_match",
        "UPDATE back_up_seal SET digest = '0'",
        "DELETE FROM back_up_seal",
    ],
)
def test_a_back_up_in_which_anything_is_other_than_written_replaces_nothing(tmp_path: Path, change: str) -> None:
    check_that_it_replaces_nothing(changed(rich_backup(tmp_path), change), tmp_path)


@pytest.mark.parametrize("seal", [[], ["DROP TABLE back_up_seal"]])
def test_a_sound_back_up_of_all_of_it_is_restored_with_or_without_its_seal(tmp_path: Path, seal: list[str]) -> None:
    backup = changed(rich_backup(tmp_path), *seal, "VACUUM")
    assert restore(f"sqlite:///{tmp_path}/other.sqlite", backup) == 6


def test_a_back_up_that_became_a_store_can_be_restored_as_it_is(tmp_path: Path) -> None:
    backup = small_backup(tmp_path)
    store = open_store(f"sqlite:///{backup}", seed=None)
    publish(store, "trois", based_on=store.public("ukraine"))
    store.close()
    assert restore(f"sqlite:///{tmp_path}/other.sqlite", backup) == 3


def test_a_truncated_back_up_replaces_nothing(tmp_path: Path) -> None:
    backup = small_backup(tmp_path)
    backup.write_bytes(backup.read_bytes()[:20_000])
    check_that_it_replaces_nothing(backup, tmp_path)


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"PK\x03\x04" + b"\x00" * 5000])
def test_a_file_that_is_no_back_up_replaces_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.sqlite").write_bytes(content)
    check_that_it_replaces_nothing(tmp_path / "other.sqlite", tmp_path)


def check_that_it_replaces_nothing(file: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/target-{len(list(tmp_path.glob('target-*.sqlite')))}.sqlite"
    target = open_store(url, seed=None)
    version = publish(target, "à garder")
    content = file.read_bytes()
    with pytest.raises(BrokenBackup):
        restore(url, file, replace=True)
    assert target.versions("ukraine") == (version,)
    assert file.read_bytes() == content
    target.close()


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
        assert restore(other, tmp_path / f"backup{number}.sqlite") == copied[number]


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
