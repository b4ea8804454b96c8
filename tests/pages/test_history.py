"""Going back: compared in money first, explained, and kept with its figures."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from fund.changes import listed, listed_then
from fund.model import WorkbookFile
from fund.wording.dates import clock
from pages.parts.session import funds
from pages.parts.session.view import here
from tests.example_files import contributions_with
from tests.pages.app import opened, text_of
from tests.pages.test_update import publish

MORE = contributions_with(45_000)
"""982 600 − 40 000 + 45 000 = 987 600 € received."""


pytestmark = pytest.mark.usefixtures("signed_in")


def history(**query: str) -> AppTest:
    """The history of the invented fund, with what restoring version 1 would change."""
    app = opened("historique", fonds="exemple", **query)
    app.session_state["restore-1"] = True
    app.run()
    assert not app.exception
    return app


def test_going_back_shows_in_money_what_it_would_change_and_keeps_it_with_the_version() -> None:
    publish(MORE, author="Anna", note="un versement")
    app = history()
    assert "987 600 € → au moins 982 600 €" in text_of(app)
    app.text_input(key="restore-note-1").set_value("versement annulé")
    app.button(key="restore-now-1").click().run()
    assert not app.exception
    assert "version n°\u00a03" in app.success[0].value
    public = funds.store().public("exemple")
    assert public is not None
    assert (public.number, public.author, public.note) == (3, "Léo", "versement annulé")
    assert listed_then(public.summary) == listed(funds.opened("exemple"))
    text = text_of(app)
    assert "Retour à la version n° 1" in text
    assert "987 600 € → au moins 982 600 €" in text


def test_going_back_without_saying_why_changes_nothing() -> None:
    publish(MORE, author="Anna", note="un versement")
    app = history()
    app.text_input(key="restore-note-1").set_value("   ")
    app.button(key="restore-now-1").click().run()
    assert not app.exception
    assert "dites d’abord pourquoi" in text_of(app)
    assert [version.number for version in funds.store().versions("exemple")] == [2, 1]


def test_going_back_works_while_the_past_version_itself_is_on_screen() -> None:
    publish(MORE, author="Anna", note="un versement")
    app = history(version="1")
    app.text_input(key="restore-note-1").set_value("versement annulé")
    app.button(key="restore-now-1").click().run()
    assert not app.exception
    assert "lecture seule" not in text_of(app)
    assert [version.number for version in funds.store().versions("exemple")] == [3, 2, 1]


def test_going_back_waits_when_another_version_came_in_between() -> None:
    publish(MORE, author="Anna", note="un versement")
    app = history()
    app.text_input(key="restore-note-1").set_value("versement annulé").run()
    publish(contributions_with(50_000), author="Zoé", note="encore un")
    app.button(key="restore-now-1").click().run()
    assert not app.exception
    text = text_of(app)
    assert "une autre version a été publiée entre-temps" in text
    assert "992 600 € → au moins 982 600 €" in text  # compared with hers: 982 600 − 40 000 + 50 000
    assert [version.number for version in funds.store().versions("exemple")] == [3, 2, 1]
    app.button(key="restore-now-1").click().run()
    assert [version.number for version in funds.store().versions("exemple")] == [4, 3, 2, 1]


def test_a_version_whose_figures_todays_rules_give_otherwise_says_both_there_and_when_it_is_opened() -> None:
    """Published as 999 000 € received, computed today as 987 600 €."""
    public = funds.public_version("exemple")
    raised = {"code": "raised", "unit": "cents", "programme": "", "tranche": None, "donors": None, "before": None}
    then = {"value": 999_000_00, "basis": "computed", "approximate": False, "unknown": 0}
    files = [
        WorkbookFile(file.name, MORE if file.name == "contributions.xlsx" else file.content)
        for file in funds.store().files(public)
    ]
    kept = {"state": [{**raised, "after": then}]}
    published = funds.store().publish("exemple", files, author="Anna", note="", based_on=public, summary=kept)
    told = "Collecté : 999 000 € → au moins 987 600 €"

    assert told in text_of(opened("historique", fonds="exemple"))
    assert told not in text_of(opened("", fonds="exemple"))
    publish(MORE, author="Anna", note="une autre")
    assert told in text_of(opened("", fonds="exemple", version=str(published.number)))


@pytest.mark.parametrize(
    ("zone", "said"), [(None, "à 11 h 00"), ("America/Montreal", "à 05 h 00"), ("../x", "à 11 h 00")]
)
def test_a_version_says_its_hour_where_the_reader_is(
    zone: str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.parts.session.view.st.context", SimpleNamespace(timezone=zone))
    at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    assert " ".join(clock(here(at), "fr").split()) == f"1er octobre 2026 {said}"
