"""What a finding asks for works: the wrong workbook has the finding, the same one mended as it says has it no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from fund.model import WorkbookFile
from fund.open_fund import open_files
from fund.schema import SHEETS, folded
from fund.wording import Language, words
from fund.wording.findings import every_finding
from tests.unit.remedy_cases import CASES, DAY, Sheets
from tests.unit.workbook.workbooks import WHOLE, Rows, saved


def book_of(sheets: Sheets) -> Workbook:
    book = Workbook()
    del book["Sheet"]
    for name, rows in {**WHOLE, **sheets}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def found_in(book: Workbook) -> set[str]:
    return {finding.code for finding in open_files("essai", [WorkbookFile("essai.xlsx", saved(book))]).findings}


@pytest.mark.parametrize(("code", "wrong", "mended"), CASES, ids=[case[0] for case in CASES])
def test_the_remedy_removes_the_finding(code: str, wrong: Sheets, mended: list[Sheets]) -> None:
    assert code in found_in(book_of(wrong))
    assert [code in found_in(book_of(each)) for each in mended] == [False] * len(mended)


def format_amount(shape: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book["Contributions"]["C2"].number_format = shape

    return change


def strike(book: Workbook) -> None:
    book["Contributions"]["C2"].font = Font(strike=True)


def hide(kind: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        sheet = book["Contributions"]
        if kind == "sheet":
            sheet.sheet_state = "hidden"
        elif kind == "row":
            sheet.row_dimensions[2].hidden = True
        else:
            sheet.column_dimensions["C"].hidden = True

    return change


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("format_thousands", format_amount('0.0" k€"')),
        ("format_currency", format_amount("#,##0.00 [$₴-422]")),
        ("struck_row", strike),
        ("hidden_sheet", hide("sheet")),
        ("hidden_rows", hide("row")),
        ("hidden_column", hide("column")),
    ],
)
def test_what_a_format_hides_or_strikes_is_mended_by_the_plain_format(
    code: str, spoil: Callable[[Workbook], None]
) -> None:
    wrong = book_of({})
    spoil(wrong)
    assert code in found_in(wrong)
    assert code not in found_in(book_of({}))


def test_what_no_cell_can_mend_is_not_said_to_go_away() -> None:
    heads = ["collectivité", "type", "annoncé le", "montant annoncé", "état"]
    promise: Rows = [heads, ["A", "commune", date(2022, 1, 5), 5, "annoncée"]]
    fund: Rows = [["code", "nom", "arrêté au"], ["essai", "Essai", date(2024, 6, 1)]]
    noted: Rows = [[*promise[0], "remarque"], [*promise[1], "versement promis pour 2025"]]
    for rows in (promise, noted):
        assert "late_pledge" in found_in(book_of({"Fonds": fund, "Contributions": rows}))
    paid: Rows = [[*heads[:4], "versé le", "montant versé"], [*promise[1][:4], DAY, 5]]
    assert "late_pledge" not in found_in(book_of({"Fonds": fund, "Contributions": paid}))
    assert "reste jusqu’au versement" in words("findings.late_pledge.todo", Language("fr"))


def test_a_remedy_names_no_page_or_column_that_is_not_there() -> None:
    """What stands between « » in a remedy is a page, a heading, a sheet, a word to write, or an entry of Excel."""
    french = Language("fr")
    pages = {words(f"pages.menu.{page}", french) for page in ("definitions", "mise-a-jour", "controles", "historique")}
    contract = {sheet.title for sheet in SHEETS} | {column.header for sheet in SHEETS for column in sheet.columns}
    written = {"TOTAL", "Note :", "Exemple :", "k€", "au moins", "70 %", "0,7 %", "%", "oui", "non"}
    written |= {"plus haut", "plus bas", "jusqu’au 31/12/2030"}
    excel = {"Classeur Excel (.xlsx)", "Enregistrer avec mot de passe"}
    known = {folded(each) for each in (*pages, *contract, *written, *excel)}
    named = {
        (text.title, each.strip())
        for text in every_finding(french)
        for each in re.findall("«([^»]*)»", text.todo)
        if "…" not in each
    }
    assert {(title, each) for title, each in named if folded(each) not in known} == set()
