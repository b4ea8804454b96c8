"""Rules about tranches: share spent, remaining, and the condition that releases the next one."""

from datetime import date

import pytest

from fund.metric import Basis
from fund.metrics.fund import fund_metrics
from fund.metrics.result import ProgrammeMetrics
from tests.unit.datasets import Row, dataset

FIRST = {"number": 1, "amount_cents": 100_00, "paid_on": date(2024, 1, 15)}
SECOND = {"number": 2, "amount_cents": 50_00, "planned_on": date(2024, 9, 1), "release_threshold": 0.7}


def programme(tranches: list[Row], expenses: list[Row], declared: list[Row] | None = None) -> ProgrammeMetrics:
    eau = {"programme": "eau"}
    figures = fund_metrics(
        dataset(
            programmes=[{"code": "eau", "name": "Eau"}],
            tranches=[eau | row for row in tranches],
            expenses=[eau | row for row in expenses],
            declared=[eau | row for row in declared or []],
        )
    )
    return figures.programme("eau")


def on_first(cents: int) -> Row:
    return {"tranche": 1, "amount_cents": cents}


def test_a_tranche_gives_what_is_spent_its_share_and_what_remains():
    first, second = programme([SECOND, FIRST], [on_first(60_00), on_first(5_00), on_first(-1_00)]).tranches
    assert (first.number, first.spent.value, first.share.value, first.remaining.value) == (1, 64_00, 0.64, 36_00)
    assert (second.spent.value, second.share.value, second.remaining.value) == (0, 0, 50_00)


def test_a_share_above_one_hundred_percent_is_said_as_it_is():
    (first,) = programme([FIRST], [on_first(130_00)]).tranches
    assert (first.share.value, first.remaining.value) == (1.3, -30_00)


@pytest.mark.parametrize(
    ("spent", "threshold", "met", "to_justify"),
    [
        (69_99, 0.7, False, 1),
        (70_00, 0.7, True, 0),
        (90_00, 0.7, True, 0),
        (0, 0.7, False, 70_00),
        # 0.33333 × 100,00 € = 33,333 €: the next whole cent is 33,34 €.
        (33_33, 0.33333, False, 1),
        (33_34, 0.33333, True, 0),
    ],
)
def test_a_release_is_met_to_the_cent(spent: int, threshold: float, met: bool, to_justify: int):
    release = programme([FIRST, SECOND | {"release_threshold": threshold}], [on_first(spent)]).next_release
    assert release is not None
    assert (release.tranche, release.previous, release.met, release.to_justify.value) == (2, 1, met, to_justify)


def test_an_expense_without_amount_leaves_a_release_open_until_the_known_ones_reach_it():
    unknown = {"tranche": 1}
    open_release = programme([FIRST, SECOND], [on_first(60_00), unknown]).next_release
    assert open_release is not None
    assert (open_release.met, open_release.to_justify.value, open_release.to_justify.reason) == (
        None,
        None,
        "partial_term",
    )
    met = programme([FIRST, SECOND], [on_first(70_00), unknown]).next_release
    assert met is not None
    assert (met.met, met.to_justify.value) == (True, 0)


@pytest.mark.parametrize(("percent", "met"), [(84.92, True), (70, True), (69.99, False)])
def test_a_declared_share_tells_a_release_where_the_amount_is_unknown(percent: float, met: bool):
    share = {"tranche": 1, "indicator": "tranche_share", "value": percent, "unit": "%", "date": date(2024, 1, 1)}
    found = programme([{"number": 1}, SECOND], [], [share])
    assert found.next_release is not None
    assert (found.next_release.met, found.next_release.to_justify.value) == (met, None)
    assert found.tranches[0].share.basis is Basis.DECLARED


def test_the_next_release_is_that_of_the_first_unpaid_tranche_with_a_threshold():
    paid = SECOND | {"paid_on": date(2024, 9, 2)}
    third = {"number": 3, "amount_cents": 20_00, "release_threshold": 0.5}
    found = programme([FIRST, paid, third], [on_first(10_00)])
    assert found.next_release is not None
    assert (found.next_release.tranche, found.next_release.previous) == (3, 2)
    assert found.tranches[0].release is None
    assert programme([FIRST, paid], [on_first(10_00)]).next_release is None


def test_expenses_that_name_no_tranche_leave_the_spending_of_tranches_unknown():
    (first,) = programme([FIRST], [{"amount_cents": 10_00}]).tranches
    assert (first.spent.value, first.share.value, first.remaining.value) == (None, None, None)


def test_a_tranche_known_only_by_its_declared_share_is_listed():
    share = {"tranche": 4, "indicator": "tranche_share", "value": 10, "unit": "%", "date": date(2024, 1, 1)}
    (fourth,) = programme([], [], [share]).tranches
    assert (fourth.number, fourth.amount.value, fourth.share.value) == (4, None, 0.1)


def test_a_declared_share_stands_where_only_the_expenses_of_other_tranches_are_told():
    share = {"tranche": 1, "indicator": "tranche_share", "value": 84.92, "unit": "%", "date": date(2024, 1, 1)}
    first, second = programme([FIRST, SECOND], [{"tranche": 2, "amount_cents": 5_00}], [share]).tranches
    assert (first.spent.value, first.share.value) == (None, 0.8492)
    assert second.share.value == 0.1


def test_transfers_add_up_day_by_day():
    found = programme([FIRST, SECOND | {"paid_on": date(2024, 9, 2)}, {"number": 3, "amount_cents": 7_00}], [])
    assert found.transfers["paid_cents"].tolist() == [100_00, 50_00]
    assert found.transfers["cumulative_cents"].tolist() == [100_00, 150_00]
