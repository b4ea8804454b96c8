"""Expenses in euros."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from fund.currency import divided, to_euros
from fund.schema import BY_CODE


def expenses(*rows: tuple[int | None, str | None, float | None, str | None]) -> pd.DataFrame:
    amounts, currencies, rates, dates = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "amount_cents": pd.array(amounts, dtype="Int64"),
            "currency": pd.array(currencies, dtype="str"),
            "rate": pd.array(rates, dtype="Float64"),
            "amount_stated_cents": pd.array([None] * len(rows), dtype="Int64"),
            "date": pd.to_datetime(pd.Series(dates)).astype("datetime64[us]"),
        }
    )


def rates(*rows: tuple[str, str, float]) -> pd.DataFrame:
    currencies, dates, units = zip(*rows, strict=True) if rows else ((), (), ())
    return pd.DataFrame(
        {
            "currency": pd.array(currencies, dtype="str"),
            "date": pd.to_datetime(pd.Series(dates, dtype="str")).astype("datetime64[us]"),
            "units_per_euro": pd.array(units, dtype="Float64"),
        }
    )


def test_euros_are_themselves_and_an_empty_currency_is_euros() -> None:
    converted = to_euros(expenses((12_345, "EUR", None, None), (100, None, 2.0, None)), rates()).converted
    assert converted["amount_eur_cents"].tolist() == [12_345, 100]
    assert converted["amount_rate"].isna().all()


def test_the_row_s_own_rate_wins_over_the_table() -> None:
    # 40 000 UAH at 38.4516: 1 040.2688… €, so 1 040,27 €.
    table = rates(("UAH", "2023-01-01", 40.0))
    converted = to_euros(expenses((4_000_000, "UAH", 38.4516, "2023-05-01")), table).converted
    assert converted["amount_eur_cents"].tolist() == [104_027]
    assert converted["amount_rate"].tolist() == [38.4516]
    assert converted["amount_rate_row"].isna().all()


def test_the_latest_rate_on_or_before_the_day_is_used() -> None:
    table = rates(("UAH", "2023-03-01", 50.0), ("UAH", "2023-01-01", 40.0), ("PLN", "2023-02-01", 4.0))
    rows = expenses(
        (10_000, "UAH", None, "2023-02-28"),
        (10_000, "UAH", None, "2023-03-01"),
        (10_000, "PLN", None, "2024-01-01"),
    )
    converted = to_euros(rows, table).converted
    assert converted["amount_eur_cents"].tolist() == [250, 200, 2_500]
    # The rows of the table, as they stand in it.
    assert converted["amount_rate_row"].tolist() == [1, 0, 2]
    assert converted["amount_rate"].tolist() == [40.0, 50.0, 4.0]


def test_without_a_rate_the_amount_stays_unknown_and_the_row_is_named() -> None:
    rows = expenses(
        (10_000, "UAH", None, "2022-12-31"),
        (10_000, "UAH", None, None),
        (10_000, "TRY", 0.0, "2023-05-01"),
        (None, "TRY", None, "2023-05-01"),
    )
    result = to_euros(rows, rates(("UAH", "2023-01-01", 40.0), ("TRY", "2023-01-01", -2.0)))
    assert result.euros.isna().all()
    assert result.rates.isna().all()
    assert result.unconverted.tolist() == [0, 1, 2]
    assert result.undated.tolist() == [1]


def test_half_a_cent_is_rounded_away_from_zero() -> None:
    # 1 ÷ 2 and 3 ÷ 2 are half cents; 2.675 cents round up although the float 2.675 lies just below.
    halves = divided(np.array([1, 3, -1, 267_500]), np.array([2.0, 2.0, 2.0, 100_000.0]))
    assert halves.tolist() == [1, 2, -1, 3]
    # 105 ÷ 1.05 is 100 exactly; 4.35 ÷ 0.3 = 14.5, where floats give 14.499999…
    assert divided(np.array([105, 435]), np.array([1.05, 30.0])).tolist() == [100, 15]


def test_no_expense_at_all_converts_to_none() -> None:
    empty = to_euros(expenses((1, "EUR", None, None)).iloc[:0], rates()).converted
    assert {name: str(empty[name].dtype) for name in ("amount_eur_cents", "amount_rate", "amount_rate_row")} == {
        "amount_eur_cents": "Int64",
        "amount_rate": "Float64",
        "amount_rate_row": "Int64",
    }


def test_a_rate_so_small_that_the_euros_would_be_beyond_counting_is_not_used() -> None:
    conversion = to_euros(expenses((100, "UAH", 1e-300, "2024-01-15"), (100, "UAH", 4.0, None)), rates())
    assert conversion.euros.tolist() == [pd.NA, 25]
    assert conversion.unconverted.tolist() == [0]


def test_the_euros_that_a_row_states_win_over_any_rate_and_need_none() -> None:
    rows = expenses((40_000_000, "UAH", None, "2023-05-01"), (100, "TRY", None, None), (None, None, None, None)).assign(
        amount_stated_cents=pd.array([1_000_100, 7, 5], dtype="Int64")
    )
    conversion = to_euros(rows, rates(("UAH", "2023-01-01", 40.0)))
    assert conversion.euros.tolist() == [1_000_100, 7, 5]
    # 400 000 at 40 would have been 10 000 €; the others have nothing to compare with.
    assert conversion.by_rate.tolist() == [1_000_000, pd.NA, pd.NA]
    assert conversion.rates.isna().all()
    assert not len(conversion.unconverted)


def test_each_stage_of_a_gift_takes_the_rate_of_its_own_day() -> None:
    sheet = BY_CODE["contributions"]
    day = pd.to_datetime(pd.Series(["2023-02-01"])).astype("datetime64[us]")
    gifts = pd.DataFrame(
        {
            "currency": pd.array(["PLN"], dtype="str"),
            "rate": pd.array([None], dtype="Float64"),
            "pledged_cents": pd.array([400_00], dtype="Int64"),
            "pledged_on": day,
            "received_cents": pd.array([400_00], dtype="Int64"),
            "received_on": day + pd.Timedelta(days=365),
            "received_stated_cents": pd.array([None], dtype="Int64"),
        }
    )
    table = rates(("PLN", "2023-01-01", 4.0), ("PLN", "2024-01-01", 5.0))
    pledged, received = (to_euros(gifts, table, sheet.column(f"{stage}_cents")) for stage in ("pledged", "received"))
    assert (pledged.euros.tolist(), received.euros.tolist()) == ([100_00], [80_00])
    assert received.converted["received_rate_row"].tolist() == [1]


def test_a_tranche_not_paid_takes_the_rate_of_the_day_it_is_planned_for() -> None:
    days = {
        "planned_on": pd.to_datetime(pd.Series(["2023-02-01"] * 2)).astype("datetime64[us]"),
        "paid_on": pd.to_datetime(pd.Series([None, "2024-02-01"])).astype("datetime64[us]"),
    }
    tranches = expenses(*[(200_00, "PLN", None, None)] * 2).assign(**days)
    table = rates(("PLN", "2023-01-01", 4.0), ("PLN", "2024-01-01", 5.0))
    assert to_euros(tranches, table, BY_CODE["tranches"].column("amount_cents")).euros.tolist() == [50_00, 40_00]


def test_a_currency_that_is_not_known_has_no_rate_even_if_the_table_has_an_unknown_one() -> None:
    unknown = to_euros(expenses((100, "XXX", None, "2024-01-01")), rates(("XXX", "2023-01-01", 4.0)))
    assert unknown.euros.isna().all()


CURRENCIES = st.sampled_from([None, "EUR", "UAH", "PLN", "TRY"])
DAYS = st.dates(date(2022, 1, 1), date(2024, 12, 31))
UNITS = st.integers(1, 10**7).map(lambda units: units / 10_000)


@given(
    rows=st.lists(
        st.tuples(
            st.none() | st.integers(-(10**11), 10**11),
            CURRENCIES,
            st.none() | UNITS,
            st.none() | DAYS.map(str),
        ),
        min_size=1,
        max_size=8,
    ),
    quotes=st.lists(st.tuples(st.sampled_from(["UAH", "PLN"]), DAYS.map(str), UNITS), max_size=6),
    stated=st.none() | st.integers(1, 10**9),
)
def test_every_amount_is_converted_by_the_rule_or_left_unknown(
    rows: list[tuple[int | None, str | None, float | None, str | None]],
    quotes: list[tuple[str, str, float]],
    stated: int | None,
) -> None:
    """Row by row and by hand, in exact decimals: stated euros, euros, the row's rate, the latest of the table."""
    table = expenses(*rows)
    if stated is not None:
        table["amount_stated_cents"] = pd.array([stated, *[None] * (len(rows) - 1)], dtype="Int64")
    conversion = to_euros(table, rates(*quotes))
    for place, (cents, currency, own, when) in enumerate(rows):
        before = [quote for quote in quotes if quote[0] == currency and when is not None and quote[1] <= when]
        latest = max(before, key=lambda quote: (quote[1], quotes.index(quote)), default=None)
        last_day = [quote for quote in before if latest and quote[1] == latest[1]]
        rate = 1.0 if currency in {None, "EUR"} else own or (last_day[-1][2] if last_day else None)
        expected: object = pd.NA
        if cents is not None and rate is not None:
            expected = int((Decimal(cents) / Decimal(repr(rate))).quantize(Decimal(1), rounding=ROUND_HALF_UP))
        if place == 0 and stated is not None:
            expected = stated
        assert conversion.euros[place] is expected or conversion.euros[place] == expected
        assert (place in conversion.unconverted.tolist()) == (cents is not None and expected is pd.NA)
