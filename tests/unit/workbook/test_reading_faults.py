"""Bad input: each fault gives a finding with its file, sheet, row, column, what was seen."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest
from openpyxl import Workbook

from fund.model import Finding, Reading, Severity, WorkbookFile
from fund.wording import Language, words
from fund.workbook.reading.cells import as_text
from fund.workbook.reading.findings import SEVERITIES
from tests.unit.workbook.workbooks import (
    CONTRIBUTIONS,
    WHOLE,
    codes,
    found,
    read,
    read_whole,
    read_workbooks,
    saved,
    workbook,
)


def only(reading: Reading) -> Finding:
    (finding,) = reading.findings
    return finding


def place(finding: Finding) -> tuple[object, ...]:
    return (finding.code, finding.severity, finding.sheet, finding.row, finding.column, finding.cell, finding.seen)


def test_no_workbook_at_all_says_which_sheets_are_missing() -> None:
    reading = read_workbooks([])
    assert [(finding.code, finding.sheet) for finding in reading.findings] == [
        ("missing_sheet", "Fonds"),
        ("missing_sheet", "Contributions"),
        ("missing_sheet", "Programmes"),
    ]
    assert reading.dataset.fund.code == ""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"collectivit\xe9;montant\n", "not_a_workbook"),
        (b"PK\x03\x04 nothing more", "truncated_zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "legacy_xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (workbook({"Feuil1": []}), "empty_workbook"),
    ],
)
def test_a_file_that_is_no_workbook_is_a_finding_and_the_others_are_read(content: bytes, code: str) -> None:
    reading = read_workbooks([WorkbookFile("a.xlsx", workbook(WHOLE)), WorkbookFile("b.xlsx", content)])
    finding = only(reading)
    assert (finding.code, finding.severity, finding.file) == (code, Severity.ERROR, "b.xlsx")
    assert len(reading.dataset.table("contributions")) == 1


def test_two_far_corners_are_refused_before_they_fill_the_memory() -> None:
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "collectivité", 1
    assert found(read(saved(book)), "too_many_rows")


def test_a_workbook_without_a_known_sheet_says_so() -> None:
    reading = read_workbooks(
        [WorkbookFile("a.xlsx", workbook(WHOLE)), WorkbookFile("b.xlsx", workbook({"Notes": [["x"]]}))]
    )
    assert codes(reading) == ["no_known_sheet", "unknown_sheet"]


def test_an_unknown_sheet_is_a_note() -> None:
    finding = only(read_whole(Brouillon=[["à faire"]]))
    assert (finding.code, finding.severity, finding.sheet) == ("unknown_sheet", Severity.NOTE, "Brouillon")


def test_a_sheet_without_header_is_an_error_and_is_not_present() -> None:
    reading = read_whole(Tranches=[["auc", 1, 10], ["auc", 2, 20]])
    assert place(only(reading)) == ("no_header", Severity.ERROR, "Tranches", None, "", "", "")
    assert "tranches" not in reading.dataset.present


def test_a_required_sheet_without_header_is_not_said_missing_too() -> None:
    assert codes(read_whole(Contributions=[["x"], ["y"]])) == ["no_header"]


def test_unknown_untitled_repeated_and_missing_columns_are_said() -> None:
    reading = read_whole(
        Contributions=[["type", "montant versé", "versé", "couleur", None], ["commune", 5, 6, "bleu", "perdu"]]
    )
    assert [place(finding) for finding in reading.findings] == [
        ("missing_column", Severity.ERROR, "Contributions", 1, "collectivité", "", ""),
        ("repeated_column", Severity.ERROR, "Contributions", 1, "versé", "C1", ""),
        ("unknown_column", Severity.NOTE, "Contributions", 1, "couleur", "D1", ""),
        ("unknown_column", Severity.NOTE, "Contributions", 1, "E", "E1", ""),
    ]
    assert reading.dataset.table("contributions")["received_cents"].tolist() == [500]


@pytest.mark.parametrize(
    "header", ["Nom et prénom", "téléphone", "N° de passeport", "E-mail", "Date de naissance", "Nom"]
)
def test_a_column_about_people_is_refused_and_its_content_never_shown(header: str) -> None:
    rows = [["programme", "étape", "nombre", header], ["auc", "candidatures", 29, "Secret Personne"]]
    reading = read_whole(Participants=rows)
    assert place(only(reading)) == ("personal_data", Severity.ERROR, "Participants", 1, header, "D1", "")
    assert "Secret" not in repr(reading)


def test_a_text_where_a_number_belongs_names_its_cell() -> None:
    reading = read_whole(Contributions=[*CONTRIBUTIONS, ["Bourg-Fictif", "commune", "beaucoup"]])
    expected = ("not_a_number", Severity.ERROR, "Contributions", 3, "montant versé", "C3", "beaucoup")
    assert place(only(reading)) == expected
    assert len(reading.dataset.table("contributions")) == 2


def test_what_was_seen_is_cut_at_120_characters() -> None:
    reading = read_whole(Contributions=[*CONTRIBUTIONS, ["Bourg-Fictif", "commune", "x" * 500]])
    assert only(reading).seen == "x" * 120


def test_a_date_in_2203_names_its_cell() -> None:
    reading = read_whole(Contributions=[["collectivité", "type", "versé le"], ["A", "commune", date(2203, 5, 1)]])
    (finding,) = found(reading, "date_out_of_range")
    assert place(finding)[2:] == ("Contributions", 2, "versé le", "C2", "01/05/2203")


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
    rows = [*CONTRIBUTIONS, ["B", "commune", 80], ["B", "commune", -50]]
    finding = only(read_whole(Contributions=rows))
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
        ("not_a_currency", 4),
        ("no_rate", 5),
        ("zero_rate", 5),
        ("currency_conflict", 6),
    ]
    assert reading.dataset.table("expenses")["amount_eur_cents"].isna().tolist() == [True, True, True, True, False]


def test_a_declared_unit_must_suit_its_indicator() -> None:
    header = ["indicateur", "valeur", "unité", "date", "source"]
    finding = only(read_whole(**{"Chiffres déclarés": [header, ["collecté", 5, "nombre", 2023, "Rapport"]]}))
    assert (finding.code, finding.seen, finding.details) == ("unit_mismatch", "nombre", {"unit": "€"})


def test_a_formula_without_value_and_an_excel_error_are_errors_and_the_amounts_unknown() -> None:
    rows = [*CONTRIBUTIONS, ["B", "commune", "=1+1"], ["C", "commune", "#REF!"], ["=A2", "commune", 5]]
    reading = read_whole(Contributions=rows)
    assert [place(finding) for finding in reading.findings if finding.code != "amounts_not_communicated"] == [
        ("formula_without_value", Severity.ERROR, "Contributions", 3, "montant versé", "C3", "=1+1"),
        ("excel_error", Severity.ERROR, "Contributions", 4, "montant versé", "C4", "#REF!"),
        ("formula_without_value", Severity.ERROR, "Contributions", 5, "collectivité", "A5", "=A2"),
    ]
    assert reading.dataset.table("contributions")["received_cents"].isna().tolist() == [False, True, True, False]
    assert codes(reading).count("amounts_not_communicated") == 0


def test_a_total_that_is_no_number_is_said() -> None:
    reading = read_whole(Frais=[["libellé", "montant"], ["Banque", 5], ["TOTAL", "cinq"]])
    left_out, wrong = reading.findings
    assert (left_out.code, left_out.row) == ("total_left_out", 3)
    assert place(wrong) == ("not_a_number", Severity.ERROR, "Frais", 3, "montant", "B3", "cinq")
    assert reading.dataset.totals == ()


def test_a_row_of_formulas_only_is_not_an_empty_row() -> None:
    rows = [["libellé", "montant"], ["Banque", 5], ["=A2", "=B2"]]
    reading = read_whole(Frais=rows)
    assert [finding.cell for finding in reading.findings] == ["A3", "B3"]
    assert len(reading.dataset.table("running_costs")) == 2


def test_a_currency_that_is_an_error_never_passes_for_euros() -> None:
    rows = [["programme", "libellé", "date", "montant", "devise"], ["auc", "Bus", "01/01/2024", 5, "#N/A"]]
    reading = read_whole(Dépenses=rows)
    assert codes(reading) == ["excel_error"]
    assert reading.dataset.table("expenses")["amount_eur_cents"].isna().all()


def test_a_number_is_shown_as_a_french_reader_types_it() -> None:
    assert as_text(12500.5) == "12500,5"


OTHER_ROW = {"other_file", "other_sheet", "other_row"}
FINDING_FIELDS = {"file", "sheet", "row", "column", "cell", "seen"}
DETAILS = {
    "doubtful_row": {"cells"},
    "format_currency": {"currency"},
    "struck_row": {"cells"},
    "summary_left_out": {"cells"},
    "total_left_out": {"cells"},
    "unread_amounts": {"count", "missing"},
    "unread_table": {"table", "rows"},
    "below_minimum": {"minimum"},
    "amounts_not_communicated": {"count"},
    "donor_namesakes": {"label"},
    "donor_of_several": {"donors", "rows"},
    "donor_of_two_types": {"donor", *OTHER_ROW},
    "duplicate_key": OTHER_ROW,
    "duplicate_row": OTHER_ROW,
    "budget_above_fund": {"fund"},
    "committed_above_pledged": {"other"},
    "days_out_of_order": {"other", "other_column"},
    "expense_before_programme": {"other"},
    "far_from_its_kind": {"median"},
    "hours_above_planned": {"other"},
    "hours_above_received": {"other"},
    "tranches_above_budget": {"budget", "programme", "sum"},
    "probable_repeat": OTHER_ROW,
    "tranche_in_parts": OTHER_ROW,
    "siren_of_two_names": {"donor", "rows", "siren", *OTHER_ROW},
    "hidden_rows": {"count"},
    "merged_cells": {"count"},
    "no_rate": {"currency"},
    "undated_conversion": {"currency"},
    "unit_mismatch": {"unit"},
    "unknown_choice": {"allowed"},
    "unknown_programme": {"known"},
}


def placeholders(code: str, language: Language) -> set[str]:
    texts = [words(f"findings.{code}.{part}", language) for part in ("title", "what", "todo")]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(SEVERITIES))
def test_every_finding_says_what_is_wrong_and_what_to_do_in_both_languages(code: str) -> None:
    details = DETAILS.get(code, set())
    assert details <= placeholders(code, "fr") == placeholders(code, "en") <= FINDING_FIELDS | details


@pytest.mark.parametrize("code", sorted(SEVERITIES))
def test_french_punctuation_stands_behind_a_no_break_space(code: str) -> None:
    texts = [words(f"findings.{code}.{part}", "fr") for part in ("title", "what", "todo")]
    assert not [text for text in texts if re.search(r" [:;?!%€»]|« |[^\u00a0]»|'", text)]


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
