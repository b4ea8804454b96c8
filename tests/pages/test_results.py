"""Results on a programme's page: what was reached, why not all of it, and what came after the closing day."""

from __future__ import annotations

from tests.pages.app import open_page, text_of


def test_results_are_shown_with_their_target_and_their_reason() -> None:
    app = open_page("exemple-eau")
    text = text_of(app)
    assert "Aucune cible n’est encore atteinte" in text
    assert "Le chantier de Haute-Ravine est suspendu : la piste est coupée depuis mai." in text
    # 6 + 5 + 3 of the three periods, 2 of October and November apart: the fund is closed on 30/09/2026.
    assert "77,78 % 14 sur 18 pompes" in text
    since = text[text.index("Résultats annoncés depuis") :]
    assert "2 pompes" in since[: since.index("La tranche 3 attend")]


def test_the_overview_names_the_first_results_of_each_programme() -> None:
    text = text_of(open_page("", fonds="exemple"))
    assert "Réseau d’eau remis en état 14,5 km" in text
    # The third of the sheet has no room.
    assert "Familles raccordées" not in text


def test_a_programme_without_results_has_no_heading_for_them() -> None:
    assert "Aucune des" not in text_of(open_page("ukraine-rzeszow"))
    # All of the others are reached or are not: nothing came after the closing day.
    assert "Résultats annoncés depuis" not in text_of(open_page("exemple-ecoles"))
