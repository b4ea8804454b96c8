"""Figures kept later than a version was published: the first of a version, and of each meeting on it, counts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fund.model import WorkbookFile
from fund.store.errors import UnknownVersion
from fund.store.open_store import open_store
from fund.store.store import Store
from tests.store.publishing import publish

FIRST, SECOND = [{"code": "raised", "after": {"value": 1}}], [{"code": "raised", "after": {"value": 2}}]


def test_a_version_keeps_the_first_figures_it_is_given(store: Store) -> None:
    version = publish(store, "un")
    assert store.kept_figures(version.id) == ()
    before = datetime.now(UTC)
    store.keep_figures(version.id, FIRST)
    store.keep_figures(version.id, SECOND)
    (kept,) = store.kept_figures(version.id)
    assert (kept.version_id, kept.meeting_id, list(kept.figures)) == (version.id, None, FIRST)
    assert before <= kept.kept_at <= datetime.now(UTC)


def test_each_meeting_keeps_its_own(store: Store) -> None:
    version = publish(store, "un")
    held = {"held_on": date(2024, 1, 9), "place": "", "version_id": version.id, "author": "Anne"}
    ids = []
    for figures in (FIRST, SECOND):
        meeting = store.meetings.open("ukraine", **held)
        store.keep_figures(version.id, figures, meeting_id=meeting.id)
        store.keep_figures(version.id, [], meeting_id=meeting.id)
        store.meetings.close(meeting.id, author="Anne")
        ids.append(meeting.id)
    store.keep_figures(version.id, FIRST)
    kept = [(each.meeting_id, list(each.figures)) for each in store.kept_figures(version.id)]
    assert kept == [(ids[0], FIRST), (ids[1], SECOND), (None, FIRST)]


def test_figures_of_a_version_that_is_not_there_are_not_kept(store: Store) -> None:
    with pytest.raises(UnknownVersion):
        store.keep_figures(99, FIRST)


def test_a_seeded_version_keeps_what_its_files_come_to_and_is_not_seeded_again(url: str, tmp_path: Path) -> None:
    (tmp_path / "maroc").mkdir()
    (tmp_path / "maroc" / "a.xlsx").write_bytes(b"un")
    asked: list[tuple[str, list[bytes]]] = []

    def summary(fund: str, files: list[WorkbookFile]) -> dict[str, object]:
        asked.append((fund, [file.content for file in files]))
        return {"state": FIRST}

    for _ in range(2):
        store = open_store(url, seed=tmp_path, summary=summary)
        (version,) = store.versions("maroc")
        assert version.summary == {"state": FIRST}
        store.close()
    assert asked == [("maroc", [b"un"])]


def test_a_summary_takes_what_it_lacks_and_keeps_the_rest(store: Store) -> None:
    file = WorkbookFile("a.xlsx", b"un")
    version = store.publish("maroc", [file], author="Anne", note="", based_on=None, summary={"state": FIRST})
    for name in ("Maroc", "Maroc 2023"):
        store.add_to_summary(version.id, {"listed": {"name": name}})
    assert store.version(version.id).summary == {"state": FIRST, "listed": {"name": "Maroc 2023"}}
    with pytest.raises(UnknownVersion):
        store.add_to_summary(99, {})
