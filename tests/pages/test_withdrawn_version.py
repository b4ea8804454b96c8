"""All that points at a version that was withdrawn says so, and shows nothing of it."""

from __future__ import annotations

from datetime import date

import pytest

from fund.store.errors import UnknownVersion
from pages.parts.meeting import meeting_form
from pages.parts.session import funds
from tests.pages.app import opened, text_of
from tests.pages.test_update import publish
from tests.pages.withdrawing import FALSE, RIGHT, TOLD, TRUE, WRONG, two_more, withdrawn

PAGES = ("", "contributions", "simulation", "ma-collectivite", "seance", "seances", "controles", "exemple-eau")


def held(day: int, place: str) -> int:
    """Open a meeting on the public version; its id."""
    store = funds.store()
    public = funds.public_version("exemple")
    return store.meetings.open("exemple", held_on=date(2026, 10, day), place=place, version_id=public, author="Anna").id


@pytest.mark.parametrize("path", [*PAGES, "historique"])
def test_an_address_of_it_says_so_on_every_page_and_shows_no_figure(path: str) -> None:
    two_more()
    withdrawn(2)
    app = opened(path, fonds="exemple", version="2")
    text = text_of(app)
    assert "La version n° 2 a été retirée Version retirée le" in text
    assert "par Zoé. Raison : un nom de trop" in text
    assert "€" not in text
    assert not app.get("plotly_chart")
    app.button(key="leave-withdrawn").click().run()
    assert not app.exception
    assert "La version n° 2 a été retirée" not in text_of(app)
    assert WRONG not in text_of(app)


def test_it_says_so_in_english_too() -> None:
    two_more()
    withdrawn(2)
    text = text_of(opened("", fonds="exemple", version="2", langue="en"))
    assert "Version no. 2 was withdrawn" in text
    assert "by Zoé. Reason: un nom de trop" in text


def test_what_is_on_screen_goes_from_it_when_it_is_withdrawn_and_no_other_figure_comes_by_itself() -> None:
    two_more()
    app = opened("", fonds="exemple")
    assert RIGHT in text_of(app)
    withdrawn(3, instead=1)
    app.run()
    assert not app.exception
    assert "La version n° 3 a été retirée" in text_of(app)
    assert "€" not in text_of(app)
    app.button(key="leave-withdrawn").click().run()
    assert "982 600 €" in text_of(app)
    assert RIGHT not in text_of(app)


def test_a_version_number_that_never_was_still_shows_what_is_public() -> None:
    two_more()
    withdrawn(2)
    assert RIGHT in text_of(opened("", fonds="exemple", version="9"))


@pytest.mark.usefixtures("signed_in")
def test_a_meeting_under_way_on_it_says_so_and_goes_on_with_what_is_public() -> None:
    publish(FALSE, author="Anna", note="un versement")
    under_way = held(12, "Paris")
    version = funds.public_version("exemple")
    publish(TRUE, author="Zoé", note="le bon")
    assert WRONG in text_of(opened("seance", fonds="exemple", diapo="fund"))
    withdrawn(2)
    for path in ("seance", "seances"):
        app = opened(path, fonds="exemple", diapo="fund")
        assert "La version n° 2 a été retirée" in text_of(app)
        assert "€" not in text_of(app)
        app.button(key="leave-withdrawn").click().run()
        assert not app.exception
        assert WRONG not in text_of(app)
        assert (RIGHT in text_of(app)) == (path == "seance")
    assert "La version 2, sur laquelle elle porte, a été retirée le" in text_of(app)
    app.text_area(key="decision-text").set_value("Verser la tranche 2")
    next(button for button in app.button if button.label == "Enregistrer").click().run()
    assert [each.text for each in funds.store().decisions.of_meeting(under_way)] == ["Verser la tranche 2"]
    app.button(key="close-meeting").click().run()
    assert not app.exception
    assert all(each.closed_at for each in funds.store().meetings.of("exemple"))
    assert funds.store().kept_figures(version) == ()


@pytest.mark.usefixtures("signed_in")
def test_a_closed_meeting_on_it_keeps_its_decisions_says_so_and_offers_neither_slides_nor_pack() -> None:
    held(12, "Paris")
    meeting_form._close(funds.store().meetings.of("exemple")[0])
    publish(FALSE, author="Anna", note="un versement")
    second = held(13, "Lyon")
    funds.store().decisions.record("exemple", "Écrire", author="Anna", meeting_id=second)
    meeting_form._close(next(each for each in funds.store().meetings.of("exemple") if each.id == second))
    publish(TRUE, author="Zoé", note="le bon")
    app = opened("seance", fonds="exemple", diapo="changes")
    assert "13 octobre 2026" in text_of(app)
    assert WRONG in text_of(app)
    withdrawn(2)
    app.run()
    assert not app.exception
    # Compared with the meeting before it, whose version stands.
    assert "12 octobre 2026" in text_of(app)
    assert WRONG not in text_of(app)
    app = opened("seances", fonds="exemple")
    assert "Écrire" in text_of(app)
    assert TOLD in text_of(app)
    assert app.selectbox(key="pack-meeting").options == ["la prochaine séance", "12 octobre 2026, Paris"]
    links = [each.proto.query_string for each in app.get("page_link")]
    assert any("version=1" in link for link in links)
    assert not any("version=2" in link for link in links)


@pytest.mark.usefixtures("signed_in")
def test_a_simulation_made_on_it_says_so_and_is_computed_on_what_is_shown() -> None:
    publish(FALSE, author="Anna", note="un versement")
    store, link = funds.store(), "1~recevoir.1"
    made_on = funds.public_version("exemple")
    kept = store.scenarios.keep("exemple", version_id=made_on, name="Un don", link=link, shared=True, author="Anna")
    publish(TRUE, author="Zoé", note="le bon")
    withdrawn(2)
    app = opened("simulation", fonds="exemple")
    app.session_state["keep"] = True
    app.run()
    chosen = app.multiselect(key="simulation-compared")
    assert "version\u00a02 retirée le" in chosen.options[0]
    chosen.set_value([kept.id]).run()
    assert not app.exception
    text = text_of(app)
    assert "« Un don » a été faite sur la version 2, retirée le" in text
    assert "Un don (simulation, version 3)" in text
    assert "Un don (simulation, version 2)" not in text
    assert WRONG not in text


def test_a_file_asked_for_after_the_withdrawal_is_not_made() -> None:
    two_more()
    number = funds.store().versions("exemple")[1].id
    make = funds.while_it_stands(number, lambda: b"chiffres")
    assert make() == b"chiffres"
    withdrawn(2)
    with pytest.raises(UnknownVersion):
        make()


def test_nothing_of_it_stays_in_memory_where_it_was_withdrawn() -> None:
    two_more()
    third, second, _ = funds.store().versions("exemple")
    funds.compared("exemple", second.id, third.id)
    assert funds.held("exemple", second.id) is not None
    funds.forget(second.id)
    assert funds.held("exemple", second.id) is None
    assert funds.held("exemple", third.id) is not None
