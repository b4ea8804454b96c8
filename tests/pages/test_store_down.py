"""While the store is out of reach: pages say so in words and come back, and whoever wrote is told that nothing was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from fund.store.errors import OutcomeUnknown, StoreUnavailable
from fund.store.meetings import Meetings
from fund.store.store import Store
from pages.parts.session import funds
from tests.example_files import contributions_with
from tests.pages.app import open_page, opened, text_of
from tests.pages.test_update import MINE, drop, publish
from tests.store.out_of_reach import out_of_reach

DOWN = "Momentanément indisponible"


@contextmanager
def down(tmp_path: Path) -> Iterator[None]:
    with out_of_reach(funds.store(), f"sqlite:///{tmp_path}/state/fund.sqlite"):
        yield


def said(app: AppTest) -> str:
    """What the page says is wrong, no-break spaces made plain."""
    assert not app.exception
    return " ".join(" ".join(str(each.value) for each in app.error).split())


@contextmanager
def broken_before(
    method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, of: type = Store, while_drawn: bool = True
) -> Iterator[None]:
    """The store goes away between the click and what it writes, and stays away `while_drawn`, or comes back before."""
    write = getattr(of, method)
    with ExitStack() as stays:

        def breaks(*arguments: Any, **named: Any) -> Any:
            if while_drawn:
                stays.enter_context(down(tmp_path))
                return write(*arguments, **named)
            with down(tmp_path):
                return write(*arguments, **named)

        with monkeypatch.context() as patched:
            patched.setattr(of, method, breaks)
            yield


@pytest.mark.parametrize("path", ["", "contributions", "historique", "seance", "seances", "simulation", "exemple-eau"])
def test_a_page_says_so_in_words_and_is_there_again_with_the_next_run(path: str, tmp_path: Path) -> None:
    app = opened(path, fonds="exemple")
    before = text_of(app)
    with down(tmp_path):
        app.run()
        assert DOWN in said(app)
        assert "€" not in text_of(app)
        # Who comes now is told too, each in their language.
        assert "Unavailable for the moment" in said(open_page(path, fonds="exemple", langue="en"))
    app.run()
    assert said(app) == ""
    assert text_of(app) == before


def test_what_was_read_stays_while_only_the_look_for_a_newer_version_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("", fonds="exemple")

    def fails(_: str) -> int:
        raise StoreUnavailable

    monkeypatch.setattr("pages.parts.session.funds.public_version", fails)
    app.run()
    assert said(app) == ""
    text = text_of(app)
    assert "momentanément inaccessibles. Ce qui est affiché est la version n° 1, telle qu’elle a été lue" in text
    assert "982 600 €" in text


@pytest.mark.usefixtures("signed_in")
def test_a_publisher_is_told_that_nothing_was_published_and_publishes_the_same_files_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = drop(MINE, note="5 000 € de plus")
    with broken_before("publish", tmp_path, monkeypatch, while_drawn=False):
        app.button(key="publish").click().run()
    assert not app.exception
    assert "Rien n’est publié" in text_of(app)
    assert not app.success
    assert [version.number for version in funds.store().versions("exemple")] == [1]
    app.button(key="publish").click().run()
    assert "version n°\u00a02" in app.success[0].value
    assert [version.note for version in funds.store().versions("exemple")] == ["5 000 € de plus", ""]


@pytest.mark.usefixtures("signed_in")
def test_who_clicks_to_publish_while_it_is_down_is_told_that_nothing_was_published(tmp_path: Path) -> None:
    app = drop(MINE, note="5 000 € de plus")
    with down(tmp_path):
        app.button(key="publish").click().run()
        assert DOWN in said(app)
        assert "Rien n’est publié" in said(app)
        app.run()
        # It was asked for once.
        assert "Rien n’est publié" not in said(app)
    app.run()
    assert [version.number for version in funds.store().versions("exemple")] == [1]
    assert app.text_input(key="note").value == "5 000 € de plus"


@pytest.mark.usefixtures("signed_in")
def test_what_is_published_is_never_said_not_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store goes away right after the publication, before what is kept for the next upload."""
    app = drop(MINE, note="5 000 € de plus")
    with broken_before("remember_matches", tmp_path, monkeypatch):
        app.button(key="publish").click().run()
        assert DOWN in said(app)
        assert "Rien n’est publié" not in said(app)
    app.run()
    assert "version n°\u00a02" in app.success[0].value


@pytest.mark.usefixtures("signed_in")
def test_where_nobody_can_know_whether_it_was_published_that_is_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    app = drop(MINE, note="5 000 € de plus")

    def unknown(*_: object, **__: object) -> None:
        raise OutcomeUnknown

    monkeypatch.setattr(Store, "publish", unknown)
    app.button(key="publish").click().run()
    assert "on ne sait pas si c’est fait" in text_of(app)
    assert "Rien n’est publié" not in text_of(app)


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("while_drawn", [True, False])
@pytest.mark.parametrize(("asked", "told"), [("restore", "Rien n’est changé"), ("withdraw", "Rien n’est retiré")])
def test_who_restores_or_withdraws_is_told_that_nothing_was_changed(
    asked: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, while_drawn: bool
) -> None:
    publish(contributions_with(50_000), author="Anna", note="")
    app = opened("historique", fonds="exemple")
    app.session_state[f"{asked}-1"] = True
    app.run()
    app.text_input(key="restore-note-1" if asked == "restore" else "withdraw-why-1").set_value("un nom de trop")
    if asked == "withdraw":
        app.checkbox(key="withdraw-sure-1").set_value(True)
    with broken_before(asked, tmp_path, monkeypatch, while_drawn=while_drawn):
        app.button(key=f"{asked}-now-1").click().run()
        assert told in said(app)
        assert (DOWN in said(app)) == while_drawn
    assert not app.success
    assert [(each.number, each.withdrawn_at) for each in funds.store().versions("exemple")] == [(2, None), (1, None)]
    app.run()
    assert said(app) == ""


@pytest.mark.usefixtures("signed_in")
def test_who_keeps_something_else_is_told_that_it_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("seances", fonds="exemple")
    app.date_input(key="meeting-date").set_value(date(2026, 10, 12))
    with broken_before("open", tmp_path, monkeypatch, of=Meetings):
        next(button for button in app.button if button.label == "Ouvrir la séance").click().run()
        assert "Rien n’est enregistré" in said(app)
    assert funds.store().meetings.of("exemple") == ()
