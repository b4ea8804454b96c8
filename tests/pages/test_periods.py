"""The period and the day on screen: beside the figures, never in their place; kept from page to page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.session import funds
from tests.example_files import contributions_with
from tests.pages.app import opened, text_of
from tests.pages.meeting_pages import meeting_on_the_public_version
from tests.pages.test_update import publish

Sheets = dict[str, list[list[object]]]
SUMMER = "2026-04-01_2026-09-30"


def test_without_a_period_nothing_is_said_of_one() -> None:
    app = opened("", fonds="exemple")
    text = text_of(app)
    assert "dont sur la période" not in text
    assert "Sans date" not in text
    assert app.text_input(key="periode").value == ""


def test_a_period_stands_beside_the_figures_and_replaces_none() -> None:
    before, text = text_of(opened("", fonds="exemple")), text_of(opened("", fonds="exemple", periode=SUMMER))
    for whole in ("982 600 €", "570 000 €", "500 480 €", "382 668 €", "5 795 h"):
        assert whole in before
        assert whole in text
    said = "dont sur la période (avril à septembre 2026) : "
    assert f"{said}au moins 157 800 €" in text
    assert f"{said}au moins 153 571 €" in text
    assert f"{said}2 615 h" in text
    # A balance is a state.
    assert "Solde du fonds au moins 382 668 € Reste" in text
    assert "Versements reçus : 13 · Jalons atteints : 3" in text


def test_a_programme_has_its_own_part() -> None:
    text = text_of(opened("exemple-eau", periode="2025"))
    assert "dont sur la période (2025) : 76 300 €" in text


@pytest.mark.parametrize(
    "asked", ["<script>", "2026-09-30_2026-04-01", "derniere-seance", "9999", "2026-02-30_2026-03-01", "x" * 3000]
)
def test_what_is_no_period_is_left_aside_and_said_once(asked: str) -> None:
    for name in ("periode", "situation"):
        app = opened("", fonds="exemple", **{name: asked})
        said = f"L’adresse demande « {asked[:40]} », qui n’est ni une période ni un jour de ce fonds"
        assert text_of(app).count(said) == 1
        assert "L’adresse demande" not in text_of(app.run())
    english = text_of(opened("exemple-eau", fonds="exemple", periode=asked, langue="en"))
    assert english.count(f"The address asks for “{asked[:40]}”, which is neither a period nor a day of this fund") == 1
    text = text_of(opened("", fonds="exemple", periode=asked, situation=asked))
    assert "Période choisie" not in text
    assert "dont sur la période" not in text
    assert "Situation au" not in text
    assert "982 600 €" in text


def test_the_choice_follows_the_address_and_a_choice_is_answered_in_one_run() -> None:
    app = opened("", fonds="exemple", periode=SUMMER)
    assert app.selectbox(key="period-choice").value == SUMMER
    app.selectbox(key="period-choice").set_value("2025").run()
    assert app.text_input(key="periode").value == "2025"
    assert "dont sur la période (2025)" in text_of(app)
    app.text_input(key="periode").set_value("2026").run()
    assert app.selectbox(key="period-choice").value == "2026"


def test_two_days_are_asked_for_and_reversed_ones_stay_to_be_mended() -> None:
    app = opened("", fonds="exemple", periode=SUMMER)
    app.selectbox(key="period-choice").set_value("days").run()
    assert app.text_input(key="periode").value == SUMMER
    first, last = app.date_input(key="period-first"), app.date_input(key="period-last")
    assert (first.value, last.value) == (date(2026, 4, 1), date(2026, 9, 30))
    first.set_value(date(2026, 12, 1))
    _show_days(app).run()
    assert app.date_input(key="period-first").value == date(2026, 12, 1)
    assert app.text_input(key="periode").value == SUMMER
    app.date_input(key="period-first").set_value(date(2026, 1, 1))
    _show_days(app).run()
    assert app.text_input(key="periode").value == "2026-01-01_2026-09-30"
    assert app.selectbox(key="period-choice").value == "days"


def _show_days(app: AppTest) -> AppTest:
    return next(each for each in app.button if each.label == "Montrer").click()


def test_the_chosen_day_follows_the_address() -> None:
    app = opened("", fonds="exemple", situation="2026-06-30")
    assert app.date_input(key="period-day").value == date(2026, 6, 30)
    app.date_input(key="period-day").set_value(date(2026, 3, 31)).run()
    assert app.text_input(key="situation").value == "2026-03-31"
    assert "Situation au 31 mars 2026" in text_of(app)
    app.button(key="leave-day").click().run()
    assert app.date_input(key="period-day").value is None
    assert "Situation au" not in text_of(app)


def test_the_period_goes_from_page_to_page() -> None:
    app = opened("contributions", fonds="exemple", periode="2025")
    assert "dont sur la période (2025) : au moins 699 800 €" in text_of(app)
    elsewhere = opened("definitions", fonds="exemple", periode="2025")
    assert elsewhere.text_input(key="periode").value == "2025"


def test_an_earlier_day_says_so_and_what_is_not_known_of_it() -> None:
    text = text_of(opened("", fonds="exemple", situation="2025-12-31"))
    assert "Situation au 31 décembre 2025" in text
    assert "Non datable : Alloué : 860 000 €" in text
    assert "Arrêté au" not in text
    assert "Collecté au moins 699 800 €" in text
    assert "982 600 €" not in text
    assert "226 319 €" in text


@pytest.mark.parametrize("asked", ["2027", "2026-10-01_2026-12-31"])
@pytest.mark.parametrize("page", ["", "exemple-eau", "contributions"])
def test_of_a_period_after_the_closing_day_no_nothing_is_told(page: str, asked: str) -> None:
    text = text_of(opened(page, fonds="exemple", periode=asked))
    assert "La période commence après la date d’arrêté, le 30 septembre 2026 : rien n’en est encore compté" in text
    assert "dont sur la période" not in text
    assert "Versements reçus" not in text


def test_a_period_that_goes_on_after_the_closing_day_says_up_to_when_it_is_known() -> None:
    said = "Les chiffres de la période vont jusqu’au 30 septembre 2026, date d’arrêté"
    assert said in text_of(opened("", fonds="exemple", periode="2026"))
    assert said not in text_of(opened("", fonds="exemple", periode="2025"))
    assert said not in text_of(opened("", fonds="exemple", periode=SUMMER))


def test_a_period_of_one_day_is_named_by_it_and_a_row_that_began_before_is_told_once() -> None:
    text = text_of(opened("", fonds="exemple", periode="2026-09-30_2026-09-30"))
    assert "Période choisie : le 30 septembre 2026" in text
    # Eight activities of July to September, of which hours given and received are told.
    assert "8 lignes ont commencé avant la période et y comptent en entier" in text


def test_a_share_of_a_budget_has_its_part_told_of_what_was_spent() -> None:
    text = text_of(opened("", fonds="exemple", periode="2025"))
    assert "Dépensé : au moins 178 700 €, dont sur la période (2025) : 76 300 €" in text
    assert "Dépensé : " not in text_of(opened("", fonds="exemple"))


def test_an_earlier_day_tells_no_text_photo_or_state_of_later() -> None:
    for page in ("", "exemple-ecoles"):
        assert "achevé" not in text_of(opened(page, fonds="exemple", situation="2025-06-30"))
        assert "Le dernier chantier, celui de Grand-Récif" not in text_of(
            opened(page, fonds="exemple", situation="2025-06-30")
        )
    assert "le jour de la rentrée" not in text_of(opened("exemple-ecoles", fonds="exemple", situation="2025-06-30"))
    assert "le jour de la rentrée" in text_of(opened("exemple-ecoles", fonds="exemple"))


def test_the_closing_day_is_no_earlier_day_and_a_later_one_is_none_of_the_fund() -> None:
    for day, said in (("2026-09-30", False), ("2026-10-01", True)):
        text = text_of(opened("", fonds="exemple", situation=day))
        assert "Situation au" not in text
        assert ("L’adresse demande" in text) is said
    for good in ({"periode": SUMMER}, {"periode": "2019"}, {"situation": "2025-12-31"}, {}):
        assert "L’adresse demande" not in text_of(opened("", fonds="exemple", **good))


def test_ukraine_says_once_what_has_no_date() -> None:
    text = text_of(opened("", fonds="ukraine", periode="2023-05-01_2023-10-31"))
    assert "Période choisie : mai à octobre 2023" in text
    assert text.count("Sans date, donc dans aucune période") == 1
    assert "Collecté : environ 395 000 € (déclaré)" in text
    # The declared amount stays, and has no part.
    assert "≈ 395 000 €" in text
    assert "dont sur la période (mai à octobre 2023) : au moins 30 h" in text


def test_what_has_no_date_is_listed_as_each_language_does() -> None:
    asked = {"fonds": "ukraine", "periode": "2023-05-01_2023-10-31"}
    assert "(declared); Spent:" in text_of(opened("", **asked, langue="en"))
    assert "(déclaré) ; Dépensé :" in text_of(opened("", **asked, langue="fr"))


def test_a_fund_without_dates_has_no_part_and_says_what_has_none(shelf: Callable[[str, Sheets], Path]) -> None:
    shelf(
        "demo",
        {
            "Fonds": [["code", "nom"], ["demo", "Fonds démo"]],
            "Programmes": [["code", "nom"], ["eau", "L’eau"]],
            "Contributions": [["collectivité", "montant versé"], ["Ville A", 1000]],
        },
    )
    text = text_of(opened("", fonds="demo", periode="2025"))
    assert "Collecté 1 000 €" in text
    assert "dont sur la période" not in text
    assert "Sans date, donc dans aucune période : Collecté : 1 000 €" in text


def test_a_donor_sees_its_own_part_and_not_the_fund_s() -> None:
    text = text_of(opened("ma-collectivite", fonds="exemple", donateur="Castelvire", periode="2025"))
    whole = text_of(opened("ma-collectivite", fonds="exemple", donateur="Castelvire"))
    assert "dont sur la période (2025) : " in text
    # 699 800 € is what the fund received in 2025.
    assert "699 800 €" not in text
    assert "dont sur la période" not in whole


def test_the_slides_follow_the_period() -> None:
    text = text_of(opened("seance", fonds="exemple", periode="2025", diapo="fund"))
    assert "dont sur la période : au moins 699 800 €" in text
    assert "982 600 €" in text


def test_what_was_corrected_since_the_last_meeting_is_told_with_its_rows_as_on_its_slide(signed_in: None) -> None:
    held = meeting_on_the_public_version(held_on=date(2026, 10, 5))
    funds.store().meetings.close(held.id, author="Anna")
    asked = {"fonds": "exemple", "periode": "derniere-seance"}
    before = text_of(opened("", **asked))
    assert "Période choisie : depuis la séance du 5 octobre 2026, chiffres arrêtés au 30 septembre 2026" in before
    assert "rien n’en est encore compté" in before
    assert "corrigé" not in before
    publish(contributions_with(50_000), author="Anna", note="un versement")
    said = "Collecté corrigé au 30/09/2026 : au moins 982 600 € → au moins 992 600 € (+10 000 € : "
    for page in ("", "contributions"):
        assert text_of(opened(page, **asked)).count(said) == 1
    assert "Raised restated at 30/09/2026: at least €982,600" in text_of(opened("", **asked, langue="en"))
    assert "corrigé" not in text_of(opened("", fonds="exemple", periode="2026"))
