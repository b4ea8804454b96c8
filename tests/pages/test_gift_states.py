"""An intention is told apart on every page, a list of donors is said to be whole, a meeting may be dated too early."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.app import opened, text_of
from tests.pages.test_meetings import example, meeting_on_the_public_version

INTENTION = "Lagrève-sur-Orvet"


def test_an_intention_stands_apart_from_the_donors() -> None:
    text = text_of(opened("contributions", fonds="exemple"))
    apart, donors = text.index("Intentions"), text.index("Tous les donateurs")
    assert apart < text.index(f"{INTENTION} (5 000 €)") < donors
    assert "Selon le fonds, tous ses donateurs sont nommés." in text
    # It is no donor: in no row of their table, in no thanks.
    assert INTENTION not in text[donors:]
    assert INTENTION not in text_of(example("seance", diapo="thanks"))
    assert "1 intention n’est pas comptée." in text_of(example("seance", diapo="contributions"))


def test_the_page_of_an_intention_says_that_it_is_none_of_the_gifts() -> None:
    text = text_of(opened("ma-collectivite", fonds="exemple", donateur=INTENTION))
    assert "Une intention, qui n’est pas encore un don" in text
    assert "Part indicative" not in text


@pytest.mark.parametrize(("held_on", "warned"), [(date(2026, 9, 1), True), (date(2026, 10, 12), False)])
def test_a_meeting_dated_before_its_figures_is_warned_of(held_on: date, warned: bool) -> None:
    meeting_on_the_public_version(held_on=held_on)
    assert warned_of(example()) is warned


@pytest.mark.usefixtures("signed_in")
def test_the_warning_stands_where_the_day_is_chosen_before_there_is_a_meeting() -> None:
    page = example()
    for chosen, warned in ((date(2026, 9, 1), True), (date(2026, 10, 12), False)):
        assert warned_of(page.date_input(key="meeting-date").set_value(chosen).run()) is warned


def warned_of(page: AppTest) -> bool:
    return any("avant l’arrêté des chiffres (30 septembre 2026)" in each.value for each in page.warning)


def test_what_was_hard_and_what_follows_stand_under_their_own_headings() -> None:
    text = text_of(opened("exemple-eau", fonds="exemple"))
    story, hard, follows = (text.index(f" {heading} ") for heading in ("Récit", "Difficultés", "Et ensuite"))
    assert story < hard < text.index("La piste de Haute-Ravine est coupée") < follows
    assert "Cofinancement" in text
    assert "Difficultés" not in text_of(opened("exemple-ecoles", fonds="exemple"))
