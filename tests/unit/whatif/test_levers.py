"""Each lever on the fund of `funds`: what it changes, and when it is refused rather than guessed."""

from dataclasses import replace
from datetime import date

import pandas as pd

from fund.metrics.fund import fund_metrics
from fund.model import TotalRow
from fund.whatif.apply import shares
from fund.whatif.lever import Lever
from fund.whatif.levers.programme_funding import BudgetChange, BudgetMove, NewTranche, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense, charged_tranche
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import ExtraContribution, OutstandingReceived, RateChange, RunningCosts
from fund.whatif.moves import SIMULATION
from tests.unit.whatif.funds import DAY, EAU, NORD, TABLES, applied, cents, every_figure, fund, moved


def test_the_fund_is_as_its_description_says():
    assert cents(fund_metrics(fund())) == {
        "raised": 100_000_00,
        "outstanding": 70_000_01,
        "allocated": 90_000_00,
        "unallocated": 9_000_00,
        "transferred": 30_000_00,
        "spent": 15_000_00,
        "running_costs": 1_000_00,
        "balance": 69_000_00,
    }


def test_an_extra_contribution_raises_what_is_raised_and_what_can_be_allocated():
    # 10 000 € more on the account: 110 000 raised, 19 000 to allocate, 79 000 of balance; nothing was owed.
    found = applied(ExtraContribution(10_000_00, "Strasbourg", "eau"))
    assert moved(found) == {"raised": 10_000_00, "unallocated": 10_000_00, "balance": 10_000_00}
    assert found.simulated.metrics.programme("eau").earmarked.value == 10_000_00
    assert found.simulated.metrics.contributions.donors.value == 4


def test_an_extra_contribution_makes_no_total_of_pledges_that_are_not_communicated():
    silent = [{"donor": "Laval", "received_cents": 5_00, "pledged_on": DAY, "committed_on": DAY, "received_on": DAY}]
    found = applied(ExtraContribution(1_00), on=fund(contributions=silent))
    assert found.simulated.metrics.contributions.raised.value == 6_00
    assert found.simulated.metrics.contributions.pledged.value is None
    assert found.simulated.metrics.contributions.committed.value is None


def test_a_share_of_what_is_outstanding_comes_in_to_the_cent():
    # Half of 70 000,01 is 35 000,005, hence 35 000,01: Arnage 20 000,00 of 40 000, Colombes 15 000,01 of 30 000,01.
    found = applied(OutstandingReceived(0.5))
    assert moved(found) == {
        "raised": 35_000_01,
        "outstanding": -35_000_01,
        "unallocated": 35_000_01,
        "balance": 35_000_01,
    }
    received = found.simulated.dataset.table("contributions")["received_cents"]
    assert received.tolist() == [80_000_00, 15_000_01, 40_000_00]


def test_shares_add_up_and_never_exceed_what_is_due():
    # A third of 1 cent, thrice: 0,33 → 0; 0,67 → 1; 1,00 → 1 of the running total: parts 0, 1, 0.
    assert shares(pd.Series([1, 1, 1]).to_numpy(), 333_333).tolist() == [0, 1, 0]
    # 10^16 cents at a half: no overflow on the way.
    assert shares(pd.Series([10**16, 2]).to_numpy(), 500_000).tolist() == [5 * 10**15, 1]


def test_a_budget_is_raised_or_lowered():
    # 90 000 − 5 000 = 85 000 allocated; 9 000 + 5 000 = 14 000 to allocate.
    found = applied(BudgetChange("eau", -5_000_00))
    assert moved(found) == {"allocated": -5_000_00, "unallocated": 5_000_00}
    assert found.simulated.metrics.programme("eau").allocated.value == 45_000_00
    assert found.simulated.metrics.programme("eau").name == "Eau"


def test_a_budget_moved_leaves_what_is_allocated_as_it_is():
    found = applied(BudgetMove("eau", "neuf", 12_345_67))
    assert moved(found) == {}
    assert found.simulated.metrics.programme("eau").allocated.value == 37_654_33  # 50 000 − 12 345,67
    assert found.simulated.metrics.programme("neuf").allocated.value == 22_345_67  # 10 000 + 12 345,67


def test_a_new_tranche_counts_when_it_is_paid_and_not_while_it_is_planned():
    paid = applied(NewTranche("nord", 5_000_00, date(2024, 12, 15)))
    assert moved(paid) == {"transferred": 5_000_00, "balance": -5_000_00}
    assert [(t.number, t.amount.value) for t in paid.simulated.metrics.programme("nord").tranches] == [
        (1, 10_000_00),
        (2, 5_000_00),
    ]
    planned = applied(NewTranche("nord", 5_000_00))
    assert moved(planned) == {}
    assert planned.simulated.metrics.programme("nord").tranches[1].planned_on.day == DAY


def test_two_equal_new_tranches_have_two_numbers():
    lever = NewTranche("neuf", 1_000_00, DAY)
    found = applied(lever, lever)
    assert [t.number for t in found.simulated.metrics.programme("neuf").tranches] == [1, 2]
    assert moved(found) == {"transferred": 2_000_00, "balance": -2_000_00}


def test_a_planned_tranche_is_paid_now():
    # 30 000 + 20 000 = 50 000 transferred; 69 000 − 20 000 = 49 000 of balance.
    found = applied(TrancheForward("eau", 2))
    assert moved(found) == {"transferred": 20_000_00, "balance": -20_000_00}
    assert found.simulated.metrics.programme("eau").tranches[1].paid_on.day == DAY


def test_a_planned_expense_is_spent_on_its_tranche():
    found = applied(PlannedExpense("eau", 1, 2_000_00))
    assert moved(found) == {"spent": 2_000_00}
    assert found.simulated.metrics.programme("eau").tranches[0].share.value == 0.7  # 14 000 ÷ 20 000
    assert found.simulated.metrics.programme("eau").tranches[1].release.met


def test_a_planned_expense_in_another_currency_takes_the_rate_of_its_day():
    # 1 001,01 UAH ÷ 40 = 25,02525 €, hence 25,03 €.
    assert moved(applied(PlannedExpense("nord", 1, 1_001_01, "UAH"))) == {"spent": 25_03}


def test_a_rate_changes_what_comes_after_and_not_what_was_spent():
    # The hryvnia loses 10 %: 40 ÷ 0,9 = 44,444… for 1 €. 4 000 UAH are then 90 €, and not 100 €.
    assert moved(applied(RateChange("UAH", -0.1))) == {}
    assert moved(applied(RateChange("UAH", -0.1), PlannedExpense("nord", 1, 4_000_00, "UAH"))) == {"spent": 90_00}
    # Before the scenario's day the old rate holds.
    before = PlannedExpense("nord", 1, 4_000_00, "UAH", date(2024, 12, 30))
    assert moved(applied(RateChange("UAH", -0.1), before)) == {"spent": 100_00}


def test_a_rate_prices_again_the_expenses_and_the_rates_to_come():
    # To come: 4 000 UAH at 40 (100 €) and, after a rate of 50, 5 000 UAH (100 €); 1 000 at their own 25 (40 €) stay.
    rates = [*TABLES["rates"], {"currency": "UAH", "date": date(2025, 2, 1), "units_per_euro": 50.0}]
    uah = NORD | {"tranche": 1, "currency": "UAH"}
    expenses = [
        uah | {"date": date(2025, 1, 5), "amount_cents": 4_000_00},
        uah | {"date": date(2025, 2, 5), "amount_cents": 5_000_00},
        uah | {"date": date(2025, 1, 5), "amount_cents": 1_000_00, "rate": 25.0},
    ]
    data = replace(fund(rates=rates, expenses=expenses), closing=None)
    assert fund_metrics(data).spent.value == 240_00
    # Twice as strong: the two are 200 € each.
    assert moved(applied(RateChange("UAH", 1.0), on=data)) == {"spent": 200_00}


def test_more_hours_cost_what_an_hour_has_cost():
    # eau: 12 000 ÷ 100 h = 120 €; 10 h more are 1 200 € on tranche 1.
    found = applied(HoursChange("eau", 10))
    assert moved(found) == {"spent": 1_200_00}
    eau = found.simulated.metrics.programme("eau")
    assert (eau.hours.delivered.value, eau.hours.planned.value, eau.tranches[0].spent.value) == (110, 120, 13_200_00)
    # Nobody knows who would come: the hours received are those of before, « at least ».
    assert (eau.hours.received.value, eau.hours.received.unknown) == (100, 1)


def test_a_purchase_and_hours_are_charged_to_the_tranche_being_spent_where_its_expenses_are_told():
    tranches = [*TABLES["tranches"], EAU | {"number": 3, "amount_cents": 10_000_00, "paid_on": DAY}]
    share = EAU | {"indicator": "tranche_share", "value": 50, "unit": "%", "tranche": 3, "date": DAY}

    def charged(**tables: object) -> tuple[int | None, object]:
        """The tranche that a purchase is offered on, and that the cost of hours is charged to."""
        data = fund(**tables)
        begun = charged_tranche(fund_metrics(data).programme("eau"))
        hours = applied(HoursChange("eau", 10), on=data).simulated.dataset.table("expenses")["tranche"].iloc[-1]
        return begun, None if pd.isna(hours) else hours

    assert charged() == (1, 1)
    assert charged(tranches=tranches) == (3, 3)
    # Only a share of the tranche being spent is declared: an expense would be all that is spent there.
    assert charged(tranches=tranches, declared=[share]) == (None, None)


def test_fewer_hours_cost_less():
    found = applied(HoursChange("nord", -60))
    assert moved(found) == {"spent": -3_000_00}
    assert found.simulated.metrics.programme("nord").hours.delivered.value == 0


def test_hours_cost_what_the_programme_says_whatever_it_spent():
    expenses = [EAU | {"tranche": 1, "date": DAY, "amount_cents": 1_000_00}]
    activities = [EAU | {"activity": "Cours", "hours_delivered": 3}]
    assert moved(applied(HoursChange("eau", 2), on=fund(expenses=expenses, activities=activities))) == {"spent": 240_00}


def test_running_costs_weigh_on_the_balance_and_on_what_can_be_allocated():
    assert moved(applied(RunningCosts(500_00))) == {
        "running_costs": 500_00,
        "unallocated": -500_00,
        "balance": -500_00,
    }
    assert moved(applied(RunningCosts(-1_000_00)))["running_costs"] == -1_000_00


def test_a_gift_a_budget_and_a_tranche_together():
    # Raised +10 000; allocated +15 000; transferred +20 000: to allocate 9 000 + 10 000 − 15 000, balance −10 000.
    found = applied(ExtraContribution(10_000_00), BudgetChange("neuf", 15_000_00), TrancheForward("eau", 2))
    assert moved(found) == {
        "raised": 10_000_00,
        "allocated": 15_000_00,
        "unallocated": -5_000_00,
        "transferred": 20_000_00,
        "balance": -10_000_00,
    }


def test_an_expense_on_a_tranche_that_the_scenario_adds():
    # neuf gets its first tranche of 3 000 and spends 750 of it: a quarter.
    found = applied(PlannedExpense("neuf", 1, 750_00), NewTranche("neuf", 3_000_00, DAY))
    (tranche,) = found.simulated.metrics.programme("neuf").tranches
    assert (tranche.spent.value, tranche.share.value) == (750_00, 0.25)
    assert moved(found) == {"transferred": 3_000_00, "balance": -3_000_00, "spent": 750_00}


def test_hours_a_purchase_and_a_falling_currency_together():
    # 60 h of nord at 50 € = 3 000; 9 000 UAH at 44,444… = 202,50; running costs 100.
    found = applied(
        HoursChange("nord", 60),
        RateChange("UAH", -0.1),
        PlannedExpense("nord", 1, 9_000_00, "UAH"),
        RunningCosts(100_00),
    )
    assert moved(found) == {"spent": 3_202_50, "running_costs": 100_00, "unallocated": -100_00, "balance": -100_00}


def test_what_is_supposed_is_marked_and_the_fund_is_left_as_it_was():
    data = fund()
    before = {name: frame.copy() for name, frame in data.tables.items()}
    levers = (ExtraContribution(1_00), OutstandingReceived(1.0), TrancheForward("eau", 2), HoursChange("eau", 1))
    found = applied(*levers, RateChange("UAH", -0.1), on=data)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(data.table(name), frame)
    longer = {name: frame for name, frame in found.simulated.dataset.tables.items() if len(frame) > len(before[name])}
    assert set(longer) == {"contributions", "expenses", "activities", "rates"}
    for name, frame in longer.items():
        added = frame.iloc[len(before[name]) :]
        assert (added["source_file"] == SIMULATION).all()
        assert (added["source_sheet"] == SIMULATION).all()
    for name, frame in found.simulated.dataset.tables.items():
        dtypes = {column: str(dtype) for column, dtype in frame.dtypes.items()}
        assert dtypes == {column: str(dtype) for column, dtype in before[name].dtypes.items()}


def test_the_version_tells_scenarios_apart():
    def version(*levers: Lever) -> str:
        return applied(*levers).simulated.dataset.version

    versions = {version(lever) for lever in (RunningCosts(1), RunningCosts(2), BudgetChange("eau", 1))}
    assert len(versions | {"v1"}) == 4
    assert version(RunningCosts(1)) == version(RunningCosts(1), BudgetChange("eau", 0))


def test_a_lever_that_moves_nothing_is_none():
    idle = (ExtraContribution(0), OutstandingReceived(0.0), RateChange("UAH", 0.0), HoursChange("eau", 0))
    found = applied(*idle, BudgetMove("eau", "auc", 0))
    assert found.simulated is found.baseline
    assert found.refused == ()


def test_a_scenario_on_a_fund_without_a_date_still_moves_money():
    data = fund(as_of=None)
    assert moved(applied(ExtraContribution(5_00), OutstandingReceived(1.0), RunningCosts(1_00), on=data)) == {
        "raised": 70_005_01,
        "outstanding": -70_000_01,
        "running_costs": 1_00,
        "unallocated": 70_004_01,
        "balance": 70_004_01,
    }


def test_a_total_row_still_adds_up_its_own_rows():
    total = TotalRow("programmes", "fonds.xlsx", "Programmes", 9, "budget_cents", 90_000_00.0, 2, 8)
    data = replace(fund(), totals=(total,))
    found = applied(BudgetChange("eau", 5_000_00), on=data)
    (line,) = [line for line in found.simulated.metrics.reconciliations if line.code == "total_rows"]
    assert line.ok


def test_undoing_a_lever_restores_every_figure():
    data = fund()
    found = applied(RunningCosts(5_00), RunningCosts(-5_00), BudgetChange("eau", 7), BudgetChange("eau", -7), on=data)
    assert every_figure(found.simulated.metrics) == every_figure(fund_metrics(data))
