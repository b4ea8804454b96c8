"""Workbooks as people keep them: hidden and merged cells, other orders, text for numbers, text files, odd headers."""

from __future__ import annotations

import unicodedata
from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from fund.model import Reading, Severity, WorkbookFile
from fund.workbook.reading.file_reading import read_file
from fund.workbook.reading.replaced_file import replaced_file
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


def book_of(**sheets: list[list[object]]) -> Workbook:
    return load_workbook(BytesIO(workbook({**WHOLE, **sheets})))


def errors(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings if finding.severity is Severity.ERROR]


def test_merged_title_cells_above_the_header_are_passed_over() -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Contributions"
    for row in (["Fonds d’essai – contributions"], ["état au 30/06/2024"], [], *CONTRIBUTIONS):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:C2")
    reading = read(saved(book))
    assert reading.dataset.table("contributions")["donor"].tolist() == ["Saint-Exemple"]
    assert not found(reading, "merged_cells")


def test_hidden_and_filtered_rows_are_read_and_said_once_with_their_number() -> None:
    book = book_of(Contributions=[*CONTRIBUTIONS, ["B", "commune", 5], ["C", "commune", 6]])
    for row in (3, 4, 9):
        book["Contributions"].row_dimensions[row].hidden = True
    reading = read(saved(book))
    assert reading.dataset.table("contributions")["received_cents"].tolist() == [10_000, 500, 600]
    (finding,) = reading.findings
    assert (finding.code, finding.severity, finding.row) == ("hidden_rows", Severity.NOTE, 3)
    assert finding.details == {"count": 2}


def test_hidden_columns_are_read_and_each_that_holds_something_known_is_said() -> None:
    heads = ["collectivité", "type", "note interne", "montant annoncé", "montant versé"]
    book = book_of(Contributions=[heads, ["A", "commune", "x", None, 5], ["B", "commune", "y", None, 6]])
    for letter in "CDE":
        book["Contributions"].column_dimensions[letter].hidden = True
    book["Contributions"].column_dimensions.group("F", "XFD", hidden=True)
    reading = read(saved(book))
    assert reading.dataset.table("contributions")["received_cents"].tolist() == [500, 600]
    (finding,) = found(reading, "hidden_column")
    assert (finding.severity, finding.column, finding.cell) == (Severity.NOTE, "montant versé", "E1")


def test_columns_hidden_together_or_by_a_closed_outline_are_all_said() -> None:
    book = book_of()
    book["Contributions"].column_dimensions.group("B", "C", outline_level=1, hidden=True)
    assert [finding.cell for finding in found(read(saved(book)), "hidden_column")] == ["B1", "C1"]
    shown = book_of()
    shown["Contributions"].column_dimensions["C"].width = 3
    assert not found(read(saved(shown)), "hidden_column")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_said(state: str) -> None:
    book = book_of()
    book["Contributions"].sheet_state = state
    reading = read(saved(book))
    assert [(f.code, f.sheet, f.severity) for f in reading.findings] == [
        ("hidden_sheet", "Contributions", Severity.NOTE)
    ]
    assert len(reading.dataset.table("contributions")) == 1


def test_a_word_merged_over_rows_holds_for_each_and_an_amount_for_the_first_only() -> None:
    rows = [["programme", "libellé", "date", "montant"], ["auc", "a", "01/01/2024", 30], [None, "b"], [None, "c"]]
    book = book_of(Dépenses=rows)
    for cells in ("A2:A4", "C2:C4", "D2:D4"):
        book["Dépenses"].merge_cells(cells)
    reading = read(saved(book))
    expenses = reading.dataset.table("expenses")
    assert expenses["programme"].tolist() == ["auc", "auc", "auc"]
    assert expenses["date"].tolist() == [pd.Timestamp("2024-01-01")] * 3
    assert expenses["amount_cents"].isna().tolist() == [False, True, True]
    assert [(f.row, f.details) for f in found(reading, "merged_cells")] == [(2, {"count": 1})]


def test_merged_cells_do_not_make_rows_of_empty_ones() -> None:
    book = book_of(Frais=[["date", "libellé", "montant"], ["01/01/2024", "Banque", 5]])
    book["Frais"].merge_cells("B2:B20")
    assert len(read(saved(book)).dataset.table("running_costs")) == 1


def test_a_1904_workbook_has_its_dates_right() -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.title = "Frais"
    for row in (["date", "libellé", "montant"], [date(2024, 2, 29), "Banque", 5]):
        book.active.append(row)
    assert read(saved(book)).dataset.table("running_costs")["date"].tolist() == [pd.Timestamp("2024-02-29")]


def test_accents_typed_apart_are_the_same_letters() -> None:
    def apart(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    rows = [[apart("collectivité"), "type", apart("délibéré le")], [apart("Aÿ-Champagne"), apart("région"), None]]
    sheets = {**WHOLE, "Contributions": rows, apart("Règles d'achat"): [["programme", "seuil"], ["auc", 5]]}
    reading = read(workbook(sheets))
    assert reading.dataset.table("contributions")["donor"].tolist() == ["Aÿ-Champagne"]
    assert reading.dataset.table("contributions")["donor_type"].tolist() == ["region"]
    assert len(reading.dataset.table("purchase_rules")) == 1


def test_columns_in_another_order_and_columns_of_one_s_own_change_nothing() -> None:
    rows = [["suivi", "montant versé", "type", "contact", "collectivité"], ["ok", 100, "commune", "", "Saint-Exemple"]]
    reading = read_whole(Contributions=rows)
    assert errors(reading) == []
    assert [finding.column for finding in found(reading, "unknown_column")] == ["suivi", "contact"]
    before, after = (r.dataset.table("contributions")[["donor", "received_cents"]] for r in (read_whole(), reading))
    assert after.equals(before)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12\u202f500,50\u00a0€", 1_250_050),
        ("12 500,5", 1_250_050),
        ("(1\u00a0200)", -120_000),
        ("1.234.567,89", 123_456_789),
        ("−5", -500),
        (" 7 euros ", 700),
    ],
)
def test_amounts_typed_as_text_are_amounts(typed: str, cents: int) -> None:
    rows = [["libellé", "montant"], ["Banque", typed]]
    assert read_whole(Frais=rows).dataset.table("running_costs")["amount_cents"].tolist() == [cents]


@pytest.mark.parametrize("typed", ["29/02/2024", "29-02-2024", "29.02.2024", "29 février 2024", "2024-02-29"])
def test_dates_typed_as_text_are_dates(typed: str) -> None:
    rows = [["date", "libellé", "montant"], [typed, "Banque", 5]]
    assert read_whole(Frais=rows).dataset.table("running_costs")["date"].tolist() == [pd.Timestamp("2024-02-29")]


def test_a_date_beyond_any_calendar_makes_the_file_a_damaged_one_and_nothing_worse() -> None:
    book = book_of(Frais=[["date", "libellé", "montant"], [-1e300, "Banque", 5]])
    book["Frais"]["A2"].number_format = "dd/mm/yyyy"
    assert "truncated_zip" in codes(read(saved(book)))


TABLE = "collectivité;type;versé le;montant versé\nAÿ-Champagne;commune;30/05/2024;12 500,50 €\n;;;\nBrest;commune;;\n"


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode("utf-8"),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("cp1252"),
        TABLE.replace("\n", "\r\n").encode("cp1252"),
        TABLE.replace("12 500,50 €", '"12 500,50 €"').replace(";", "\t").encode(),
        TABLE.replace("12 500,50 €", '"12500,50"').replace(";", ",").encode(),
    ],
)
def test_a_text_table_is_the_sheet_that_its_headers_say(content: bytes) -> None:
    reading = read_workbooks([WorkbookFile("a.xlsx", workbook(WHOLE)), WorkbookFile("export.csv", content)])
    assert errors(reading) == []
    gifts = reading.dataset.table("contributions")
    gifts = gifts[gifts["source_file"] == "export.csv"]
    assert gifts["donor"].tolist() == ["Aÿ-Champagne", "Brest"]
    assert gifts["received_cents"].tolist() == [1_250_050, pd.NA]
    assert gifts["received_on"].tolist() == [pd.Timestamp("2024-05-30"), pd.NaT]
    assert gifts["source_row"].tolist() == [2, 4]
    assert set(gifts["source_sheet"]) == {"Contributions"}


def test_a_text_table_is_named_by_its_file_where_its_headers_can_t_tell() -> None:
    reading = read_workbooks([WorkbookFile("cours.csv", b"devise;date;taux\nUAH;01/01/2024;40,5\n")])
    assert reading.dataset.table("rates")["units_per_euro"].tolist() == [40.5]
    unknown = read_workbooks([WorkbookFile("notes.csv", b"a;b\n1;2\n")])
    assert codes(unknown)[-2:] == ["no_known_sheet", "unknown_sheet"]


def test_a_text_that_excel_can_t_hold_is_said_and_left_out() -> None:
    content = f"libellé;montant\n{'x' * 32_768};5\ny;6\n".encode()
    reading = read_workbooks([WorkbookFile("frais.csv", content)])
    (finding,) = found(reading, "text_too_long")
    assert (finding.severity, finding.cell) == (Severity.ERROR, "A2")
    assert reading.dataset.table("running_costs")["label"].isna().tolist() == [True, False]


GIFTS = workbook({"Fonds": WHOLE["Fonds"], "Contributions": [*CONTRIBUTIONS, ["Brest", "commune", 50]]})
ACTIONS = workbook({"Programmes": WHOLE["Programmes"], "Frais": [["libellé", "montant"], ["Banque", 5]]})
PUBLISHED = [
    read_file(WorkbookFile("contributions.xlsx", GIFTS)),
    read_file(WorkbookFile("programmes.xlsx", ACTIONS)),
]


@pytest.mark.parametrize(
    ("name", "sheets", "replaced"),
    [
        # The same donors and one more, with other amounts, under another name.
        (
            "envoi de Marie.xlsx",
            {
                "Fonds": WHOLE["Fonds"],
                "Contributions": [*CONTRIBUTIONS, ["Brest", "commune", 99], ["Lyon", "commune", 1]],
            },
            "contributions.xlsx",
        ),
        ("x.xlsx", {"Programmes": WHOLE["Programmes"], "Frais": [["libellé"], ["Banque"]]}, "programmes.xlsx"),
        # Content comes before the name.
        ("programmes.xlsx", {"Fonds": WHOLE["Fonds"], "Contributions": CONTRIBUTIONS}, "contributions.xlsx"),
        # Nothing alike but the name, a copy's mark apart.
        ("Contributions (1).xlsx", {"Sites": [["programme", "lieu"], ["auc", "X"]]}, "contributions.xlsx"),
        ("Copie de programmes 2024-05-30.xlsx", {"Notes": [["x"]]}, "programmes.xlsx"),
        ("partenaire.xlsx", {"Sites": [["programme", "lieu"], ["auc", "X"]]}, None),
        # Another fund's file, be it of the same name.
        ("contributions.xlsx", {"Fonds": [["code", "nom"], ["liban", "Liban"]], "Contributions": CONTRIBUTIONS}, None),
    ],
)
def test_an_upload_takes_the_place_of_the_file_it_updates(
    name: str, sheets: dict[str, list[list[object]]], replaced: str | None
) -> None:
    assert replaced_file(read_file(WorkbookFile(name, workbook(sheets))), PUBLISHED) == replaced


def test_nothing_is_replaced_where_nothing_is_published() -> None:
    assert replaced_file(read_file(WorkbookFile("a.xlsx", GIFTS)), []) is None
