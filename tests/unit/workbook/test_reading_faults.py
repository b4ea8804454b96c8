"""Bad files, sheets, headers and cells: each fault gives a finding with its file, sheet, row, column, what was seen."""

from __future__ import annotations

import re
import string
from datetime import date

import pytest
from openpyxl import Workbook

from fund.model import Severity, WorkbookFile
from fund.wording import Language, words
from fund.workbook.reading.cells import as_text
from fund.workbook.reading.findings import SEVERITIES
from tests.unit.workbook.workbooks import (
    CONTRIBUTIONS,
    WHOLE,
    codes,
    found,
    only,
    place,
    read,
    read_whole,
    read_workbooks,
    saved,
    workbook,
)


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


FINDING_FIELDS = {"file", "sheet", "row", "column", "cell", "seen", "seen_number"}
OTHER_ROW = {"other_file", "other_sheet", "other_row"}
DETAILS = {
    "ambiguous_currency": {"codes"},
    "cancelled_row": {"cells"},
    "committed_above_pledged": {"other_number"},
    "currency_in_title": {"said"},
    "days_out_of_order": {"other", "other_column"},
    "donor_namesakes": {"label"},
    "donor_of_several": {"donors", "rows"},
    "donor_of_two_spellings": {"other", *OTHER_ROW},
    "donor_of_two_types": {"donor", *OTHER_ROW},
    "expense_before_programme": {"other"},
    "far_from_its_kind": {"median"},
    "hours_above_planned": {"other_number"},
    "hours_above_received": {"other_number"},
    "minimum_quoted": {"quoted"},
    "probable_repeat": OTHER_ROW,
    "siret_differs": {"other"},
    "siren_of_two_names": {"donor", "rows", "siren", *OTHER_ROW},
    "tranche_in_parts": OTHER_ROW,
    "tranche_whole_and_parts": OTHER_ROW,
    "doubtful_row": {"cells"},
    "format_currency": {"currency"},
    "struck_row": {"cells"},
    "summary_left_out": {"cells"},
    "total_left_out": {"cells"},
    "unread_amounts": {"count", "missing"},
    "unread_table": {"table", "rows"},
    "below_minimum": {"minimum"},
    "amounts_not_communicated": {"count"},
    **{code: {"n"} for code in ("photo_on_page", "photo_over_header", "photo_several", "photo_without_row")},
    "photo_too_many": {"n", "limit"},
    "duplicate_key": OTHER_ROW,
    "duplicate_row": OTHER_ROW,
    "hidden_rows": {"count"},
    "merged_cells": {"count"},
    "currency_differs": {"header", "currency"},
    "no_rate": {"currency"},
    "undated_conversion": {"currency", "date"},
    "rate_disagrees": {"rate", "beside", "currency"},
    "rate_far": {"rate", "beside", "currency"},
    "rate_old": {"amount", "rate", "date", "currency"},
    "rate_reversed": {"rate", "beside", "currency"},
    "several_currencies": {"currencies"},
    "stated_euros_differ": {"amount", "converted", "stated"},
    "unit_mismatch": {"unit"},
    "percent_of_other_unit": {"unit"},
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
