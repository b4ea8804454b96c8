"""What a contribution and the fund say of themselves: an intention is no gift, a list is whole or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fund.donor.gift import gift_of
from fund.metrics.fund import fund_metrics, state_of
from fund.metrics.result import ContributionMetrics
from fund.model import Dataset, FundIdentity, Moment
from tests.unit.datasets import Row, dataset

DAY, LATER = date(2024, 3, 1), date(2025, 3, 1)
CLOSING = date(2024, 12, 31)
INTENTION = {"donor": "Brest", "pledged_cents": 7_000, "state": "considered"}
GIFT = {"donor": "Lyon", "donor_type": "municipality", "received_cents": 5_000, "received_on": DAY}


def given(*rows: Row, complete: bool | None = None, as_of: date | None = CLOSING, **tables: Any) -> ContributionMetrics:
    return fund_metrics(fund(*rows, complete=complete, as_of=as_of, **tables)).contributions


def fund(*rows: Row, complete: bool | None = None, as_of: date | None = CLOSING, **tables: Any) -> Dataset:
    found = dataset(as_of=as_of, contributions=list(rows), **tables)
    return replace(found, fund=replace(found.fund, donors_complete=complete))


def declared(code: str, value: float, unit: str = "EUR") -> Row:
    return {"indicator": code, "value": value, "unit": unit, "date": Moment(DAY), "source": "rapport"}


@pytest.mark.parametrize("as_of", [CLOSING, None])
def test_an_intention_is_counted_nowhere_and_told_apart(as_of: date | None) -> None:
    found = given(GIFT, INTENTION, INTENTION | {"donor": "Metz", "pledged_cents": None}, as_of=as_of)
    assert (found.raised.value, found.donors.value) == (5_000, 1)
    assert found.pledged.value is None
    assert found.outstanding.value == 0
    assert found.by_donor["donor"].tolist() == ["Lyon"]
    assert found.later_donors.empty
    assert found.promised_donors.empty
    assert found.intended["donor"].tolist() == ["Brest", "Metz"]
    assert found.intended["intended_cents"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ({}, False),
        ({"pledged_on": DAY}, False),
        ({"pledged_on": LATER}, False),
        # What was voted, signed or paid is no intention, whatever the row says.
        ({"decided_on": DAY}, True),
        ({"committed_cents": 7_000}, True),
        ({"received_cents": 7_000}, True),
    ],
)
def test_a_row_that_tells_more_than_an_intention_counts(told: Row, counts: bool) -> None:
    found = given(GIFT, INTENTION | told)
    assert (found.donors.value == 2) is counts
    assert len(found.intended) == (not counts)


def test_rows_later_than_the_closing_day_and_intentions_are_told_apart() -> None:
    found = given(GIFT, INTENTION, {"donor": "Nice", "pledged_cents": 3_000, "pledged_on": LATER})
    assert found.later_donors["donor"].tolist() == ["Nice"]
    assert found.intended["donor"].tolist() == ["Brest"]
    assert found.pledged.value is None or found.pledged.value == 0


def test_the_donor_page_of_an_intention_says_so_and_counts_nothing() -> None:
    gift = gift_of(state_of(fund(GIFT, INTENTION)), "Brest")
    assert gift is not None
    assert (gift.contributions, gift.intended, gift.later) == ((), (7_000,), ())
    other = gift_of(state_of(fund(GIFT, INTENTION)), "Lyon")
    assert other is not None
    assert (other.intended, other.received.value) == ((), 5_000)


@pytest.mark.parametrize(
    ("state", "paid", "promised", "unknown"),
    [
        # « versée » without an amount: it was given, how much is not communicated.
        ("received", 1, 0, 1),
        ("committed", 0, 1, 0),
        ("voted", 0, 1, 0),
        ("pledged", 0, 1, 0),
    ],
)
def test_a_state_says_what_amounts_do_not(state: str, paid: int, promised: int, unknown: int) -> None:
    row = {"donor": "Nice", "donor_type": "municipality", "pledged_cents": 100, "state": state}
    found = given(GIFT, row)
    assert (found.donors_paid.value, found.donors_promised.value) == (1 + paid, promised)
    assert found.raised.unknown == unknown


@pytest.mark.parametrize(
    ("complete", "value", "least", "named"),
    [
        # A declared number stands over fewer rows, unless the list is said to be whole; one that is not is a minimum.
        (None, 72, False, 1),
        (True, 1, False, None),
        (False, 72, False, 1),
    ],
)
def test_rows_stand_where_the_list_is_complete(
    complete: bool | None, value: int, least: bool, named: int | None
) -> None:
    found = given(GIFT, complete=complete, declared=[declared("donors", 72, "count")]).donors
    assert (found.value, found.partial) == (value, least)
    assert (None if found.detailed is None else found.detailed.value) == named
    assert (found.declared is not None) is (complete is True)


@pytest.mark.parametrize(("complete", "least"), [(None, False), (True, False), (False, True)])
def test_sums_of_a_list_that_is_not_whole_are_a_minimum(complete: bool | None, least: bool) -> None:
    found = given(GIFT, complete=complete)
    assert [figure.partial for figure in (found.raised, found.donors)] == [least, least]


@pytest.mark.parametrize(("donors", "least"), [(None, False), (1, False), (72, True)])
def test_sums_of_fewer_donors_than_are_declared_are_a_minimum(donors: int | None, least: bool) -> None:
    rows = {} if donors is None else {"declared": [declared("donors", donors, "count")]}
    found = given(GIFT | {"pledged_cents": 6_000, "committed_cents": 6_000}, **rows)
    sums = (found.raised, found.pledged, found.committed, found.outstanding)
    assert [figure.at_least for figure in sums] == [least] * 4


@pytest.mark.parametrize(
    ("closed_on", "as_of", "is_closed"),
    [(None, CLOSING, False), (DAY, CLOSING, True), (LATER, CLOSING, False), (DAY, None, True)],
)
def test_a_fund_is_closed_by_the_day_its_figures_are_as_of(
    closed_on: date | None, as_of: date | None, is_closed: bool
) -> None:
    moments = [None if when is None else Moment(when) for when in (as_of, closed_on)]
    assert FundIdentity("a", "A", as_of=moments[0], closed_on=moments[1]).is_closed is is_closed
