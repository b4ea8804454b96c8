"""Rates judged: reversed, far from the others, old, at odds with what the row says."""

from __future__ import annotations

from datetime import date

import pytest

from fund.model import Reading, Severity
from fund.workbook.reading.findings import SEVERITIES
from tests.unit.workbook.workbooks import Rows, read_whole

CODES = {"rate_reversed", "rate_far", "rate_old", "rate_disagrees", "rate_without_currency"}
DAY = date(2023, 6, 1)


def judged(reading: Reading) -> list[tuple[str, str, object]]:
    """What is said of rates: the code, the cell and the value beside it."""
    return [
        (
            finding.code,
            finding.cell,
            round(float(str(finding.details["beside"])), 4) if "beside" in finding.details else None,
        )
        for finding in reading.findings
        if finding.code in CODES
    ]


def quotes(*rows: tuple[str, float], currency: str = "UAH") -> Rows:
    return [["devise", "date", "unités pour 1 €"], *([currency, date.fromisoformat(day), rate] for day, rate in rows)]


def expenses(*rows: tuple[float, str | None, float | None], day: date = DAY) -> Rows:
    header = ["programme", "libellé", "date", "montant", "devise", "taux"]
    return [header, *(["auc", f"achat {amount}", day, amount, currency, rate] for amount, currency, rate in rows)]


def test_a_rate_below_one_for_a_weaker_currency_is_an_error_even_alone() -> None:
    reading = read_whole(Taux=quotes(("2023-01-01", 0.025)))
    assert judged(reading) == [("rate_reversed", "C2", 40)]
    assert SEVERITIES["rate_reversed"] is Severity.ERROR


@pytest.mark.parametrize("currency", ["GBP", "CHF", "USD", "KWD"])
def test_currencies_that_may_be_worth_more_than_the_euro_may_have_a_rate_below_one(currency: str) -> None:
    assert judged(read_whole(Taux=quotes(("2023-01-01", 0.88), currency=currency))) == []


def test_a_reversed_rate_on_a_row_or_of_a_contract_is_an_error() -> None:
    rules = [["programme", "seuil", "devise", "taux contractuel"], ["auc", 40_000, "UAH", 0.025]]
    reading = read_whole(**{"Dépenses": expenses((400, "UAH", 0.025)), "Règles d'achat": rules})
    assert judged(reading) == [("rate_reversed", "F2", 40), ("rate_reversed", "D2", 40)]


def test_a_rate_that_is_the_reciprocal_of_its_neighbours_is_told() -> None:
    # 1 ÷ 0.86 = 1.1628.
    rates = quotes(("2023-01-01", 0.86), ("2023-02-01", 1.1628), ("2023-03-01", 0.861), currency="GBP")
    assert judged(read_whole(Taux=rates)) == [("rate_far", "C3", 0.8605)]


def test_a_currency_that_passes_the_euro_is_no_reversed_rate() -> None:
    rates = quotes(
        ("2022-02-01", 1.13), ("2022-07-01", 1.01), ("2022-09-01", 0.97), ("2023-02-01", 1.09), currency="USD"
    )
    assert judged(read_whole(Taux=rates)) == []


@pytest.mark.parametrize("wrong", [400.0, 4.0, 400_000.0])
def test_a_rate_ten_times_off_its_neighbours_is_told_and_they_are_not(wrong: float) -> None:
    rates = quotes(("2023-01-01", 40.0), ("2023-02-01", 41.0), ("2023-03-01", wrong), ("2023-04-01", 42.0))
    # The neighbours of the third are 40, 41 and 42: 41 in their middle.
    assert judged(read_whole(Taux=rates)) == [("rate_far", "C4", 41)]


def test_of_two_rates_far_from_each_other_both_are_told() -> None:
    assert judged(read_whole(Taux=quotes(("2023-01-01", 40.0), ("2023-02-01", 400.0)))) == [
        ("rate_far", "C2", 400),
        ("rate_far", "C3", 40),
    ]


def test_a_currency_that_falls_for_years_is_not_told() -> None:
    rates = quotes(*((f"20{year}-01-01", 5 * 2.0**place) for place, year in enumerate(range(18, 25))), currency="TRY")
    assert judged(read_whole(Taux=rates)) == []


def test_rates_of_rows_are_compared_among_themselves_where_the_sheet_has_none() -> None:
    reading = read_whole(Dépenses=expenses((400, "UAH", 40), (410, "UAH", 41), (40, "UAH", 4.0)))
    # Between 40 and 41: √(40 × 41).
    assert judged(reading) == [("rate_far", "F4", 40.4969)]


@pytest.mark.parametrize(("own", "expected"), [(41.0, []), (43.0, [("rate_disagrees", "F2", 40)])])
def test_a_row_s_own_rate_is_compared_with_the_sheet(own: float, expected: list[tuple[str, str, object]]) -> None:
    reading = read_whole(Dépenses=expenses((400, "UAH", own)), Taux=quotes(("2023-05-01", 40.0)))
    assert judged(reading) == expected


def test_an_old_rate_of_the_sheet_leaves_more_room_to_the_row_s_own() -> None:
    rows = expenses((400, "UAH", 47.0), (400, "UAH", 56.0))
    # 40 in January 2021: 17.5 % and 40 % off.
    assert judged(read_whole(Dépenses=rows, Taux=quotes(("2021-01-01", 40.0)))) == [("rate_disagrees", "F3", 40)]


@pytest.mark.parametrize(("day", "expected"), [(date(2024, 1, 1), []), (date(2024, 1, 3), [("rate_old", "D2", None)])])
def test_a_rate_more_than_a_year_old_is_told_on_the_amount(day: date, expected: list[tuple[str, str, object]]) -> None:
    reading = read_whole(Dépenses=expenses((400, "UAH", None), day=day), Taux=quotes(("2023-01-01", 40.0)))
    assert judged(reading) == expected
    for finding in reading.findings:
        assert (finding.details["date"], finding.details["rate"]) == (date(2023, 1, 1), 40)


def test_a_rate_without_another_currency_is_told() -> None:
    reading = read_whole(Dépenses=expenses((400, None, 40), (400, "EUR", 40), (400, "EUR", 1), (400, "UAH", 40)))
    assert judged(reading) == [("rate_without_currency", "F2", None), ("rate_without_currency", "F3", None)]


def test_euros_that_a_row_states_are_judged_like_a_rate_where_there_is_none() -> None:
    header = ["programme", "libellé", "date", "montant (UAH)", "montant (€)"]
    rows = [
        header,
        *(["auc", str(euros), DAY, hryvnias, euros] for hryvnias, euros in ((400, 10), (410, 100), (420, 10))),
    ]
    # 40, 4.1 and 42: the second is far from both, √(40 × 42).
    assert judged(read_whole(Dépenses=rows)) == [("rate_far", "E3", 40.9878)]
    swapped = [header, ["auc", "a", DAY, 10, 400]]
    assert judged(read_whole(Dépenses=swapped)) == [("rate_reversed", "E2", 40)]


def test_one_rate_for_three_stages_of_a_gift_is_told_once() -> None:
    header = ["collectivité", "type", "montant annoncé", "annoncé le", "montant versé", "versé le", "devise", "taux"]
    reading = read_whole(
        Contributions=[header, ["A", "commune", 40, DAY, 40, DAY, "UAH", 4]], Taux=quotes(("2023-05-01", 40.0))
    )
    assert judged(reading) == [("rate_disagrees", "H2", 40)]
