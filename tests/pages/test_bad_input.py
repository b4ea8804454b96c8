"""Wrong workbooks: the pages still open, say what is wrong, and show the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.app import html_of, open_page, text_of
from tests.pages.conftest import Sheets

Shelf = Callable[[str, Sheets], Path]

FUND = [["code", "nom", "arrêté au"], ["demo", "Fonds d’essai", "31/12/2025"]]
PROGRAMMES = [["code", "nom", "budget"], ["eau", "Eau", 50000]]
CONTRIBUTIONS = [["collectivité", "type", "montant versé", "versé le"], ["Val-Fictif", "commune", 1000, "15/03/2025"]]
PATHS = ("", "contributions", "demo-eau", "controles", "definitions")


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_on_the_three_required_sheets_alone(shelf: Shelf, path: str) -> None:
    shelf("demo", {"Fonds": FUND, "Programmes": PROGRAMMES, "Contributions": CONTRIBUTIONS})
    app = open_page(path)
    assert not app.exception
    assert "Fonds d’essai" in text_of(app) or path


@pytest.mark.parametrize(
    "sheets",
    [
        pytest.param({"Feuil1": []}, id="an empty workbook"),
        pytest.param({"Contributions": [["n'importe quoi", 12], [None, 3]]}, id="a sheet without header"),
        pytest.param({"Fonds": FUND}, id="missing sheets"),
        pytest.param({"Programmes": PROGRAMMES, "Contributions": CONTRIBUTIONS}, id="no fund sheet"),
    ],
)
@pytest.mark.parametrize("path", ["", "contributions", "controles"])
def test_pages_open_on_a_broken_fund_and_the_checks_say_so(shelf: Shelf, sheets: Sheets, path: str) -> None:
    shelf("demo", sheets)
    app = open_page(path)
    assert not app.exception
    if path == "controles":
        assert "erreur" in text_of(app)


def test_a_file_that_is_no_workbook_is_a_finding_not_a_crash(shelf: Shelf) -> None:
    folder = shelf("demo", {"Fonds": FUND, "Programmes": PROGRAMMES, "Contributions": CONTRIBUTIONS})
    (folder / "abime.xlsx").write_bytes(b"PK\x03\x04 not a zip")
    app = open_page("controles")
    assert not app.exception
    assert "abime.xlsx" in text_of(app)


def test_an_empty_shelf_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUND_DATA_DIR", str(tmp_path))
    app = open_page()
    assert not app.exception
    assert "un dossier par fonds" in app.error[0].value


def test_an_unknown_fund_in_the_address_is_said_and_another_is_shown() -> None:
    app = open_page(fonds="[nulle](http://x.fr)")
    assert "[nulle](http://x.fr)" in app.warning[0].value.replace("\u2060", "")
    assert "](" not in app.warning[0].value
    assert "http:" not in app.warning[0].value
    assert "395 000" in text_of(app)


def test_what_a_workbook_holds_is_shown_as_text_never_as_markup(shelf: Shelf) -> None:
    evil = '<img src=x onerror="alert(1)"> **gras** [lien](https://example.org) {0} {x}'
    shelf(
        "demo",
        {
            "Fonds": [["code", "nom", "crise", "fictif"], ["demo", evil, evil, "oui"]],
            "Programmes": [["code", "nom", "pays", "résumé"], ["eau", evil, evil, evil]],
            "Contributions": [["collectivité", "type", "remarque"], [evil, "commune", evil]],
            "Récits": [["programme", "titre", "texte"], ["eau", evil, evil]],
            "Jalons": [["programme", "date", "titre", "statut"], ["eau", "01/02/2025", evil, "fait"]],
        },
    )
    for path in PATHS:
        app = open_page(path)
        assert not app.exception
        assert "<img" not in html_of(app)
        for element in (*app.markdown, *app.get("page_link")):
            assert "<img" not in str(element)
