"""Workbooks read into tables: sheets, headers, rows, totals."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from fund.model import Moment, Precision, Severity, WorkbookFile
from fund.schema import SHEETS
from tests.unit.workbook.workbooks import (
    CONTRIBUTIONS,
    FUND,
    PROGRAMMES,
    WHOLE,
    codes,
    found,
    read,
    read_whole,
    read_workbooks,
    saved,
    workbook,
)


def test_a_whole_fund_is_read_without_a_word() -> None:
    reading = read_whole()
    assert reading.findings == ()
    assert reading.dataset.fund.code == "essai"
    assert reading.dataset.present == {"fund", "contributions", "programmes"}
    assert reading.dataset.table("contributions")["received_cents"].tolist() == [10_000]
    assert reading.dataset.files == ("essai.xlsx",)


def test_every_table_has_every_column_even_when_no_workbook_has_its_sheet() -> None:
    empty, whole = read_workbooks([]).dataset, read_whole().dataset
    assert set(empty.tables) == {sheet.code for sheet in SHEETS}
    for sheet in SHEETS:
        assert {column.code for column in sheet.columns} < set(empty.table(sheet.code).columns)
        assert {"source_file", "source_sheet", "source_row"} < set(empty.table(sheet.code).columns)
        assert (
            empty.table(sheet.code).dtypes.astype(str).to_dict() == whole.table(sheet.code).dtypes.astype(str).to_dict()
        )


def test_every_kind_has_its_dtype() -> None:
    tables = read_whole().dataset.tables
    dtypes = {
        ("contributions", "donor"): "str",
        ("contributions", "received_cents"): "Int64",
        ("contributions", "received_on"): "datetime64[us]",
        ("tranches", "number"): "Int64",
        ("tranches", "release_threshold"): "Float64",
        ("expenses", "tender"): "boolean",
        ("expenses", "amount_eur_cents"): "Int64",
        ("expenses", "amount_rate"): "Float64",
        ("expenses", "amount_rate_row"): "Int64",
        ("milestones", "date"): "datetime64[us]",
        ("milestones", "date_precision"): "str",
        ("sites", "source_row"): "int32",
        ("sites", "source_file"): "category",
    }
    assert {place: str(tables[place[0]][place[1]].dtype) for place in dtypes} == dtypes


def test_the_identity_comes_from_the_sheet_fonds() -> None:
    header = ["code", "nom", "ouvert le", "arrêté au", "fictif", "devise"]
    fund = read_whole(Fonds=[header, ["essai", "Essai", 2022, "novembre 2023", "oui", "€"]]).dataset.fund
    assert (fund.code, fund.name, fund.fictional, fund.currency) == ("essai", "Essai", True, "EUR")
    assert fund.opened_on == Moment(pd.Timestamp("2022-01-01").date(), Precision.YEAR)
    assert fund.as_of == Moment(pd.Timestamp("2023-11-30").date(), Precision.MONTH)


def test_a_header_is_known_below_title_rows_whatever_its_case_accents_spaces_and_order() -> None:
    rows = [
        ["Tableau des contributions", None, None],
        [],
        ["MONTANT\u00a0VERSE (€)", " Type ", "collectivite\u0301"],
        ["12 500,50 €", "commune", "Saint-Exemple"],
    ]
    reading = read_whole(Contributions=rows)
    assert reading.findings == ()
    gifts = reading.dataset.table("contributions")
    assert gifts[["donor", "received_cents", "source_row"]].values.tolist() == [["Saint-Exemple", 1_250_050, 4]]


def test_a_sheet_is_known_whatever_the_case_and_accents_of_its_name() -> None:
    reading = read_whole(DEPENSES=[["programme", "libellé", "montant", "date"], ["auc", "Batteries", 5, "01/01/2024"]])
    assert reading.dataset.table("expenses")["amount_cents"].tolist() == [500]


def test_a_sheet_named_cours_is_told_by_its_headers() -> None:
    rates = read_whole(Cours=[["devise", "date", "unités pour 1 €"], ["UAH", "01/01/2024", 40]]).dataset
    courses = read_whole(Cours=[["programme", "intitulé", "inscrits"], ["auc", "Polonais", 3]]).dataset
    assert (len(rates.table("rates")), len(rates.table("courses"))) == (1, 0)
    assert (len(courses.table("rates")), len(courses.table("courses"))) == (0, 1)


def test_the_same_sheet_in_two_workbooks_is_one_table_whose_rows_know_their_file() -> None:
    partner = workbook({"Contributions": [["collectivité", "type", "montant versé"], ["Bourg-Fictif", "commune", 5]]})
    reading = read_workbooks([WorkbookFile("a.xlsx", workbook(WHOLE)), WorkbookFile("b.xlsx", partner)])
    gifts = reading.dataset.table("contributions")
    assert gifts["donor"].tolist() == ["Saint-Exemple", "Bourg-Fictif"]
    assert gifts["source_file"].tolist() == ["a.xlsx", "b.xlsx"]
    assert gifts["source_row"].tolist() == [2, 2]


def test_hidden_sheets_and_rows_are_read() -> None:
    book = Workbook()
    for name, rows in WHOLE.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book["Contributions"].sheet_state = "hidden"
    book["Contributions"].row_dimensions[2].hidden = True
    assert len(read(saved(book)).dataset.table("contributions")) == 1


def test_dates_of_a_1904_workbook_are_right() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.title = "Contributions"
    for row in (["collectivité", "versé le"], ["Saint-Exemple", pd.Timestamp("2024-05-30").to_pydatetime()]):
        book.active.append(row)
    assert read(saved(book)).dataset.table("contributions")["received_on"].tolist() == [pd.Timestamp("2024-05-30")]


def test_empty_rows_are_passed_over_and_row_numbers_stay_excel_s() -> None:
    rows = [*CONTRIBUTIONS, [], [" ", None, "\u00a0"], ["Bourg-Fictif", "commune", 7]]
    reading = read_whole(Contributions=rows)
    assert reading.dataset.table("contributions")["source_row"].tolist() == [2, 5]
    assert reading.findings == ()


def test_total_rows_are_kept_apart_with_the_rows_they_stand_for() -> None:
    rows = [
        ["libellé", "date", "montant"],
        ["Banque", "01/01/2024", 10],
        ["Poste", "01/02/2024", 20],
        ["Sous-total", None, 30],
        ["Banque", "01/03/2024", 5],
        ["SOUS TOTAL 2024", None, "5,00 €"],
        ["Total général", None, 36],
    ]
    dataset = read_whole(Frais=rows).dataset
    assert dataset.table("running_costs")["amount_cents"].tolist() == [1000, 2000, 500]
    totals = [(total.row, total.value, total.first_row, total.last_row, total.cell) for total in dataset.totals]
    assert totals == [(4, 3000.0, 2, 3, "C4"), (6, 500.0, 5, 5, "C6"), (7, 3600.0, 2, 6, "C7")]
    assert {(total.table, total.column, total.sheet) for total in dataset.totals} == {
        ("running_costs", "amount_cents", "Frais")
    }


def test_a_total_above_its_rows_stands_for_those_that_follow() -> None:
    rows = [["libellé", "montant"], ["TOTAL", 30], ["Banque", 10], ["Poste", 20]]
    (total,) = read_whole(Frais=rows).dataset.totals
    assert (total.row, total.first_row, total.last_row) == (2, 3, 4)


@pytest.mark.parametrize("label", ["ＴＯＴＡＬ", "Re\u0301sultat global", "T\u00adotal général", "Sous\u2011total"])
def test_a_total_is_told_however_its_letters_are_written(label: str) -> None:
    rows = [["objet", "date", "montant"], ["Loyer", "05/01/2024", 10], ["Eau", "06/01/2024", 20], [label, None, 30]]
    assert [total.row for total in read_whole(Frais=rows).dataset.totals] == [4]


def test_a_donor_whose_name_begins_with_total_stays_a_donor() -> None:
    rows = [*CONTRIBUTIONS, ["Total Énergies", "autre", 10], ["Totalie", "commune", 5]]
    dataset = read_whole(Contributions=rows).dataset
    assert dataset.table("contributions")["donor"].tolist() == ["Saint-Exemple", "Total Énergies", "Totalie"]
    assert dataset.totals == ()


def test_a_programme_is_spelled_as_in_its_own_sheet() -> None:
    rows = [["programme", "n°", "montant"], ["AUC", 1, 10], [" Rzeszow ", 1, 20]]
    assert read_whole(Tranches=rows).dataset.table("tranches")["programme"].tolist() == ["auc", "rzeszow"]


def test_an_expense_is_converted_with_the_rates_of_the_fund() -> None:
    reading = read_whole(
        Dépenses=[
            ["programme", "libellé", "date", "montant", "devise", "taux"],
            ["auc", "Serveur", "15/01/2024", 4000, "UAH", None],
            ["auc", "Batterie", "15/01/2024", 100, "PLN", 4],
            ["auc", "Bus", "15/01/2024", 10, None, None],
        ],
        Taux=[["devise", "date", "unités pour 1 €"], ["UAH", "01/01/2024", 40]],
    )
    assert reading.findings == ()
    assert reading.dataset.table("expenses")["amount_eur_cents"].tolist() == [10_000, 2_500, 1_000]


def test_a_declared_percentage_is_kept_in_percent() -> None:
    header = ["programme", "tranche", "indicateur", "valeur", "unité", "date", "source"]
    reading = read_whole(
        **{
            "Chiffres déclarés": [
                header,
                ["auc", 1, "part de tranche dépensée", "84,92 %", "%", "octobre 2023", "Rapport"],
                ["auc", 2, "part de tranche dépensée", 5, "%", "octobre 2023", "Rapport"],  # its unit says per cent
            ]
        }
    )
    assert reading.dataset.table("declared")["value"].tolist() == [84.92, 5]
    assert reading.findings == ()


def test_the_version_changes_with_any_name_or_byte() -> None:
    content = workbook(WHOLE)
    versions = {
        read_workbooks([WorkbookFile(name, data)]).dataset.version
        for name, data in (("a", content), ("b", content), ("a", content + b"\0"))
    }
    assert len(versions) == 3
    assert all(len(version) == 16 for version in versions)


def test_findings_come_in_the_order_of_the_workbook() -> None:
    reading = read_whole(
        Contributions=[["collectivité", "type", "montant versé", "mémo"], [None, "x", "y"], ["A", "commune", "z"]]
    )
    cells = [finding.cell for finding in reading.findings]
    assert cells == ["D1", "A2", "B2", "C2", "C3"]


CELL = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20),
    st.sampled_from(["TOTAL", "Sous-total", "1,234", "31/02/2023", "été 2022", "#REF!", "nom", "programme", "12 €"]),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(min_value=pd.Timestamp("1901-01-01").to_pydatetime()),
)


@settings(max_examples=25)
@given(
    st.sampled_from([sheet for sheet in SHEETS if sheet.code != "fund"]),
    st.lists(st.lists(CELL, min_size=3, max_size=6), max_size=8),
)
def test_whatever_the_cells_reading_never_raises_and_drops_no_row_silently(
    sheet: object, rows: list[list[object]]
) -> None:
    headers = [column.header for column in sheet.columns][:6]
    body = [[None if isinstance(cell, str) and cell.startswith("=") else cell for cell in row] for row in rows]
    content = workbook({"Fonds": FUND, "Programmes": PROGRAMMES, sheet.title: [headers, *body]})
    reading = read(content)
    dataset = reading.dataset
    own_rows = [row for row in body if any(not (cell is None or str(cell).strip() == "") for cell in row)]
    kept = dataset.table(sheet.code)
    kept = kept[kept["source_sheet"] == sheet.title]
    if sheet.code == "programmes":
        return  # written once above, under the same name
    said = {finding.row for finding in reading.findings if finding.code.endswith("_left_out")}
    assert len(own_rows) - len(said) <= len(kept) <= len(own_rows)


@settings(max_examples=25)
@given(st.binary(max_size=300), st.integers(0, 5000))
def test_damaged_bytes_become_findings(noise: bytes, place: int) -> None:
    content = workbook(WHOLE)
    reading = read(content[:place] + noise + content[place + len(noise) :])
    assert all(finding.severity in Severity for finding in reading.findings)


def test_ten_thousand_bad_cells_are_ten_thousand_findings() -> None:
    rows = [["libellé", "montant"], *([f"Frais {number}", "beaucoup"] for number in range(10_000))]
    reading = read_whole(Frais=rows)
    assert len(found(reading, "not_a_number")) == 10_000
    assert codes(reading)[0] == "not_a_number"
