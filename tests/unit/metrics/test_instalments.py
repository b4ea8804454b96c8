"""Gifts told in several rows: what is still due of them, worked out by hand and by what must always hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fund.metrics.contributions import contribution_metrics
from fund.metrics.declared import declared_figures
from fund.metrics.gifts import gifts
from fund.metrics.result import ContributionMetrics
from fund.metrics.scope import scopes
from fund.model import records
from tests.unit.datasets import dataset

Row = dict[str, Any]
SIGNED = date(2023, 3, 1)


def figures(*rows: Row) -> ContributionMetrics:
    data = dataset(as_of=date(2025, 1, 1), contributions=[{"donor": "Brest", **row} for row in rows])
    scope = scopes(data).fund
    return contribution_metrics(gifts(scope), declared_figures(scope))


def signed(cents: int, day: date | None = SIGNED, **more: object) -> Row:
    return {"committed_on": day, "committed_cents": cents, **more}


def paid(cents: int, day: date | None = date(2023, 6, 1), **more: object) -> Row:
    return {"received_on": day, "received_cents": cents, **more}


def test_payments_on_rows_of_their_own_settle_the_agreement() -> None:
    told = figures(signed(10_000, received_on=date(2023, 4, 1), received_cents=4_000), paid(3_000), paid(3_000))
    assert (told.raised.value, told.committed.value, told.outstanding.value) == (10_000, 10_000, 0)
    assert told.outstanding_rows.empty


def test_the_oldest_promise_is_settled_first() -> None:
    told = figures(signed(5_000, date(2024, 2, 1)), signed(4_000, date(2023, 2, 1)), paid(6_000, date(2024, 3, 1)))
    assert [(row["position"], row["due_cents"]) for row in records(told.outstanding_rows)] == [(0, 3_000)]


def test_a_payment_settles_no_promise_made_after_it_and_no_promise_of_somebody_else() -> None:
    assert figures(paid(6_000, date(2022, 1, 1)), signed(5_000)).outstanding.value == 5_000
    assert figures(paid(6_000, donor="Lyon"), signed(5_000)).outstanding.value == 5_000
    assert figures(paid(6_000, donor=None), signed(5_000, donor=None)).outstanding.value == 5_000


def test_what_a_row_received_beyond_its_own_agreement_lowers_no_other_gift() -> None:
    told = figures(signed(1_000, received_on=SIGNED, received_cents=9_000), signed(5_000, date(2023, 5, 1)))
    assert told.outstanding.value == 5_000


def test_money_given_back_lowers_what_was_collected_and_raises_nothing_due() -> None:
    told = figures(signed(1_000, received_on=SIGNED, received_cents=1_000), paid(-200, date(2024, 1, 1)))
    assert (told.raised.value, told.outstanding.value) == (800, 0)
    more = figures(signed(1_000), paid(600), paid(-600, date(2024, 1, 1)))
    assert (more.raised.value, more.outstanding.value) == (0, 400)


def test_an_agreement_repeated_on_each_payment_is_one() -> None:
    rows = [signed(10_000, received_on=date(2023, month, 1), received_cents=3_000) for month in (4, 5, 6)]
    told = figures(*rows)
    assert (told.committed.value, told.raised.value, told.outstanding.value) == (10_000, 9_000, 1_000)
    assert [(row["position"], row["first"], row["sure"]) for row in records(told.promise_repeats)] == [
        (1, 0, True),
        (2, 0, True),
    ]


def test_agreements_alike_that_are_paid_in_full_or_for_two_programmes_or_on_two_days_are_several() -> None:
    full = [signed(4_000, received_on=date(2023, month, 1), received_cents=4_000) for month in (4, 5)]
    assert figures(*full).committed.value == 8_000
    uses = [signed(4_000, received_on=SIGNED, received_cents=1_000, programme=code) for code in ("a", "b")]
    assert figures(*uses).committed.value == 8_000
    days = [signed(4_000, date(2023, month, 1), received_on=SIGNED, received_cents=1_000) for month in (1, 2)]
    assert figures(*days).promise_repeats.empty


def test_an_agreement_without_a_day_that_looks_repeated_counts_and_is_doubtful() -> None:
    told = figures(*[signed(10_000, None, received_on=SIGNED, received_cents=3_000) for _ in range(2)])
    assert told.committed.value == 20_000
    assert [(row["first"], row["sure"]) for row in records(told.promise_repeats)] == [(0, False)]


AMOUNTS = st.integers(0, 20).map(lambda n: n * 1_000)
DAYS = st.one_of(st.none(), st.integers(1, 12).map(lambda month: date(2023, month, 1)))
GIFTS = st.lists(
    st.fixed_dictionaries(
        {
            "donor": st.sampled_from(["Brest", "Lyon", None]),
            "committed_on": DAYS,
            "committed_cents": st.one_of(st.none(), AMOUNTS),
            "received_on": st.dates(date(2023, 1, 1), date(2024, 12, 1)),
            "received_cents": st.integers(-5, 20).map(lambda n: n * 1_000),
        }
    ),
    min_size=1,
    max_size=7,
)


@given(GIFTS)
def test_what_is_due_is_never_below_zero_nor_above_what_is_promised(rows: list[Row]) -> None:
    told = figures(*rows)
    promised, due = int(told.committed.value or 0), told.outstanding.value
    assert due is not None
    assert 0 <= due <= promised
    received = sum(max(int(row["received_cents"]), 0) for row in rows)
    assert due >= promised - received
    assert sum(row["due_cents"] for row in records(told.outstanding_rows)) == due


@given(GIFTS, st.integers(1, 20))
def test_one_more_payment_never_raises_what_is_due_and_money_given_back_never_changes_it(
    rows: list[Row], euros: int
) -> None:
    due = figures(*rows).outstanding.value
    more, less = (figures(*rows, paid(sign * euros * 1_000, date(2024, 12, 31))).outstanding.value for sign in (1, -1))
    assert more is not None
    assert due is not None
    assert due - euros * 1_000 <= more <= due
    assert less == due
