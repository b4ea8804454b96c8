"""Periods: how addresses write them, which dates stand for what, which ones a fund offers."""

from datetime import date

import pytest

from fund.metrics.fund import fund_metrics
from fund.metrics.over_time.spans import span_of
from fund.model import Moment, Precision
from fund.period import Period, named, of_year, since
from fund.workbook.reading.story_periods import period_told
from tests.unit.datasets import dataset

SUMMER = Period(date(2023, 5, 1), date(2023, 10, 31))


@pytest.mark.parametrize(
    ("period", "address"),
    [
        (of_year(2024), "2024"),
        (SUMMER, "2023-05-01_2023-10-31"),
        (since(date(2026, 3, 5), date(2026, 9, 30)), "derniere-seance"),
    ],
)
def test_an_address_gives_the_period_back(period, address):
    assert period.address == address
    assert named(address, [period]) == period


def test_a_year_and_two_days_need_not_be_offered():
    assert named("2023-05-01_2023-10-31", []) == SUMMER
    assert named("2024", []) == of_year(2024)


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "0000", "1989", "2101", "20244", "²⁰²⁴", "derniere-seance", "2023-05-01", "_", "2024_2025"),
        *("2023-10-31_2023-05-01", "2023-02-30_2023-05-01", "2023-05-01_2023-10-31_", "20230501_20231031"),
        *("2023-W01-1_2023-10-31", "1989-05-01_2023-10-31", "<script>", "9" * 5000),
    ],
)
def test_what_is_no_period_is_none(text):
    assert named(text, [SUMMER]) is None


def test_what_came_since_a_meeting_begins_the_day_after_it():
    assert since(date(2026, 3, 5), date(2026, 9, 30)) == Period(date(2026, 3, 6), date(2026, 9, 30), date(2026, 3, 5))
    # A meeting on the closing day, or later, has nothing after it.
    # A meeting of October was shown figures as of the end of September: what is dated in between is new to the next.
    met, shown = date(2026, 10, 5), date(2026, 9, 30)
    assert since(met, date(2026, 12, 31), shown=shown) == Period(date(2026, 10, 1), date(2026, 12, 31), met)
    assert since(met, date(2026, 10, 3), shown=shown) == Period(date(2026, 10, 1), date(2026, 10, 3), met)
    assert since(met, date(2026, 12, 31), shown=date(2026, 11, 30)) == since(met, date(2026, 12, 31))
    # Nothing is known yet of what came since: there may be corrections to tell.
    assert since(met, shown, shown=shown) == Period(date(2026, 10, 1), date(2026, 10, 1), met)


@pytest.mark.parametrize(
    ("precision", "day", "first", "last"),
    [
        (Precision.DAY, date(2024, 2, 29), date(2024, 2, 29), date(2024, 2, 29)),
        (Precision.MONTH, date(2024, 2, 1), date(2024, 2, 1), date(2024, 2, 29)),
        (Precision.MONTH, date(2023, 12, 31), date(2023, 12, 1), date(2023, 12, 31)),
        (Precision.QUARTER, date(2023, 4, 1), date(2023, 4, 1), date(2023, 6, 30)),
        (Precision.QUARTER, date(2023, 12, 31), date(2023, 10, 1), date(2023, 12, 31)),
        (Precision.SPRING, date(2023, 5, 31), date(2023, 3, 1), date(2023, 5, 31)),
        (Precision.SUMMER, date(2023, 6, 1), date(2023, 6, 1), date(2023, 8, 31)),
        (Precision.AUTUMN, date(2023, 11, 30), date(2023, 9, 1), date(2023, 11, 30)),
        (Precision.EARLY, date(2023, 3, 31), date(2023, 1, 1), date(2023, 3, 31)),
        (Precision.LATE, date(2023, 10, 1), date(2023, 10, 1), date(2023, 12, 31)),
        (Precision.YEAR, date(2023, 12, 31), date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_date_stands_for_all_of_its_period(precision, day, first, last):
    span = span_of(Moment(day, precision))
    assert (span.first[0].item(), span.last[0].item()) == (first, last)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("mai à octobre 2023", date(2023, 5, 1), date(2023, 10, 31)),
        ("de mai à octobre 2023", date(2023, 5, 1), date(2023, 10, 31)),
        ("d’avril à septembre 2026", date(2026, 4, 1), date(2026, 9, 30)),
        ("du 1er mai au 15 juin 2023", date(2023, 5, 1), date(2023, 6, 15)),
        ("novembre 2023 – avril 2024", date(2023, 11, 1), date(2024, 4, 30)),
        ("mai-octobre 2023", date(2023, 5, 1), date(2023, 10, 31)),
        ("01/05/2023 - 31/10/2023", date(2023, 5, 1), date(2023, 10, 31)),
        ("May to October 2023", date(2023, 5, 1), date(2023, 10, 31)),
        ("1er semestre 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("2ème semestre 2024", date(2024, 7, 1), date(2024, 12, 31)),
        ("été 2023", date(2023, 6, 1), date(2023, 8, 31)),
        ("decembre 2023", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_text_tells_its_period_in_words(text, start, end):
    told = period_told(text)
    assert told is not None
    assert (told[0].day, told[1].day) == (start, end)


@pytest.mark.parametrize(
    "text", ["", "depuis le début", "novembre à avril 2024", "mars à mai", "mai à juin à juillet 2023", "phase 2", "à"]
)
def test_another_text_offers_none(text):
    assert period_told(text) is None


def test_a_fund_offers_the_periods_of_its_texts_then_the_years_that_hold_rows():
    metrics = fund_metrics(
        dataset(
            as_of=date(2024, 6, 30),
            stories=[
                {"text": "a", "start": date(2023, 5, 1), "end": Moment(date(2023, 10, 31), Precision.MONTH)},
                {"text": "b", "start": date(2023, 5, 1), "end": date(2023, 10, 31)},
                {"text": "c", "start": date(2023, 5, 1)},
                {"text": "d", "start": date(2023, 5, 2), "end": date(2023, 5, 1)},
            ],
            expenses=[{"date": date(2022, 3, 1)}, {"date": date(2025, 1, 1)}, {}],
            activities=[{"end": date(2024, 1, 1)}],
        )
    )
    # 2025 is after the closing day.
    assert metrics.over_time.periods == (SUMMER, of_year(2024), of_year(2022))


def test_a_fund_without_dates_offers_none():
    assert fund_metrics(dataset(stories=[{"text": "a", "period": "phase 2"}], expenses=[{}])).over_time.periods == ()
