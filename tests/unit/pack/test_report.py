"""The report read back: its headings, its texts, its tables, and what it says of what is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from fund.changes import FigureChange, Recalculated
from fund.pack.report import periods, report
from fund.slides.slide import DeckInput
from tests.records import decision
from tests.shipped_funds import shipped_fund
from tests.unit.pack.office_package import faults
from tests.unit.pack.pack_funds import HOSTILE, LONG, MEETING, PackFund, alone, crowd, hostile, shipped

PERIOD = "mai à octobre 2023"
DECISION = decision(
    text="Prolonger les cours de polonais",
    programme="rzeszow",
    amount_cents=1_200_000,
    due=date(2024, 3, 1),
    state="under_way",
)


@cache
@cache
def made(fund: PackFund, language: Any = "fr", period: str = "", **parts: Any) -> Any:
    content = report(DeckInput(fund=fund, **parts), language, period=period)
    assert faults(content) == []
    return docx.Document(BytesIO(content))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def headings(document: Any, level: int) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == f"Heading {level}"]


def tables(document: Any) -> dict[str, list[list[str]]]:
    """Every table under its caption; of several alike, the last."""
    captions = [each.text for each in document.paragraphs if each.style.name == "Caption"]
    cells = [
        [[cell.text.replace("\u202f", " ").replace("\xa0", " ") for cell in row.cells] for row in each.rows]
        for each in document.tables
    ]
    return dict(zip(captions, cells, strict=True))


@pytest.fixture(scope="module")
def ukraine() -> Any:
    return made(shipped("ukraine"), period=PERIOD, meeting=MEETING, decisions=(DECISION,))


def test_the_report_has_the_parts_of_the_one_staff_write(ukraine: Any) -> None:
    assert headings(ukraine, 1) == [
        "Introduction",
        "Les programmes",
        "Décisions",
        "Sources",
    ]
    assert [each for each in headings(ukraine, 2) if "programme" in each] == [
        "1er programme\xa0: Soutenir l’Association des villes ukrainiennes (AUC)",
        "2e programme\xa0: Soutien aux collectivités moldaves accueillant des réfugiés",
        "3e programme\xa0: Soutien à la ville polonaise de Rzeszów accueillant des réfugiés",
    ]
    assert headings(ukraine, 3).count(f"Pour la période\xa0: {PERIOD}") == 3


def test_it_opens_with_the_fund_the_period_and_the_meeting(ukraine: Any) -> None:
    said = texts(ukraine)[:5]
    assert said[:3] == ["Rapport d’avancement", "Fonds de solidarité pour l’Ukraine", f"Période\xa0: {PERIOD}"]
    assert said[3] == "Arrêté à novembre 2023"
    assert "12 décembre 2023, Paris" in said[4]


def test_the_texts_of_the_period_are_whole(ukraine: Any) -> None:
    said = "\n".join(texts(ukraine))
    assert "Cités Unies France (CUF) a ouvert ce fonds en 2022" in said
    assert "TOV Skywell" in said
    assert "29 femmes ont postulé" in said


def test_donors_stand_by_name_in_two_columns(ukraine: Any) -> None:
    listed = [each.text for each in ukraine.paragraphs if each.style.name == "List Bullet"]
    # The report: 22 local authorities; CGLU is none. Other lists come after them.
    assert listed[:2] == ["Arnage", "Aÿ-Champagne"]
    assert listed.index("Strasbourg") == 21
    assert [section._sectPr.find(qn("w:cols")).get(qn("w:num")) for section in ukraine.sections] == [None, "2", "1"]
    assert "Contribue également au fonds\xa0: Cités et Gouvernements Locaux Unis (CGLU)." in texts(ukraine)
    assert "22\u00a0collectivités donatrices et CGLU, montants non communiqués." in texts(ukraine)


def test_what_was_raised_is_said_with_its_basis(ukraine: Any) -> None:
    assert "Collecté à ce jour\xa0: environ 395\u202f000\xa0€ (déclaré)." in texts(ukraine)


def test_hours_are_delivered_and_received(ukraine: Any) -> None:
    assert tables(ukraine)["Heures"] == [
        ["Activité", "Participants", "Heures dispensées", "Heures reçues"],
        ["Cours de polonais", "25", "180 h", "1 500 h"],
        ["Conseil individuel", "25", "100 h", "100 h"],
        ["Conseil de groupe", "25", "72 h", "600 h"],
        ["Soutien psychologique", "20", "30 h", "30 h"],
        ["Total", "", "382 h", "2 230 h"],
    ]


def test_people_courses_and_milestones_have_their_tables(ukraine: Any) -> None:
    found = tables(ukraine)
    assert found["Personnes accompagnées"][1:3] == [["candidatures", "29"], ["retenues", "25"]]
    assert ["Employée administrative et de bureau", "à venir", "7"] in found["Formations"]
    assert len(found["Formations"]) == 11
    assert found["Jalons"][0] == ["Date", "Jalon", "Statut", "Précisions"]


def test_a_tranche_of_unknown_amount_keeps_its_share(ukraine: Any) -> None:
    assert tables(ukraine)["Tranches"][1][:-1] == [
        "1",
        "non communiqué",
        "non communiqué",
        "84,92 % (déclaré)",
        "non communiqué",
        "non communiqué",
    ]


def test_figures_that_are_not_known_are_named(ukraine: Any) -> None:
    said = [text for text in texts(ukraine) if text.startswith("Non communiqué") and "Transféré" in text]
    assert said
    assert not [text for text in said if "Collecté" in text]
    # What nothing is said of is not listed: no running costs, so no balance.
    assert not [text for text in texts(ukraine) if "Solde du fonds" in text]


def test_decisions_are_listed(ukraine: Any) -> None:
    assert tables(ukraine)["Décisions"][1] == [
        "Prolonger les cours de polonais",
        "Soutien à la ville polonaise de Rzeszów accueillant des réfugiés",
        "12 000 €",
        "01/03/2024",
        "en cours",
    ]


def test_without_a_decision_there_is_no_such_part() -> None:
    assert "Décisions" not in headings(made(shipped("ukraine")), 1)


def notes_of(document: Any) -> dict[str, str]:
    """The sources at the end by their numbers."""
    told = texts(document)
    return dict(each.split(". ", 1) for each in told[told.index("Sources") :] if re.match(r"\d+\. ", each))


def test_sources_are_numbered_notes_that_each_figure_names(ukraine: Any) -> None:
    notes = notes_of(ukraine)
    assert list(notes) == [str(number) for number in range(1, len(notes) + 1)]
    assert len(set(notes.values())) == len(notes)
    raised = next(line for line in tables(ukraine)["Le fonds en chiffres"] if line[0] == "Collecté")
    named = [notes[number] for number in raised[-1].split(", ")]
    assert any(each.startswith("Rapport d’avancement") for each in named)
    assert "contributions.xlsx, feuille «\u00a0Chiffres déclarés\u00a0»" in named
    _, tranche = tables(ukraine)["Tranches"]
    assert any("84,92% des fonds" in notes[number] for number in tranche[-1].split(", "))
    for head, *lines in (lines for lines in tables(ukraine).values() if lines[0][-1] == "Notes"):
        assert head
        assert {number for line in lines for number in line[-1].split(", ")} <= set(notes)


def test_what_is_made_of_missing_figures_is_not_missing_again(ukraine: Any) -> None:
    told = [each for each in texts(ukraine) if each.startswith("Non communiqué")]
    # Of AUC three amounts lack; what would be left, and their shares, are no more to be asked for.
    assert "Non communiqué\u00a0: Alloué, Transféré, Dépensé." in told
    assert not any("Taux d’exécution" in each or "Reste chez le partenaire" in each for each in told)


def test_a_table_s_heading_is_repeated_and_no_row_is_cut(ukraine: Any) -> None:
    for table in ukraine.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)


def test_no_column_is_narrower_than_its_longest_word(ukraine: Any) -> None:
    for table in ukraine.tables:
        for row in table.rows:
            for cell in row.cells:
                longest = max(cell.text.split(" "), key=len)
                # A character of Calibri 10 is about 5.3 points wide, a centimetre 28.35 points.
                assert len(longest) * 4.3 / 28.35 < cell.width.cm


def test_the_document_says_its_language_and_title(ukraine: Any) -> None:
    about = ukraine.core_properties
    assert (about.title, about.language) == ("Rapport d’avancement\xa0: Fonds de solidarité pour l’Ukraine", "fr-FR")
    defaults = ukraine.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == "fr-FR"


def test_in_english_the_texts_of_the_workbook_stay_french() -> None:
    document = made(shipped("ukraine", "en"), "en", period=PERIOD)
    assert headings(document, 1)[0] == "Introduction"
    (story,) = [each for each in document.paragraphs if each.text.startswith("Cités Unies France (CUF) a ouvert")]
    assert {run._element.rPr.find(qn("w:lang")).get(qn("w:val")) for run in story.runs} == {"fr-FR"}


def test_another_period_has_no_text_and_no_heading_for_one() -> None:
    document = made(shipped("ukraine"), period="2030")
    assert not [each for each in texts(document) if "2030" in each and not each.startswith("Période")]
    assert not [each for each in texts(document) if each.startswith("Cités Unies France (CUF) a ouvert")]


def test_the_periods_are_those_of_the_workbook() -> None:
    assert periods(shipped("ukraine").metrics) == (PERIOD,)


def test_invented_data_say_so_at_the_head_of_every_page() -> None:
    document = made(shipped("exemple"))
    assert "Données fictives" in document.sections[0].header.paragraphs[0].text
    assert all(section.header.is_linked_to_previous for section in list(document.sections)[1:])
    assert not made(shipped("ukraine")).sections[0].header.paragraphs[0].text


def test_hostile_texts_stay_texts() -> None:
    document = made(hostile())
    assert f"1er programme\xa0: {HOSTILE[0]}" in headings(document, 2)
    assert "ab" in texts(document)
    assert ["<b>x</b> & </a:t>", "5"] in tables(document)["Personnes accompagnées"]


def test_one_donor_and_no_programme_make_a_report() -> None:
    said = texts(made(alone()))
    assert "Aÿ-Champagne" in said
    assert "Aucun programme n’est communiqué." in said
    assert "Collecté à ce jour\xa0: non communiqué." in said


def test_three_hundred_donors_are_all_named() -> None:
    listed = [each.text for each in made(crowd()).paragraphs if each.style.name == "List Bullet"]
    assert len(listed) == 300
    assert listed[0] == f"000 {LONG}"[:80]


def test_what_todays_rules_give_otherwise_than_was_shown_is_said_figure_by_figure() -> None:
    fund = shipped("ukraine")
    raised = fund.metrics.contributions.raised
    change = FigureChange(replace(raised, value=400_000_00), raised)
    then = Recalculated((change,), datetime(2023, 12, 12, tzinfo=UTC))
    document = made(fund, recalculated=then)
    assert "Recalculé depuis avec d’autres règles" in document.sections[0].header.paragraphs[0].text
    said = [" ".join(each.split()) for each in texts(document)]
    (line,) = (each for each in said if "les règles d’aujourd’hui donnent" in each)
    assert line.startswith("Collecté : calculé le 12 décembre 2023, ≈ 400 000 € ;")
    nothing = Recalculated((), datetime(2023, 12, 12, tzinfo=UTC))
    assert not [each for each in texts(made(fund, recalculated=nothing)) if "règles d’aujourd’hui" in each]


def test_no_heading_is_said_twice() -> None:
    for fund in ("ukraine", "exemple"):
        written = docx.Document(BytesIO(report(DeckInput(fund=shipped_fund(fund)), "fr")))
        told = [each.text for each in written.paragraphs if each.text]
        assert not [text for text, below in pairwise(told) if text == below]
