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
from tests.unit.workbook.workbooks import FUND, PROGRAMMES, WHOLE, Rows, saved

DAY, LATER = date(2024, 1, 5), date(2024, 3, 5)
Sheets = dict[str, Rows]
GIFTS = ["collectivité", "type", "versé le", "montant versé"]
EXPENSES = ["programme", "libellé", "date", "montant", "devise", "taux"]
TRANCHES = ["programme", "n°", "montant"]
RATES: Rows = [["devise", "date", "unités pour 1 €"], ["UAH", date(2023, 12, 1), 40]]
PROMISES = ["collectivité", "type", "annoncé le", "montant annoncé", "versé le", "montant versé"]


def book_of(sheets: Sheets) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for name, rows in {**WHOLE, **sheets}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def found_in(book: Workbook) -> set[str]:
    return {finding.code for finding in open_files("essai", [WorkbookFile("essai.xlsx", saved(book))]).findings}


def gifts(*rows: list[object], heads: list[str] = GIFTS) -> Sheets:
    return {"Contributions": [heads, *rows]}


def spent(*rows: list[object], heads: list[str] = EXPENSES, **more: Rows) -> Sheets:
    return {"Dépenses": [heads, *rows], **more}


CASES: list[tuple[str, Sheets, list[Sheets]]] = [
    # Cells: what was typed, and what the remedy asks to type.
    ("ambiguous_number", gifts(["A", "commune", DAY, "1.000"]), [gifts(["A", "commune", DAY, 1000])]),
    (
        "not_a_number",
        gifts(["A", "commune", DAY, "mille"]),
        [gifts(["A", "commune", DAY, 1000]), gifts(["A", "commune", DAY, None])],
    ),
    ("not_a_date", gifts(["A", "commune", "hier", 5]), [gifts(["A", "commune", "30/06/2023", 5])]),
    (
        "date_not_full",
        spent(["auc", "a", "mars 2024", 5]),
        [spent(["auc", "a", "30/03/2024", 5]), spent(["auc", "a", None, 5])],
    ),
    ("two_digit_year", gifts(["A", "commune", "30/06/23", 5]), [gifts(["A", "commune", "30/06/2023", 5])]),
    ("date_out_of_range", gifts(["A", "commune", "30/06/1023", 5]), [gifts(["A", "commune", "30/06/2023", 5])]),
    ("sub_cent", gifts(["A", "commune", DAY, 5.123]), [gifts(["A", "commune", DAY, 5.12])]),
    ("unknown_choice", gifts(["A", "planète", DAY, 5]), [gifts(["A", "région", DAY, 5])]),
    ("missing_value", gifts([None, "commune", DAY, 5]), [gifts(["A", "commune", DAY, 5])]),
    ("missing_expected", spent(["auc", "a", None, 5]), [spent(["auc", "a", DAY, 5])]),
    ("excel_error", gifts(["A", "commune", DAY, "#REF!"]), [gifts(["A", "commune", DAY, 5])]),
    (
        "not_yes_no",
        spent(["auc", "a", DAY, 5, "peut-être"], heads=[*EXPENSES[:4], "appel d'offres"]),
        [spent(["auc", "a", DAY, 5, answer], heads=[*EXPENSES[:4], "appel d'offres"]) for answer in ("oui", None)],
    ),
    (
        "siren_invalid",
        gifts(["A", "commune", DAY, 5, "123456789"], heads=[*GIFTS, "SIREN"]),
        [gifts(["A", "commune", DAY, 5, "732829320"], heads=[*GIFTS, "SIREN"])],
    ),
    # Currencies and rates.
    (
        "no_rate",
        spent(["auc", "a", DAY, 5, "UAH"]),
        [
            spent(["auc", "a", DAY, 5, "UAH"], Taux=RATES),
            spent(["auc", "a", DAY, 5, "UAH", 40]),
            spent(["auc", "a", DAY, 5, "UAH", 2], heads=[*EXPENSES[:5], "montant en euros"]),
        ],
    ),
    (
        "undated_conversion",
        spent(["auc", "a", None, 5, "UAH"], Taux=RATES),
        [spent(["auc", "a", DAY, 5, "UAH"], Taux=RATES), spent(["auc", "a", None, 5, "UAH", 40], Taux=RATES)],
    ),
    ("ambiguous_currency", spent(["auc", "a", DAY, 5, "lei", 5]), [spent(["auc", "a", DAY, 5, "RON", 5])]),
    ("not_a_currency", spent(["auc", "a", DAY, 5, "virement", 5]), [spent(["auc", "a", DAY, 5, "UAH", 40])]),
    ("currency_conflict", spent(["auc", "a", DAY, "5 €", "UAH", 40]), [spent(["auc", "a", DAY, 5, "UAH", 40])]),
    (
        "rate_without_currency",
        spent(["auc", "a", DAY, 5, None, 40]),
        [spent(["auc", "a", DAY, 5, "UAH", 40]), spent(["auc", "a", DAY, 5])],
    ),
    ("zero_rate", spent(["auc", "a", DAY, 5, "UAH", 0]), [spent(["auc", "a", DAY, 5, "UAH", 40])]),
    (
        "rate_old",
        spent(["auc", "a", date(2025, 6, 1), 5, "UAH"], Taux=RATES),
        [spent(["auc", "a", date(2025, 6, 1), 5, "UAH"], Taux=[*RATES, ["UAH", date(2025, 5, 1), 45]])],
    ),
    (
        "rate_disagrees",
        spent(["auc", "a", DAY, 5, "UAH", 60], Taux=RATES),
        [spent(["auc", "a", DAY, 5, "UAH", 41], Taux=RATES)],
    ),
    (
        "several_currencies",
        gifts(["A", "commune", 5, 6], heads=["collectivité", "type", "montant annoncé (UAH)", "montant versé (PLN)"]),
        [
            gifts(
                ["A", "commune", 5, None, "UAH", 40],
                ["A", "commune", None, 6, "PLN", 4],
                heads=["collectivité", "type", "montant annoncé", "montant versé", "devise", "taux"],
            )
        ],
    ),
    (
        "currency_differs",
        spent(["auc", "a", DAY, 5, "PLN", 4], heads=[*EXPENSES[:3], "montant (UAH)", "devise", "taux"]),
        [
            spent(["auc", "a", DAY, 5, "UAH", 40], heads=[*EXPENSES[:3], "montant (UAH)", "devise", "taux"]),
            spent(["auc", "a", DAY, 5, "PLN", 4]),
        ],
    ),
    # Rows beside rows.
    (
        "duplicate_row",
        spent(["auc", "a", DAY, 5], ["auc", "a", DAY, 5]),
        [
            spent(["auc", "a", DAY, 5]),
            spent(["auc", "a", DAY, 5, "1"], ["auc", "a", DAY, 5, "2"], heads=[*EXPENSES[:4], "pièce"]),
        ],
    ),
    (
        "probable_repeat",
        gifts(["A", "commune", DAY, 500, "x"], ["A", "commune", DAY, 500, "y"], heads=[*GIFTS, "remarque"]),
        [gifts(["A", "commune", DAY, 500, "x"], ["A", "commune", LATER, 500, "y"], heads=[*GIFTS, "remarque"])],
    ),
    (
        "duplicate_key",
        {"Programmes": [["code", "nom"], ["auc", "A"], ["auc", "B"]]},
        [{"Programmes": [["code", "nom"], ["auc", "A"]]}, {"Programmes": [["code", "nom"], ["auc", "A"], ["b", "B"]]}],
    ),
    (
        "donor_of_two_types",
        gifts(["A", "commune", DAY, 5], ["A", "région", LATER, 6]),
        [
            gifts(["A", "commune", DAY, 5], ["A", "commune", LATER, 6]),
            gifts(
                ["A", "commune", DAY, 5, "732829320"],
                ["A", "région", LATER, 6, "356000000"],
                heads=[*GIFTS, "SIREN"],
            ),
        ],
    ),
    (
        "siren_of_two_names",
        gifts(["A", "commune", DAY, 5, 732829320], ["B", "commune", LATER, 6, 732829320], heads=[*GIFTS, "SIREN"]),
        [gifts(["A", "commune", DAY, 5, 732829320], ["A", "commune", LATER, 6, 732829320], heads=[*GIFTS, "SIREN"])],
    ),
    ("unknown_programme", spent(["acu", "a", DAY, 5]), [spent(["auc", "a", DAY, 5])]),
    (
        "unknown_tranche",
        {
            "Dépenses": [["programme", "tranche", "libellé", "montant"], ["auc", 2, "a", 5]],
            "Tranches": [TRANCHES, ["auc", 1, 9]],
        },
        [
            {"Dépenses": [["programme", "tranche", "libellé", "montant"], ["auc", n, "a", 5]], "Tranches": tranches}
            for n, tranches in ((1, [TRANCHES, ["auc", 1, 9]]), (2, [TRANCHES, ["auc", 1, 9], ["auc", 2, 9]]))
        ],
    ),
    (
        "repayment_contradicted",
        gifts(["A", "commune", DAY, 500, None, -500], heads=PROMISES),
        [
            gifts(["A", "commune", DAY, 500, LATER, 500], heads=PROMISES),
            gifts(["A", "commune", DAY, 500, LATER, 500], ["A", "commune", None, None, LATER, -50], heads=PROMISES),
        ],
    ),
    (
        "received_above_committed",
        gifts(["A", "commune", 100, 150], heads=["collectivité", "type", "montant conventionné", "montant versé"]),
        [
            gifts(
                ["A", "commune", 100, 100],
                ["A", "commune", None, 50],
                heads=["collectivité", "type", "montant conventionné", "montant versé"],
            )
        ],
    ),
    (
        "days_out_of_order",
        gifts(["A", "commune", LATER, 5, DAY, 5], heads=PROMISES),
        [gifts(["A", "commune", DAY, 5, LATER, 5], heads=PROMISES)],
    ),
    # Sheets and headers.
    (
        "missing_column",
        {"Programmes": [["nom", "budget"], ["A", 5]]},
        [{"Programmes": [["code", "nom"], ["auc", "A"]]}],
    ),
    ("no_fund_row", {"Fonds": FUND[:1]}, [{"Fonds": FUND}]),
    ("several_funds", {"Fonds": [*FUND, ["autre", "Autre"]]}, [{"Fonds": FUND}]),
    ("unknown_column", {"Programmes": [["code", "nom", "chef"], ["auc", "A", "x"]]}, [{"Programmes": PROGRAMMES}]),
    (
        "unit_in_header",
        gifts(["A", "commune", DAY, 5], heads=[*GIFTS[:3], "montant versé (k€)"]),
        [gifts(["A", "commune", DAY, 5000])],
    ),
    (
        "repeated_column",
        gifts(["A", "commune", DAY, 5, 6], heads=[*GIFTS, "montant versé"]),
        [gifts(["A", "commune", DAY, 5]), gifts(["A", "commune", DAY, 5, 6], heads=[*GIFTS, "ancien montant"])],
    ),
    (
        "personal_data",
        {"Participants": [["programme", "étape", "nombre", "prénom"], ["auc", "retenues", 5, "x"]]},
        [{"Participants": [["programme", "étape", "nombre"], ["auc", "retenues", 5]]}],
    ),
    (
        "doubtful_row",
        gifts(["A", "commune", DAY, 500], ["B", "commune", DAY, 300], ["Reporté", None, None, 800]),
        [
            gifts(["A", "commune", DAY, 500], ["B", "commune", DAY, 300], ["TOTAL", None, None, 800]),
            gifts(["A", "commune", DAY, 500], ["B", "commune", DAY, 300], ["Reporté", "commune", LATER, 800]),
        ],
    ),
    # What the figures show.
    (
        "repaid_beyond_given",
        gifts(["A", "commune", DAY, 5], ["A", "commune", LATER, -7]),
        [
            gifts(["A", "commune", DAY, 5], ["A", "commune", LATER, 7]),
            gifts(["A", "commune", DAY, 8], ["A", "commune", LATER, -7]),
        ],
    ),
    (
        "tranches_above_budget",
        {"Tranches": [TRANCHES, ["auc", 1, 700], ["auc", 2, 700]]},
        [{"Tranches": [TRANCHES, ["auc", 1, 700], ["auc", 2, 70]]}],
    ),
    (
        "negative_costs",
        {"Frais": [["date", "libellé", "montant"], [DAY, "Banque", -5]]},
        [{"Frais": [["date", "libellé", "montant"], [DAY, "Banque", 5]]}],
    ),
    (
        "gap_total_rows",
        gifts(["A", "commune", DAY, 5], ["B", "commune", DAY, 6], ["TOTAL", None, None, 5]),
        [gifts(["A", "commune", DAY, 5], ["B", "commune", DAY, 6], ["TOTAL", None, None, 11])],
    ),
    (
        "after_closing",
        {**gifts(["A", "commune", LATER, 5]), "Fonds": [["code", "nom", "arrêté au"], ["essai", "Essai", DAY]]},
        [
            {**gifts(["A", "commune", LATER, 5]), "Fonds": [["code", "nom", "arrêté au"], ["essai", "Essai", LATER]]},
            {**gifts(["A", "commune", DAY, 5]), "Fonds": [["code", "nom", "arrêté au"], ["essai", "Essai", DAY]]},
        ],
    ),
]


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
    promise: Rows = [["collectivité", "type", "annoncé le", "montant annoncé"], ["A", "commune", date(2022, 1, 5), 5]]
    fund: Rows = [["code", "nom", "arrêté au"], ["essai", "Essai", date(2024, 6, 1)]]
    noted: Rows = [[*promise[0], "remarque"], [*promise[1], "versement promis pour 2025"]]
    for rows in (promise, noted):
        assert "late_pledge" in found_in(book_of({"Fonds": fund, "Contributions": rows}))
    paid: Rows = [[*promise[0], "versé le", "montant versé"], [*promise[1], DAY, 5]]
    assert "late_pledge" not in found_in(book_of({"Fonds": fund, "Contributions": paid}))
    assert "reste jusqu’au versement" in words("findings.late_pledge.todo", Language("fr"))


def test_a_remedy_names_no_page_or_column_that_is_not_there() -> None:
    """What stands between « » in a remedy is a page, a heading, a sheet, a word to write, or an entry of Excel."""
    french = Language("fr")
    pages = {words(f"pages.menu.{page}", french) for page in ("definitions", "mise-a-jour", "controles")}
    contract = {sheet.title for sheet in SHEETS} | {column.header for sheet in SHEETS for column in sheet.columns}
    written = {"TOTAL", "Note :", "Exemple :", "k€", "au moins", "70 %"}
    excel = {"Classeur Excel (.xlsx)", "Enregistrer avec mot de passe"}
    known = {folded(each) for each in (*pages, *contract, *written, *excel)}
    named = {
        (text.title, each.strip())
        for text in every_finding(french)
        for each in re.findall("«([^»]*)»", text.todo)
        if "…" not in each
    }
    assert {(title, each) for title, each in named if folded(each) not in known} == set()
