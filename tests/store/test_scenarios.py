"""Scenarios that staff keep by name, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fund.records import KeptScenario, Version
from fund.store.errors import InvalidRecord, UnknownRecord, UnknownVersion
from fund.store.store import Store
from tests.store.publishing import publish


def keep(store: Store, version: Version, name: str = "Loyers", *, shared: bool = False) -> KeptScenario:
    return store.scenarios.keep(
        version.fund, version_id=version.id, name=name, link="?et-si=don:5000", shared=shared, author="Anne"
    )


def test_a_scenario_says_on_which_version_it_was_made_even_when_another_is_public(store: Store) -> None:
    first = publish(store, "un")
    kept = keep(store, first)
    second = publish(store, "deux", based_on=first)
    assert store.scenarios.of("ukraine") == (kept,)
    assert (kept.fund, kept.version_id, kept.name, kept.link) == ("ukraine", first.id, "Loyers", "?et-si=don:5000")
    assert (kept.shared, kept.author, kept.kept_at.tzinfo) == (False, "Anne", UTC)
    assert timedelta(0) <= datetime.now(UTC) - kept.kept_at < timedelta(minutes=1)
    assert store.version(kept.version_id).number == 1
    assert second.number == 2


def test_the_newest_scenario_comes_first_and_viewers_get_only_what_is_shared(store: Store) -> None:
    version = publish(store, "un")
    liban = publish(store, "un", fund="liban")
    first, second, third = (keep(store, version, name, shared=name == "b") for name in "abc")
    elsewhere = keep(store, liban, shared=True)
    assert store.scenarios.of("ukraine") == (third, second, first)
    assert store.scenarios.of("ukraine", shared_only=True) == (second,)
    assert store.scenarios.of("liban", shared_only=True) == (elsewhere,)
    assert store.scenarios.of("maroc") == ()


def test_a_scenario_is_shared_and_taken_back(store: Store) -> None:
    kept = keep(store, publish(store, "un"))
    shared = store.scenarios.share(kept.id, shared=True, author="Paul")
    assert shared.shared
    assert store.scenarios.of("ukraine", shared_only=True) == (shared,)
    assert store.scenarios.share(kept.id, shared=True, author="Paul") == shared
    assert store.scenarios.share(kept.id, shared=False, author="Paul") == kept
    assert store.scenarios.of("ukraine", shared_only=True) == ()
    lines = [(line.action, line.actor, line.details.get("shared")) for line in store.audit(limit=3)]
    # Sharing what is shared adds no line.
    assert lines == [
        ("scenario_shared", "Paul", False),
        ("scenario_shared", "Paul", True),
        ("scenario_kept", "Anne", False),
    ]


def test_a_forgotten_scenario_is_gone_but_for_its_line_of_the_audit_list(store: Store) -> None:
    version = publish(store, "un")
    kept, other = keep(store, version), keep(store, version)
    store.scenarios.forget(kept.id, author="Paul")
    assert store.scenarios.of("ukraine") == (other,)
    line = store.audit(limit=1)[0]
    assert (line.action, line.actor, line.fund, line.version) == ("scenario_forgotten", "Paul", "ukraine", version.id)
    assert line.details == {"scenario": kept.id, "name": "Loyers", "shared": False, "link": "?et-si=don:5000"}


def test_the_number_of_a_forgotten_scenario_is_never_given_again(store: Store) -> None:
    version = publish(store, "un")
    kept = keep(store, version)
    store.scenarios.forget(kept.id, author="Paul")
    secret = keep(store, version, "Pas encore")
    with pytest.raises(UnknownRecord):
        store.scenarios.share(kept.id, shared=True, author="Paul")
    assert store.scenarios.of("ukraine") == (secret,)
    assert not secret.shared


@pytest.mark.parametrize("scenario_id", [0, -1, 99, 2**31, 10**30])
def test_an_unknown_scenario_has_a_name(store: Store, scenario_id: int) -> None:
    publish(store, "un")
    with pytest.raises(UnknownRecord):
        store.scenarios.share(scenario_id, shared=True, author="Anne")
    with pytest.raises(UnknownRecord):
        store.scenarios.forget(scenario_id, author="Anne")


@pytest.mark.parametrize(("name", "link"), [("", ""), (" \n ", ""), ("x" * 121, ""), ("x", "y" * 2001)])
def test_a_scenario_without_a_name_or_with_too_long_a_text_is_not_kept(store: Store, name: str, link: str) -> None:
    version = publish(store, "un")
    with pytest.raises(InvalidRecord):
        store.scenarios.keep("ukraine", version_id=version.id, name=name, link=link, shared=False, author="Anne")
    assert store.scenarios.of("ukraine") == ()
    assert [line.action for line in store.audit()] == ["publication"]


def test_the_longest_texts_are_kept_and_those_of_any_origin_made_writable(store: Store) -> None:
    version = publish(store, "un")
    name = " <b>😀\x00\ud800\x0b\uffff'); DROP TABLE scenario; -- " + "é" * 80
    kept = store.scenarios.keep(
        "ukraine", version_id=version.id, name=name, link="?" + "y" * 1999, shared=True, author="A\x00nne \ud800"
    )
    assert kept.name == "<b>😀\ufffd\ufffd\ufffd\ufffd'); DROP TABLE scenario; -- " + "é" * 80
    assert (len(kept.link), kept.author) == (2000, "A\ufffdnne \ufffd")
    assert store.scenarios.of("ukraine") == (kept,)
    assert store.audit(limit=1)[0].details["name"] == kept.name


def test_a_scenario_is_made_on_a_version_of_its_own_fund(store: Store) -> None:
    ukraine = publish(store, "un")
    publish(store, "un", fund="liban")
    for version_id in (ukraine.id, 0, 99, 10**30):
        with pytest.raises(UnknownVersion):
            store.scenarios.keep("liban", version_id=version_id, name="x", link="", shared=False, author="Anne")
    for fund in ("maroc", "\x00", "'--"):
        with pytest.raises(UnknownRecord):
            store.scenarios.keep(fund, version_id=ukraine.id, name="x", link="", shared=False, author="Anne")
    assert store.scenarios.of("liban") == store.scenarios.of("maroc") == ()
