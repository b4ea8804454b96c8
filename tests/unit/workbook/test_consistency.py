"""What must hold between the cells of a row, between rows and between tables: each fault a finding."""

from __future__ import annotations

import pytest

from fund.model import Severity
from fund.schema import SHEETS, Sheet
from tests.unit.workbook.workbooks import (
    CONTRIBUTIONS,
    found,
    only,
    place,
    read_whole,
)


def test_an_unknown_programme_keeps_its_row() -> None:
    reading = read_whole(Tranches=[["programme", "n°", "montant"], ["mars", 1, 10]])
    finding = only(reading)
    assert place(finding) == ("unknown_programme", Severity.ERROR, "Tranches", 2, "programme", "A2", "mars")
    assert finding.details["known"] == "auc, rzeszow"
    assert reading.dataset.table("tranches")["programme"].tolist() == ["mars"]


def test_a_row_that_stands_twice_is_a_warning_that_names_the_other() -> None:
    rows = [*CONTRIBUTIONS, ["Bourg-Fictif", "commune", 3], ["Saint-Exemple", "commune", 100]]
    reading = read_whole(Contributions=rows)
    finding = only(reading)
    assert (finding.code, finding.severity, finding.row) == ("duplicate_row", Severity.WARNING, 4)
    assert finding.details == {"other_file": "essai.xlsx", "other_sheet": "Contributions", "other_row": 2}
    assert len(reading.dataset.table("contributions")) == 3


def test_a_repeated_key_is_an_error_whatever_its_case() -> None:
    rows = [["programme", "n°", "montant"], ["auc", 1, 10], ["AUC", 1, 20]]
    finding = only(read_whole(Tranches=rows))
    assert (finding.code, finding.row, finding.details["other_row"]) == ("duplicate_key", 3, 2)


def test_several_funds_are_an_error() -> None:
    reading = read_whole(Fonds=[["code", "nom"], ["a", "A"], ["b", "B"]])
    assert place(only(reading)) == ("several_funds", Severity.ERROR, "Fonds", 3, "code", "A3", "b")
    assert reading.dataset.fund.code == "a"


def test_empty_cells_are_told_by_what_they_lack() -> None:
    reading = read_whole(
        Tranches=[["programme", "n°", "montant"], ["auc", 1, None], [None, 2, 10]],
        Dépenses=[
            ["programme", "libellé", "date", "montant"],
            ["auc", "Bus", "01/01/2024", None],
            ["rzeszow", "Bus", None, 4],
        ],
    )
    assert [(finding.code, finding.severity, finding.cell) for finding in reading.findings] == [
        ("tranche_without_amount", Severity.WARNING, "C2"),
        ("missing_value", Severity.ERROR, "A3"),
        ("expense_without_amount", Severity.WARNING, "D2"),
        ("missing_expected", Severity.WARNING, "C3"),
    ]


@pytest.mark.parametrize(
    "sheet", [each for each in SHEETS for column in each.columns if column.code == "programme" and not column.required]
)
def test_a_row_about_the_fund_itself_lacks_no_programme(sheet: Sheet) -> None:
    columns = [column for column in sheet.columns if column.code != "programme"]
    rows = [["programme", *(column.header for column in columns)], [None, *(column.example for column in columns)]]
    reading = read_whole(**{sheet.title: rows})
    assert len(reading.dataset.table(sheet.code)) == 1
    assert [finding.code for finding in reading.findings if finding.column == "programme"] == []


def test_amounts_not_communicated_are_one_note_per_sheet() -> None:
    rows = [["collectivité", "type", "montant versé"], ["A", "commune", None], ["B", "commune", "non communiqué"]]
    finding = only(read_whole(Contributions=rows))
    assert (finding.code, finding.severity) == ("amounts_not_communicated", Severity.NOTE)
    assert finding.details == {"count": 2}


def test_a_negative_expense_is_a_refund_and_said() -> None:
    rows = [["programme", "libellé", "date", "montant"], ["auc", "Bus", "01/01/2024", -420.5]]
    reading = read_whole(Dépenses=rows)
    assert place(only(reading)) == ("refund", Severity.NOTE, "Dépenses", 2, "montant", "D2", "-420,5")
    assert reading.dataset.table("expenses")["amount_eur_cents"].tolist() == [-42_050]


def test_a_negative_gift_is_money_given_back_and_a_note() -> None:
    finding = only(read_whole(Contributions=[*CONTRIBUTIONS, ["B", "commune", 80], ["B", "commune", -50]]))
    assert place(finding)[:3] == ("repayment", Severity.NOTE, "Contributions")
    assert (finding.cell, finding.seen) == ("C4", "-50")


def test_more_received_than_committed_is_a_warning() -> None:
    rows = [["collectivité", "type", "montant conventionné", "montant versé"], ["A", "commune", 10, 12]]
    assert place(only(read_whole(Contributions=rows)))[0:2] == ("received_above_committed", Severity.WARNING)


def test_an_expense_on_a_tranche_that_does_not_exist_is_a_warning() -> None:
    reading = read_whole(
        Tranches=[["programme", "n°", "montant"], ["auc", 1, 10], ["rzeszow", 2, 10]],
        Dépenses=[
            ["programme", "tranche", "libellé", "date", "montant"],
            ["auc", 1, "Bus", "01/01/2024", 1],
            ["auc", 2, "Car", "01/01/2024", 1],
        ],
    )
    assert place(only(reading)) == ("unknown_tranche", Severity.WARNING, "Dépenses", 3, "tranche", "B3", "2")


def test_rates_that_can_t_convert_are_said() -> None:
    reading = read_whole(
        Dépenses=[
            ["programme", "libellé", "date", "montant", "devise", "taux"],
            ["auc", "a", "01/01/2024", 1, "TRY", None],
            ["auc", "b", None, 1, "UAH", None],
            ["auc", "c", "01/01/2024", 1, "dollars", None],
            ["auc", "d", "01/01/2024", 1, "PLN", 0],
            ["auc", "e", "01/01/2024", "5 €", "PLN", 4],
        ],
        Taux=[["devise", "date", "unités pour 1 €"], ["UAH", "01/01/2023", 40]],
    )
    assert [(finding.code, finding.row) for finding in reading.findings if finding.code != "missing_expected"] == [
        ("no_rate", 2),
        ("undated_conversion", 3),
        ("ambiguous_currency", 4),
        ("no_rate", 5),
        ("zero_rate", 5),
        ("currency_conflict", 6),
    ]
    assert reading.dataset.table("expenses")["amount_eur_cents"].isna().tolist() == [True, True, True, True, False]


def test_a_declared_unit_must_suit_its_indicator() -> None:
    header = ["indicateur", "valeur", "unité", "date", "source"]
    finding = only(read_whole(**{"Chiffres déclarés": [header, ["collecté", 5, "nombre", 2023, "Rapport"]]}))
    assert (finding.code, finding.seen, finding.details) == ("unit_mismatch", "nombre", {"unit": "€"})


@pytest.mark.parametrize(
    ("siren", "valid"),
    [
        # 7 3 2 8 2 9 3 2 0, every second digit doubled and its digits added: 7+6+2+7+2+9+3+4+0 = 40.
        ("732829320", True),
        ("732\u00a0829 320", True),
        ("356000000", True),
        ("732829321", False),
        ("73282932", False),
        ("73282932a", False),
    ],
)
def test_a_siren_obeys_luhn(siren: str, valid: bool) -> None:
    rows = [["collectivité", "type", "SIREN", "montant versé"], ["Saint-Exemple", "commune", siren, 100]]
    faults = found(read_whole(Contributions=rows), "siren_invalid")
    assert [finding.seen for finding in faults] == ([] if valid else [siren])
