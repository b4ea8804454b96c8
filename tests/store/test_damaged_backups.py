"""A back-up in which anything is other than written, or that is none, replaces nothing."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from fund.store.backup import back_up, restore
from fund.store.errors import BrokenBackup
from fund.store.open_store import open_store
from tests.store.keeping import KEY
from tests.store.publishing import publish


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
    false = publish(store, "faux", based_on=last)
    publish(store, "vrai", based_on=false)
    store.withdraw(false.id, author="Anne", reason="faux", public=store.pointers()["ukraine"])
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
        "UPDATE version SET withdrawn_at = created_at WHERE id = 2",
        "UPDATE version SET withdrawn_at = created_at WHERE id = 3",
        "INSERT INTO kept_figures VALUES (9, 7, NULL, '2026-01-01', '[]')",
        "INSERT INTO version_file SELECT 7, 'autre.xlsx', min(sha256), NULL FROM blob",
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
    assert restore(f"sqlite:///{tmp_path}/other.sqlite", backup).versions == 8


def test_a_back_up_that_became_a_store_can_be_restored_as_it_is(tmp_path: Path) -> None:
    backup = small_backup(tmp_path)
    store = open_store(f"sqlite:///{backup}", seed=None)
    publish(store, "trois", based_on=store.public("ukraine"))
    store.close()
    assert restore(f"sqlite:///{tmp_path}/other.sqlite", backup).versions == 3


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
