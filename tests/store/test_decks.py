"""The choice of slides of each fund, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fund.records import Deck, DeckEntry
from fund.store.errors import InvalidRecord, StaleRecord, UnknownRecord
from fund.store.store import Store
from tests.store.publishing import publish

CHOICE = (DeckEntry("money", line="Deux tranches sont parties"), DeckEntry("title"), DeckEntry("hours", shown=False))


def test_a_deck_never_saved_is_empty(store: Store) -> None:
    publish(store, "un")
    assert store.decks.of("ukraine") == Deck("ukraine", (), 0)


def test_a_deck_keeps_which_slides_in_which_order_with_which_lines(store: Store) -> None:
    publish(store, "un")
    publish(store, "un", fund="liban")
    saved = store.decks.save(Deck("ukraine", CHOICE), author="Anne")
    assert saved == Deck("ukraine", CHOICE, 1)
    assert store.decks.of("ukraine") == saved
    assert store.decks.of("liban") == Deck("liban")
    line = store.audit(limit=1)[0]
    assert (line.action, line.actor, line.fund) == ("deck_saved", "Anne", "ukraine")
    assert line.details == {"revision": 1, "slides": 3, "hidden": "hours"}


def test_a_deck_is_saved_again_and_again_and_can_be_emptied(store: Store) -> None:
    publish(store, "un")
    first = store.decks.save(Deck("ukraine", CHOICE), author="Anne")
    second = store.decks.save(replace(first, entries=CHOICE[::-1]), author="Paul")
    assert (second.revision, store.decks.of("ukraine").entries) == (2, CHOICE[::-1])
    third = store.decks.save(replace(second, entries=()), author="Paul")
    assert store.decks.of("ukraine") == third == Deck("ukraine", (), 3)


@pytest.mark.parametrize("revision", [0, 2, 99])
def test_who_saves_on_another_revision_is_shown_the_current_deck_and_changes_nothing(
    store: Store, revision: int
) -> None:
    publish(store, "un")
    saved = store.decks.save(Deck("ukraine", CHOICE), author="Anne")
    with pytest.raises(StaleRecord) as stale:
        store.decks.save(Deck("ukraine", (), revision), author="Paul")
    assert stale.value.current == saved
    assert store.decks.of("ukraine") == saved
    assert [line.action for line in store.audit()] == ["deck_saved", "publication"]


@pytest.mark.parametrize(
    "entries",
    [
        (DeckEntry(""),),
        (DeckEntry("x" * 121),),
        (DeckEntry("money", line="x" * 1001),),
        (DeckEntry("money"), DeckEntry("money", shown=False)),
        tuple(DeckEntry(f"slide-{number}") for number in range(201)),
    ],
)
def test_a_deck_that_cannot_be_one_is_not_saved(store: Store, entries: tuple[DeckEntry, ...]) -> None:
    publish(store, "un")
    with pytest.raises(InvalidRecord):
        store.decks.save(Deck("ukraine", entries), author="Anne")
    assert store.decks.of("ukraine") == Deck("ukraine")


def test_the_longest_lines_are_kept_and_those_of_any_origin_made_writable(store: Store) -> None:
    publish(store, "un")
    entries = (DeckEntry("money", line="é" * 1000), DeckEntry("title", line="<b>\x00\ud800\x0c'; DROP TABLE deck\n😀"))
    store.decks.save(Deck("ukraine", entries), author="\x00")
    assert store.decks.of("ukraine").entries == (
        DeckEntry("money", line="é" * 1000),
        DeckEntry("title", line="<b>\ufffd\ufffd\ufffd'; DROP TABLE deck\n😀"),
    )


def test_a_fund_the_store_does_not_have_has_no_deck(store: Store) -> None:
    with pytest.raises(UnknownRecord):
        store.decks.save(Deck("maroc", CHOICE), author="Anne")
    assert store.decks.of("maroc") == Deck("maroc")
    assert store.audit() == ()
