"""Decisions and how far they are, on both databases."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from fund.records import Decision, DecisionState, Meeting
from fund.store.errors import InvalidRecord, StaleRecord, UnknownRecord
from fund.store.store import Store
from tests.store.publishing import publish


def opened(store: Store, fund: str = "ukraine") -> Meeting:
    """A fund with one version, and a meeting that is open on it."""
    version = publish(store, "un", fund=fund)
    return store.meetings.open(fund, held_on=date(2024, 1, 9), place="", version_id=version.id, author="Anne")


def test_a_decision_says_what_for_which_programme_how_much_and_by_when(store: Store) -> None:
    meeting = opened(store)
    decision = store.decisions.record(
        "ukraine",
        "Verser la deuxième tranche",
        author="Anne",
        meeting_id=meeting.id,
        programme="AUC",
        amount_cents=3_000_000_000_00,
        due=date(2024, 3, 31),
        state=DecisionState.UNDER_WAY,
    )
    assert (decision.fund, decision.meeting_id, decision.text) == (
        "ukraine",
        meeting.id,
        "Verser la deuxième tranche",
    )
    # 3 billion euros in cents is beyond 32 bits.
    assert (decision.programme, decision.amount_cents, decision.due) == ("AUC", 300_000_000_000, date(2024, 3, 31))
    assert (decision.state, decision.author, decision.revision) == (DecisionState.UNDER_WAY, "Anne", 1)
    assert decision.recorded_at == decision.changed_at
    assert decision.recorded_at.tzinfo is UTC
    assert store.decisions.of("ukraine") == (decision,)
    line = store.audit(limit=1)[0]
    assert (line.action, line.actor, line.fund) == ("decision_recorded", "Anne", "ukraine")
    assert line.details == {"decision": decision.id, "text": "Verser la deuxième tranche"}


def test_what_a_decision_does_not_say_is_empty_and_never_zero(store: Store) -> None:
    publish(store, "un")
    decision = store.decisions.record("ukraine", "Écrire aux partenaires", author="Anne")
    assert (decision.meeting_id, decision.programme, decision.amount_cents, decision.due) == (None, "", None, None)
    assert decision.state is DecisionState.TO_DO
    nothing = store.decisions.record("ukraine", "Ne rien demander", author="Anne", amount_cents=0)
    assert nothing.amount_cents == 0


def test_decisions_are_listed_by_fund_by_meeting_and_until_they_are_done_or_dropped(store: Store) -> None:
    meeting, elsewhere = opened(store), opened(store, "liban")
    recorded: dict[DecisionState, Decision] = {
        state: store.decisions.record("ukraine", state, author="Anne", state=state, meeting_id=meeting.id)
        for state in DecisionState
    }
    between = store.decisions.record("ukraine", "entre deux séances", author="Anne")
    other = store.decisions.record("liban", "ailleurs", author="Anne", meeting_id=elsewhere.id)
    in_order = tuple(recorded.values())
    assert store.decisions.of("ukraine") == (between, *reversed(in_order))
    assert store.decisions.open_of("ukraine") == (
        recorded[DecisionState.TO_DO],
        recorded[DecisionState.UNDER_WAY],
        between,
    )
    assert store.decisions.of_meeting(meeting.id) == in_order
    assert store.decisions.of("liban") == store.decisions.of_meeting(elsewhere.id) == (other,)
    assert store.decisions.of("maroc") == store.decisions.open_of("maroc") == ()


def test_a_change_touches_only_what_it_names_and_the_audit_list_tells_old_and_new(store: Store) -> None:
    meeting = opened(store)
    first = store.decisions.record("ukraine", "Verser", author="Anne", meeting_id=meeting.id, amount_cents=1_000_00)
    second = store.decisions.change(
        first.id, 1, author="Paul", state=DecisionState.DONE, amount_cents=None, due=date(2024, 5, 2), text="Verser "
    )
    assert (second.state, second.amount_cents, second.due) == (DecisionState.DONE, None, date(2024, 5, 2))
    assert (second.text, second.meeting_id, second.programme) == ("Verser", meeting.id, "")
    assert (second.author, second.recorded_at, second.revision) == ("Anne", first.recorded_at, 2)
    assert second.changed_at >= first.changed_at
    assert store.decisions.of("ukraine") == (second,)
    line = store.audit(limit=1)[0]
    assert (line.action, line.actor, line.fund) == ("decision_changed", "Paul", "ukraine")
    assert line.details == {
        "decision": first.id,
        "state": "to_do → done",
        "amount_cents": "100000 → —",
        "due": "— → 2024-05-02",
    }


def test_who_changes_an_older_wording_is_shown_the_current_one_and_changes_nothing(store: Store) -> None:
    publish(store, "un")
    first = store.decisions.record("ukraine", "Verser", author="Anne")
    second = store.decisions.change(first.id, first.revision, author="Paul", programme="AUC")
    with pytest.raises(StaleRecord, match="revision 2 was written since") as stale:
        store.decisions.change(first.id, first.revision, author="Anne", state=DecisionState.DROPPED)
    assert stale.value.current == second
    assert store.decisions.of("ukraine") == (second,)
    actions = [line.action for line in store.audit()]
    assert actions == ["decision_changed", "decision_recorded", "publication"]


def test_a_change_to_what_is_already_so_is_none(store: Store) -> None:
    publish(store, "un")
    first = store.decisions.record("ukraine", "Verser", author="Anne")
    assert store.decisions.change(first.id, 1, author="Paul", text=" Verser", state=DecisionState.TO_DO) == first
    assert store.decisions.change(first.id, 1, author="Paul") == first
    assert [line.action for line in store.audit()] == ["decision_recorded", "publication"]


@pytest.mark.parametrize(
    "wording",
    [
        {"text": ""},
        {"text": " \t\n"},
        {"text": "x" * 601},
        {"programme": "x" * 121},
        {"amount_cents": -1},
        {"amount_cents": 10**15 + 1},
        {"amount_cents": 10**30},
    ],
)
def test_what_cannot_be_kept_is_neither_recorded_nor_changed(store: Store, wording: dict[str, object]) -> None:
    publish(store, "un")
    first = store.decisions.record("ukraine", "Verser", author="Anne")
    with pytest.raises(InvalidRecord):
        store.decisions.record("ukraine", author="Anne", **{"text": "Verser", **wording})  # type: ignore[misc]
    with pytest.raises(InvalidRecord):
        store.decisions.change(first.id, 1, author="Anne", **wording)  # type: ignore[misc]
    assert store.decisions.of("ukraine") == (first,)
    assert [line.action for line in store.audit()] == ["decision_recorded", "publication"]


def test_the_longest_text_and_the_largest_amount_are_kept(store: Store) -> None:
    publish(store, "un")
    text = "😀" * 300 + "é" * 300
    decision = store.decisions.record("ukraine", text, author="Anne", amount_cents=10**15)
    assert store.decisions.of("ukraine") == (decision,)
    assert (decision.text, decision.amount_cents) == (text, 10**15)


def test_text_of_any_origin_is_made_writable(store: Store) -> None:
    publish(store, "un")
    hostile = "'); DROP TABLE decision; --\x00\ud800\x0b\x1b[31m\n![x](http://x)\tfin"
    decision = store.decisions.record("ukraine", hostile, author="A\ud800", programme="\x00")
    assert decision.text == "'); DROP TABLE decision; --\ufffd\ufffd\ufffd\ufffd[31m\n![x](http://x)\tfin"
    assert (decision.author, decision.programme) == ("A\ufffd", "\ufffd")
    changed = store.decisions.change(decision.id, 1, author="Anne", text="\ud800\x00")
    assert store.decisions.of("ukraine") == (changed,)
    assert store.audit(limit=1)[0].details["text"] == f"{decision.text} → \ufffd\ufffd"


def test_a_decision_belongs_to_a_meeting_of_its_own_fund(store: Store) -> None:
    meeting = opened(store)
    publish(store, "un", fund="liban")
    decision = store.decisions.record("liban", "Verser", author="Anne")
    for meeting_id in (meeting.id, 0, 99, 10**30):
        with pytest.raises(UnknownRecord):
            store.decisions.record("liban", "Verser", author="Anne", meeting_id=meeting_id)
        with pytest.raises(UnknownRecord):
            store.decisions.change(decision.id, 1, author="Anne", meeting_id=meeting_id)
    with pytest.raises(UnknownRecord):
        store.decisions.record("maroc", "Verser", author="Anne")
    assert store.decisions.of("liban") == (decision,)
    assert store.decisions.of_meeting(meeting.id) == ()


@pytest.mark.parametrize("unknown", [0, -1, 99, 2**31, 10**30])
def test_an_unknown_decision_or_meeting_has_a_name(store: Store, unknown: int) -> None:
    publish(store, "un")
    with pytest.raises(UnknownRecord):
        store.decisions.change(unknown, 1, author="Anne", state=DecisionState.DONE)
    with pytest.raises(UnknownRecord):
        store.decisions.of_meeting(unknown)
