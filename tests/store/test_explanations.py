"""Why staff say that warnings are none, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from fund.records import Explanation, Fact
from fund.store.backup import back_up, restore
from fund.store.errors import ExplainedMeanwhile, InvalidRecord, UnknownRecord
from fund.store.explanations import LONGEST_REASON, LONGEST_SAID
from fund.store.open_store import open_store
from fund.store.store import Store
from tests.store.keeping import KEY, make_first_schema
from tests.store.publishing import publish

OTHER = replace(KEY, turn=1)
STAFF = 8


def explain(store: Store, reason: str = "Demandé", *, author: str = "Anne") -> Explanation:
    (kept,) = store.explanations.explain("ukraine", {KEY: "En retard"}, reason=reason, author=author)
    return kept


def test_a_warning_is_explained_with_who_when_and_why(store: Store) -> None:
    publish(store, "un")
    kept = explain(store)
    assert store.explanations.of("ukraine") == (kept,)
    assert (kept.fund, kept.key, kept.said, kept.reason, kept.author) == (
        *("ukraine", KEY, "En retard", "Demandé", "Anne"),
    )
    assert timedelta(0) <= datetime.now(UTC) - kept.explained_at < timedelta(minutes=1)
    assert (kept.withdrawn_by, kept.withdrawn_at) == (None, None)
    line = store.audit(limit=1)[0]
    assert (line.action, line.actor, line.fund) == ("warning_explained", "Anne", "ukraine")
    assert line.details == {"explanation": kept.id, "text": "En retard", "why": "Demandé"}


def test_several_are_explained_by_one_reason_all_or_none(store: Store) -> None:
    publish(store, "un")
    first = explain(store)
    with pytest.raises(ExplainedMeanwhile) as told:
        store.explanations.explain("ukraine", {OTHER: "b", KEY: "a"}, reason="Deux", author="Paul")
    assert told.value.current == first
    assert store.explanations.of("ukraine") == (first,)
    assert len(store.audit()) == 2
    store.explanations.withdraw(first.id, author="Anne")
    kept = store.explanations.explain("ukraine", {OTHER: "b", KEY: "a"}, reason="Deux", author="Paul")
    assert [(each.key, each.said) for each in kept] == [(OTHER, "b"), (KEY, "a")]


def test_what_is_taken_back_stays_in_the_list_and_is_so_once(store: Store) -> None:
    publish(store, "un")
    kept = explain(store)
    withdrawn = store.explanations.withdraw(kept.id, author="Paul")
    assert (withdrawn.withdrawn_by, withdrawn.reason) == ("Paul", "Demandé")
    with pytest.raises(ExplainedMeanwhile) as told:
        store.explanations.withdraw(kept.id, author="Léo")
    assert told.value.current == withdrawn
    again = explain(store, "Reçu depuis", author="Léo")
    assert store.explanations.of("ukraine") == (again, withdrawn)
    actions = [line.action for line in store.audit(limit=3)]
    assert actions == ["warning_explained", "explanation_withdrawn", "warning_explained"]


def test_explanations_belong_to_a_fund(store: Store) -> None:
    publish(store, "un")
    publish(store, "un", fund="liban")
    explain(store)
    store.explanations.explain("liban", {KEY: "En retard"}, reason="Autre fonds", author="Anne")
    assert [each.reason for each in store.explanations.of("liban")] == ["Autre fonds"]
    for fund in ("maroc", "\x00", "'--"):
        with pytest.raises(UnknownRecord):
            store.explanations.explain(fund, {KEY: ""}, reason="x", author="Anne")
        assert store.explanations.of("maroc") == ()


@pytest.mark.parametrize("reason", ["", " \n ", "x" * (LONGEST_REASON + 1)])
def test_a_reason_that_is_missing_or_too_long_is_not_kept(store: Store, reason: str) -> None:
    publish(store, "un")
    with pytest.raises(InvalidRecord):
        explain(store, reason)
    assert store.explanations.of("ukraine") == ()
    assert [line.action for line in store.audit()] == ["publication"]


def test_the_longest_texts_are_kept_and_those_of_any_origin_made_writable(store: Store) -> None:
    publish(store, "un")
    strange = replace(KEY, who=(Fact("donor", ("<b>\x00\ud800'); DROP TABLE explanation; --", "é😀")),))
    (kept,) = store.explanations.explain(
        "ukraine", {strange: "y" * 2_000}, reason="<i>\x00" + "é" * (LONGEST_REASON - 4), author="A\x00nne"
    )
    assert (kept.key, len(kept.said), len(kept.reason)) == (strange, LONGEST_SAID, LONGEST_REASON)
    assert kept.reason.startswith("<i>\ufffd")
    assert store.explanations.of("ukraine") == (kept,)


@pytest.mark.parametrize("explanation_id", [0, -1, 99, 2**31, 10**30])
def test_an_unknown_explanation_has_a_name(store: Store, explanation_id: int) -> None:
    publish(store, "un")
    with pytest.raises(UnknownRecord):
        store.explanations.withdraw(explanation_id, author="Anne")


def test_of_those_who_explain_one_warning_at_once_one_does_and_the_others_are_told(store: Store) -> None:
    publish(store, "un")
    barrier = Barrier(STAFF)

    def attempt(person: int) -> Explanation | ExplainedMeanwhile:
        barrier.wait(60)
        try:
            return explain(store, f"raison {person}", author=f"{person}")
        except ExplainedMeanwhile as meanwhile:
            return meanwhile

    with ThreadPoolExecutor(STAFF) as pool:
        outcomes = list(pool.map(attempt, range(STAFF)))
    (kept,) = [each for each in outcomes if isinstance(each, Explanation)]
    assert [each.current for each in outcomes if isinstance(each, ExplainedMeanwhile)] == [kept] * (STAFF - 1)
    assert store.explanations.of("ukraine") == (kept,)


def test_a_back_up_brings_explanations_back_and_goes_on_counting(url: str, store: Store, tmp_path: Path) -> None:
    publish(store, "un")
    kept = store.explanations.withdraw(explain(store).id, author="Paul")
    back_up(url, tmp_path / "backup.sqlite")
    explain(store, "perdu")
    restore(url, tmp_path / "backup.sqlite", replace=True)
    assert store.explanations.of("ukraine") == (kept,)
    assert explain(store).id == kept.id + 1


def test_a_store_of_the_first_schema_explains_once_it_is_brought_up_to_date(url: str) -> None:
    make_first_schema(url)
    store = open_store(url, seed=None)
    assert store.explanations.of("ukraine") == ()
    assert explain(store).id == 1
    store.close()
