"""A donor's year on its page: all published funds, read once and only when asked for; its files, those of staff."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from pages.parts.donor import all_years
from pages.parts.session import funds
from tests.example_files import contributions_with
from tests.pages.app import html_of, opened, text_of
from tests.pages.conftest import Sheets
from tests.pages.test_update import publish
from tests.unit.donor.table_schema import faults

PAGE = "ma-collectivite"
SIRET, SIREN = "73282932000074", "732829320"
Put = Callable[[str, Sheets], Path]
GIFTS = ["collectivité", "type", "SIREN", "versé le", "montant versé"]
HOSTILE = '@HYPERLINK("http://a.example")<img src=x onerror=alert(1)> ![x](http://a.example/x.png)'


def sheets(name: str, *gifts: list[object], invented: str = "non", heads: list[str] = GIFTS) -> Sheets:
    return {
        "Fonds": [["code", "nom", "arrêté au", "fictif"], ["f", name, "30/09/2026", invented]],
        "Contributions": [[*heads], *gifts],
        "Programmes": [["code", "nom", "pays", "budget"], ["eau", "L’eau", "Ukraine", 500]],
    }


@pytest.fixture
def three(shelf: Put) -> None:
    """A donor of two real funds and of an invented one, in a year each; each fund has a donor of its own too."""
    one, two = ["Nue", "commune", None, "05/01/2025", 1], ["Été", "commune", None, "01/02/2024", 3]
    shelf("un", sheets("Fonds un", ["Laval", "commune", SIREN, "05/01/2025", 100.5], one))
    shelf("deux", sheets("Fonds deux", ["Ville de Laval", "commune", SIRET, "06/02/2025", 20], two))
    shelf("trois", sheets("Fonds trois", ["Laval", "commune", SIREN, "07/03/2025", 7_000], invented="oui"))
    assert len(funds.store().funds()) == 3
    st.cache_resource.clear()


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What makes each file that the page offers, by its name."""
    made: dict[str, Callable[[], bytes]] = {}

    def offered(_label: str, *, data: Callable[[], bytes], file_name: str, **_settings: object) -> bool:
        made[file_name] = data
        return False

    monkeypatch.setattr(st, "download_button", offered)
    return made


def told(app: AppTest) -> str:
    """The page's text, every space plain, the lines to copy included."""
    text = " ".join([text_of(app), *(element.value for element in app.code)])
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def cells(content: bytes) -> Iterator[tuple[str, Any]]:
    for sheet in load_workbook(BytesIO(content)):
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell) for cell in row if cell.value is not None)


@pytest.mark.parametrize("code", ["ledger", "givers", "since", "fund"])
def test_a_fund_may_bear_the_name_of_anything_that_is_held_beside_it(shelf: Put, code: str) -> None:
    shelf(code, sheets("Fonds un", ["Laval", "commune", SIREN, "05/01/2025", 100.5]))

    for _ in range(2):
        assert list(funds.ledger(code).cells["donor"]) == ["Laval"]
        assert [giver.name for giver in funds.every_giver([code])] == ["Laval"]
        assert funds.opened(code).metrics.contributions.raised.is_known


def test_until_it_is_asked_for_there_is_a_button_and_no_other_fund_is_read(three: None, read: list[str]) -> None:
    app = opened(PAGE, fonds="un", donateur="Laval")
    assert [button.label for button in app.button if button.key == "open-year"] == ["Préparer une année"]
    assert read == ["un"]
    app.button(key="open-year").click().run()
    assert app.text_input(key="annee").value == "derniere"
    assert app.selectbox(key="pick_annee").value == 2025
    assert sorted(read) == ["deux", "un"]


def test_a_year_adds_up_over_real_funds_reads_each_once_and_never_an_invented_one(three: None, read: list[str]) -> None:
    app = opened(PAGE, fonds="un", donateur="Laval", annee="2025")
    text = told(app)
    assert "120,50 € versés en 2025, au centime." in text
    source = "classeur.xlsx, feuille « Contributions », ligne 2"
    for said in ("Fonds un", "Fonds deux", "05/01/2025", "06/02/2025", "100,50 €", source):
        assert said in text
    assert "Fonds trois" not in text.split("L’année à déclarer")[1]
    assert "7 000" not in text
    app.selectbox(key="pick_annee").select(2025).run()
    app.run()
    assert sorted(read) == ["deux", "un"]
    invented = told(opened(PAGE, fonds="trois", donateur="Laval", annee="2025"))
    assert "7 000 € versés en 2025" in invented
    assert "Fonds deux" not in invented


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_invented_fund_s_year_is_the_one_counted_by_hand(language: str) -> None:
    text = told(opened(PAGE, fonds="exemple", donateur="Castelvire", annee="2025", langue=language))
    # 40 000 by 240, 260 and 70 of 570.
    numbers = {"fr": ("16 842,11 €", "18 245,61 €", "4 912,28 €"), "en": ("€16,842.11", "€18,245.61", "€4,912.28")}
    for number in numbers[language]:
        assert number in text
    assert ("à vérifier auprès de la DAECT" if language == "fr" else "to check with the DAECT") in text
    assert "00000011700010" in text


def test_what_cannot_be_published_says_what_is_missing_and_whom_to_ask() -> None:
    text = told(opened(PAGE, fonds="exemple", donateur="Belleforge-sur-Tisse", annee="2026"))
    assert "le jour du versement attendu, dont seule une période est connue (à demander à la collectivité)" in text
    assert "Lignes à publier" not in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        *((asked, "") for asked in ("abc", "0099", "२०२५", "2025.5", "-2025")),
        ("2031", "Rien n’est compté comme versé en 2031."),
        ("derniere", "120,50 € versés en 2025"),
    ],
)
def test_an_address_may_ask_for_anything(three: None, asked: str, said: str) -> None:
    app = opened(PAGE, fonds="un", donateur="Laval", annee=asked)
    assert said in told(app)
    assert bool([button for button in app.button if button.key == "open-year"]) is not bool(said)


def test_a_donor_of_whom_no_day_is_known_has_no_year() -> None:
    text = told(opened(PAGE, fonds="ukraine", donateur="Laval", annee="2023"))
    assert "Aucune date n’est connue : il n’y a pas d’année à préparer." in text


def test_names_from_workbooks_run_nowhere(shelf: Put, files: dict[str, Callable[[], bytes]]) -> None:
    shelf("f", sheets(HOSTILE, [HOSTILE, "commune", SIREN, "05/01/2025", 5], ["B", "commune", None, "1/2/2024", 3]))
    app = opened(PAGE, fonds="f", donateur=HOSTILE, annee="2025")
    assert "<img" not in html_of(app)
    assert all(not line.startswith(("=", "@")) for element in app.code for line in re.split(r"[\t\n]", element.value))
    (content,) = [make() for name, make in files.items() if name.endswith("2025.xlsx")]
    assert {cell.data_type for _, cell in cells(content)} <= {"s", "n", "d"}
    assert any(cell.value == HOSTILE for _, cell in cells(content))


def test_the_files_hold_what_the_screen_shows_with_their_rows(files: dict[str, Callable[[], bytes]]) -> None:
    opened(PAGE, fonds="exemple", donateur="Conseil départemental de l’Ondre-Maritime", annee="2026")
    content = files["donnees-fictives-conseil-departemental-de-londre-maritime-2026.xlsx"]()
    found = [cell.value for _, cell in cells(content)]
    assert 15_000 in found
    assert {"contributions.xlsx", "Contributions", 58} <= set(found)
    titles = {title for title, _ in cells(content)}
    assert titles == {
        "Ce qui a été versé",
        "Par programme et par pays",
        "Par pays",
        "Lignes à publier (SCDL)",
        "À lire",
    }
    assert {title for title, cell in cells(content) if cell.value == "Données fictives"} == titles
    published = files["donnees-fictives-conseil-departemental-de-londre-maritime-2026-scdl.csv"]()
    assert faults(published) == []
    assert "2026-06-03/2026-12-15" in published.decode()


def test_a_file_is_of_what_is_public_at_the_click(files: dict[str, Callable[[], bytes]]) -> None:
    opened(PAGE, fonds="exemple", donateur="Castelvire", annee="2025")
    make = files["donnees-fictives-castelvire-2025.xlsx"]
    assert 40_000 in [cell.value for _, cell in cells(make())]
    publish(contributions_with(45_000), author="Anna", note="un versement")
    amounts = [cell.value for _, cell in cells(make())]
    assert 45_000 in amounts
    assert 40_000 not in amounts


def test_nobody_but_staff_is_offered_the_year_of_all(three: None) -> None:
    app = opened(PAGE, fonds="un", annee="2025")
    assert "/prive/" not in html_of(app)
    assert "L’année de toutes les collectivités" not in told(app)


def test_staff_get_every_donor_s_lines_at_once(monkeypatch: pytest.MonkeyPatch, signed_in: None) -> None:
    made: dict[str, Callable[[], bytes]] = {}

    def offered(_label: str, *, make: Callable[[], bytes], file_name: str, **_more: object) -> None:
        made[file_name] = make

    monkeypatch.setattr(all_years, "staff_file", offered)
    app = opened(PAGE, fonds="exemple", annee="2025")
    assert app.selectbox(key="pick_annee").value == 2025
    archive = ZipFile(BytesIO(made["donnees-fictives-toutes-les-collectivites-2025.zip"]()))
    names = sorted(archive.namelist())
    assert [name.rpartition("2025")[2] for name in names] == ["-scdl.csv", ".xlsx"]
    published, workbook = (archive.read(name) for name in names)
    assert faults(published) == []
    # Castelvire, Grandelande-Océan, Neuvermont Métropole, Port-Sorelin, Région Ponant-Verdaine twice.
    assert published.decode().count("\r\n") == 1 + 6
    rows = [cell.value for title, cell in cells(workbook) if title == "Ce qui a été versé" and cell.column == 5]
    assert sum(value for value in rows if isinstance(value, int | float)) == 699_800
    refused = {cell.value for title, cell in cells(workbook) if title == "Lignes non publiables"}
    assert {"Neuvermont", "Marsanvilliers"} <= refused
