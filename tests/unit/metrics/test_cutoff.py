"""Figures as of the closing day: what is dated after it is left out, or has not happened yet. Closed on 30/06/2024."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fund.checks import check, check_today
from fund.metrics.cutoff import at_closing
from fund.metrics.fund import fund_metrics, state_of
from fund.model import Moment, Precision, TotalRow
from fund.whatif import NewTranche, OutstandingReceived, PlannedExpense
from fund.whatif.apply import apply
from fund.whatif.lever import Scenario
from tests.unit.datasets import Row, dataset

CLOSING = date(2024, 6, 30)
BEFORE, AFTER = date(2024, 3, 1), date(2024, 7, 1)
EAU = {"code": "eau", "name": "Eau", "budget_cents": 100_00}
OF_EAU = {"programme": "eau"}


def fund(**tables: list[Row]) -> Any:
    return dataset(as_of=CLOSING, **{"programmes": [EAU], **tables})


def amounts(*rows: Row) -> tuple[Any, ...]:
    """Pledged, committed, raised, outstanding in euros, and how many donors."""
    given = fund_metrics(fund(contributions=[{"donor": "A", **row} for row in rows])).contributions
    values = [given.pledged.value, given.committed.value, given.raised.value, given.outstanding.value]
    return (*(None if value is None else value / 100 for value in values), given.donors.value)


PLEDGED = {"pledged_on": BEFORE, "pledged_cents": 10_00}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        # The stages by then, with their euros: one that is later has not happened; None where no row tells one.
        (PLEDGED | {"received_on": AFTER, "received_cents": 10_00}, (10, None, 0, 10, 1)),
        (PLEDGED | {"received_on": CLOSING, "received_cents": 10_00}, (10, None, 10, 0, 1)),
        (PLEDGED | {"committed_on": AFTER, "committed_cents": 12_00}, (10, 0, None, None, 1)),
        # An amount without a date counts.
        ({"pledged_cents": 10_00, "received_on": AFTER, "received_cents": 10_00}, (10, None, 0, 10, 1)),
        ({"received_cents": 10_00}, (None, None, 10, 0, 1)),
        # Decided before, paid after: nothing is received yet.
        ({"decided_on": BEFORE, "received_on": AFTER, "received_cents": 10_00}, (None, None, 0, 0, 1)),
    ],
)
def test_a_gift_counts_stage_by_stage(row: Row, told: tuple[Any, ...]):
    assert amounts(row) == told


def test_a_gift_that_only_begins_later_is_no_gift_yet():
    later = {"donor": "B", "pledged_on": AFTER, "pledged_cents": 7_00, "received_cents": None}
    assert amounts(PLEDGED, later) == (10, None, None, None, 1)


def test_a_tranche_paid_later_is_still_planned():
    tranches = [
        OF_EAU | {"number": 1, "amount_cents": 30_00, "paid_on": BEFORE},
        OF_EAU | {"number": 2, "amount_cents": 20_00, "paid_on": AFTER, "release_threshold": 0.7},
        OF_EAU | {"number": 3, "paid_on": AFTER},
    ]
    eau = fund_metrics(fund(tranches=tranches)).programme("eau")
    assert (eau.transferred.value, eau.transferred.unknown) == (30_00, 0)
    assert [tranche.paid_on is None for tranche in eau.tranches] == [False, True, True]
    assert eau.tranches[1].planned_on == Moment(AFTER)
    assert eau.next_release is not None
    assert eau.next_release.tranche == 2
    assert len(eau.transfers) == 1


def test_expenses_and_running_costs_count_by_their_date_and_without_one():
    rows = [{"date": BEFORE, "amount_cents": 1_00}, {"amount_cents": 2_00}, {"date": AFTER, "amount_cents": 4_00}]
    found = fund_metrics(fund(expenses=[OF_EAU | row for row in rows], running_costs=rows))
    assert (found.spent.value, found.running_costs.value) == (3_00, 3_00)
    assert found.programme("eau").spent.cells[0].positions.tolist() == [0, 1]


def test_nothing_is_spent_by_then_where_every_expense_is_later():
    found = fund_metrics(fund(expenses=[OF_EAU | {"date": AFTER, "amount_cents": 4_00}]))
    assert (found.spent.value, found.programme("eau").spent.value) == (0, 0)


def test_a_declared_amount_stands_where_every_expense_is_later():
    said = {"indicator": "spent", "programme": "eau", "value": 9, "unit": "EUR", "date": BEFORE}
    found = fund_metrics(fund(expenses=[OF_EAU | {"date": AFTER, "amount_cents": 4_00}], declared=[said]))
    assert found.programme("eau").spent.value == 9_00


def test_an_activity_counts_once_it_has_begun():
    rows = [
        OF_EAU | {"activity": "Cours", "start": start, "hours_delivered": hours}
        for start, hours in ((BEFORE, 1.0), (Moment(date(2024, 6, 1), Precision.MONTH), 2.0), (AFTER, 4.0))
    ]
    assert fund_metrics(fund(activities=rows)).hours.delivered.value == 3


@pytest.mark.parametrize(
    ("when", "status"),
    [
        (BEFORE, "done"),
        (AFTER, "since"),
        (Moment(date(2024, 12, 31), Precision.YEAR), "done"),
        (Moment(date(2024, 8, 31), Precision.SUMMER), "done"),
        (Moment(date(2024, 9, 30), Precision.QUARTER), "since"),
        (Moment(date(2024, 7, 31), Precision.MONTH), "since"),
        (Moment(date(2024, 11, 30), Precision.AUTUMN), "since"),
        (Moment(date(2024, 12, 31), Precision.LATE), "since"),
        (None, "done"),
    ],
)
def test_an_event_is_done_where_its_period_has_begun(when: Any, status: str):
    events = [{"title": "Remise", "status": "done", "date": when}]
    assert fund_metrics(fund(milestones=events)).milestones["status"].tolist() == [status]


def test_a_declared_figure_whose_period_holds_the_closing_day_counts_but_a_more_precise_one_stands():
    values = [(1, Moment(date(2024, 12, 31), Precision.YEAR)), (2, Moment(CLOSING)), (3, Moment(AFTER))]
    declared = [{"indicator": "raised", "value": value, "unit": "EUR", "date": when} for value, when in values]
    given = fund_metrics(fund(declared=declared)).contributions
    assert given.raised.value == 2_00
    (year,) = fund_metrics(fund(declared=declared[:1])).contributions.declared_points.to_dict("records")
    assert (year["value_cents"], year["date_precision"]) == (1_00, "year")


def test_a_total_row_is_compared_with_all_the_rows_above_it():
    total = TotalRow("running_costs", "fonds.xlsx", "Frais", 4, "amount_cents", 5_00.0, 2, 3)
    rows = [{"date": BEFORE, "amount_cents": 1_00}, {"date": AFTER, "amount_cents": 4_00}]
    found = fund_metrics(dataset(as_of=CLOSING, totals=(total,), running_costs=rows))
    (line,) = [line for line in found.reconciliations if line.code == "total_rows"]
    assert (found.running_costs.value, line.ok) == (1_00, True)


def test_the_tables_stay_whole():
    data = fund(expenses=[OF_EAU | {"date": AFTER, "amount_cents": 4_00}])
    closed = at_closing(data)
    assert len(closed.table("expenses")) == 1
    assert at_closing(closed) is closed


def test_a_simulation_counts_gifts_that_are_due_and_no_later_row_tranche_nor_purchase():
    data = fund(
        contributions=[
            {"donor": "A", "pledged_on": BEFORE, "pledged_cents": 10_00, "received_on": AFTER, "received_cents": 10_00}
        ],
        tranches=[OF_EAU | {"number": 1, "amount_cents": 30_00, "paid_on": BEFORE}],
        expenses=[
            OF_EAU | {"date": BEFORE, "amount_cents": 5_00, "currency": "EUR"},
            OF_EAU | {"date": AFTER, "amount_cents": 4_00, "currency": "EUR"},
        ],
    )
    levers = (
        OutstandingReceived(1.0),
        NewTranche("eau", 7_00, date(2025, 1, 1)),
        PlannedExpense("eau", None, 2_00, on=date(2025, 2, 1)),
    )
    found = apply(Scenario(levers), state_of(data))
    assert not found.refused
    figures = found.simulated.metrics
    assert figures.contributions.raised.value == 10_00  # 0 received by then, all 10 of what is due comes in
    # A tranche and a purchase of a later day are planned.
    assert (figures.transferred.value, figures.spent.value) == (30_00, 5_00)


def test_later_rows_are_told_sheet_by_sheet_with_their_euros():
    rows = [
        {"date": BEFORE, "amount_cents": 1_00, "source_row": 2},
        {"date": AFTER, "amount_cents": 4_00, "source_row": 3},
        {"date": AFTER, "source_row": 4},
    ]
    data = fund(running_costs=rows)
    (found,) = [each for each in check(data, fund_metrics(data)) if each.code == "after_closing"]
    assert (found.sheet, found.row, found.column, found.details["count"]) == ("Frais", 3, "date", 2)
    amount: Any = found.details["amount"]
    assert (amount.value, amount.unknown) == (4_00, 1)


def test_rows_of_the_future_are_told_where_the_fund_has_no_closing_day():
    data = dataset(contributions=[{"donor": "A", "received_on": date(2034, 1, 1), "received_cents": 10_00}])
    assert fund_metrics(data).contributions.raised.value == 10_00
    (found,) = check_today(data, date(2026, 11, 26))
    assert (found.code, found.sheet, found.row) == ("in_the_future", "Contributions", 2)
    assert check_today(data, date(2034, 1, 1)) == ()


@pytest.mark.parametrize(("declared", "told"), [(4, True), (5, False), (6, False)])
def test_a_declared_figure_is_contradicted_by_rows_that_add_up_to_more_by_then(declared: int, told: bool):
    rows = [{"date": BEFORE, "amount_cents": 5_00}, {"date": CLOSING, "amount_cents": 3_00}]
    said = {"indicator": "running_costs", "value": declared, "unit": "EUR", "date": BEFORE}
    data = fund(running_costs=rows, declared=[said])
    found = [each for each in check(data, fund_metrics(data)) if each.code == "declared_contradicted"]
    assert bool(found) is told
    assert all((each.sheet, each.column) == ("Chiffres déclarés", "valeur") for each in found)


@pytest.mark.parametrize(
    ("title", "status", "told"),
    [
        ("Séisme", "done", "context"),
        ("SEISME du 8 septembre", "done", "context"),
        ("Séisme au Maroc : réunion de crise", "done", "done"),
        ("Septembre", "done", "done"),
        ("Réunion sur le séisme", "done", "done"),
        ("Séisme", "planned", "planned"),
    ],
)
def test_what_is_called_like_the_crisis_was_done_by_nobody(title: str, status: str, told: str):
    data = fund(milestones=[{"title": title, "status": status, "date": BEFORE}])
    assert fund_metrics(data).milestones["status"].tolist() == [status]
    named = replace(data, fund=replace(data.fund, crisis="Séisme du 8 septembre 2023"))
    for closing in (named, replace(named, closing=None)):
        assert fund_metrics(closing).milestones["status"].tolist() == [told]
        codes = [each.whole.code for each in fund_metrics(closing).over_time.figures]
        assert ("milestones_done" in codes) is (told == "done")
