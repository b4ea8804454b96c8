"""The report of a period: its texts, its figures beside the whole ones, equal to the screen's."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO

import docx
import pytest

from fund.metrics.over_time.situation import situation
from fund.pack.report import report
from fund.period import Period, of_year
from fund.slides.slide import DeckInput
from tests.shipped_funds import shipped_fund

SUMMER = Period(date(2026, 4, 1), date(2026, 9, 30))


@cache
def written(fund: str, period: Period | None) -> docx.document.Document:
    return docx.Document(BytesIO(report(DeckInput(fund=shipped_fund(fund), period=period), "fr")))


def texts(fund: str, period: Period | None) -> str:
    found = "\n".join(paragraph.text for paragraph in written(fund, period).paragraphs)
    return found.replace("\u202f", " ").replace("\u00a0", " ")


def cells(fund: str, period: Period | None) -> list[list[str]]:
    rows = [row for table in written(fund, period).tables for row in table.rows]
    return [[cell.text.replace("\u202f", " ").replace("\u00a0", " ") for cell in row.cells] for row in rows]


def test_each_flow_has_its_part_beside_the_whole_figure_and_a_state_has_none():
    rows = cells("exemple", SUMMER)
    assert ["Chiffre", "Valeur", "Dont sur la période", "Calculé ou déclaré", "Date du chiffre"] in rows
    assert ["Collecté", "au moins 982 600 €", "au moins 157 800 €", "calculé", "30 septembre 2026"] in rows
    assert ["Alloué", "860 000 €", "", "calculé", "30 septembre 2026"] in rows
    assert any(row[:3] == ["Transféré", "570 000 €", "50 000 €"] for row in rows)


def test_without_a_period_there_is_no_such_column():
    assert not any("Dont sur la période" in row for row in cells("exemple", None))
    assert "Période :" not in texts("exemple", None)


def test_the_texts_are_those_whose_period_ends_in_it():
    assert "Dix-huit mois après le cyclone" in texts("exemple", SUMMER)
    assert "Période : avril à septembre 2026" in texts("exemple", SUMMER)
    assert "Dix-huit mois après le cyclone" not in texts("exemple", of_year(2025))


def test_a_result_that_adds_up_says_its_part():
    values = [row[1] for row in cells("exemple", SUMMER) if len(row) > 1 and row[0] == "Pompes remises en service"]
    assert "14 pompes (dont sur la période : 8 pompes)" in values


@pytest.mark.parametrize("fund", ["ukraine"])
def test_what_has_no_date_is_said_once(fund):
    said = texts(fund, of_year(2023))
    assert said.count("Sans date, donc dans aucune période") == 1
    assert "Collecté : environ 395 000 € (déclaré)" in said


def test_rows_that_began_before_the_period_are_told_where_they_count():
    said = texts("exemple", SUMMER)
    # Pumps and kits of January to June, of the water and of the schools; the fund's visit of the spring.
    assert said.count("1 ligne a commencé avant la période et y compte en entier.") == 3
    assert "commencé avant la période" not in texts("exemple", None)


def test_a_period_after_the_closing_day_says_that_nothing_is_known_of_it():
    said = texts("exemple", of_year(2027))
    assert said.count("La période commence après la date d’arrêté, le 30 septembre 2026") == 1
    flows = [row for row in cells("exemple", of_year(2027)) if row[0] in {"Collecté", "Dépensé", "Transféré"}]
    assert {row[2] for row in flows if len(row) == 5} == {""}


def test_at_an_earlier_day_a_budget_is_not_datable_and_not_said_to_be_missing():
    fund = situation(shipped_fund("exemple"), date(2025, 12, 31))
    found = docx.Document(BytesIO(report(DeckInput(fund=fund), "fr")))
    said = [paragraph.text.replace("\u00a0", " ") for paragraph in found.paragraphs]
    assert "Non datable à ce jour : Alloué." in said
    assert not any(text.startswith("Non communiqué") and "Alloué" in text for text in said)
    assert "Non datable" not in texts("exemple", None)
