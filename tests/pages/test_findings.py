"""Findings on the upload page and on « Contrôles »: by kind, errors first, what an update brings before the rest."""

from __future__ import annotations

from time import perf_counter

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.app import open_page, text_of

pytestmark = pytest.mark.usefixtures("signed_in")

HEADER = "collectivité;type;SIREN;montant versé"


def dropped(*lines: str) -> AppTest:
    """The upload page of the invented fund with one more table of contributions."""
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload("contributions bis.csv", "\n".join([HEADER, *lines, ""]).encode()).run()
    assert not app.exception
    return app


def folds(app: AppTest) -> list[str]:
    """The labels of the folds of findings, from top to bottom."""
    return [" ".join(fold.label.split()) for fold in app.expander if " · " in fold.label]


def test_one_error_is_on_screen_before_three_thousand_warnings() -> None:
    app = dropped(*(f"Ville {n};commune;123456780;100" for n in range(3000)), "Saint-Exemple;commune;;douze")
    first, *others = folds(app)
    assert first.startswith("Erreur · Texte à la place d’un nombre · 1 ligne")
    assert "Avertissement · SIREN douteux · 3 000 lignes" in others
    assert "« douze »" in text_of(app)
    # The three thousand are not drawn until asked for.
    assert "Ville 2" not in text_of(app)
    assert len(app.get("html")) < 60
    app_text = text_of(app)
    assert app_text.index("« douze »") < app_text.index("Collecté : au moins")


def test_ten_thousand_findings_are_drawn_again_without_waiting() -> None:
    app = dropped(*(f"Ville {n};commune;123456780;100" for n in range(10_000)))
    started = perf_counter()
    app.text_input(key="note").set_value("dix mille").run()
    assert perf_counter() - started < 3
    assert not app.exception


def test_what_was_there_already_stands_below_what_the_files_bring() -> None:
    app = dropped("Saint-Exemple;commune;123456780;100")
    text = text_of(app)
    brought, kept = text.index("Ce que vos fichiers apportent"), text.index("Ce qui y était déjà")
    assert brought < text.index("123456780") < kept
    assert [label for label in folds(app) if "SIREN" in label] == [
        "Avertissement · SIREN douteux · 1 ligne",
    ]


def test_a_file_without_a_fault_brings_nothing() -> None:
    app = open_page("mise-a-jour", fonds="exemple")
    app.file_uploader[0].upload("frais.csv", "date;libellé;montant\n01/02/2026;Timbres;12,50\n".encode()).run()
    assert "Vos fichiers n’apportent aucun nouveau constat." in text_of(app)


def test_the_checks_page_groups_by_kind_with_rows_and_euros() -> None:
    app = open_page("controles", fonds="exemple")
    assert not app.exception
    late = [label for label in folds(app) if "en retard" in label]
    assert late
    assert "€" in late[0]
