"""A donor's page: the gift the address names, the same on screen and on paper, and the ways to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import streamlit as st
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from pages.parts.session import funds
from tests.pages.app import html_of, open_page, text_of
from tests.pages.conftest import Sheets
from tests.same_words.stated import plain

PAGE = "ma-collectivite"
HOSTILE = '![x](http://a.example/x.png) <img src=x onerror="alert(1)"> "&donateur='


@pytest.fixture
def sheets_made(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], bytes]]:
    """What makes each file that the page offers, in the order drawn."""
    made: list[Callable[[], bytes]] = []

    def offered(_label: str, *, data: Callable[[], bytes], **_settings: object) -> bool:
        made.append(data)
        return False

    monkeypatch.setattr(st, "download_button", offered)
    return made


def numbers(text: str) -> set[str]:
    """Every number with its decimals; the spaces that part its thousands, plain here, are left out."""
    return set(re.findall(r"\d+(?:[.,]\d+)*", re.sub(r"(?<=\d)[\u202f ](?=\d{3}\b)", "", text)))


def seen(app: AppTest) -> str:
    """What the page shows, the text to copy included."""
    return " ".join([text_of(app), *(element.value for element in app.code)])


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("fund", "donor"),
    [
        ("exemple", "Castelvire"),
        ("exemple", "Brévillandes"),
        ("exemple", "Région Ponant-Verdaine"),
        ("ukraine", "Aÿ-Champagne"),
    ],
)
def test_every_number_on_paper_is_on_the_screen(
    sheets_made: list[Callable[[], bytes]], fund: str, donor: str, language: str
) -> None:
    app = open_page(PAGE, fonds=fund, donateur=donor, langue=language)
    assert not app.exception
    printed = " ".join(PdfReader(BytesIO(sheets_made[0]())).pages[0].extract_text().split())
    # « et n autres » counts what the page has no room for.
    printed = re.sub(r"\b(et|and) \d+ (autre|other)", "", printed)
    assert donor in printed
    assert donor in seen(app)
    assert numbers(printed) <= numbers(seen(app))
    assert len(numbers(printed)) > 10


def test_a_gift_shows_its_amounts_its_days_its_share_and_its_programme() -> None:
    text = text_of(open_page(PAGE, fonds="exemple", donateur="Castelvire"))
    # 40 000 € pooled and 25 000 € for a programme of 180 000 €: 25 ÷ 180 = 13.888…
    assert "Versé 65 000 €" in text
    assert "40 000 € le 04/05/2025" in text
    assert "au plus 4,07 % 40 000 € sur au moins 982 600 € collectés" in text
    assert "13,89 % 25 000 € sur 180 000 € alloués" in text
    assert "Jalons depuis le premier versement, le 4 mai 2025" in text
    assert "Données fictives" in text


def test_a_real_donor_whose_amount_is_not_communicated_has_no_amount_of_its_own() -> None:
    text = text_of(open_page(PAGE, fonds="ukraine", donateur="Aÿ-Champagne"))
    assert "Versé non communiqué" in text
    assert "indicative de ces dépenses" not in text
    assert "mis en commun" not in text
    # The only amounts are what all gave, and the budget of the Moldovan programme, spent in full.
    assert set(re.findall(r"[\d ]*\d €", text)) == {" 395 000 €", " 75 000 €"}
    assert text.index("Ce que 22 collectivités donatrices et CGLU ont rendu possible") < text.index(
        "Versé non communiqué"
    )
    for said in ("84,92 % (déclaré)", "382 h", "2 230 h (déduit)"):
        assert said in text


@pytest.mark.parametrize("asked", ["castelvire", "CASTELVIRE", " Castelvire "])
def test_the_address_names_a_donor_however_it_is_spelled(asked: str) -> None:
    app = open_page(PAGE, fonds="exemple", donateur=asked)
    assert app.selectbox(key="pick_donateur").value == "Castelvire"
    assert "<h1>Castelvire</h1>" in html_of(app)


def test_an_unknown_donor_is_said_and_every_donor_listed() -> None:
    app = open_page(PAGE, fonds="ukraine", donateur="Nulle-Part")
    assert "« Nulle-Part »" in app.warning[0].value.replace("\u00a0", " ")
    assert "Tous les donateurs" in text_of(app)
    assert html_of(app).count("ma-collectivite?") == 23


def test_without_a_donor_every_donor_is_listed_without_a_warning() -> None:
    app = open_page(PAGE, fonds="ukraine")
    assert not app.warning
    assert html_of(app).count("ma-collectivite?") == 23


def test_choosing_a_donor_shows_it_and_puts_it_in_the_address() -> None:
    app = open_page(PAGE, fonds="ukraine")
    app.selectbox(key="pick_donateur").select("Laval").run()
    assert app.text_input(key="donateur").value == "Laval"
    assert "Versé non communiqué" in text_of(app)


@pytest.mark.parametrize("path", ["contributions", PAGE])
def test_each_donor_s_name_leads_to_its_page(path: str) -> None:
    body = html_of(open_page(path, fonds="ukraine", langue="en"))
    assert 'href="/ma-collectivite?fonds=ukraine&amp;langue=en&amp;donateur=A%C3%BF-Champagne"' in body


def test_a_hostile_name_is_only_ever_text(shelf: Callable[[str, Sheets], Path]) -> None:
    shelf(
        "demo",
        {
            "Fonds": [["code", "nom"], ["demo", "Démo"]],
            "Contributions": [["collectivité", "type", "montant versé"], [HOSTILE, "commune", 5]],
            "Programmes": [["code", "nom"], ["p", HOSTILE]],
        },
    )
    app = open_page(PAGE, donateur=HOSTILE)
    assert "Versé 5 €" in text_of(app)
    for path in (PAGE, "contributions"):
        body = html_of(open_page(path))
        assert "<img" not in body
        assert "&lt;img" in body
        assert "donateur=%21%5Bx%5D" in body


def test_what_the_workbook_says_is_marked_as_french_on_an_english_page() -> None:
    html = html_of(open_page(PAGE, fonds="exemple", donateur="Castelvire", langue="en"))
    for told in ("L’eau revient à Tarmeril", "Comité des donateurs"):
        assert f'<span lang="fr">{told}</span>' in html
    assert '<p lang="fr"><b>L’eau potable' in html
    assert re.search('<figcaption><p lang="fr">Dessin', html)


def test_decisions_are_shown_without_who_wrote_them(sheets_made: list[Callable[[], bytes]]) -> None:
    open_page(PAGE, fonds="exemple")
    decision = {"text": "Verser la tranche 3", "programme": "eau", "amount_cents": 180_000_00}
    funds.store().decisions.record("exemple", author="Secrétaire Untel", **decision)
    app = open_page(PAGE, fonds="exemple", donateur="Castelvire")
    printed = PdfReader(BytesIO(sheets_made[0]())).pages[0].extract_text()
    for text in (text_of(app), " ".join(printed.split())):
        assert "à faire Verser la tranche 3" in text
        assert "180 000 €" in text
        assert "Untel" not in text


def test_a_fund_without_contributions_says_so(shelf: Callable[[str, Sheets], Path]) -> None:
    shelf(
        "vide",
        {
            "Fonds": [["code", "nom"], ["vide", "Vide"]],
            "Contributions": [["collectivité", "type", "montant versé"]],
            "Programmes": [["code", "nom"], ["p", "P"]],
        },
    )
    assert "Aucun donateur" in text_of(open_page(PAGE))


def test_a_share_of_what_is_known_in_part_is_at_most_that_wherever_it_is_said() -> None:
    said = plain(text_of(open_page("ma-collectivite", fonds="exemple", donateur="Marsanvilliers")))
    # 25 000 € of at least 982 600 €, of 258 580.04 € spent.
    assert "Part indicative de ces dépenses : au plus 6 579 €" in said
    assert "Part indicative des dépenses : au plus 6 579 €" in said
    assert "Part indicative des dépenses : non communiqué" not in said


def test_a_number_of_what_was_done_is_not_parted_on_a_donor_s_page() -> None:
    html = html_of(open_page("ma-collectivite", fonds="ukraine", donateur="Strasbourg"))
    assert "près de 30\u202f000 réfugiés" in html
    assert "30 000 réfugiés" not in html
