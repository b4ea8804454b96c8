"""Amounts in other currencies: on every sheet of money, from the workbook to the figures and back."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from fund.currency import UNKNOWN_CURRENCY
from fund.metrics.fund import fund_metrics
from fund.model import Finding, Reading, Severity
from fund.wording.sources import SourceFinder
from fund.workbook.door.cell_formats import format_meaning
from tests.unit.workbook.test_export import assert_same, back
from tests.unit.workbook.workbooks import WHOLE, Rows, codes, found, read, read_whole, saved, workbook

RATES: Rows = [
    ["devise", "date", "unités pour 1 €"],
    ["UAH", date(2023, 1, 1), 40],
    ["PLN", date(2023, 1, 1), 4],
    ["PLN", date(2024, 1, 1), 5],
]
EXPENSES = ["programme", "libellé", "date", "montant", "devise"]
DAY = date(2023, 6, 1)


def places(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.cell) for finding in findings]


def told(reading: Reading) -> list[tuple[str, str]]:
    """Errors and warnings with their cells."""
    return places([finding for finding in reading.findings if finding.severity != "note"])


def test_gifts_tranches_and_costs_are_converted_like_expenses() -> None:
    reading = read_whole(
        Contributions=[
            ["collectivité", "type", "montant annoncé", "annoncé le", "montant versé", "versé le", "devise"],
            ["Gdańsk", "commune", 1000, date(2023, 2, 1), 1000, date(2024, 2, 1), "PLN"],
            ["Saint-Exemple", "commune", None, None, 50, DAY, None],
        ],
        Tranches=[
            ["programme", "n°", "montant", "devise", "versée le", "prévue le"],
            ["auc", 1, 2_000_000, "UAH", DAY, None],
            ["auc", 2, 400, "UAH", None, DAY],
        ],
        Programmes=[["code", "nom", "budget"], ["auc", "AUC", 60_000]],
        Frais=[["libellé", "date", "montant", "devise"], ["Banque", DAY, 8, "PLN"], ["Timbres", DAY, 1, "EUR"]],
        Taux=RATES,
    )
    assert told(reading) == []
    figures = fund_metrics(reading.dataset)
    given = figures.contributions
    # 1 000 ÷ 4 = 250 pledged; 1 000 ÷ 5 = 200 and 50 received; 2 000 000 ÷ 40 = 50 000; 8 ÷ 4 + 1 = 3.
    assert (given.pledged.value, given.raised.value) == (250_00, 250_00)
    assert (figures.transferred.value, figures.running_costs.value) == (50_000_00, 3_00)
    assert figures.programme("auc").tranches[1].amount.value == 10_00


@pytest.mark.parametrize(
    ("sheet", "rows", "code", "cell"),
    [
        (
            "Contributions",
            [["collectivité", "type", "montant versé", "versé le", "devise"], ["A", "commune", 5, DAY, "TRY"]],
            "no_rate",
            "C2",
        ),
        (
            "Contributions",
            [["collectivité", "type", "montant versé", "devise"], ["A", "commune", 5, "UAH"]],
            "undated_conversion",
            "C2",
        ),
        (
            "Tranches",
            [["programme", "n°", "montant", "devise", "versée le"], ["auc", 1, 5, "TRY", DAY]],
            "no_rate",
            "C2",
        ),
        ("Frais", [["libellé", "date", "montant", "devise"], ["A", date(2022, 12, 31), 5, "UAH"]], "no_rate", "C2"),
        ("Dépenses", [EXPENSES, ["auc", "A", DAY, 5, "TRY"]], "no_rate", "D2"),
        ("Dépenses", [EXPENSES, ["auc", "A", None, 5, "UAH"]], "undated_conversion", "D2"),
    ],
)
def test_without_a_rate_an_amount_is_told_and_never_counted_as_euros(
    sheet: str, rows: Rows, code: str, cell: str
) -> None:
    reading = read_whole(**{sheet: rows, "Taux": RATES})
    assert [place for place in told(reading) if place[0] != "missing_expected"] == [(code, cell)]
    assert found(reading, code)[0].severity is Severity.ERROR
    figures = fund_metrics(reading.dataset)
    figure = {
        "Contributions": figures.contributions.raised,
        "Tranches": figures.transferred,
        "Frais": figures.running_costs,
        "Dépenses": figures.spent,
    }[sheet]
    assert (figure.value, figure.unknown > 0) == (None, True)


def test_a_gift_without_a_rate_is_not_zero_beside_one_that_has_none() -> None:
    """What was received is told, in a currency without a rate: neither nothing, nor all still due."""
    header = ["collectivité", "type", "montant annoncé", "annoncé le", "montant versé", "devise"]
    rows = [header, ["A", "commune", 400, DAY, 400, "UAH"]]
    given = fund_metrics(read_whole(Contributions=rows, Taux=RATES).dataset).contributions
    assert (given.pledged.value, given.raised.value, given.outstanding.value) == (10_00, None, None)


def test_the_sources_of_an_amount_in_euros_name_its_rates_and_their_rows() -> None:
    rows = [
        [*EXPENSES, "taux"],
        ["auc", "a", DAY, 400, "UAH", None],
        ["auc", "b", date(2024, 6, 1), 5, "PLN", None],
        ["auc", "c", DAY, 43, "PLN", 4.3],
        ["auc", "d", DAY, 1, None, None],
    ]
    dataset = read_whole(Dépenses=rows, Taux=RATES).dataset
    spent = fund_metrics(dataset).spent
    # 10 + 1 + 10 + 1, at 40 (row 2 of « Taux »), 5 (row 4) and the row's own.
    assert spent.value == 22_00
    expenses, rates = SourceFinder(dataset).of(spent.all_cells())
    assert (expenses.sheet, expenses.ranges) == ("Dépenses", ((2, 5),))
    assert expenses.columns == ("amount_cents", "currency", "rate", "amount_eur_cents", "amount_rate")
    assert (rates.sheet, rates.ranges) == ("Taux", ((2, 2), (4, 4)))
    assert dataset.table("expenses")["amount_rate"].tolist()[:3] == [40, 5, 4.3]


def test_amounts_in_euros_need_no_source_in_the_sheet_of_rates() -> None:
    dataset = read_whole(Taux=RATES).dataset
    assert [cells.table for cells in fund_metrics(dataset).contributions.raised.all_cells()] == ["contributions"]


def test_euros_beside_another_currency_are_those_of_the_row() -> None:
    header = ["programme", "libellé", "date", "montant (UAH)", "devise", "montant (€)"]
    reading = read_whole(Dépenses=[header, ["auc", "a", DAY, 400_000, "UAH", 10_000]])
    assert told(reading) == []
    assert fund_metrics(reading.dataset).spent.value == 10_000_00


@pytest.mark.parametrize("header", ["montant (€)", "Montant en euros", "équivalent en euros"])
def test_stated_euros_are_the_amount_where_there_is_no_other(header: str) -> None:
    reading = read_whole(Dépenses=[["programme", "libellé", "date", header], ["auc", "a", DAY, 12]])
    assert told(reading) == []
    assert reading.dataset.table("expenses")["amount_cents"].tolist() == [12_00]


@pytest.mark.parametrize(("stated", "expected"), [(10_400, []), (10_700, [("stated_euros_differ", "F2")])])
def test_stated_euros_far_from_the_rate_are_told_with_both(stated: float, expected: list[tuple[str, str]]) -> None:
    # 400 000 ÷ 40 = 10 000: 4 % and 7 % off.
    rows = [[*EXPENSES, "montant en euros"], ["auc", "a", DAY, 400_000, "UAH", stated]]
    reading = read_whole(Dépenses=rows, Taux=RATES)
    assert told(reading) == expected
    for finding in found(reading, "stated_euros_differ"):
        assert finding.details["stated_cents"] == 10_700_00
        assert finding.details["converted_cents"] == 10_000_00
        assert finding.details["amount_money"] == (400_000_00, "UAH")


def test_an_amount_that_names_no_currency_beside_other_euros_is_told() -> None:
    rows = [["programme", "libellé", "date", "montant", "montant (€)"], ["auc", "a", DAY, 400_000, 10_000]]
    assert told(read_whole(Dépenses=rows)) == [("stated_euros_differ", "E2")]


def test_an_expense_of_which_only_the_euros_are_known_is_communicated() -> None:
    rows = [[*EXPENSES, "montant en euros"], ["auc", "a", DAY, None, "UAH", 5]]
    reading = read_whole(Dépenses=rows)
    assert told(reading) == []
    assert fund_metrics(reading.dataset).spent.value == 5_00


def test_a_row_without_a_currency_takes_that_of_its_header() -> None:
    rows = [["programme", "libellé", "date", "montant (UAH)", "devise"], ["auc", "a", DAY, 400, None]]
    reading = read_whole(Dépenses=rows, Taux=RATES)
    assert reading.dataset.table("expenses")["currency"].tolist() == ["UAH"]
    assert reading.dataset.table("expenses")["amount_eur_cents"].tolist() == [10_00]


@pytest.mark.parametrize("header", ["montant (UAH)", "montant (€)"])
def test_a_row_in_another_currency_than_its_column_is_an_error(header: str) -> None:
    rows = [["programme", "libellé", "date", header, "devise"], ["auc", "a", DAY, 400, "PLN"]]
    assert told(read_whole(Dépenses=rows, Taux=RATES)) == [("currency_differs", "D2")]


def test_several_currencies_in_the_headers_of_one_row_are_an_error_and_nothing_passes_for_euros() -> None:
    header = ["collectivité", "type", "montant annoncé (UAH)", "annoncé le", "montant versé", "versé le"]
    reading = read_whole(Contributions=[header, ["A", "commune", 400, DAY, 10, DAY]], Taux=RATES)
    assert "several_currencies" in codes(reading)
    assert fund_metrics(reading.dataset).contributions.raised.value is None


def test_a_currency_on_a_sheet_kept_in_euros_is_an_error_and_euros_are_not() -> None:
    rows = [["code", "nom", "budget", "devise"], ["auc", "A", 4, "UAH"], ["rze", "B", 4, "EUR"], ["c", "C", 4, None]]
    assert told(read_whole(Programmes=rows)) == [("currency_not_read", "D2")]


def test_a_format_in_euros_suits_stated_euros_whatever_the_currency_of_the_row() -> None:
    rows = [[*EXPENSES, "montant en euros"], ["auc", "a", DAY, 400, "UAH", "10 €"]]
    assert told(read_whole(Dépenses=rows, Taux=RATES)) == []


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("#,##0.00\\ [$L-818]", UNKNOWN_CURRENCY),
        ("[$Bs.-400A]#,##0", UNKNOWN_CURRENCY),
        ("#,##0.00 [$₴-422]", "UAH"),
        ("#,##0.00\\ [$€-40C]", "EUR"),
        ("[$-40C]d mmmm yyyy", ""),
        ("[$-F800]dddd", ""),
        ("#,##0.00", ""),
    ],
)
def test_a_sign_in_brackets_is_a_currency_known_or_not_and_a_language_alone_is_none(code: str, currency: str) -> None:
    assert format_meaning(code).currency == currency


@pytest.mark.parametrize(
    ("code", "shown"), [("[$$-409]#,##0", "$"), ('"$"#,##0', "$"), ("#,##0 [$₴-422]", "UAH"), ("[$¥-411]#,##0", "¥")]
)
def test_an_amount_in_the_format_of_another_currency_says_which_as_its_cell_shows_it(code: str, shown: str) -> None:
    book = load_workbook(BytesIO(workbook(WHOLE)))
    book["Contributions"]["C2"].number_format = code
    (finding,) = found(read(saved(book)), "format_currency")
    assert finding.details["currency"] == shown


def test_amounts_are_exported_in_their_own_currency_with_the_euros_they_state() -> None:
    dataset = read_whole(
        Contributions=[
            ["collectivité", "type", "montant versé", "versé le", "devise", "taux", "montant versé en euros"],
            ["Gdańsk", "commune", 1000, DAY, "PLN", 4.3, None],
            ["Lviv", "commune", 4000, DAY, "UAH", None, 101],
        ],
        Tranches=[["programme", "n°", "montant (UAH)", "versée le"], ["auc", 1, 2_000_000, DAY]],
        Frais=[["libellé", "date", "montant", "devise"], ["Banque", DAY, 8, "PLN"]],
        Dépenses=[[*EXPENSES, "montant en euros"], ["auc", "a", DAY, 400_000, "UAH", 10_000]],
        Taux=RATES,
    ).dataset
    after = back(dataset)
    assert_same(dataset, after)
    assert after.table("contributions")["received_cents"].tolist() == [1000_00, 4000_00]
    assert after.table("tranches")[["amount_cents", "amount_eur_cents"]].values.tolist() == [[2_000_000_00, 50_000_00]]
