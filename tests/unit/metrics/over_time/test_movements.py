"""The fund's cash month by month against calendars made by hand; what is unknown is named, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fund.metrics.fund import fund_metrics
from fund.metrics.over_time.movements import CashPath
from fund.model import Moment, Precision
from tests.shipped_funds import shipped_fund
from tests.unit.datasets import Row, dataset
from tests.unit.dated_rows import GIVEN, due, tranche

CLOSING = date(2026, 9, 30)
BANK: Row = {"label": "Banque", "amount_cents": 100_00, "date": date(2026, 5, 1)}


def path(
    *gifts: Row, as_of: date = CLOSING, tranches: list[Row] | None = None, costs: list[Row] | None = None
) -> CashPath:
    """The cash of a fund that received 100 000 € in February 2026, with these rows beside."""
    data = dataset(
        as_of=as_of,
        contributions=[GIVEN, *gifts],
        programmes=[{"code": "eau", "budget_cents": 500_000_00, "status": "running"}],
        tranches=tranches if tranches is not None else [tranche(1, 10_000_00, None, paid_on=date(2026, 3, 5))],
        running_costs=[BANK] if costs is None else costs,
    )
    return fund_metrics(data).cash


def by_month(found: CashPath) -> dict[str, int]:
    return {f"{each.month:%Y-%m}": each.cents for each in found.months}


def test_a_calendar_made_by_hand_to_the_cent() -> None:
    found = path(
        due(6_000_50, date(2026, 11, 15)),
        due(5_000_00, Moment(date(2026, 12, 31), Precision.MONTH)),
        tranches=[
            tranche(1, 10_000_00, None, paid_on=date(2026, 3, 5)),
            tranche(2, 30_000_25, date(2026, 10, 15)),
            tranche(3, 70_000_00, date(2026, 11, 20)),
        ],
    )
    # 100 000 − 10 000 − 100 = 89 900; − 30 000,25 = 59 899,75; + 6 000,50 − 70 000 = −4 099,75; + 5 000 = 900,25.
    assert found.balance.value == 89_900_00
    assert by_month(found) == {"2026-10": 59_899_75, "2026-11": -4_099_75, "2026-12": 900_25}
    assert found.first_short is not None
    assert (found.first_short.month, found.first_short.lowest) == (date(2026, 11, 1), -4_099_75)
    november = found.months[1]
    assert (november.received, november.paid) == (6_000_50, 70_000_00)


def test_the_months_that_are_over_lead_to_the_balance() -> None:
    past = {f"{each.month:%Y-%m}": each.cents for each in path().past}
    assert past == {
        "2026-02": 100_000_00,
        "2026-03": 90_000_00,
        "2026-04": 90_000_00,
        **dict.fromkeys(("2026-05", "2026-06", "2026-07", "2026-08", "2026-09"), 89_900_00),
    }


@pytest.mark.parametrize("undated", [due(0, received_cents=5_00), {"donor": "Dijon", "received_cents": 5_00}])
def test_rows_without_a_day_leave_the_past_out_and_the_balance_whole(undated: Row) -> None:
    found = path(undated)
    assert found.past == ()
    assert found.balance.value == 89_905_00


def test_within_a_month_money_runs_short_on_the_day_it_is_paid() -> None:
    # 89 900 − 95 000 on the 5th, + 20 000 on the 25th: the month ends above zero.
    found = path(
        due(20_000_00, date(2026, 10, 25)),
        tranches=[
            tranche(1, 10_000_00, None, paid_on=date(2026, 3, 5)),
            tranche(2, 95_000_00, date(2026, 10, 5)),
        ],
    )
    assert by_month(found) == {"2026-10": 14_900_00}
    assert found.first_short is not None
    assert found.first_short.lowest == -5_100_00


def test_what_is_paid_and_what_comes_on_one_day_is_paid_first() -> None:
    found = path(
        due(20_000_00, date(2026, 10, 5)),
        tranches=[
            tranche(1, 10_000_00, None, paid_on=date(2026, 3, 5)),
            tranche(2, 95_000_00, date(2026, 10, 5)),
        ],
    )
    assert [each.lowest for each in found.months] == [-5_100_00]


def test_what_should_have_come_already_counts_from_the_day_after_the_closing_day() -> None:
    found = path(due(3_000_00, date(2026, 4, 1)), as_of=date(2026, 9, 12))
    assert by_month(found) == {"2026-09": 92_900_00}
    assert [each.donor for each in found.late] == ["Laval"]
    assert path(due(3_000_00, date(2026, 10, 1))).late == ()


def test_what_came_after_the_closing_day_is_expected_on_that_day() -> None:
    found = path(
        due(4_000_00, received_cents=4_000_00, received_on=date(2026, 11, 3)),
        tranches=[
            tranche(1, 10_000_00, None, paid_on=date(2026, 3, 5)),
            tranche(2, 1_000_00, None, paid_on=date(2026, 10, 9)),
        ],
    )
    assert by_month(found) == {"2026-10": 88_900_00, "2026-11": 92_900_00}


def test_a_gift_that_nobody_promised_and_that_came_after_the_closing_day_is_in_the_path_and_in_no_figure() -> None:
    found = path(
        {"donor": "Dijon", "received_cents": 2_500_25, "received_on": date(2026, 10, 12)},
        {"donor": "Laval", "received_cents": None, "received_on": date(2026, 12, 1)},
    )
    # 100 000 − 10 000 − 100 = 89 900 on the closing day, whatever came later.
    assert found.balance.value == 89_900_00
    assert by_month(found) == {"2026-10": 92_400_25, "2026-11": 92_400_25, "2026-12": 92_400_25}
    assert [(each.donor, each.day) for each in found.untold] == [("Laval", date(2026, 12, 1))]


def test_amounts_without_a_day_and_days_without_an_amount_are_named_and_in_no_month() -> None:
    found = path(
        due(7_000_00),
        {"donor": "Dijon", "expected_on": date(2026, 12, 1)},
        tranches=[
            tranche(1, 10_000_00, None, paid_on=date(2026, 3, 5)),
            tranche(2, None, date(2027, 1, 10)),
            tranche(3, 2_000_00, None),
        ],
    )
    assert set(by_month(found).values()) == {89_900_00}
    assert [(each.donor, each.number, each.cents) for each in found.undated] == [
        ("Laval", None, 7_000_00),
        ("", 3, -2_000_00),
    ]
    assert [(each.donor, each.number) for each in found.untold] == [("Dijon", None), ("", 2)]
    # The month of an amount that nobody told is shown, empty.
    assert found.last_month == date(2027, 1, 1)


def test_a_condition_that_is_not_met_marks_the_tranche_which_counts_all_the_same() -> None:
    found = path(
        tranches=[
            tranche(1, 10_000_00, None, paid_on=date(2026, 3, 5)),
            tranche(2, 2_000_00, date(2026, 10, 9), release_threshold=0.7),
        ]
    )
    (marked,) = found.dated
    assert marked.release is not None
    assert by_month(found) == {"2026-10": 87_900_00}


def test_the_likely_line_adds_what_has_no_day_in_the_last_month_and_costs_at_their_pace() -> None:
    costs = [
        # Before the twelve months.
        {"label": "Banque", "amount_cents": 500_00, "date": date(2025, 9, 30)},
        {"label": "Suivi", "amount_cents": 1_000_00, "date": date(2025, 10, 1)},
        {"label": "Suivi", "amount_cents": 2_000_02, "date": date(2026, 9, 30)},
    ]
    found = path(due(7_000_00), due(1_000_00, date(2026, 11, 2)), costs=costs)
    # 100 000 − 10 000 − 3 500,02 = 86 499,98. 3 000,02 ÷ 12 = 250,0017 a month: 250,00 then 500,00.
    assert found.pace is not None
    assert (found.pace.cents, found.pace.months) == (3_000_02, 12)
    assert by_month(found) == {"2026-10": 86_499_98, "2026-11": 87_499_98}
    assert by_month(found.likely) == {"2026-10": 86_249_98, "2026-11": 93_999_98}
    # The known line stays as it is.
    assert by_month(found) == {"2026-10": 86_499_98, "2026-11": 87_499_98}


def test_costs_dated_after_the_closing_day_are_in_the_path_and_a_part_of_the_pace() -> None:
    told = {"label": "Suivi", "amount_cents": 3_000_00, "date": date(2026, 1, 1)}
    found = path(
        due(1_000_00, date(2026, 12, 2)),
        costs=[
            told,
            told | {"amount_cents": 50_00, "date": date(2026, 10, 9)},
            told | {"amount_cents": 900_25, "date": date(2026, 11, 30)},
            told | {"amount_cents": None, "date": date(2026, 12, 24)},
        ],
    )
    # 100 000 − 10 000 − 3 000 = 87 000; no figure of the closing day counts the later ones.
    assert found.balance.value == 87_000_00
    assert by_month(found) == {"2026-10": 86_950_00, "2026-11": 86_049_75, "2026-12": 87_049_75}
    assert [(each.kind.value, each.day) for each in found.untold] == [("costs", date(2026, 12, 24))]
    # 3 000 ÷ 9 = 333,33 a month: the rest of it in October and all of it in December; November is known dearer.
    assert by_month(found.likely) == {"2026-10": 86_666_67, "2026-11": 85_766_42, "2026-12": 86_433_09}


def test_a_pace_is_told_from_three_whole_months_on() -> None:
    def pace(first: date, as_of: date = CLOSING) -> int | None:
        found = path(as_of=as_of, costs=[{"label": "Suivi", "amount_cents": 300_00, "date": first}])
        return None if found.pace is None else found.pace.months

    assert pace(date(2026, 7, 31)) == 3
    assert pace(date(2026, 8, 1)) is None
    # Of a month that is not over nothing is concluded.
    assert pace(date(2026, 7, 2), date(2026, 9, 29)) is None
    assert path(costs=[]).pace is not None


@pytest.mark.parametrize(
    "costs", [[{"label": "Suivi", "date": date(2026, 1, 5)}], [{"label": "Suivi", "amount_cents": 1_00}]]
)
def test_a_pace_is_not_told_of_costs_that_are_not(costs: list[Row]) -> None:
    assert path(costs=costs).pace is None


def test_without_a_balance_there_are_no_months_and_what_is_expected_is_named() -> None:
    found = shipped_fund("ukraine").metrics.cash
    assert (found.months, found.end, found.first_short, found.past) == ((), None, None, ())
    # 22 authorities and CGLU, none with an amount. The first tranche of AUC was paid: 84,92 % of it are spent.
    assert len(found.untold) == len(found.expected) == 23


def test_the_invented_fund_against_a_calendar_made_by_hand() -> None:
    found = shipped_fund("exemple").metrics.cash
    # 382 668,30; −60 000 on 15 October; −110 000 and +6 000 (Grandelande-Océan) on 15 November; +15 000
    # (Ondre-Maritime) and +5 000 (Belleforge) in December; −70 000 on 1 March; April's tranche has no amount.
    assert by_month(found) == {
        "2026-10": 322_668_30,
        "2026-11": 218_668_30,
        **dict.fromkeys(("2026-12", "2027-01", "2027-02"), 238_668_30),
        "2027-03": 168_668_30,
        "2027-04": 168_668_30,
    }
    assert found.first_short is None
    # Of 123 000 due, 26 000 have a day.
    assert sum(each.cents or 0 for each in found.undated) == 97_000_00
    assert {f"{each.month:%Y-%m}": each.cents for each in found.past}["2026-09"] == 382_668_30
    # 21 629,80 in twelve months, seven months of them: 12 617,38. 168 668,30 + 97 000 − 12 617,38 = 253 050,92.
    assert found.likely.months[-1].cents == 253_050_92


DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2028, 12, 31)))
CENTS = st.integers(1, 10**9)


@settings(max_examples=40)
@given(
    gifts=st.lists(st.tuples(CENTS, DAYS), max_size=6),
    tranches=st.lists(st.tuples(CENTS, DAYS), max_size=6),
    costs=st.lists(st.tuples(CENTS, st.dates(date(2026, 10, 1), date(2028, 12, 31))), max_size=4),
)
def test_the_path_ends_in_the_balance_and_all_that_is_expected(
    gifts: list[tuple[int, date | None]], tranches: list[tuple[int, date | None]], costs: list[tuple[int, date]]
) -> None:
    found = path(
        *(due(cents, day, donor=f"Ville {at}") for at, (cents, day) in enumerate(gifts)),
        tranches=[
            tranche(1, 10_000_00, None, paid_on=date(2026, 3, 5)),
            *(tranche(at + 2, cents, day) for at, (cents, day) in enumerate(tranches)),
        ],
        costs=[BANK, *({"label": "Suivi", "amount_cents": cents, "date": day} for cents, day in costs)],
    )
    to_come = [-cents for cents, _ in costs]
    dated = [cents for cents, day in gifts if day] + [-cents for cents, day in tranches if day] + to_come
    every = [cents for cents, _ in gifts] + [-cents for cents, _ in tranches] + to_come
    assert found.months[-1].cents == 89_900_00 + sum(dated)
    # A cost of 100 € in May, five months: 20 € a month, what is told of it being a part of it.
    told = {
        each.month: -sum(cents for cents, day in costs if day.replace(day=1) == each.month) for each in found.months
    }
    pace = sum(min(0, -20_00 - cents) for cents in told.values())
    assert found.likely.months[-1].cents == 89_900_00 + sum(every) + pace
    for before, after in zip(found.months, found.months[1:], strict=False):
        assert after.cents == before.cents + after.received - after.paid
        assert after.lowest <= min(before.cents, after.cents)
