"""Headers that the contract does not know: offered with the likely column, and read as a person says."""

from __future__ import annotations

from fund.model import HeaderMatch, Severity, WorkbookFile
from fund.workbook.reading.file_reading import read_file
from fund.workbook.reading.headers.unmatched_headers import UnmatchedHeader
from tests.unit.workbook.workbooks import (
    WHOLE,
    codes,
    read_workbooks,
    workbook,
)

HEADERS = ["Nom collectivite", "type", "Montant reçu (total)", "couleur"]
ODD = [HEADERS, ["Saint-Exemple", "commune", 100, "bleu"], ["Brest", "commune", 50, "vert"]]


def test_a_header_that_is_not_recognised_is_offered_with_the_likely_column() -> None:
    file = WorkbookFile("dons.xlsx", workbook({**WHOLE, "Contributions": ODD}))
    assert read_file(file).unmatched == (
        UnmatchedHeader("dons.xlsx", "Contributions", "contributions", "Nom collectivite", "donor"),
        UnmatchedHeader("dons.xlsx", "Contributions", "contributions", "Montant reçu (total)", "received_cents"),
        UnmatchedHeader("dons.xlsx", "Contributions", "contributions", "couleur", None),
    )


def test_headers_of_which_too_few_are_known_are_offered_too() -> None:
    rows = [["Liste des dons"], ["Nom collectivite", "genre", "Montant reçu (total)"], ["Saint-Exemple", "x", 100]]
    file = WorkbookFile("dons.xlsx", workbook({**WHOLE, "Contributions": rows}))
    assert [(header.header, header.column) for header in read_file(file).unmatched] == [
        ("Nom collectivite", "donor"),
        ("genre", None),
        ("Montant reçu (total)", "received_cents"),
    ]
    matches = [
        HeaderMatch("contributions", "Nom collectivite", "donor"),
        HeaderMatch("contributions", "Montant reçu (total)", "received_cents"),
    ]
    table = read_workbooks([file], matches=matches).dataset.table("contributions")
    assert table["received_cents"].tolist() == [10_000]


def test_a_match_is_followed_and_no_longer_offered() -> None:
    file = WorkbookFile("dons.xlsx", workbook({**WHOLE, "Contributions": ODD}))
    matches = [
        HeaderMatch("contributions", "NOM COLLECTIVITÉ", "donor"),
        HeaderMatch("contributions", "Montant reçu (total)", "received_cents"),
        HeaderMatch("expenses", "couleur", "label"),
        HeaderMatch("contributions", "couleur", "no_such_column"),
    ]
    reading = read_workbooks([file], matches=matches)
    assert [each for each in reading.findings if each.severity is Severity.ERROR] == []
    assert reading.dataset.table("contributions")["received_cents"].tolist() == [10_000, 5_000]
    assert [header.header for header in read_file(file, matches=matches).unmatched] == ["couleur"]


def test_a_column_about_people_is_never_offered_nor_matched() -> None:
    rows = [["programme", "étape", "nombre", "Prénom"], ["auc", "candidatures", 29, "Secret"]]
    file = WorkbookFile("a.xlsx", workbook({**WHOLE, "Participants": rows}))
    assert read_file(file).unmatched == ()
    reading = read_workbooks([file], matches=[HeaderMatch("participants", "Prénom", "step")])
    assert codes(reading) == ["personal_data"]
    assert "Secret" not in repr(reading)


def test_a_file_that_can_t_be_read_offers_nothing() -> None:
    assert read_file(WorkbookFile("a.xlsx", b"PK\x03\x04 nothing more")).unmatched == ()
