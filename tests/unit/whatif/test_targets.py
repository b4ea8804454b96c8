"""The reverse question: the least amount of one lever that reaches a target, or why there is none."""

from dataclasses import replace
from datetime import date

import pytest

from fund.metrics.fund import state_of
from fund.whatif.lever import Lever, RefusedLever, Scenario
from fund.whatif.levers.programme_funding import BudgetChange, BudgetMove, NewTranche, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import ExtraContribution, OutstandingReceived, RateChange, RunningCosts
from fund.whatif.moves import LeverRefusal
from fund.whatif.targets import BudgetUsed, HoursGiven, Reached, ReleaseMet, Target, reach
from tests.unit.whatif.funds import DAY, EAU, TABLES, fund


def search(target: Target, lever: Lever, *others: Lever, **tables: object) -> Reached | RefusedLever:
    data = fund(**tables)
    return reach(target, lever, Scenario(others), state_of(data))


def reached(target: Target, lever: Lever, *others: Lever, **tables: object) -> Lever | None:
    found = search(target, lever, *others, **tables)
    assert isinstance(found, Reached)
    assert found.evaluations <= 8
    return found.lever


def unreachable(target: Target, lever: Lever, *others: Lever, **tables: object) -> LeverRefusal:
    found = search(target, lever, *others, **tables)
    assert isinstance(found, RefusedLever)
    return found.reason


def test_a_release_is_reached_by_the_missing_expense():
    # 70 % × 20 000 = 14 000, of which 12 000 are spent.
    assert reached(ReleaseMet("eau"), PlannedExpense("eau", 1, 0)) == PlannedExpense("eau", 1, 2_000_00)


def test_a_release_is_reached_by_whole_hours():
    # 2 000 ÷ 120 = 16,67: 17 h.
    assert reached(ReleaseMet("eau"), HoursChange("eau", 0)) == HoursChange("eau", 17)


def test_a_release_is_reached_in_another_currency_to_its_cent():
    # 2 000 € are reached from 1 999,995 € on, for amounts are rounded: 1 999,995 × 40 = 79 999,80 UAH.
    lever = PlannedExpense("eau", 1, 0, "UAH")
    assert reached(ReleaseMet("eau"), lever) == replace(lever, amount_cents=79_999_80)
    # The hryvnia lost 10 %: at 44,444… the least is 88 888,67 UAH (1 999,995 × 44,444… = 88 888,666…).
    assert reached(ReleaseMet("eau"), lever, RateChange("UAH", -0.1)) == replace(lever, amount_cents=88_888_67)


def test_a_budget_is_used_by_an_expense_by_hours_or_by_a_cut():
    # 50 000 − 12 000 = 38 000; ÷ 120 = 316,67: 317 h.
    target = BudgetUsed("eau")
    assert reached(target, PlannedExpense("eau", 1, 0)) == PlannedExpense("eau", 1, 38_000_00)
    assert reached(target, HoursChange("eau", 0)) == HoursChange("eau", 317)
    assert reached(target, BudgetChange("eau", 0)) == BudgetChange("eau", -38_000_00)
    assert reached(target, BudgetMove("eau", "nord", 0)) == BudgetMove("eau", "nord", 38_000_00)


def test_hours_are_reached_by_the_hours_that_are_missing():
    assert reached(HoursGiven("eau", 250), HoursChange("eau", 0)) == HoursChange("eau", 150)
    # 60,5 h delivered: to 100 there are 39,5, hence 40 whole hours.
    activities = [EAU | {"activity": "Cours", "hours_delivered": 60.5}]
    assert reached(HoursGiven("eau", 100), HoursChange("eau", 0), activities=activities) == HoursChange("eau", 40)


def test_what_the_scenario_supposes_already_counts():
    # 1 500 planned already: 500 more.
    planned = PlannedExpense("eau", 1, 1_500_00)
    assert reached(ReleaseMet("eau"), PlannedExpense("eau", 1, 0), planned) == PlannedExpense("eau", 1, 500_00)


@pytest.mark.parametrize(
    ("target", "others"),
    [
        (ReleaseMet("eau"), (PlannedExpense("eau", 1, 2_000_00),)),
        (BudgetUsed("eau"), (BudgetChange("eau", -38_000_00),)),
        (HoursGiven("eau", 100), ()),
    ],
)
def test_a_target_that_is_reached_needs_nothing(target, others):
    assert reached(target, HoursChange("eau", 0), *others) is None


@pytest.mark.parametrize(
    ("target", "lever", "reason"),
    [
        (ReleaseMet("eau"), ExtraContribution(0), LeverRefusal.NO_EFFECT),
        (ReleaseMet("eau"), PlannedExpense("eau", 2, 0), LeverRefusal.NO_EFFECT),
        (BudgetUsed("eau"), RunningCosts(0), LeverRefusal.NO_EFFECT),
        (BudgetUsed("eau"), NewTranche("eau", 0, DAY), LeverRefusal.NO_EFFECT),
        (BudgetUsed("nord"), BudgetMove("eau", "nord", 0), LeverRefusal.NO_EFFECT),
        (BudgetUsed("eau"), BudgetMove("neuf", "eau", 0), LeverRefusal.BELOW_ZERO),
        (HoursGiven("eau", 200), PlannedExpense("eau", 1, 0), LeverRefusal.NO_EFFECT),
        (ReleaseMet("eau"), OutstandingReceived(0.5), LeverRefusal.NO_AMOUNT),
        (ReleaseMet("eau"), TrancheForward("eau", 2), LeverRefusal.NO_AMOUNT),
        (ReleaseMet("eau"), RateChange("UAH", 0.1), LeverRefusal.NO_AMOUNT),
        (ReleaseMet("nord"), PlannedExpense("nord", 1, 0), LeverRefusal.NO_RELEASE),
        (ReleaseMet("sud"), PlannedExpense("sud", 1, 0), LeverRefusal.NO_PROGRAMME),
        (BudgetUsed("neuf"), HoursChange("neuf", 0), LeverRefusal.HOURS_UNKNOWN),
        (BudgetUsed("eau"), PlannedExpense("eau", 1, 0, "TRY"), LeverRefusal.NO_RATE),
        (HoursGiven("neuf", 5), HoursChange("neuf", 0), LeverRefusal.HOURS_UNKNOWN),
        (HoursGiven("eau", 2 * 10**6), HoursChange("eau", 0), LeverRefusal.TOO_LARGE),
    ],
)
def test_a_target_that_a_lever_does_not_reach_says_why(target, lever, reason):
    assert unreachable(target, lever) is reason


@pytest.mark.parametrize(
    ("target", "tables", "reason"),
    [
        (BudgetUsed("eau"), {"programmes": [{"code": "eau"}]}, LeverRefusal.BUDGET_UNKNOWN),
        (BudgetUsed("eau"), {"expenses": []}, LeverRefusal.SPENT_UNKNOWN),
        (
            ReleaseMet("eau"),
            {"expenses": [EAU | {"tranche": 1, "date": date(2024, 5, 1)}]},
            LeverRefusal.RELEASE_UNKNOWN,
        ),
    ],
)
def test_a_target_is_not_aimed_at_through_what_is_unknown(target, tables, reason):
    assert unreachable(target, PlannedExpense("eau", 1, 0), **tables) is reason


def test_the_answer_comes_with_the_fund_as_it_would_be():
    found = search(ReleaseMet("eau"), PlannedExpense("eau", 1, 0))
    assert isinstance(found, Reached)
    assert found.applied.simulated.metrics.programme("eau").spent.value == 14_000_00
    assert found.applied.scenario.levers == (found.lever,)


def test_rounded_thresholds_are_reached_to_the_cent():
    # 33,333 % of 20 000 is 6 666,60 €; of 19 999,99, 6 666,5967: 6 666,60 once rounded up. 12,34 are spent.
    tranches = [
        EAU | {"number": 1, "amount_cents": 19_999_99, "paid_on": DAY},
        TABLES["tranches"][1] | {"release_threshold": 0.33333},
    ]
    expenses = [EAU | {"tranche": 1, "date": DAY, "amount_cents": 12_34}]
    lever = PlannedExpense("eau", 1, 0)
    found = reached(ReleaseMet("eau"), lever, tranches=tranches, expenses=expenses)
    assert found == replace(lever, amount_cents=6_654_26)
