"""No workbook is stored with its pictures, neither what is published nor what was."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from fund.model import WorkbookFile
from fund.pictures.encode import encoded
from fund.store.__main__ import main
from fund.store.backup import back_up, restore
from fund.store.database import Database
from fund.store.open_store import _SCRIPTS, open_store
from fund.store.store import Store
from fund.store.stored_files import StoredFile
from fund.store.version_rows import digest_of
from fund.workbook.cleaning.clean_workbook import clean_workbook
from tests.pictures import MARK, telephone_photo
from tests.store.test_withdrawals import contents
from tests.unit.workbook.packages import packed, parts_of
from tests.unit.workbook.pictured import FLOATING, pictured
from tests.unit.workbook.workbooks import WHOLE, workbook

PHOTO = encoded(telephone_photo()).large
DROPPED, PLAIN = WorkbookFile("photos.xlsx", pictured()), WorkbookFile("dons.xlsx", workbook(WHOLE))
CLEAN = WorkbookFile("photos.xlsx", clean_workbook(DROPPED.content))


def publish(store: Store, *files: WorkbookFile, based_on: int | None = None) -> int:
    return store.publish("essai", files, author="Anne", note="", based_on=based_on).id


def test_what_is_published_is_cleaned_and_known_by_what_was_dropped(url: str, store: Store) -> None:
    version = publish(store, PLAIN, DROPPED)
    assert store.files(version) == (PLAIN, CLEAN)
    assert contents(url) == {PLAIN.content, CLEAN.content}
    plain, photos = store.stored_files(version)
    assert plain == StoredFile("dons.xlsx", PLAIN.digest)
    assert photos == StoredFile("photos.xlsx", CLEAN.digest, DROPPED.digest)
    assert (plain.known_by, photos.known_by) == ({PLAIN.digest}, {CLEAN.digest, DROPPED.digest})
    # The digest is of what is stored.
    assert store.version(version).digest == digest_of([plain, photos])


def test_what_is_stored_already_is_known_by_what_it_was_made_of(store: Store) -> None:
    first = publish(store, DROPPED)
    (stored,) = store.files(first)
    second = publish(store, PLAIN, stored, based_on=first)
    assert store.files(second) == (PLAIN, stored)
    assert store.stored_files(second)[1] == store.stored_files(first)[0]


def test_a_restoration_knows_the_files_by_what_was_dropped(store: Store) -> None:
    first = publish(store, DROPPED)
    second = publish(store, PLAIN, based_on=first)
    third = store.restore(first, author="Paul", note="", based_on=second)
    assert store.stored_files(third.id) == store.stored_files(first)
    assert third.digest == store.version(first).digest


def test_of_a_version_withdrawn_nothing_is_known(store: Store) -> None:
    first = publish(store, DROPPED)
    second = publish(store, PLAIN, based_on=first)
    store.withdraw(first, author="Léo", reason="une personne", public=second)
    assert store.stored_files(first) == ()


def test_a_back_up_brings_the_hash_of_what_was_dropped_back(url: str, store: Store, tmp_path: Path) -> None:
    version = publish(store, DROPPED)
    back_up(url, tmp_path / "backup")
    restored = restore(url, tmp_path / "backup", replace=True)
    assert (restored.versions, restored.cleaned) == (1, 0)
    assert store.stored_files(version) == (StoredFile("photos.xlsx", CLEAN.digest, DROPPED.digest),)


def _as_of_before(url: str) -> Database:
    """A store of before pictures were removed: two versions, the first with pictures, both with the plain file."""
    database = Database(url)
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0007")
        for file in (DROPPED, PLAIN):
            _add(connection, "blob", sha256=file.digest, content=file.content)
        for number, files in ((1, (PLAIN, DROPPED)), (2, (PLAIN,))):
            digest = digest_of(StoredFile(file.name, file.digest) for file in files)
            told = {"author": "Anne", "note": "", "digest": digest, "summary": "{}"}
            moment = datetime(2026, 1, number, tzinfo=UTC)
            _add(connection, "version", id=number, fund="essai", number=number, created_at=moment, **told)
            for file in files:
                _add(connection, "version_file", version_id=number, name=file.name, sha256=file.digest)
        _add(connection, "fund", code="essai", public_version=2)
    database.wipe()
    return database


def _add(connection: sa.Connection, table: str, **row: object) -> None:
    columns = [sa.column(name, _TYPES.get(name)) for name in row]
    connection.execute(sa.insert(sa.table(table, *columns)).values(row))


_TYPES = {"content": sa.LargeBinary(), "created_at": sa.DateTime(timezone=True)}


def test_files_published_before_lose_their_pictures(url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "fund.store")
    _as_of_before(url).close()
    store = open_store(url, seed=None)
    assert contents(url) == {PLAIN.content, CLEAN.content}
    assert store.files(1) == (PLAIN, CLEAN)
    assert store.stored_files(1) == (
        StoredFile("dons.xlsx", PLAIN.digest),
        StoredFile("photos.xlsx", CLEAN.digest, DROPPED.digest),
    )
    assert store.version(1).digest == digest_of(store.stored_files(1))
    assert store.files(2) == (PLAIN,)
    (line,) = store.audit()
    assert (line.action, line.actor, line.fund, line.version) == ("pictures_removed", "system", "essai", 1)
    assert line.details == {"number": 1, "files": ["photos.xlsx"]}
    assert "back-ups made before still hold them" in caplog.text
    store.close()
    # Nothing of them is left in the file, not even beside its rows.
    assert not any(MARK in file.read_bytes() for file in (tmp_path / "state").glob("*"))
    again = open_store(url, seed=None)
    assert len(again.audit()) == 1
    again.close()


def test_two_files_that_differ_by_their_pictures_alone_become_one(url: str) -> None:
    database = _as_of_before(url)
    other = WorkbookFile("autre.xlsx", packed({**parts_of(DROPPED.content), FLOATING: PHOTO}))
    with database.writing() as connection:
        _add(connection, "blob", sha256=other.digest, content=other.content)
        _add(connection, "version_file", version_id=2, name=other.name, sha256=other.digest)
    database.close()
    store = open_store(url, seed=None)
    assert contents(url) == {PLAIN.content, CLEAN.content}
    assert [file.dropped_sha256 for file in store.stored_files(2)] == [other.digest, None]
    assert [file.dropped_sha256 for file in store.stored_files(1)] == [None, DROPPED.digest]
    store.close()


def test_a_back_up_of_before_is_cleaned_on_the_way_in_and_says_so(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "backup.sqlite"
    _as_of_before(f"sqlite:///{backup}").close()
    before = sha256(backup.read_bytes()).hexdigest()
    monkeypatch.setenv("FUND_DATABASE_URL", url)
    assert main(["restore", str(backup)]) == 0
    told = capsys.readouterr().err
    assert "pictures were removed from 1 files on the way in; the back-up itself still holds them" in told
    assert contents(url) == {PLAIN.content, CLEAN.content}
    assert sha256(backup.read_bytes()).hexdigest() == before


def test_what_was_withdrawn_since_a_back_up_of_before_is_withdrawn_again(url: str, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite"
    _as_of_before(f"sqlite:///{backup}").close()
    _as_of_before(url).close()
    store = open_store(url, seed=None)
    store.withdraw(1, author="Léo", reason="une personne", public=2)
    restored = restore(url, backup, replace=True)
    # The versions are the same, whichever of both was cleaned first.
    assert restored.knows
    assert [version.id for version in restored.withdrawn] == [1]
    assert contents(url) == {PLAIN.content}
    store.close()
