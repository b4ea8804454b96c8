"""Photos of versions: stored once, found by version, restored, withdrawn from all of them, in back-ups."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa

from fund.model import Picture
from fund.records import Version
from fund.store.backup import back_up, restore
from fund.store.database import Database
from fund.store.errors import BrokenBackup, InvalidRecord, UnknownRecord, UnknownVersion
from fund.store.open_store import open_store
from fund.store.picture_rows import NewPictures, TwoForms
from fund.store.pictures import PictureUse
from fund.store.store import Store
from fund.store.tables import PICTURES
from fund.store.withdrawals import Replacement
from tests.store.publishing import workbook


def forms(text: str) -> TwoForms:
    return TwoForms(f"large {text}".encode(), f"small {text}".encode())


def digest(text: str) -> str:
    return sha256(forms(text).large).hexdigest()


def pictures(**texts: str) -> NewPictures:
    """Pictures by name, each made of a text."""
    by_digest = {digest(text): forms(text) for text in texts.values()}
    return NewPictures({name: Picture(digest(text), 4, 3) for name, text in texts.items()}, by_digest.get)


def publish(store: Store, content: str, *, fund: str = "ukraine", **texts: str) -> Version:
    public = store.public(fund)
    base = None if public is None else public.id
    return store.publish(fund, [workbook(content)], author="Anne", note="", based_on=base, pictures=pictures(**texts))


def kept(store: Store, version: Version) -> dict[str, str]:
    return {name: picture.digest for name, picture in store.pictures.of(version.id).items()}


def bytes_in(url: str) -> set[bytes]:
    """All bytes of photos that a store holds."""
    database = Database(url)
    with database.reading() as rows:
        found = {each for row in rows.execute(sa.select(PICTURES.c.large, PICTURES.c.small)) for each in row}
    database.close()
    return found - {None}


def test_a_version_has_its_photos_in_two_forms(store: Store) -> None:
    version = publish(store, "un", a="pont", b="école")
    assert kept(store, version) == {"a": digest("pont"), "b": digest("école")}
    assert store.pictures.of(version.id)["a"] == Picture(digest("pont"), 4, 3)
    assert store.pictures.content(digest("pont")) == b"large pont"
    assert store.pictures.content(digest("pont"), small=True) == b"small pont"
    assert store.pictures.content("0" * 64) is None


def test_the_same_photo_is_stored_once_and_asked_for_once(url: str, store: Store) -> None:
    first = publish(store, "un", a="pont", b="pont")
    asked: list[str] = []

    def ask(name: str) -> None:
        asked.append(name)

    again = NewPictures({"c": Picture(digest("pont"), 4, 3)}, ask)
    second = store.publish("ukraine", [workbook("deux")], author="A", note="", based_on=first.id, pictures=again)
    assert kept(store, second) == {"c": digest("pont")}
    assert asked == []
    assert bytes_in(url) == {b"large pont", b"small pont"}
    assert store.pictures.uses(digest("pont")) == (PictureUse("ukraine", 2), PictureUse("ukraine", 1))


def test_a_version_restored_has_its_photos_again(store: Store) -> None:
    first = publish(store, "un", a="pont")
    second = publish(store, "deux")
    third = store.restore(first.id, author="Anne", note="", based_on=second.id)
    assert (kept(store, second), kept(store, third)) == ({}, {"a": digest("pont")})


def test_a_photo_withdrawn_is_gone_from_every_version_with_who_and_why(url: str, store: Store) -> None:
    first = publish(store, "un", a="pont", b="école")
    second = publish(store, "deux", c="pont")
    other = publish(store, "un", fund="liban", a="pont")
    store.pictures.withdraw(digest("pont"), fund="ukraine", author="Léo", reason="  à sa demande ")
    for version in (first, second, other):
        gone = [each for each in store.pictures.of(version.id).values() if each.fault]
        told = {"author": "Léo", "reason": "à sa demande", "digest": digest("pont")}
        assert [(each.fault, each.digest, {**each.details, "at": ""}) for each in gone] == [
            ("withdrawn", "", {**told, "at": ""})
        ]
        when = datetime.fromisoformat(str(gone[0].details["at"]))
        assert abs(datetime.now(UTC) - when) < timedelta(minutes=5)
    assert store.pictures.content(digest("pont")) is None
    assert store.pictures.content(digest("pont"), small=True) is None
    assert bytes_in(url) == {b"large \xc3\xa9cole", b"small \xc3\xa9cole"}
    assert store.pictures.withdrawn() == frozenset({digest("pont")})
    line = store.audit()[0]
    assert (line.action, line.actor, line.fund) == ("photo_withdrawal", "Léo", "ukraine")
    assert line.details == {"picture": digest("pont"), "why": "à sa demande"}


def test_nothing_of_a_photo_withdrawn_is_left_in_the_file(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/state/fund.sqlite", seed=None)
    publish(store, "un", a="pont")
    store.pictures.withdraw(digest("pont"), fund="ukraine", author="Léo", reason="non")
    found = b"".join(file.read_bytes() for file in (tmp_path / "state").glob("fund.sqlite*"))
    assert b"large pont" not in found
    assert b"small pont" not in found


def test_a_photo_withdrawn_is_not_brought_back_by_publishing_it_again(url: str, store: Store) -> None:
    publish(store, "un", a="pont")
    store.pictures.withdraw(digest("pont"), fund="ukraine", author="Léo", reason="non")
    again = publish(store, "deux", a="pont")
    assert store.pictures.of(again.id)["a"].fault == "withdrawn"
    assert bytes_in(url) == set()
    store.pictures.withdraw(digest("pont"), fund="ukraine", author="Zoé", reason="encore")
    assert store.pictures.of(again.id)["a"].details["author"] == "Léo"


def test_a_photo_is_withdrawn_with_a_reason_and_by_a_fund_that_has_it(store: Store) -> None:
    publish(store, "un", a="pont")
    publish(store, "un", fund="liban")
    with pytest.raises(InvalidRecord):
        store.pictures.withdraw(digest("pont"), fund="ukraine", author="Léo", reason="  ")
    for fund, known in (("liban", digest("pont")), ("ukraine", "0" * 64), ("nulle-part", digest("pont"))):
        with pytest.raises(UnknownRecord):
            store.pictures.withdraw(known, fund=fund, author="Léo", reason="non")
    assert store.pictures.content(digest("pont")) is not None


def test_a_version_withdrawn_takes_its_photos_along_unless_another_has_them(url: str, store: Store) -> None:
    first = publish(store, "un", a="pont", b="école")
    second = publish(store, "deux", a="pont")
    store.withdraw(first.id, author="Léo", reason="noms", public=second.id)
    assert bytes_in(url) == {b"large pont", b"small pont"}
    assert store.pictures.of(first.id) == {}
    third = publish(store, "trois", c="port")
    store.withdraw(third.id, author="Léo", reason="noms", public=third.id, replacement=Replacement(second.id))
    assert bytes_in(url) == {b"large pont", b"small pont"}
    public = store.public("ukraine")
    assert public is not None
    assert kept(store, public) == {"a": digest("pont")}


def test_photos_are_in_back_ups_and_what_was_withdrawn_since_stays_so(url: str, store: Store, tmp_path: Path) -> None:
    version = publish(store, "un", a="pont", b="école")
    back_up(url, tmp_path / "backup.sqlite")
    store.pictures.withdraw(digest("pont"), fund="ukraine", author="Léo", reason="non")
    restore(url, tmp_path / "backup.sqlite", replace=True)
    assert bytes_in(url) == {b"large \xc3\xa9cole", b"small \xc3\xa9cole"}
    assert store.pictures.of(version.id)["a"].fault == "withdrawn"
    assert kept(store, version)["b"] == digest("école")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE picture SET large = x'00'",
        "UPDATE picture SET small = NULL",
        "UPDATE picture SET withdrawn_at = '2026-01-01 00:00:00'",
    ],
)
def test_a_back_up_whose_photos_are_not_those_kept_is_refused(tmp_path: Path, change: str) -> None:
    url = f"sqlite:///{tmp_path}/a.sqlite"
    store = open_store(url, seed=None)
    publish(store, "un", a="pont")
    store.close()
    database = Database(url)
    with database.writing() as rows:
        rows.exec_driver_sql(change)
    database.close()
    with pytest.raises(BrokenBackup):
        restore(f"sqlite:///{tmp_path}/b.sqlite", tmp_path / "a.sqlite")


def test_what_is_made_to_be_taken_home_is_kept_with_its_photos_once_a_day(store: Store) -> None:
    first, other = publish(store, "un", a="pont", b="école"), publish(store, "deux", fund="gaza")
    made = {"kind": "meeting", "language": "fr", "author": "Anne", "photos": [digest("pont"), digest("école")]}
    for changed in ({}, {}, {"language": "en"}, {"author": ""}, {"kind": "donor"}, {"photos": [digest("pont")]}):
        store.pictures.record_pack(first.id, **{**made, **changed})
    store.pictures.record_pack(first.id, **{**made, "photos": [digest("école"), digest("pont")]})
    store.pictures.record_pack(other.id, **made)
    packs = store.pictures.packs("ukraine")
    assert [(pack.kind, pack.language, pack.author, len(pack.photos)) for pack in reversed(packs)] == [
        ("meeting", "fr", "Anne", 2),
        ("meeting", "en", "Anne", 2),
        ("meeting", "fr", "", 2),
        ("donor", "fr", "Anne", 2),
        ("meeting", "fr", "Anne", 1),
    ]
    assert {(pack.fund, pack.number) for pack in packs} == {("ukraine", 1)}
    assert len(store.pictures.packs("gaza")) == 1
    with pytest.raises(UnknownVersion):
        store.pictures.record_pack(999, **made)


def test_what_was_made_is_still_known_once_its_photo_is_withdrawn_and_after_a_back_up(
    store: Store, url: str, tmp_path: Path
) -> None:
    version = publish(store, "un", a="pont")
    store.pictures.record_pack(version.id, kind="donor", language="en", author="", photos=[digest("pont")])
    store.pictures.withdraw(digest("pont"), fund="ukraine", author="Marie", reason="retirée")
    (pack,) = store.pictures.packs("ukraine")
    assert store.pictures.of(version.id)["a"].details["digest"] in pack.photos
    back_up(url, tmp_path / "copy.sqlite")
    restore(url, tmp_path / "copy.sqlite", replace=True)
    assert store.pictures.packs("ukraine") == (pack,)
