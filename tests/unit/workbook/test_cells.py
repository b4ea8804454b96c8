"""How one cell is read: numbers, dates, choices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund.model import Moment, Precision
from fund.schema import BY_CODE, Column, Edge
from fund.workbook.reading.cells import CellError, ColumnValues
from fund.workbook.reading.date_cells import parse_day, parse_moment
from fund.workbook.reading.number_cells import parse_number, read_numbers
from fund.workbook.reading.table import READERS

MONEY = BY_CODE["contributions"].column("received_cents")
SHARE = BY_CODE["tranches"].column("release_threshold")
RATE = BY_CODE["expenses"].column("rate")
HOURS = BY_CODE["activities"].column("hours_delivered")
NUMBER = BY_CODE["tranches"].column("number")
DATE = BY_CODE["expenses"].column("date")
MOMENT = BY_CODE["milestones"].column("date")
DONOR_TYPE = BY_CODE["contributions"].column("donor_type")
DEPARTMENT = BY_CODE["contributions"].column("department")
TENDER = BY_CODE["expenses"].column("tender")
CURRENCY = BY_CODE["expenses"].column("currency")


def read_column(column: Column, cells: Sequence[object]) -> ColumnValues:
    return READERS[column.kind](column, cells)


def cents(*cells: object) -> list[int | None]:
    return [None if pd.isna(value) else int(value) for value in read_numbers(MONEY, list(cells)).values]


def fault_codes(column: Column, *cells: object) -> list[str]:
    return [fault.code for fault in read_column(column, list(cells)).faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 500,50 €", 1_250_050),
        ("12\u00a0500,50\u00a0€", 1_250_050),
        ("12\u202f500,50 €", 1_250_050),
        ("12\u2009500.5", 1_250_050),
        ("(1 200)", -120_000),
        ("-3,50", -350),
        ("\u22123,50", -350),
        ("3,50-", -350),
        ("1.234,56", 123_456),
        ("1,234.56", 123_456),
        ("1.234.567", 123_456_700),
        ("1,234,567", 123_456_700),
        ("1234,5", 123_450),
        ("75000 EUR", 7_500_000),
        ("0", 0),
    ],
)
def test_an_amount_typed_as_text_is_read_to_the_cent(text: str, expected: int) -> None:
    assert cents(text) == [expected]
    assert fault_codes(MONEY, text) == []


@pytest.mark.parametrize("text", ["1,234", "1.234", "12.500", "395,000 €"])
def test_an_amount_that_can_be_read_in_two_ways_is_never_guessed(text: str) -> None:
    assert cents(text) == [None]
    assert fault_codes(MONEY, text) == ["ambiguous_number"]


@pytest.mark.parametrize("text", ["12 k€", "douze", "1 2", "12 50", "1e3", "-", "40 000 UAH", "--3", "(3", "1,2,3"])
def test_a_text_that_is_no_amount_is_an_error_and_the_amount_unknown(text: str) -> None:
    assert cents(text) == [None]
    assert fault_codes(MONEY, text) == ["not_a_number"]


@pytest.mark.parametrize("cell", ["", " ", "\u00a0", "non communiqué", "n.c."])
def test_an_amount_not_communicated_is_empty_and_no_fault(cell: str) -> None:
    assert cents(cell) == [None]
    assert fault_codes(MONEY, cell) == []


def test_cents_of_a_number_are_exact_and_a_tenth_of_a_cent_is_said() -> None:
    # 0.1 + 0.2 is 0.30000000000000004 as a float: thirty cents all the same. 10.005 rounds up to 10.01.
    assert cents(0.1 + 0.2, 1.005, 10.005, -10.005, 1_000_000_000.01) == [30, 101, 1001, -1001, 100_000_000_001]
    assert fault_codes(MONEY, 0.1 + 0.2) == []
    assert fault_codes(MONEY, 10.005) == ["sub_cent"]


def test_numbers_that_are_none_are_faults() -> None:
    assert fault_codes(MONEY, float("nan"), float("inf"), 1e300, True, date(2023, 1, 1), time(12)) == [
        "not_a_number",
        "not_a_number",
        "not_a_number",
        "not_a_number",
        "number_out_of_range",
        "number_out_of_range",
    ]


def test_a_rate_keeps_its_three_decimals() -> None:
    assert parse_number("38,451") == Decimal("38.451")
    assert read_numbers(RATE, ["38,4516", 45.1]).values.tolist() == [38.4516, 45.1]


def test_hours_may_carry_their_unit() -> None:
    assert read_numbers(HOURS, ["180 h", "7,5 heures"]).values.tolist() == [180.0, 7.5]


def test_a_share_is_a_fraction_however_it_is_typed() -> None:
    shares = read_numbers(SHARE, ["70 %", 70.0, "84,92%", "104 %", "70", 0.0])
    assert shares.values.tolist() == [0.7, 0.7, 0.8492, 1.04, 0.7, 0.0]
    assert shares.faults == []


def test_a_share_of_one_or_less_without_a_sign_is_no_percentage_by_its_size() -> None:
    shares = read_numbers(SHARE, [0.7, "0,7", 1.0])
    assert shares.values.isna().all()
    assert [(fault.position, fault.code) for fault in shares.faults] == [(at, "ambiguous_percent") for at in range(3)]


def test_a_whole_number_with_decimals_is_an_error() -> None:
    assert read_numbers(NUMBER, [1.0, 1.5, "2"]).values.tolist() == [1, pd.NA, 2]
    assert fault_codes(NUMBER, 1.5) == ["not_whole"]


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=2))
def test_any_amount_written_the_french_way_reads_back_to_the_same_cents(amount: Decimal) -> None:
    french = f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",") + "\u00a0€"
    assert cents(french) == [int(amount * 100)]


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_any_cents_kept_by_excel_as_a_float_read_back_the_same(number: int) -> None:
    assert cents(number / 100) == [number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30/06/2023", date(2023, 6, 30)),
        ("6/07/2023", date(2023, 7, 6)),
        ("30-06-2023", date(2023, 6, 30)),
        ("30.06.2023", date(2023, 6, 30)),
        ("2023-06-30", date(2023, 6, 30)),
        ("30 juin 2023", date(2023, 6, 30)),
        ("1er février 2024", date(2024, 2, 1)),
        ("1er fevrier 2024", date(2024, 2, 1)),
        ("6 July 2023", date(2023, 7, 6)),
    ],
)
def test_a_day_typed_as_text_is_read(text: str, expected: date) -> None:
    assert parse_day(text) == expected
    assert parse_moment(text, Edge.END) == Moment(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("30/06/23", "two_digit_year"),
        ("31/02/2023", "not_a_date"),
        ("bientôt", "not_a_date"),
        ("30/06/2203", "date_out_of_range"),
        ("01/01/1900", "date_out_of_range"),
        ("novembre 2023", "date_not_full"),
        ("2023", "date_not_full"),
        ("13/2023", "not_a_date"),
    ],
)
def test_a_text_that_is_no_full_day_says_why(text: str, code: str) -> None:
    with pytest.raises(CellError) as error:
        parse_day(text)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("novembre 2023", date(2023, 11, 1), date(2023, 11, 30), Precision.MONTH),
        ("nov. 2023", date(2023, 11, 1), date(2023, 11, 30), Precision.MONTH),
        ("Février 2024", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("11/2023", date(2023, 11, 1), date(2023, 11, 30), Precision.MONTH),
        ("2023-11", date(2023, 11, 1), date(2023, 11, 30), Precision.MONTH),
        ("printemps 2022", date(2022, 3, 1), date(2022, 5, 31), Precision.SPRING),
        ("été 2022", date(2022, 6, 1), date(2022, 8, 31), Precision.SUMMER),
        ("ete 2022", date(2022, 6, 1), date(2022, 8, 31), Precision.SUMMER),
        ("automne 2022", date(2022, 9, 1), date(2022, 11, 30), Precision.AUTUMN),
        ("début 2023", date(2023, 1, 1), date(2023, 3, 31), Precision.EARLY),
        ("fin 2023", date(2023, 10, 1), date(2023, 12, 31), Precision.LATE),
        ("T1 2023", date(2023, 1, 1), date(2023, 3, 31), Precision.QUARTER),
        ("1er trimestre 2023", date(2023, 1, 1), date(2023, 3, 31), Precision.QUARTER),
        ("4e trimestre 2023", date(2023, 10, 1), date(2023, 12, 31), Precision.QUARTER),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR),
    ],
)
def test_a_moment_stands_on_the_first_or_last_day_of_its_period(
    text: str, first: date, last: date, precision: Precision
) -> None:
    assert parse_moment(text, Edge.START) == Moment(first, precision)
    assert parse_moment(text, Edge.END) == Moment(last, precision)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_any_date_is_read_back_however_it_was_kept(day: date) -> None:
    cells = [day, datetime.combine(day, time(14, 30)), f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}"]
    assert read_column(DATE, cells).values.tolist() == [datetime.combine(day, time())] * 4


def test_a_moment_column_says_how_precise_each_date_is() -> None:
    read = read_column(MOMENT, [date(2023, 7, 6), 2022.0, "été 2022", "", "bientôt"])
    assert [None if pd.isna(value) else value for value in read.precision] == ["day", "year", "summer", None, None]
    assert np.isnat(read.values).tolist() == [False, False, False, True, True]


def test_a_date_in_2203_is_refused_in_a_cell_of_dates_too() -> None:
    read = read_column(DATE, [date(2203, 1, 1), 45_000.0, time(12)])
    assert np.isnat(read.values).all()
    assert [fault.code for fault in read.faults] == ["date_out_of_range", "not_a_date", "not_a_date"]


def test_a_choice_ignores_case_accents_and_spaces() -> None:
    read = read_column(DONOR_TYPE, ["Commune", " METROPOLE ", "Conseil\u00a0départemental", "De\u0301partement", ""])
    expected = ["municipality", "intermunicipal", "department", "department", None]
    assert [None if pd.isna(value) else value for value in read.values] == expected


def test_an_unknown_choice_lists_what_is_allowed() -> None:
    (fault,) = read_column(DONOR_TYPE, ["planète"]).faults
    assert fault.code == "unknown_choice"
    assert str(fault.details["allowed"]).startswith("commune, intercommunalité, département, région")


def test_yes_and_no_have_several_spellings() -> None:
    read = read_column(TENDER, ["oui", "NON", True, False, 1.0, 0.0, "x", "Vrai", "yes", ""])
    assert read.values.tolist() == [True, False, True, False, True, False, True, True, True, pd.NA]
    assert fault_codes(TENDER, "peut-être") == ["not_yes_no"]


def test_a_currency_that_is_none_never_passes_for_euros() -> None:
    assert read_column(CURRENCY, ["uah", "€", "Euros", "dollars"]).values.tolist() == ["UAH", "EUR", "EUR", "XXX"]
    assert fault_codes(CURRENCY, "dollars") == ["ambiguous_currency"]


def test_a_code_kept_as_a_number_has_no_decimals() -> None:
    assert read_column(DEPARTMENT, [72.0, "2A", " 01 "]).values.tolist() == ["72", "2A", "01"]


def test_a_true_beside_a_one_stays_apart_in_a_text() -> None:
    assert read_column(DEPARTMENT, [1.0, True]).values.tolist() == ["1", "VRAI"]
