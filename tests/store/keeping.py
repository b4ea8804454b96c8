"""A store in which every table holds something, and a store as the first schema made it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from fund.model import HeaderMatch, Picture, SheetMatch
from fund.records import DecisionState, DeckEntry, Fact, FindingKey
from fund.store.database import Database
from fund.store.open_store import _SCRIPTS, open_store
from fund.store.picture_rows import NewPictures, TwoForms
from fund.store.store import Store
from fund.store.tables import AUDIT, METADATA, OF_THE_MOMENT, VERSIONS
from tests.store.publishing import publish, workbook

KEY = FindingKey(
    "late_pledge", "contributions", (Fact("donor", ("Brest",)),), (Fact("pledged_cents", ("500000",)), Fact("seen", ()))
)
"""What tells a warning from the others."""


def keep_one_of_each(store: Store, fund: str) -> None:
    """Everything that staff can keep and change for a fund that has a version: each action of the audit list."""
    public = store.public(fund)
    assert public is not None
    scenarios, meetings, decisions = store.scenarios, store.meetings, store.decisions
    kept, lost = (
        scenarios.keep(fund, version_id=public.id, name=name, link="?et-si=1", shared=False, author="Anne")
        for name in ("Loyers", "Essai")
    )
    scenarios.share(kept.id, shared=True, author="Anne")
    scenarios.forget(lost.id, author="Anne")
    meeting = meetings.open(fund, held_on=date(2024, 1, 9), place="Paris", version_id=public.id, author="Anne")
    decision = decisions.record(
        fund, "Verser", author="Anne", meeting_id=meeting.id, amount_cents=10**15, due=date(2024, 3, 31)
    )
    decisions.change(decision.id, 1, author="Paul", state=DecisionState.DONE)
    decisions.record(fund, "Écrire", author="Anne")
    meetings.close(meeting.id, author="Anne")
    store.pictures.record_pack(public.id, kind="meeting", language="fr", author="Anne", photos=["a" * 64])
    store.keep_figures(public.id, [{"code": "raised", "after": None}])
    store.keep_figures(public.id, [], meeting_id=meeting.id)
    entries = (DeckEntry("money", line="Deux tranches"), DeckEntry("title", shown=False))
    store.remember_matches(fund, [SheetMatch("Dons 2022", "collectivite|montantverse", "contributions")])
    store.decks.save(replace(store.decks.of(fund), entries=entries), author="Anne")
    turn = len(store.explanations.of(fund))
    said = {replace(KEY, turn=turn): "Dit", replace(KEY, turn=turn + 1): "Dit"}
    first, _ = store.explanations.explain(fund, said, reason="Vu", author="Anne")
    store.explanations.withdraw(first.id, author="Paul")


def rows_of(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that a back-up holds, by the table's name, in the order of the keys."""
    database = Database(url)
    with database.reading() as connection:
        rows = {
            table.name: [
                tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            ]
            for table in METADATA.sorted_tables
            if table not in OF_THE_MOMENT
        }
    database.close()
    return rows


def everything(store: Store) -> list[object]:
    """What a store holds of versions, files, the audit list and matches, in the order of its funds."""
    funds = store.funds()
    versions = [version for fund in funds for version in store.versions(fund)]
    files = [store.files(version.id) for version in versions]
    return [store.pointers(), versions, files, store.audit(), [store.matches(fund) for fund in funds]]


def make_first_schema(url: str) -> list[object]:
    """A store of the first schema, with versions of two funds, a restoration, a match and a sign-in in it.

    Today's application writes the rows; what the first schema has of them is kept. Returns everything that it holds.
    """
    database = Database(url)
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    with TemporaryDirectory() as folder, database.writing() as old:
        config.attributes["connection"] = old
        command.upgrade(config, "0001")
        with closing(open_store(f"sqlite:///{folder}/today.sqlite", seed=None)) as store:
            first = publish(store, "un")
            second = publish(store, "deux", based_on=first)
            store.restore(first.id, author="Paul", note="déjà vu", based_on=second.id, summary={"gap_cents": -1})
            publish(store, "un", fund="liban")
            store.remember_matches("ukraine", [HeaderMatch("fund", "Sigle", "code")])
            store.record("sign_in", actor="Anne", details={"how": "password"})
            held = everything(store)
        for name, rows in rows_of(f"sqlite:///{folder}/today.sqlite").items():
            if rows and sa.inspect(old).has_table(name):
                table = METADATA.tables[name]
                kept = {column["name"] for column in sa.inspect(old).get_columns(name)}
                columns = [column.name for column in table.columns]
                old.execute(
                    sa.insert(table),
                    [{key: value for key, value in zip(columns, row, strict=True) if key in kept} for row in rows],
                )
        for table in (VERSIONS, AUDIT) if database.is_postgresql else ():
            sequence = sa.func.pg_get_serial_sequence(table.name, "id")
            old.execute(sa.select(sa.func.setval(sequence, sa.func.max(table.c.id))))
    database.close()
    return held


def full_store(url: str) -> Store:
    """A store whose every table holds something, of two funds and of one with a picture."""
    make_first_schema(url)
    store = open_store(url, seed=None)
    for fund in ("ukraine", "liban"):
        keep_one_of_each(store, fund)
    large = b"a picture"
    picture = Picture(sha256(large).hexdigest(), 4, 3)
    pictures = NewPictures({"pont.jpg": picture}, {picture.digest: TwoForms(large, b"smaller")}.get)
    store.publish("togo", [workbook("togo")], author="Anne", note="", based_on=None, pictures=pictures)
    return store
