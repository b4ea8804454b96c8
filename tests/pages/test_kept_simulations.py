"""Simulations that staff keep: compared, shared, forgotten; what viewers may not do."""

from __future__ import annotations

from datetime import date

import pytest

from pages.parts.session import funds
from pages.parts.session.staff import NotStaffError
from pages.parts.session.view import View
from pages.parts.simulation import saved
from tests.example_files import contributions_with
from tests.pages.app import html_of, opened, text_of
from tests.pages.simulating import GIFT, compared, keep, link_of, simulation
from tests.pages.test_update import publish


def test_a_viewer_has_nothing_to_keep_a_simulation_with_and_its_callbacks_refuse(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pages.parts.session.staff.staff", lambda _: None)
    scenario = keep()

    for write in (saved._shared, saved._forgotten):
        with pytest.raises(NotStaffError):
            write(scenario)
    with pytest.raises(NotStaffError):
        saved._kept(_no_view())
    assert funds.store().scenarios.of("exemple") == (scenario,)


def _no_view() -> View:
    """Rights are asked for before anything of the view is."""
    return View.__new__(View)


def test_a_viewer_is_not_shown_a_simulation_that_staff_keep_for_themselves():
    keep(name="Secret du comité")
    app = simulation(simulation=GIFT)
    app.session_state["keep"] = True
    app.run()

    assert not app.exception
    assert not app.multiselect


@pytest.mark.usefixtures("signed_in")
def test_staff_keep_a_simulation_under_a_name():
    app = simulation(simulation=GIFT)
    app.session_state["keep"] = True
    app.run()
    app.text_input(key="simulation-name").set_value("Don de Strasbourg").run()
    app.button(key="simulation-keep").click().run()

    assert not app.exception
    (kept,) = funds.store().scenarios.of("exemple")
    assert (kept.name, kept.link, kept.author, kept.shared) == ("Don de Strasbourg", GIFT, "Léo", False)


def test_a_simulation_made_on_an_older_version_says_so_and_shows_both():
    kept = keep(shared=True)
    publish(contributions_with(45_000), author="Anna", note="")

    text = compared(simulation(), kept)

    assert "a été faite sur la version 1" in text
    # 982 600 + 10 000 on the version it was made on; 987 600 + 10 000 on the one on screen.
    assert "992 600 €" in text
    assert "997 600 €" in text


def test_a_simulation_opened_on_an_earlier_version_lists_what_is_computed_otherwise_since():
    assert "d’aujourd’hui (version" not in text_of(simulation(simulation=GIFT))
    publish(contributions_with(40_000), author="Anna", note="")
    assert "donne la même chose que sur ceux de la version 1" in text_of(simulation(simulation=GIFT, version="1"))

    publish(contributions_with(45_000), author="Anna", note="")
    app = simulation(simulation=GIFT, version="1")
    text, page = text_of(app).replace("\u2060", ""), html_of(app)
    assert "d’aujourd’hui (version 3), voici ce que cette simulation" in text
    # 982 600 + 10 000, then 987 600 + 10 000; what is allocated is the same, and left out.
    assert "0. Simulé, version 1 1. Simulé, version 3 Collecté au moins 992 600 € au moins 997 600 €" in text
    table = page[page.index("Simulé, version") :]
    assert "Alloué" not in table[: table.index("</table>")]


def test_simulations_are_compared_side_by_side_with_the_published_figures():
    kept = [keep(f"1~don.{gift}", name=f"Don <b>de {gift}</b>", shared=True) for gift in (1_000, 2_000, 3_000)]
    app = simulation(simulation=GIFT)
    app.session_state["keep"] = True
    app.run()

    for scenario in kept:
        app.multiselect(key="simulation-compared").select(scenario.id)
    app.run()

    text = text_of(app).replace("\u2060", "")
    heads = text.index("0. Publié"), text.index("1. Simulation en cours"), text.index("2. Don <b>de 1000</b>")
    assert heads == tuple(sorted(heads))
    # 982 600 published, 10 000 more on the page, then 1 000, 2 000 and 3 000 more.
    money = " ".join(f"au moins {amount} €" for amount in ("982 600", "992 600", "983 600", "984 600", "985 600"))
    assert f"Collecté {money}" in text


def test_a_kept_simulation_that_can_no_longer_be_read_says_so_and_changes_nothing():
    scenario = keep("9~future.1", shared=True)
    app = simulation(simulation=GIFT)
    assert "n’est plus lisible" in compared(app, scenario)

    app.button(key=f"take-{scenario.id}").click().run()

    assert not app.exception
    assert link_of(app) == GIFT


def test_a_kept_simulation_is_taken_up():
    scenario = keep("1~frais.2000", shared=True)
    app = simulation(simulation=GIFT)
    compared(app, scenario)

    app.button(key=f"take-{scenario.id}").click().run()

    assert link_of(app) == "1~frais.2000"


@pytest.mark.usefixtures("signed_in")
def test_a_simulation_is_shown_to_all_then_forgotten():
    scenario = keep()
    app = simulation()
    compared(app, scenario)

    app.button(key=f"share-{scenario.id}").click().run()
    assert [each.shared for each in funds.store().scenarios.of("exemple")] == [True]
    app.button(key=f"forget-{scenario.id}").click().run()

    assert not app.exception
    assert funds.store().scenarios.of("exemple") == ()


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("action", ["share", "forget"])
def test_a_simulation_that_a_colleague_has_forgotten_meanwhile_is_said_to_be_gone(action: str):
    scenario = keep()
    app = simulation()
    compared(app, scenario)
    funds.store().scenarios.forget(scenario.id, author="Anna")

    app.button(key=f"{action}-{scenario.id}").click().run()

    assert not app.exception
    assert any("n’est plus gardée" in error.value for error in app.error)


@pytest.mark.usefixtures("signed_in")
def test_a_simulation_without_a_name_is_not_kept():
    app = simulation(simulation=GIFT)
    app.session_state["keep"] = True
    app.run()

    app.button(key="simulation-keep").click().run()

    assert any("rien n’a été gardé" in error.value for error in app.error)
    assert funds.store().scenarios.of("exemple") == ()


@pytest.mark.usefixtures("signed_in")
def test_a_simulation_shown_in_the_meeting_is_recorded_as_a_decision_of_it():
    version = funds.public_version("exemple")
    held = funds.store().meetings.open(
        "exemple", held_on=date(2026, 10, 12), place="Paris", version_id=version, author="Anna"
    )
    app = simulation(simulation="1~avance.metiers.2")
    app.session_state["keep"] = True
    app.run()
    app.button(key="simulation-decide").click().run()

    assert not app.exception
    (found,) = funds.store().decisions.of_meeting(held.id)
    assert found.simulation == "1~avance.metiers.2"
    assert "Tranche 2 du programme Les métiers versée maintenant" in " ".join(found.said.split())
    text, page = text_of(opened("seances", fonds="exemple")), html_of(opened("seances", fonds="exemple"))
    assert "voir la simulation" in text
    assert "simulation=1~avance.metiers.2" in page
    assert "[simulation" not in text
    # The workbooks do not carry it yet; how to say by hand that it is done is told.
    assert "<strong>appliqué" not in page
    assert "choisissez «\xa0fait\xa0»" in page


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("in_meeting", [True, False])
def test_a_decision_says_that_it_is_applied_once_a_later_version_carries_it(in_meeting: bool):
    first = publish(contributions_with(40_000), author="Anna", note="")
    if in_meeting:
        funds.store().meetings.open(
            "exemple", held_on=date(2026, 10, 12), place="Paris", version_id=first.id, author="Anna"
        )
    app = simulation(simulation="1~don.5000.Castelvire")
    app.session_state["keep"] = True
    app.run()
    app.button(key="simulation-decide").click().run()
    assert not app.exception
    assert not _applied()
    for held in funds.store().meetings.of("exemple"):
        funds.store().meetings.close(held.id, author="Anna")

    # 5 000 € more are not there when only 1 000 are; a version of before the decision never carries it.
    publish(contributions_with(41_000), author="Anna", note="")
    assert not _applied()
    publish(contributions_with(45_000), author="Anna", note="")
    assert _applied()
    assert not _applied(version="1")
    # It opens on the figures it was decided on.
    assert "simulation=1%7Edon.5000.Castelvire&amp;version=" in _decided().replace("~", "%7E")


def _applied(**query: str) -> bool:
    page = _decided(**query)
    assert "voir la simulation" in page
    return "<strong>appliqué</strong>" in page


def _decided(**query: str) -> str:
    return html_of(opened("seances", fonds="exemple", **query))


def test_a_viewer_cannot_record_a_decision(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pages.parts.session.staff.staff", lambda _: None)
    with pytest.raises(NotStaffError):
        saved._decided(None, _no_view())
    assert funds.store().decisions.of("exemple") == ()
