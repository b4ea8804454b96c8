"""Sheets of unknown names: what is asked about them, and how they are read once a person has said what they are."""

from __future__ import annotations

import pytest

from fund.model import Severity, SheetMatch, WorkbookFile
from fund.schema import BY_CODE
from fund.workbook.reading.delimited import delimited_title
from fund.workbook.reading.file_reading import read_file
from fund.workbook.reading.headers.offered_sheets import SheetAmount
from fund.workbook.reading.headers.unmatched_headers import likely_column
from tests.unit.workbook.workbooks import workbook

GIFTS = [["collectivité", "type", "montant versé"], ["A", "commune", 1000], ["B", "commune", 500], ["TOTAL", "", 1500]]
SAID = SheetMatch("Dons 2022", "collectivite|montantverse|type", "contributions")


def file(**sheets: list[list[object]]) -> WorkbookFile:
    """A workbook of these sheets."""
    return WorkbookFile("dons.xlsx", workbook({name.replace("_", " "): rows for name, rows in sheets.items()}))


def test_a_sheet_of_gifts_under_another_name_is_offered_with_its_rows_and_sum_without_its_total() -> None:
    reading = read_file(file(Dons_2022=GIFTS))
    (offered,) = reading.offered
    assert (offered.sheet, offered.likely, offered.headers) == ("Dons 2022", "contributions", SAID.headers)
    assert (offered.rows, offered.amounts) == (2, (SheetAmount("montant versé", 1_500_00),))
    assert reading.tables == ()
    (finding,) = [each for each in reading.findings if each.code == "unread_table"]
    assert finding.details["sum_cents"] == 1_500_00


@pytest.mark.parametrize("amount", ["montant versé (k€)", "montant versé (en milliers d'euros)", "montant versé (M€)"])
def test_a_sheet_of_gifts_under_another_name_is_asked_about_when_its_amounts_are_in_thousands(amount: str) -> None:
    header = ["collectivité", "type", "SIREN", amount, "programme fléché"]
    reading = read_file(file(Dons_2022=[header, ["A", "commune", "", 12.5, ""], ["B", "commune", "", 3, ""]]))
    (finding,) = [each for each in reading.findings if each.code == "unread_table"]
    assert (finding.severity, finding.sheet) == (Severity.WARNING, "Dons 2022")
    assert "sum_cents" not in finding.details


def test_a_list_of_donors_whose_amount_has_a_header_of_its_own_is_asked_about() -> None:
    header = ["Nom de la collectivité", "Type", "Encaissements 2026"]
    reading = read_file(file(Liste_donateurs=[["Fonds Liban"], header, ["A", "commune", "12 500,50 €"]]))
    (offered,) = reading.offered
    assert (offered.sheet, offered.rows, offered.amounts) == ("Liste donateurs", 1, ())


def test_a_sheet_that_is_read_as_gifts_says_that_its_thousands_are_not() -> None:
    header = ["collectivité", "type", "SIREN", "montant versé (k€)"]
    said = SheetMatch("Dons 2022", "collectivite|siren|type", "contributions")
    reading = read_file(file(Dons_2022=[header, ["A", "commune", "", 12.5]]), matches=[said])
    assert [table.frame["received_cents"].isna().all() for table in reading.tables] == [True]
    assert Severity.ERROR in {each.severity for each in reading.findings if each.cell == "D1"}


def test_a_sheet_is_read_as_what_a_person_says_it_is() -> None:
    reading = read_file(file(Dons_2022=GIFTS), matches=[SAID])
    (table,) = reading.tables
    assert (table.schema.code, table.frame["received_cents"].tolist()) == ("contributions", [1_000_00, 500_00])
    assert "unread_table" not in {finding.code for finding in reading.findings}


def test_a_sheet_said_to_be_no_table_is_a_note() -> None:
    reading = read_file(file(Dons_2022=GIFTS), matches=[SheetMatch(SAID.sheet, SAID.headers, "")])
    assert reading.tables == ()
    assert "sheet_set_aside" in {finding.code for finding in reading.findings}
    assert "unread_table" not in {finding.code for finding in reading.findings}


def test_a_sheet_of_the_same_name_with_other_headers_is_asked_about_anew() -> None:
    costs = [["date", "libellé", "montant"], ["01/02/2024", "Timbres", 5]]
    reading = read_file(file(Dons_2022=costs), matches=[SAID])
    assert reading.tables == ()
    assert [sheet.likely for sheet in reading.offered] == ["running_costs"]


def test_what_is_said_of_a_sheet_makes_another_reading_of_the_file() -> None:
    gifts = file(Dons_2022=GIFTS)
    reading = read_file(gifts)
    assert reading.is_of(gifts, [SheetMatch("Autre", SAID.headers, "contributions")])
    assert not reading.is_of(gifts, [SAID])


def test_a_sheet_of_the_contract_is_never_asked_about() -> None:
    assert read_file(file(Contributions=GIFTS)).offered == ()


@pytest.mark.parametrize(
    "header",
    ["reste à verser", "montant versé prévu", "montant non versé", "montant versé (k€)", "montant versé (UAH)"],
)
def test_a_header_that_says_something_else_is_no_sum_unasked(header: str) -> None:
    assert likely_column(header, BY_CODE["contributions"]) != "received_cents"


def test_a_slip_of_the_pen_is_preselected() -> None:
    assert likely_column("montant verse", BY_CODE["contributions"]) == "received_cents"
    assert likely_column("montannt versé", BY_CODE["contributions"]) == "received_cents"


def test_a_text_table_with_a_title_left_over_is_no_running_cost() -> None:
    header = ["date", "libellé", "montant", "bénéficiaire"]
    assert delimited_title("export.csv", [header, ["01/02/2026", "Don", "4000", "A"]]) == "export"
    assert delimited_title("export.csv", [header[:3], ["01/02/2026", "Timbres", "12"]]) == "Frais"
