"""The workbook of figures read back: values, units, dates and cells, and nothing that computes."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from fund.metrics.fund import fund_metrics
from fund.pack.figures_workbook import figures_workbook
from fund.slides.slide import SlideKind
from fund.wording.sources import SourceFinder, column_names, row_numbers, where
from tests.unit.datasets import dataset
from tests.unit.pack.office_package import faults
from tests.unit.pack.pack_funds import PackFund, alone, crowd, hostile, shipped
from tests.unit.pack.pack_slides import MONEY, STEPS, TABLE, slide

HEADINGS = [
    *("Programme", "Chiffre", "Tranche", "Valeur", "Unité", "En mots", "Calculé ou déclaré", "Environ", "Au moins"),
    *("Date du chiffre", "Document cité", "Fichiers", "Feuilles", "Lignes", "Colonnes", "Comment"),
    *("Pourquoi il manque", "Diapositives"),
]


@cache
@cache
def made(fund: PackFund, *slides: Any) -> Any:
    content = figures_workbook(fund, slides or fund.slides, "fr")
    assert faults(content) == []
    return load_workbook(BytesIO(content))


def rows(book: Any) -> list[dict[str, Any]]:
    lines = list(book["Chiffres"].iter_rows(values_only=True))
    at = next(number for number, line in enumerate(lines) if line[0] == "Programme")
    assert list(lines[at]) == HEADINGS
    return [dict(zip(HEADINGS, line, strict=True)) for line in lines[at + 1 :]]


def found(book: Any, figure: str, programme: str = "ensemble du fonds") -> dict[str, Any]:
    return next(row for row in rows(book) if row["Chiffre"] == figure and row["Programme"].startswith(programme))


@pytest.fixture(scope="module")
def ukraine() -> Any:
    return made(shipped("ukraine"))


# As the report gives them, line by line.
@pytest.mark.parametrize(
    ("programme", "figure", "value", "unit", "basis"),
    [
        ("ensemble du fonds", "Collecté", 395_000, "€", "déclaré"),
        ("ensemble du fonds", "Collectivités donatrices", 22, "nombre", "calculé"),
        ("ensemble du fonds", "Heures dispensées", 382, "h", "calculé"),
        ("ensemble du fonds", "Heures reçues", 2230, "h", "déduit"),
        ("Soutenir", "Part de tranche dépensée", 0.8492, "%", "déclaré"),
        ("Soutenir", "Seuil d’appel d’offres", 1040.27, "€", "calculé"),
        ("Soutien aux", "Dépensé", 75_000, "€", "déclaré"),
        ("Soutien aux", "Part du budget dépensée", 1, "%", "déclaré"),
        ("Soutien aux", "Collectivités soutenues", 17, "nombre", "déclaré"),
        ("Soutien à la ville", "Personnes\xa0: candidatures", 29, "nombre", "calculé"),
        ("Soutien à la ville", "Personnes\xa0: retenues", 25, "nombre", "calculé"),
        ("Soutien à la ville", "Personnes\xa0: soutien psychologique", 20, "nombre", "calculé"),
        ("Soutien à la ville", "Heures dispensées\xa0: Cours de polonais", 180, "h", "calculé"),
        ("Soutien à la ville", "Heures reçues\xa0: Cours de polonais", 1500, "h", "déduit"),
        ("Soutien à la ville", "Heures reçues\xa0: Conseil de groupe", 600, "h", "déduit"),
    ],
)
def test_the_report_s_figures_are_numbers(  # noqa: PLR0917
    ukraine: Any, programme: str, figure: str, value: float, unit: str, basis: str
) -> None:
    row = found(ukraine, figure, programme)
    assert (row["Valeur"], row["Unité"], row["Calculé ou déclaré"]) == (value, unit, basis)


def test_what_is_not_communicated_is_never_zero(ukraine: Any) -> None:
    row = found(ukraine, "Solde du fonds")
    assert (row["Valeur"], row["En mots"], row["Calculé ou déclaré"]) == ("non communiqué", "non communiqué", None)
    assert row["Pourquoi il manque"] == "Un des montants du calcul n’est pas communiqué"
    assert not [each for each in rows(ukraine) if each["Valeur"] == 0]


def test_a_figure_says_from_which_cells_it_comes(ukraine: Any) -> None:
    row = found(ukraine, "Collecté")
    place = (row["Fichiers"], row["Feuilles"], row["Lignes"], row["Colonnes"])
    assert place == ("contributions.xlsx", "Chiffres déclarés", "7", "Valeur")
    assert "près de 395 000 euros" in row["Document cité"].replace("\xa0", " ")
    donors = found(ukraine, "Collectivités donatrices")
    # 22 authorities and CGLU, below the heading.
    assert donors["Lignes"] == "2–24"


def test_about_and_at_least_are_said(ukraine: Any) -> None:
    raised, spent = found(ukraine, "Collecté"), found(ukraine, "Dépensé")
    assert (raised["Environ"], raised["Au moins"]) == ("oui", None)
    assert (spent["Environ"], spent["Au moins"]) == (None, "oui")


def test_a_date_is_as_precise_as_it_is_known(ukraine: Any) -> None:
    assert found(ukraine, "Collecté")["Date du chiffre"] == "novembre 2023"
    assert str(found(ukraine, "Dépensé")["Date du chiffre"]) == "2023-06-30 00:00:00"


def test_the_slides_that_show_a_figure_are_named(ukraine: Any) -> None:
    shown = [
        number
        for number, own in enumerate(shipped("ukraine").slides, start=1)
        if any(figure.label == "Collecté" for figure in own.figures)
    ]
    assert found(ukraine, "Collecté")["Diapositives"] == ", ".join(map(str, shown))
    # The same indicator declared another year is another figure.
    older = [row for row in rows(ukraine) if row["Chiffre"] == "Collecté" and row["Valeur"] == 300_000]
    assert [row["Diapositives"] for row in older] == [None]


def test_every_large_figure_of_the_slides_is_in_the_workbook() -> None:
    for name in ("ukraine", "exemple"):
        fund = shipped(name)
        shown = {row["Diapositives"]: row for row in rows(made(fund)) if row["Diapositives"]}
        numbers = {int(number) for listed in shown for number in str(listed).split(", ")}
        assert numbers == {number for number, own in enumerate(fund.slides, start=1) if own.metrics}


def test_formats_follow_units(ukraine: Any) -> None:
    sheet = ukraine["Chiffres"]
    formats = {row[4].value: row[3].number_format for row in sheet.iter_rows() if isinstance(row[3].value, int | float)}
    assert formats == {"€": '#,##0.00"\xa0€"', "%": '0.00"\xa0"%', "h": "#,##0.0", "nombre": "#,##0"}


def test_each_chart_has_its_table() -> None:
    book = made(shipped("ukraine"), slide("money", SlideKind.MONEY, "Où est l’argent", plot=MONEY))
    lines = list(book["Graphique 1"].iter_rows(values_only=True))
    assert [line[0] for line in lines[:2]] == ["Où est l’argent", "Diapositive\u00a01"]
    assert lines[3] == ("Ligne", "Dépensé", "Dépensé, comme écrit", "Reste", "Reste, comme écrit")
    assert lines[4] == ("Collecté", 75_000, "75 000 €", 320_000, "320 000 €")
    assert lines[5] == ("Alloué", 75_000, "75 000 €", 500, "500 €")


def test_a_chart_over_time_has_days_and_says_what_is_not_known() -> None:
    book = made(shipped("ukraine"), slide("x", SlideKind.CONTRIBUTIONS, "x", plot=STEPS))
    line = list(book["Graphique 1"].iter_rows(values_only=True))[4]
    assert (str(line[0]), line[1], line[3]) == ("2022-08-31 00:00:00", 300_000, "non communiqué")


def test_a_table_of_words_has_its_sheet() -> None:
    book = made(shipped("ukraine"), slide("x", SlideKind.DECISIONS, "x", table=TABLE))
    lines = list(book["Tableau 1"].iter_rows(values_only=True))
    assert lines[3:6] == [TABLE.headings, *TABLE.rows]


def test_invented_data_say_so_on_every_sheet() -> None:
    book = made(shipped("exemple"))
    for sheet in book.worksheets:
        assert "Données fictives" in [sheet.cell(row, 1).value for row in range(1, 5)]


def test_a_real_fund_bears_no_mark(ukraine: Any) -> None:
    texts = [cell for sheet in ukraine.worksheets for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Données fictives" not in texts


def test_nothing_in_it_computes_or_leads_anywhere() -> None:
    book = made(hostile())
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    starting = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))]
    assert starting
    assert all(cell.quotePrefix for cell in starting)


def test_rows_far_apart_are_named_range_by_range() -> None:
    data = dataset(contributions=[{"donor": "A", "received_cents": 1, "source_row": row} for row in (2, 3, 7)])
    (place,) = SourceFinder(data).of(fund_metrics(data).contributions.raised.all_cells())
    assert (row_numbers(place), column_names(place, "fr")) == ("2–3, 7", "Montant versé")
    assert where(place, "fr", most=1).endswith("lignes\u00a02–3 …")


@pytest.mark.parametrize("fund", [alone, crowd], ids=["one donor, no programme", "300 donors, 12 programmes"])
def test_an_extreme_fund_has_its_workbook(fund: Any) -> None:
    book = made(fund())
    assert found(book, "Collecté")["Unité"] == "€"


def test_a_sum_of_a_billion_is_exact() -> None:
    # 0 + 1 + … + 298 tens of thousands of euros, and 10⁹ €: 298 × 299 ÷ 2 = 44 551.
    assert found(made(crowd()), "Collecté")["Valeur"] == 44_551 * 10_000 + 1_000_000_000
