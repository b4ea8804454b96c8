"""Expenses in euros."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fund.currency import divided, to_euros


def expenses(*rows: tuple[int | None, str | None, float | None, str | None]) -> pd.DataFrame:
    amounts, currencies, rates, dates = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "amount_cents": pd.array(amounts, dtype="Int64"),
            "currency": pd.array(currencies, dtype="str"),
            "rate": pd.array(rates, dtype="Float64"),
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
    converted = to_euros(expenses((12_345, "EUR", None, None), (100, None, 2.0, None)), rates()).expenses
    assert converted["amount_eur_cents"].tolist() == [12_345, 100]
    assert converted["rate_origin"].tolist() == ["euro", "euro"]


def test_the_row_s_own_rate_wins_over_the_table() -> None:
    # 40 000 UAH at 38.4516: 1 040.2688… €, so 1 040,27 €.
    table = rates(("UAH", "2023-01-01", 40.0))
    converted = to_euros(expenses((4_000_000, "UAH", 38.4516, "2023-05-01")), table).expenses
    assert converted["amount_eur_cents"].tolist() == [104_027]
    assert converted["rate_used"].tolist() == [38.4516]
    assert converted["rate_origin"].tolist() == ["row"]


def test_the_latest_rate_on_or_before_the_day_is_used() -> None:
    table = rates(("UAH", "2023-03-01", 50.0), ("UAH", "2023-01-01", 40.0), ("PLN", "2023-02-01", 4.0))
    rows = expenses(
        (10_000, "UAH", None, "2023-02-28"),
        (10_000, "UAH", None, "2023-03-01"),
        (10_000, "PLN", None, "2024-01-01"),
    )
    converted = to_euros(rows, table).expenses
    assert converted["amount_eur_cents"].tolist() == [250, 200, 2_500]
    assert converted["rate_origin"].tolist() == ["table"] * 3


def test_without_a_rate_the_amount_stays_unknown_and_the_row_is_named() -> None:
    rows = expenses(
        (10_000, "UAH", None, "2022-12-31"),
        (10_000, "UAH", None, None),
        (10_000, "TRY", 0.0, "2023-05-01"),
        (None, "TRY", None, "2023-05-01"),
    )
    result = to_euros(rows, rates(("UAH", "2023-01-01", 40.0), ("TRY", "2023-01-01", -2.0)))
    assert result.expenses["amount_eur_cents"].isna().all()
    assert result.expenses["rate_origin"].tolist() == ["none"] * 4
    assert result.unconverted.tolist() == [0, 1, 2]
    assert result.undated.tolist() == [1]


def test_half_a_cent_is_rounded_away_from_zero() -> None:
    # 1 ÷ 2 and 3 ÷ 2 are half cents; 2.675 cents round up although the float 2.675 lies just below.
    halves = divided(np.array([1, 3, -1, 267_500]), np.array([2.0, 2.0, 2.0, 100_000.0]))
    assert halves.tolist() == [1, 2, -1, 3]
    # 105 ÷ 1.05 is 100 exactly; 4.35 ÷ 0.3 = 14.5, where floats give 14.499999…
    assert divided(np.array([105, 435]), np.array([1.05, 30.0])).tolist() == [100, 15]


def test_no_expense_at_all_converts_to_none() -> None:
    empty = to_euros(expenses((1, "EUR", None, None)).iloc[:0], rates()).expenses
    assert {name: str(empty[name].dtype) for name in ("amount_eur_cents", "rate_used", "rate_origin")} == {
        "amount_eur_cents": "Int64",
        "rate_used": "Float64",
        "rate_origin": "category",
    }


def test_a_rate_so_small_that_the_euros_would_be_beyond_counting_is_not_used() -> None:
    rates = pd.DataFrame({"currency": [], "date": [], "units_per_euro": []})
    conversion = to_euros(expenses((100, "UAH", 1e-300, "2024-01-15"), (100, "UAH", 4.0, None)), rates)
    assert conversion.expenses["amount_eur_cents"].tolist() == [pd.NA, 25]
    assert conversion.expenses["rate_origin"].tolist() == ["none", "row"]
    assert conversion.unconverted.tolist() == [0]
