"""A version withdrawn: its line stays, its files and figures are gone, and what refers to it says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from fund.records import Version
from fund.store.database import Database
from fund.store.errors import InvalidRecord, NoReplacement, StaleBase, UnknownVersion, WithdrawnVersion
from fund.store.open_store import open_store
from fund.store.store import Store
from fund.store.tables import BLOBS
from fund.store.withdrawals import LONGEST_REASON, Replacement, SharedFile
from tests.store.publishing import publish, workbook

STATE = {"state": [{"code": "raised", "after": {"value": 12}}]}


def contents(url: str) -> set[bytes]:
    """All that the store still holds of anybody's files."""
    database = Database(url)
    with database.reading() as rows:
        found = set(rows.scalars(sa.select(BLOBS.c.content)))
    database.close()
    return found


def three(store: Store) -> tuple[Version, Version, Version]:
    """Versions « un », « deux » and, public, « trois »."""
    first = publish(store, "un")
    second = publish(store, "deux", based_on=first)
    return first, second, publish(store, "trois", based_on=second)


def withdraw(store: Store, version: Version, *, replacement: Version | None = None, reason: str = "noms") -> Version:
    public = store.public(version.fund)
    assert public is not None
    instead = None if replacement is None else Replacement(replacement.id)
    return store.withdraw(version.id, author="Léo", reason=reason, public=public.id, replacement=instead)


def test_a_version_withdrawn_keeps_its_line_with_who_when_and_why(store: Store) -> None:
    first, second, third = three(store)
    assert withdraw(store, second, reason="  un nom de trop ") == third
    gone = store.version(second.id)
    assert (gone.number, gone.author, gone.note, gone.created_at) == (2, "Anne", "", second.created_at)
    assert (gone.withdrawn_by, gone.withdrawal_reason) == ("Léo", "un nom de trop")
    assert gone.withdrawn_at is not None
    assert timedelta() <= datetime.now(UTC) - gone.withdrawn_at < timedelta(minutes=1)
    assert store.versions("ukraine") == (third, gone, first)
    line = store.audit()[0]
    assert (line.action, line.actor, line.fund, line.version) == ("withdrawal", "Léo", "ukraine", second.id)
    assert line.details == {"number": 2, "why": "un nom de trop"}


def test_its_files_its_summary_and_its_kept_figures_are_gone(url: str, store: Store) -> None:
    first = publish(store, "un")
    second = store.publish(
        "ukraine", [workbook("deux")], author="Anne", note="", based_on=first.id, summary={**STATE, "listed": {}}
    )
    third = publish(store, "trois", based_on=second)
    held = {"held_on": date(2026, 10, 8), "place": "", "author": "Anne"}
    meeting = store.meetings.open("ukraine", version_id=second.id, **held)
    for kept_for in (None, meeting.id):
        store.keep_figures(second.id, [], meeting_id=kept_for)
    store.keep_figures(third.id, [])
    withdraw(store, second)
    assert contents(url) == {b"un", b"trois"}
    assert store.version(second.id).summary == {}
    assert store.kept_figures(second.id) == ()
    assert len(store.kept_figures(third.id)) == 1
    assert store.files(third.id) == (workbook("trois"),)


def test_contents_that_another_version_has_stay_and_are_told_before(url: str, store: Store) -> None:
    both = [workbook("dons", "dons.xlsx"), workbook("frais", "frais.xlsx")]
    first = store.publish("ukraine", both, author="Anne", note="", based_on=None)
    second = store.publish(
        "ukraine", [both[0], workbook("autres", "frais.xlsx")], author="Anne", note="", based_on=first.id
    )
    store.publish("liban", [workbook("frais", "notes.xlsx")], author="Anne", note="", based_on=None)
    assert store.shared_files(first.id) == (
        SharedFile("dons.xlsx", "ukraine", 2),
        SharedFile("frais.xlsx", "liban", 1),
    )
    assert store.shared_files(second.id) == (SharedFile("dons.xlsx", "ukraine", 1),)
    withdraw(store, first)
    assert contents(url) == {b"dons", b"frais", b"autres"}
    assert store.shared_files(second.id) == ()
    assert {file.content for file in store.files(second.id)} == {b"dons", b"autres"}


def test_what_the_next_version_kept_as_before_is_gone_and_what_it_is_itself_stays(store: Store) -> None:
    first = publish(store, "un")
    figure = {"code": "raised", "before": {"value": 12}, "after": {"value": 13}}
    second = publish(store, "deux", based_on=first)
    third = store.publish(
        "ukraine",
        [workbook("trois")],
        author="Anne",
        note="",
        based_on=second.id,
        summary={**STATE, "figures": [figure]},
    )
    fourth = store.publish(
        "ukraine", [workbook("quatre")], author="Anne", note="", based_on=third.id, summary={"figures": [figure]}
    )
    withdraw(store, second)
    assert store.version(third.id).summary == {**STATE, "figures": [{**figure, "before": None}]}
    assert store.version(fourth.id).summary == {"figures": [figure]}


def test_nothing_can_be_done_with_it_any_more(store: Store) -> None:
    first, second, third = three(store)
    withdraw(store, second)
    gone = store.version(second.id)
    held = {"held_on": date(2026, 10, 8), "place": "", "author": "Anne"}
    attempts = (
        lambda: store.files(second.id),
        lambda: store.restore(second.id, author="Anne", note="", based_on=third.id),
        lambda: withdraw(store, second),
        lambda: withdraw(store, third, replacement=second),
        lambda: store.keep_figures(second.id, []),
        lambda: store.add_to_summary(second.id, STATE),
        lambda: store.meetings.open("ukraine", version_id=second.id, **held),
        lambda: store.scenarios.keep(
            "ukraine", version_id=second.id, name="Un", link="1~x", shared=True, author="Anne"
        ),
    )
    for attempt in attempts:
        with pytest.raises(WithdrawnVersion) as refused:
            attempt()
        assert refused.value.version == gone
    assert store.versions("ukraine") == (third, gone, first)
    assert store.meetings.of("ukraine") == ()
    assert store.scenarios.of("ukraine") == ()


def test_meetings_and_simulations_on_it_stay_and_point_at_its_line(store: Store) -> None:
    first = publish(store, "un")
    meeting = store.meetings.open("ukraine", held_on=date(2026, 10, 8), place="", version_id=first.id, author="Anne")
    scenario = store.scenarios.keep("ukraine", version_id=first.id, name="Un", link="1~x", shared=True, author="Anne")
    publish(store, "deux", based_on=first)
    withdraw(store, first)
    assert store.meetings.of("ukraine") == (meeting,)
    assert store.scenarios.of("ukraine") == (scenario,)
    assert store.version(meeting.version_id).withdrawn_by == "Léo"
    assert store.meetings.close(meeting.id, author="Anne").closed_at is not None
    assert store.scenarios.share(scenario.id, shared=False, author="Anne").shared is False


def test_the_public_version_goes_together_with_an_earlier_one_in_its_place(url: str, store: Store) -> None:
    first, _, third = three(store)
    store.add_to_summary(first.id, {**STATE, "figures": [{"code": "spent"}], "matches": []})
    public = withdraw(store, third, replacement=first, reason="montants faux")
    assert (public.number, public.author, public.note) == (4, "Léo", "montants faux")
    assert (public.restored_from, public.based_on) == (first.id, third.id)
    # Its own figures and the way its headers are read; not what it once changed.
    assert public.summary == {**STATE, "matches": []}
    assert store.public("ukraine") == public
    assert store.files(public.id) == (workbook("un"),)
    assert contents(url) == {b"un", b"deux"}
    assert [line.action for line in store.audit(2)] == ["withdrawal", "restoration"]
    assert publish(store, "cinq", based_on=public).number == 5


def test_what_takes_its_place_may_say_what_it_is_itself(store: Store) -> None:
    first, _, third = three(store)
    instead = Replacement(first.id, {"state": []})
    public = store.withdraw(third.id, author="Léo", reason="faux", public=third.id, replacement=instead)
    assert public.summary == {"state": []}


def test_a_version_that_was_just_replaced_goes_without_more(store: Store) -> None:
    first = publish(store, "faux")
    second = publish(store, "juste", based_on=first)
    assert withdraw(store, first) == second
    assert store.pointers() == {"ukraine": second.id}


def test_the_public_version_never_goes_without_one_that_can_take_its_place(url: str, store: Store) -> None:
    first, second, third = three(store)
    again = store.restore(second.id, author="Anne", note="", based_on=third.id)
    elsewhere = publish(store, "ailleurs", fund="liban")
    for unfit in (None, again, second, elsewhere):  # nothing, itself, the same files, another fund's
        with pytest.raises(NoReplacement):
            withdraw(store, again, replacement=unfit)
    with pytest.raises(UnknownVersion):
        store.withdraw(again.id, author="Léo", reason="x", public=again.id, replacement=Replacement(99))
    with pytest.raises(NoReplacement):
        withdraw(store, elsewhere)
    assert store.versions("ukraine") == (again, third, second, first)
    assert contents(url) == {b"un", b"deux", b"trois", b"ailleurs"}


@pytest.mark.parametrize("reason", ["", " \n ", "x" * (LONGEST_REASON + 1)])
def test_a_reason_is_needed(store: Store, reason: str) -> None:
    first, _, _ = three(store)
    with pytest.raises(InvalidRecord):
        withdraw(store, first, reason=reason)
    assert store.files(first.id) == (workbook("un"),)


def test_who_looked_at_another_public_version_withdraws_nothing(store: Store) -> None:
    first, second, third = three(store)
    with pytest.raises(StaleBase) as stale:
        store.withdraw(first.id, author="Léo", reason="x", public=second.id)
    assert stale.value.current == third
    assert store.files(first.id) == (workbook("un"),)
    with pytest.raises(UnknownVersion):
        store.withdraw(99, author="Léo", reason="x", public=third.id)


def test_nothing_of_it_is_left_in_the_file_nor_in_the_log_beside_it(tmp_path: Path) -> None:
    """SQLite only leaves out what is deleted unless it is told to overwrite it."""
    store = open_store(f"sqlite:///{tmp_path}/fund.sqlite", seed=None)
    first = publish(store, "Madame Unetelle " * 20_000)
    publish(store, "sans nom", based_on=first)
    withdraw(store, first)
    assert b"Unetelle" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    store.close()
