"""A file read by itself: once, however often it is asked for, and put together with the fund's others."""

from __future__ import annotations

import pandas as pd
import pytest

from fund.model import HeaderMatch, Reading, WorkbookFile
from fund.schema import SHEETS
from fund.workbook.reading.dataset import combine_files
from fund.workbook.reading.file_reading import read_file
from tests.unit.workbook.workbooks import CONTRIBUTIONS, FUND, PROGRAMMES, WHOLE, read_workbooks, workbook

ODD = [["collectivité", "type", "Reçu à ce jour (€)"], ["Saint-Exemple", "commune", 100], ["Brest", "commune", 50]]
GIFTS = WorkbookFile("dons.xlsx", workbook({"Fonds": FUND, "Contributions": ODD}))
ACTIONS = WorkbookFile("actions.xlsx", workbook({"Programmes": PROGRAMMES, "Frais": [["libellé"], ["Banque"]]}))
RECEIVED = HeaderMatch("contributions", "reçu à ce jour", "received_cents")


def same(one: Reading, other: Reading) -> bool:
    tables = (one.dataset.tables, other.dataset.tables)
    for sheet in SHEETS:
        pd.testing.assert_frame_equal(*(each[sheet.code] for each in tables))
    return (one.findings, one.dataset.version) == (other.findings, other.dataset.version)


def test_files_read_one_by_one_make_the_dataset_that_reading_them_together_makes() -> None:
    readings = [read_file(file) for file in (GIFTS, ACTIONS)]
    assert same(combine_files(readings), read_workbooks([GIFTS, ACTIONS]))


def test_putting_readings_together_changes_nothing_in_them() -> None:
    expenses = [["programme", "libellé", "montant"], [" AUC ", "Bus", 10]]
    file = WorkbookFile("a.xlsx", workbook({**WHOLE, "Dépenses": expenses, "Contributions": CONTRIBUTIONS}))
    reading = read_file(file)
    first = combine_files([reading])
    assert same(combine_files([reading]), first)
    assert same(combine_files([reading, read_file(ACTIONS)]), read_workbooks([file, ACTIONS]))
    assert same(combine_files([reading]), read_workbooks([file]))


def test_a_file_at_hand_is_not_read_again() -> None:
    known = [read_file(GIFTS), read_file(ACTIONS)]
    again = WorkbookFile(ACTIONS.name, bytes(bytearray(ACTIONS.content)))
    assert read_file(again, known=known) is known[1]


@pytest.mark.parametrize(
    "file", [WorkbookFile("autre.xlsx", ACTIONS.content), WorkbookFile(ACTIONS.name, GIFTS.content)]
)
def test_another_name_or_another_content_is_another_file(file: WorkbookFile) -> None:
    found = read_file(file, known=[read_file(GIFTS), read_file(ACTIONS)])
    assert (found.name, found.digest) == (file.name, file.digest)


def test_a_match_has_only_the_files_read_again_that_it_says_something_of() -> None:
    known = [read_file(GIFTS), read_file(ACTIONS)]
    assert read_file(ACTIONS, matches=[RECEIVED], known=known) is known[1]
    read = read_file(GIFTS, matches=[RECEIVED], known=known)
    assert [header.header for header in known[0].unmatched] == ["Reçu à ce jour (€)"]
    assert read.unmatched == ()
    assert read.tables[1].frame["received_cents"].tolist() == [10_000, 5_000]
    # A match that was withdrawn counts as much as one that was made.
    assert read_file(GIFTS, known=[read]).unmatched == known[0].unmatched


def test_the_order_of_matches_and_those_of_other_tables_have_nothing_read_again() -> None:
    donor = HeaderMatch("contributions", "type", "donor")
    known = [read_file(GIFTS, matches=[RECEIVED, donor])]
    others = [
        HeaderMatch("expenses", "Reçu à ce jour (€)", "amount_cents"),
        HeaderMatch("contributions", "couleur", "remark"),
    ]
    assert read_file(GIFTS, matches=[donor, *others, RECEIVED], known=known) is known[0]


def test_a_match_that_bears_on_a_sheet_without_a_header_has_it_read_again() -> None:
    rows = [["Qui donne", "Combien"], ["Brest", 50]]
    file = WorkbookFile("a.xlsx", workbook({"Contributions": rows}))
    first = read_file(file)
    assert [finding.code for finding in first.findings] == ["no_header"]
    matches = [
        HeaderMatch("contributions", "qui donne", "donor"),
        HeaderMatch("contributions", "combien", "received_cents"),
    ]
    again = read_file(file, matches=matches, known=[first])
    assert again.tables[0].frame["donor"].tolist() == ["Brest"]
