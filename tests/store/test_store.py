"""What the store promises, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from fund.model import HeaderMatch, SheetMatch, WorkbookFile
from fund.records import AuditEntry
from fund.store.errors import InvalidFundCode, InvalidPublication, StaleBase, UnknownVersion
from fund.store.open_store import SYSTEM, open_store
from fund.store.store import Store
from tests.store.publishing import publish, workbook


def test_a_new_store_has_no_fund(store: Store) -> None:
    assert store.funds() == ()
    assert store.pointers() == {}
    assert store.public("ukraine") is None
    assert store.versions("ukraine") == ()
    assert store.audit() == ()


def test_a_version_says_who_when_why_and_on_what_it_was_based(store: Store) -> None:
    first = publish(store, "un")
    before = datetime.now(UTC)
    second = store.publish(
        "ukraine",
        [workbook("deux")],
        author="Anne Martin",
        note="Versement de Laval, reçu le 3 mai",
        based_on=first.id,
        summary={"raised_cents": [39_500_000, 40_100_000], "lost": []},
    )
    assert second.fund == "ukraine"
    assert (first.number, second.number) == (1, 2)
    assert second.author == "Anne Martin"
    assert second.note == "Versement de Laval, reçu le 3 mai"
    assert (first.based_on, second.based_on) == (None, first.id)
    assert second.restored_from is None
    assert second.summary == {"raised_cents": [39_500_000, 40_100_000], "lost": []}
    assert second.created_at.tzinfo is UTC
    assert timedelta(0) <= second.created_at - before < timedelta(minutes=1)


def test_what_is_read_again_is_what_publishing_returned(store: Store) -> None:
    first = publish(store, "un")
    second = publish(store, "deux", based_on=first)
    assert store.version(first.id) == first
    assert store.public("ukraine") == second
    assert store.versions("ukraine") == (second, first)


def test_files_come_back_byte_for_byte_in_the_order_of_their_names(store: Store) -> None:
    every_byte = bytes(range(256))
    version = store.publish(
        "ukraine",
        [WorkbookFile("programmes.xlsx", every_byte), WorkbookFile("Éléments d’été\u00a02024.xlsx", b"")],
        author="Anne",
        note="",
        based_on=None,
    )
    assert store.files(version.id) == (
        WorkbookFile("programmes.xlsx", every_byte),
        WorkbookFile("Éléments d’été\u00a02024.xlsx", b""),
    )


def test_the_digest_is_that_of_names_and_contents_whatever_the_order(store: Store) -> None:
    one, two = workbook("un", "a.xlsx"), workbook("deux", "b.xlsx")
    version = store.publish("ukraine", [two, one], author="Anne", note="", based_on=None)
    expected = sha256(
        sha256(b"a.xlsx").digest() + sha256(b"un").digest() + sha256(b"b.xlsx").digest() + sha256(b"deux").digest()
    ).hexdigest()
    assert version.digest == expected


def test_funds_do_not_touch_each_other(store: Store) -> None:
    ukraine = publish(store, "un")
    liban = publish(store, "un", fund="liban")
    assert liban.number == 1
    assert store.funds() == ("liban", "ukraine")
    assert store.pointers() == {"ukraine": ukraine.id, "liban": liban.id}
    assert store.versions("liban") == (liban,)


def test_who_comes_second_is_shown_what_is_public_and_changes_nothing(store: Store) -> None:
    first = publish(store, "un")
    second = publish(store, "deux", based_on=first)
    with pytest.raises(StaleBase, match="version 2 of ukraine is public now") as stale:
        publish(store, "trois", based_on=first)
    assert stale.value.current == second
    assert store.versions("ukraine") == (second, first)
    assert [entry.action for entry in store.audit()] == ["publication", "publication"]


def test_a_fund_is_opened_once(store: Store) -> None:
    first = publish(store, "un")
    with pytest.raises(StaleBase) as stale:
        publish(store, "autre")
    assert stale.value.current == first


def test_a_version_cannot_be_based_on_another_fund_or_on_nothing_known(store: Store) -> None:
    ukraine = publish(store, "un")
    publish(store, "un", fund="liban")
    with pytest.raises(StaleBase):
        publish(store, "deux", based_on=ukraine, fund="liban")
    with pytest.raises(UnknownVersion):
        publish(store, "deux", based_on=ukraine, fund="maroc")
    assert store.funds() == ("liban", "ukraine")


def test_restoring_publishes_the_same_files_anew_and_keeps_every_version(store: Store) -> None:
    first = publish(store, "un")
    second = publish(store, "deux", based_on=first)
    third = store.restore(first.id, author="Paul", note="Erreur de montant", based_on=second.id, summary={"gap": 1})
    assert (third.number, third.based_on, third.restored_from) == (3, second.id, first.id)
    assert (third.author, third.note, third.summary) == ("Paul", "Erreur de montant", {"gap": 1})
    assert third.digest == first.digest
    assert store.files(third.id) == (workbook("un"),)
    assert store.versions("ukraine") == (third, second, first)
    assert store.public("ukraine") == third


def test_restoring_too_late_is_refused_like_publishing(store: Store) -> None:
    first = publish(store, "un")
    second = publish(store, "deux", based_on=first)
    with pytest.raises(StaleBase) as stale:
        store.restore(first.id, author="Paul", note="", based_on=first.id)
    assert stale.value.current == second


@pytest.mark.parametrize("version_id", [0, -1, 99, 2**31, 10**30])
def test_an_unknown_version_has_a_name(store: Store, version_id: int) -> None:
    first = publish(store, "un")
    with pytest.raises(UnknownVersion):
        store.version(version_id)
    with pytest.raises(UnknownVersion):
        store.files(version_id)
    with pytest.raises(UnknownVersion):
        store.restore(version_id, author="Paul", note="", based_on=first.id)


def test_a_fund_whose_code_is_none_is_not_opened(store: Store) -> None:
    with pytest.raises(InvalidFundCode):
        publish(store, "un", fund="../ukraine")
    assert store.funds() == ()


def test_a_version_without_a_workbook_is_not_published(store: Store) -> None:
    with pytest.raises(InvalidPublication):
        store.publish("ukraine", [], author="Anne", note="", based_on=None)
    assert store.funds() == ()


def test_text_of_any_origin_is_kept_or_its_broken_characters_replaced(store: Store) -> None:
    version = store.publish(
        "ukraine", [workbook("un")], author="A\x00nne \ud800", note="'); DROP TABLE version; -- 😀", based_on=None
    )
    assert version.author == "A\ufffdnne \ufffd"
    assert version.note == "'); DROP TABLE version; -- 😀"
    assert store.public("\x00") is None
    store.record("refusal", actor="Anne", details={"file": "\x00\ud800.xlsx"})
    assert store.audit()[0].details == {"file": "\x00\ud800.xlsx"}


def test_a_summary_that_json_cannot_hold_publishes_nothing(store: Store) -> None:
    with pytest.raises(Exception, match="not JSON compliant"):
        store.publish("ukraine", [workbook("un")], author="A", note="", based_on=None, summary={"x": float("nan")})
    assert store.funds() == ()


def test_matches_are_remembered_by_fund_and_the_last_one_counts(store: Store) -> None:
    store.remember_matches(
        "ukraine", [HeaderMatch("contributions", "Versement (€)", "received"), HeaderMatch("fund", "Sigle", "code")]
    )
    store.remember_matches("ukraine", [HeaderMatch("contributions", "Versement (€)", "pledged")])
    store.remember_matches("liban", [])
    assert store.matches("ukraine") == (
        HeaderMatch("contributions", "Versement (€)", "pledged"),
        HeaderMatch("fund", "Sigle", "code"),
    )
    assert store.matches("liban") == ()


def test_what_a_sheet_is_is_remembered_by_its_title_and_headers(store: Store) -> None:
    gifts = SheetMatch("Feuil1", "collectivite|montantverse", "contributions")
    costs = SheetMatch("Feuil1", "libelle|montant", "expenses")
    store.remember_matches("ukraine", [gifts, costs, HeaderMatch("fund", "Sigle", "code")])
    store.remember_matches("ukraine", [replace(costs, table="")])
    assert store.matches("ukraine") == (HeaderMatch("fund", "Sigle", "code"), gifts, replace(costs, table=""))
    assert store.matches("liban") == ()


def test_the_audit_list_tells_everything_newest_first_page_by_page(store: Store) -> None:
    store.record("sign_in", actor="Anne")
    first = publish(store, "un")
    store.restore(first.id, author="Paul", note="", based_on=first.id)
    store.record("refusal", actor="Anne", fund="ukraine", version=first.id, details={"code": "macros"})
    newest, restored, published, signed_in = store.audit()
    assert (signed_in.action, signed_in.actor, signed_in.fund, signed_in.version) == ("sign_in", "Anne", "", None)
    assert (published.action, published.actor, published.fund) == ("publication", "Anne", "ukraine")
    assert (published.version, published.details) == (first.id, {"number": 1})
    assert (restored.action, restored.actor, restored.details) == ("restoration", "Paul", {"number": 2})
    assert newest == AuditEntry(newest.id, newest.at, "refusal", "Anne", "ukraine", first.id, {"code": "macros"})
    assert newest.at.tzinfo is UTC
    assert store.audit(limit=2, offset=1) == (restored, published)
    assert store.audit(offset=4) == ()


def test_what_a_stranger_typed_as_a_name_is_kept_short(store: Store) -> None:
    store.record("sign_in_refused", actor="x" * 100_000)
    assert store.audit()[0].actor == "x" * 200


def put(folder: Path, *names: str) -> None:
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(name.encode())


def test_each_folder_of_the_seed_becomes_version_1_by_the_system(url: str, tmp_path: Path) -> None:
    put(tmp_path / "ukraine", "b.xlsx", "a.xlsx", "~$a.xlsx", ".a.xlsx", "notes.txt")
    put(tmp_path / "Îles Orvanes", "a.xlsx")
    put(tmp_path / "vide")
    store = open_store(url, seed=tmp_path)
    ukraine = store.public("ukraine")
    assert store.funds() == ("iles-orvanes", "ukraine")
    assert ukraine is not None
    assert (ukraine.number, ukraine.author, ukraine.note) == (1, SYSTEM, "")
    assert store.files(ukraine.id) == (WorkbookFile("a.xlsx", b"a.xlsx"), WorkbookFile("b.xlsx", b"b.xlsx"))
    store.close()


def test_opening_again_keeps_what_was_published_and_seeds_only_new_funds(url: str, tmp_path: Path) -> None:
    put(tmp_path / "ukraine", "a.xlsx")
    store = open_store(url, seed=tmp_path)
    published = publish(store, "mieux", based_on=store.public("ukraine"))
    store.close()
    (tmp_path / "ukraine" / "a.xlsx").write_bytes(b"new")
    put(tmp_path / "liban", "a.xlsx")
    again = open_store(url, seed=tmp_path)
    assert again.public("ukraine") == published
    assert again.funds() == ("liban", "ukraine")
    again.close()


def test_a_seed_that_is_no_folder_seeds_nothing(url: str, tmp_path: Path) -> None:
    store = open_store(url, seed=tmp_path / "absent")
    assert store.funds() == ()
    store.close()
