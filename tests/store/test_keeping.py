"""What staff keep outlives migrations, back-ups and failures, and is told in the audit list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from fund.records import Deck
from fund.store.backup import back_up, restore
from fund.store.database import Database
from fund.store.errors import BrokenBackup
from fund.store.open_store import open_store
from fund.store.store import Store
from fund.wording import Language, has, languages
from tests.store.keeping import everything, full_store, keep_one_of_each, make_first_schema, rows_of
from tests.store.postgresql import new_database
from tests.store.publishing import publish

ACTIONS = {
    "scenario_kept",
    "scenario_shared",
    "scenario_forgotten",
    "meeting_opened",
    "meeting_closed",
    "decision_recorded",
    "decision_changed",
    "deck_saved",
    "warning_explained",
    "explanation_withdrawn",
}


def test_a_store_of_the_first_schema_loses_nothing_and_learns_the_rest(url: str) -> None:
    before = make_first_schema(url)
    store = open_store(url, seed=None)
    assert everything(store) == before
    assert store.decks.of("ukraine") == Deck("ukraine")
    keep_one_of_each(store, "ukraine")
    assert len(store.decisions.of("ukraine")) == 2
    store.close()
    again = open_store(url, seed=None)
    assert len(again.decisions.of("ukraine")) == 2
    again.close()


def test_a_back_up_carries_every_table_to_either_database(url: str, server: str, tmp_path: Path) -> None:
    store = full_store(url)
    before = rows_of(url)
    # A table added later without a row here would be a table this test does not look at.
    assert [name for name, rows in before.items() if not rows] == []
    back_up(url, tmp_path / "backup.sqlite")
    for other_url in (new_database(server), f"sqlite:///{tmp_path}/other.sqlite"):
        restore(other_url, tmp_path / "backup.sqlite")
        assert rows_of(other_url) == before
        other = open_store(other_url, seed=None)
        assert other.meetings.of("ukraine") == store.meetings.of("ukraine")
        # What comes next is numbered after what came with the back-up.
        keep_one_of_each(other, "ukraine")
        assert len(other.decisions.of("ukraine")) == 4
        assert len(other.scenarios.of("ukraine")) == 2
        other.close()
    store.close()


def test_a_back_up_takes_the_place_of_what_was_kept_since(url: str, tmp_path: Path) -> None:
    store = full_store(url)
    before = rows_of(url)
    back_up(url, tmp_path / "backup.sqlite")
    keep_one_of_each(store, "liban")
    assert rows_of(url) != before
    restore(url, tmp_path / "backup.sqlite", replace=True)
    assert rows_of(url) == before
    store.close()


def test_a_back_up_of_the_first_schema_restores_and_takes_the_place_of_everything(url: str, tmp_path: Path) -> None:
    before = make_first_schema(f"sqlite:///{tmp_path}/old.sqlite")
    store = full_store(url)
    restore(url, tmp_path / "old.sqlite", replace=True)
    assert everything(store) == before
    assert store.decisions.of("ukraine") == store.meetings.of("ukraine") == store.scenarios.of("ukraine") == ()
    keep_one_of_each(store, "ukraine")
    store.close()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM meeting",
        "UPDATE scenario SET version_id = 99",
        "UPDATE deck SET fund = 'maroc' WHERE fund = 'liban'",
    ],
)
def test_a_back_up_whose_records_name_what_it_does_not_hold_replaces_nothing(tmp_path: Path, damage: str) -> None:
    url = f"sqlite:///{tmp_path}/store.sqlite"
    full_store(url).close()
    before = rows_of(url)
    back_up(url, tmp_path / "backup.sqlite")
    database = Database(f"sqlite:///{tmp_path}/backup.sqlite")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(damage)
        connection.commit()
    database.close()
    with pytest.raises(BrokenBackup):
        restore(url, tmp_path / "backup.sqlite", replace=True)
    assert rows_of(url) == before


@pytest.mark.parametrize("language", languages())
def test_each_action_is_audited_and_has_its_words(store: Store, language: Language) -> None:
    publish(store, "un")
    keep_one_of_each(store, "ukraine")
    told = {line.action for line in store.audit()}
    assert told == ACTIONS | {"publication"}
    assert [action for action in told if not has(f"pages.history.actions.{action}", language)] == []


KEEPING: dict[str, Callable[[Store], object]] = {
    "scenarios": lambda store: store.scenarios.keep(
        "ukraine", version_id=store.pointers()["ukraine"], name="x", link="", shared=True, author="Anne"
    ),
    "meetings": lambda store: store.meetings.open(
        "ukraine", held_on=date(2024, 1, 9), place="", version_id=store.pointers()["ukraine"], author="Anne"
    ),
    "decisions": lambda store: store.decisions.record("ukraine", "x", author="Anne"),
    "decks": lambda store: store.decks.save(Deck("ukraine"), author="Anne"),
}


@pytest.mark.parametrize("kind", KEEPING)
def test_nothing_is_kept_whose_line_of_the_audit_list_cannot_be(
    url: str, store: Store, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store, "un")
    before = rows_of(url)
    with monkeypatch.context() as patched:
        for module in ("kept_records", "meetings"):
            patched.setattr(f"fund.store.{module}.record_line", lambda *_, **__: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            KEEPING[kind](store)
    assert rows_of(url) == before
    KEEPING[kind](store)
    assert rows_of(url) != before


def test_the_database_itself_refuses_records_of_what_does_not_exist(url: str, store: Store) -> None:
    publish(store, "un")
    database = Database(url)
    for statement in (
        "INSERT INTO deck (fund, revision, entries) VALUES ('maroc', 1, '[]')",
        "INSERT INTO meeting VALUES (1, 'ukraine', '2024-01-09', '', 99, '', '2024-01-09', NULL)",
    ):
        with pytest.raises(sa.exc.IntegrityError), database.writing() as connection:
            connection.execute(sa.text(statement))
    database.close()
