"""Two real funds of which little is published, as staff would fill them: everything said of them, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from shutil import copy

import pytest
import streamlit as st
from docx import Document
from openpyxl import load_workbook

from fund.donor.gift import gift_of
from fund.donor.sheet import donor_sheet
from fund.metric import Basis
from fund.open_fund import OpenFund
from fund.pack.figures_workbook import figures_workbook
from fund.pack.report import report
from fund.period import of_year
from fund.slides.deck import deck
from fund.slides.slide import DeckInput
from fund.wording import Language
from tests.cases import FUNDS
from tests.cases.test_figure_cases import codes, opened, plain
from tests.golden.file_lines import file_lines
from tests.pages.app import charts_of, text_of
from tests.pages.app import opened as opened_page

FRENCH = Language("fr")
OTHERS = ("maroc-2023", "gaza-2023")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both funds in a store of their own."""
    for code in OTHERS:
        (tmp_path / "data" / code).mkdir(parents=True)
        for file in FUNDS[code]:
            copy(file, tmp_path / "data" / code)
    monkeypatch.setenv("FUND_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("FUND_STATE_DIR", str(tmp_path / "state"))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


def said(code: str) -> str:
    """All that slides, report and figures of a fund say."""
    fund: OpenFund = opened(code)
    slides = deck(DeckInput(fund=fund), FRENCH)
    lines = [text for slide in slides for text in (slide.title, slide.note, *slide.lines)]
    lines += [f"{figure.value} {figure.note}" for slide in slides for figure in slide.figures]
    lines += file_lines("docx", report(DeckInput(fund=fund), FRENCH))
    lines += file_lines("xlsx", figures_workbook(fund, slides, FRENCH))
    return plain("\n".join(lines))


def test_what_is_declared_stands_over_a_single_pledge() -> None:
    given = opened("maroc-2023").metrics.contributions
    assert (given.raised.value, given.raised.basis) == (520_000_00, Basis.DECLARED)
    assert (given.donors.value, given.donors.basis) == (72, Basis.DECLARED)
    assert given.donors.detailed is not None
    assert given.donors.detailed.value == 1
    assert (given.pledged.value, given.outstanding.value) == (50_000_00, None)
    assert given.committed.value is None
    assert given.donors_paid.value is None or not given.donors_paid.is_known


def test_nothing_planned_counts_as_done() -> None:
    (programme,) = opened("maroc-2023").metrics.programmes
    assert (programme.places.value, programme.places.reason) == (None, "only_planned")
    assert programme.planned_places.value == 3
    assert programme.earmarked.value is None


def test_what_is_only_pledged_is_told_wherever_donors_are() -> None:
    fund: OpenFund = opened("maroc-2023")
    slide = next(each for each in deck(DeckInput(fund=fund), FRENCH) if each.code == "contributions")
    assert ("Annoncé, au moins", "50 000 €") in [(each.label, plain(each.value)) for each in slide.figures]
    lines = plain("\n".join(file_lines("docx", report(DeckInput(fund=fund), FRENCH))))
    assert "| Annoncé | au moins 50 000 € | calculé" in lines


def test_no_surface_says_zero_of_what_is_not_communicated() -> None:
    for code in OTHERS:
        text = said(code)
        assert " 0 €" not in text
        assert "| 0 €" not in text
    assert "72 collectivités, dont 1 nommée" in said("maroc-2023")
    assert "au moins 520 000 €" in said("maroc-2023").lower()


def test_the_sheet_of_the_one_named_donor_does_not_say_that_it_paid_nothing() -> None:
    fund = opened("maroc-2023")
    gift = gift_of(fund, "Dijon")
    assert gift is not None
    sheet = donor_sheet(gift, fund.dataset, FRENCH, version=1)
    figures = {each.label: plain(each.value) for each in sheet.figures}
    assert figures == {"Versé": "non communiqué", "Annoncé": "50 000 €"}
    # Works and places are planned only: nobody made anything possible yet.
    assert (sheet.opening.title, sheet.opening.done) == ("Fonds de solidarité pour le Maroc", ())
    (row,) = sheet.rows
    assert [plain(cell) for cell in row] == ["50 000 €", "—", "—", "non communiqué", "mis en commun"]


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_missing_is_told_with_who_can_give_it(code: str) -> None:
    assert "almost_empty" in codes(code)


def test_what_is_to_come_is_shown_and_counts_as_nothing_done() -> None:
    text = said("maroc-2023")
    assert "Lieux prévus : Ijoukak, Ouneine, Tizi n’Test" in text
    assert "| Soutien psychologique | prévue" in text
    # Nothing is missing of what has not begun, and no table says ten times that it is not communicated.
    assert "aucun chiffre n’est communiqué" not in text
    assert "missing_expected" not in codes("maroc-2023")
    assert "Heures dispensées" not in text[text.index("Rapport d’avancement") :].split("Sources")[0]


@pytest.mark.parametrize("code", OTHERS)
def test_the_report_lists_no_figure_that_the_workbooks_do_not_speak_of(code: str) -> None:
    lines = [plain(line) for line in file_lines("docx", report(DeckInput(fund=opened(code)), FRENCH))]
    untold = [line for line in lines if "Non communiqué" in line]
    assert len(untold) <= 2
    assert all(line.count(",") < 5 for line in untold)
    assert not [line for line in lines if "Le texte de la période" in line or "Taux d’exécution" in line]
    # No heading is followed by another of its rank or above: each has something to say.
    ranks = [int(line[8]) if line.startswith("Heading ") else 9 for line in lines]
    assert not [lines[at] for at, (rank, after) in enumerate(pairwise(ranks)) if after <= rank < 9]


@pytest.mark.parametrize("code", OTHERS)
def test_no_column_of_the_report_is_empty(code: str) -> None:
    for period in (None, of_year(2025), of_year(2026)):
        words = Document(BytesIO(report(DeckInput(fund=opened(code), period=period), FRENCH)))
        for table in words.tables:
            for column in table.columns:
                assert any(cell.text for cell in column.cells[1:]), column.cells[0].text


@pytest.mark.parametrize("code", OTHERS)
def test_no_slide_has_more_than_one_figure_that_is_not_communicated(code: str) -> None:
    for slide in deck(DeckInput(fund=opened(code)), FRENCH):
        unknown = [figure for figure in slide.figures if not figure.metric.is_known]
        assert len(unknown) <= 1, slide.code
        assert "payée" not in slide.title


@pytest.mark.parametrize("code", OTHERS)
def test_no_two_slides_have_one_title_and_the_list_of_figures_asks_only_for_money_and_donors(code: str) -> None:
    slides = deck(DeckInput(fund=opened(code)), FRENCH)
    assert len({slide.title for slide in slides}) == len(slides)
    listed = [plain(line) for line in file_lines("xlsx", figures_workbook(opened(code), slides, FRENCH))]
    missing = [line for line in listed if "Aucune ligne du classeur ne donne" in line]
    assert missing
    assert not [line for line in missing if "| € |" not in line and "Collectivités donatrices" not in line]


@pytest.mark.usefixtures("shelf")
def test_a_gift_whose_pledge_is_known_is_not_said_to_be_without_an_amount() -> None:
    text = text_of(opened_page("calendrier", fonds="maroc-2023"))
    assert "Non compté, reste à recevoir ou à payer non communiqué : 1 don." in text


@pytest.mark.usefixtures("shelf")
def test_a_programme_of_which_only_results_are_told_says_them_and_no_missing_budget(tmp_path: Path) -> None:
    book = load_workbook(tmp_path / "data" / "gaza-2023" / "gaza-2023.xlsx")
    heads = [cell.value for cell in book["Programmes"][1]]
    book["Programmes"].cell(2, heads.index("budget") + 1).value = None
    results = book.create_sheet("Résultats")
    results.append(["programme", "indicateur", "unité", "réalisé", "depuis le début"])
    results.append(["eau", "Puits réhabilités", "puits", 131, "oui"])
    book.save(tmp_path / "data" / "gaza-2023" / "gaza-2023.xlsx")
    text = text_of(opened_page("", fonds="gaza-2023"))
    done = text[text.index("Ce qui a été fait") :]
    assert "Puits réhabilités 131 puits" in done
    assert "non communiqué alloué" not in done


@pytest.mark.usefixtures("shelf")
def test_no_heading_of_a_programme_stands_without_content() -> None:
    maroc = opened_page("maroc-2023-targa", fonds="maroc-2023")
    text = text_of(maroc)
    assert " Heures " not in text
    assert "Ijoukak" in text[text.index(" Lieux ") :]
    assert "Alloué" not in text
    assert "non communiqué" not in text
    gaza = text_of(opened_page("gaza-2023-eau", fonds="gaza-2023"))
    assert not [heading for heading in ("Heures", "Lieux", "Jalons", "Résultats") if f" {heading} " in gaza]
    assert "non communiqué alloué" not in text_of(opened_page("", fonds="maroc-2023"))


@pytest.mark.usefixtures("shelf")
def test_the_pages_of_both_funds() -> None:
    maroc = text_of(opened_page("", fonds="maroc-2023"))
    # Nothing is done yet that a figure could tell, and a disaster is no step that was done.
    assert "Lieux prévus : 3" in maroc[maroc.index("Ce qui a été fait") :]
    assert "Lieux prévus 3" not in maroc
    gaza_done = text_of(opened_page("", fonds="gaza-2023"))
    assert "Alloué : 35 000 €" in gaza_done[gaza_done.index("Ce qui a été fait") :]
    assert "Les étapes : 2 faites, 1 à venir, 1 de contexte" in maroc
    assert "Collecté au moins 520 000 €" in maroc
    assert "72 collectivités, dont 1 nommée ; 1 collectivité s’est engagée" in maroc
    given = opened_page("contributions", fonds="maroc-2023")
    text = text_of(given)
    # Under the number and beside the first chart, no more.
    assert text.count("s’est engagée") == 2
    assert "Conventionné" not in text[text.index("Tous les donateurs") :]
    assert " 0 €" not in text.replace("\u202f", " ")
    assert "0\u00a0€ collectés" not in str(charts_of(given))
    gaza = text_of(opened_page("contributions", fonds="gaza-2023"))
    assert "Aucun donateur n’est nommé" in gaza
    assert "ne correspond à" not in gaza
    # Rows that explain a part of what is declared, of a list nobody said to be whole, are no gap.
    checks = text_of(opened_page("controles", fonds="maroc-2023"))
    assert "72 1 71 détaillé en partie" in checks
    assert "71 Écart" not in checks
    overview = text_of(opened_page("", fonds="gaza-2023"))
    assert "ne signalent rien" not in overview
    # What is missing is asked of who can give it.
    assert "À demander aux partenaires" in overview
    assert "ses dépenses" in overview
    assert "tout ce qui a été vérifié concorde" not in text_of(opened_page("controles", fonds="gaza-2023"))
