"""The shipped Ukraine fund, page by page, against the report's figures."""

from __future__ import annotations

import re

import pytest

from tests.pages.app import open_page, text_of


def test_the_overview_shows_the_amount_raised_as_declared_and_approximate() -> None:
    text = text_of(open_page(fonds="ukraine"))
    assert "Collecté déclaré ≈ 395 000 €" in text
    assert "22 collectivités donatrices et CGLU" in text
    assert "déclaré" in text


def test_the_overview_says_the_same_in_english() -> None:
    text = text_of(open_page(fonds="ukraine", langue="en"))
    assert "≈ €395,000" in text
    assert "22 donor authorities and CGLU" in text
    assert "declared" in text


def test_a_figure_is_the_button_that_says_where_it_comes_from() -> None:
    app = open_page()
    drawn = "".join(element.proto.body for element in app.get("html"))
    named = re.findall(r'data-asks="source-([^"]+)"[^>]*aria-label="([^"]+)">([^<]+)<', drawn)
    shown = {key: (label.replace("\u00a0", " ").replace("\u202f", " "), value) for key, label, value in named}
    assert shown["overview-0"][0] == "Environ 395 000 €, collecté : d’où vient ce chiffre ?"
    assert shown["overview-2"][0] == "Non communiqué, reste à allouer, solde du fonds : d’où vient ce chiffre ?"
    # Each opens an answer of its own, drawn when it is asked for only; what the line below a figure means is said once.
    assert len(named) == len(shown) >= 7
    assert drawn.count("souligné en pointillé") == 1
    assert "source-value" not in drawn


def test_an_answer_begins_with_a_sentence_and_a_declared_figure_has_no_formula_of_a_computed_one() -> None:
    app = open_page(fonds="ukraine")
    app.session_state["source-overview-0"] = True
    text = text_of(app.run())
    assert "≈ 395 000 € déclaré Déclaré (novembre 2023) : Rapport d’avancement" in text
    assert "Comment chiffre écrit tel quel" in text
    assert "additionné ligne à ligne" not in text
    for old in ("Formule", "Nature", "Composé de"):
        assert old not in text


def test_contributions_counts_donors_by_type() -> None:
    app = open_page("contributions", fonds="ukraine")
    text = text_of(app)
    assert "Collectivités donatrices 22" in text
    for name in ("Aÿ-Champagne", "Le Genest-Saint-Isle", "Conseil départemental d’Ille-et-Vilaine"):
        assert name in text
    assert "14 communes" in text
    assert "5 intercommunalités" in text
    assert "3 départements" in text


def test_no_amount_stands_beside_a_real_donor() -> None:
    app = open_page("contributions", fonds="ukraine")
    text = text_of(app)
    table = text[text.index("Tous les donateurs") :]
    assert "€" not in table
    assert table.count("non communiqué") == 23


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "ukraine-auc",
            ["84,92 %", "déclaré", "40 000 UAH", "1 040,27 €", "TOV Skywell", "FOP Ruban"],
        ),
        ("ukraine-moldavie", ["75 000 €", "Dépensé déclaré 75 000 €", "sur 75 000 € alloués (100 %)", "17"]),
        ("ukraine-rzeszow", ["382 h", "2 230 h", "déduit", "Pro Carpathia"]),
    ],
)
def test_a_programme_shows_its_figures(path: str, expected: list[str]) -> None:
    text = text_of(open_page(path))
    for figure in expected:
        assert figure in text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("ukraine-auc", ["84.92%", "declared", "40,000 UAH", "€1,040.27"]),
        ("ukraine-moldavie", ["Spent declared €75,000", "of €75,000 allocated (100%)", "17"]),
        ("ukraine-rzeszow", ["382 h", "2,230 h", "derived"]),
    ],
)
def test_a_programme_shows_the_same_figures_in_english(path: str, expected: list[str]) -> None:
    text = text_of(open_page(path, langue="en"))
    for figure in expected:
        assert figure in text


def test_rzeszow_shows_hours_by_kind_people_and_courses() -> None:
    text = text_of(open_page("ukraine-rzeszow"))
    for hours in ("100 h", "72 h", "180 h", "30 h"):
        assert hours in text
    for course in ("Art-thérapie", "Manucure", "Esthétique et sourcils"):
        assert course in text


def test_nothing_of_the_invented_fund_is_on_the_real_one() -> None:
    assert "fictives" not in text_of(open_page(fonds="ukraine"))
    assert "Données fictives" in text_of(open_page(fonds="exemple"))


def test_the_war_s_beginning_is_no_step_that_the_fund_has_done() -> None:
    assert "7 faites, 2 annoncées depuis, 1 à venir, 1 de contexte" in text_of(open_page(fonds="ukraine"))
