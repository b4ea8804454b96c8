"""What no lever can be: refused with its reason; and figures that are declared, which a lever supposes higher."""

from datetime import date

import pytest

from fund.metric import Basis
from fund.metrics.fund import fund_metrics
from fund.whatif.form import LARGEST_CENTS, LARGEST_HOURS
from fund.whatif.lever import Lever
from fund.whatif.levers.programme_funding import BudgetChange, BudgetMove, NewTranche, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import ExtraContribution, OutstandingReceived, RateChange, RunningCosts
from fund.whatif.moves import SIMULATION, LeverRefusal
from tests.unit.whatif.funds import DAY, EAU, NORD, TABLES, applied, fund, moved


def refusal(lever: Lever, **tables: object) -> LeverRefusal:
    """Why a lever alone is refused, the fund being then its very own self."""
    found = applied(lever, on=fund(**tables))
    assert found.simulated is found.baseline
    (refused,) = found.refused
    return refused.reason


@pytest.mark.parametrize(
    ("lever", "reason"),
    [
        (ExtraContribution(-1), LeverRefusal.NOT_POSITIVE),
        (ExtraContribution(1, programme="sud"), LeverRefusal.NO_PROGRAMME),
        (ExtraContribution(LARGEST_CENTS + 1), LeverRefusal.TOO_LARGE),
        (OutstandingReceived(-0.1), LeverRefusal.NOT_POSITIVE),
        (OutstandingReceived(1.1), LeverRefusal.MORE_THAN_OUTSTANDING),
        (BudgetChange("eau", -50_000_01), LeverRefusal.BELOW_ZERO),
        (BudgetChange("sud", 1), LeverRefusal.NO_PROGRAMME),
        (BudgetMove("eau", "nord", -1), LeverRefusal.NOT_POSITIVE),
        (BudgetMove("eau", "nord", 50_000_01), LeverRefusal.BELOW_ZERO),
        (BudgetMove("eau", "eau", 5), LeverRefusal.SAME_PROGRAMME),
        (NewTranche("eau", -1), LeverRefusal.NOT_POSITIVE),
        (TrancheForward("eau", 1), LeverRefusal.ALREADY_PAID),
        (TrancheForward("eau", 3), LeverRefusal.NO_TRANCHE),
        (PlannedExpense("eau", 3, 1), LeverRefusal.NO_TRANCHE),
        (PlannedExpense("eau", 1, -1), LeverRefusal.NOT_POSITIVE),
        (PlannedExpense("eau", 1, 1, "TRY"), LeverRefusal.NO_RATE),
        (PlannedExpense("eau", 1, 1, "UAH", date(2023, 12, 31)), LeverRefusal.NO_RATE),
        (RateChange("TRY", -0.1), LeverRefusal.NO_RATE),
        (RateChange("UAH", -1.0), LeverRefusal.IMPOSSIBLE_RATE),
        (RateChange("UAH", 10.5), LeverRefusal.IMPOSSIBLE_RATE),
        (HoursChange("eau", -101), LeverRefusal.BELOW_ZERO),
        (HoursChange("eau", LARGEST_HOURS + 1), LeverRefusal.TOO_LARGE),
        (HoursChange("neuf", 1), LeverRefusal.HOURS_DELIVERED_UNKNOWN),
        (RunningCosts(-1_000_01), LeverRefusal.BELOW_ZERO),
    ],
)
def test_a_lever_that_can_not_be_is_refused(lever, reason):
    assert refusal(lever) is reason


SILENT = [{"donor": "Arnage"}]


@pytest.mark.parametrize(
    ("lever", "tables", "reason"),
    [
        (ExtraContribution(1), {"contributions": SILENT}, LeverRefusal.RAISED_UNKNOWN),
        (OutstandingReceived(1.0), {"contributions": SILENT}, LeverRefusal.OUTSTANDING_UNKNOWN),
        (
            OutstandingReceived(1.0),
            {"contributions": [{"donor": "Laval", "received_cents": 1}]},
            LeverRefusal.NOTHING_OUTSTANDING,
        ),
        (BudgetChange("eau", 1), {"programmes": [{"code": "eau"}]}, LeverRefusal.ALLOCATED_UNKNOWN),
        (NewTranche("eau", 1), {"tranches": []}, LeverRefusal.TRANSFERRED_UNKNOWN),
        (
            TrancheForward("eau", 2),
            {"tranches": [TABLES["tranches"][0], EAU | {"number": 2, "planned_on": DAY}]},
            LeverRefusal.TRANCHE_AMOUNT_UNKNOWN,
        ),
        (PlannedExpense("eau", None, 1), {"expenses": []}, LeverRefusal.SPENT_UNKNOWN),
        (
            PlannedExpense("eau", 1, 1),
            {"expenses": [EAU | {"date": DAY, "amount_cents": 1}]},
            LeverRefusal.TRANCHE_SPENT_UNKNOWN,
        ),
        (HoursChange("eau", 1), {"expenses": []}, LeverRefusal.SPENT_UNKNOWN),
        (HoursChange("eau", 1), {"activities": []}, LeverRefusal.HOURS_DELIVERED_UNKNOWN),
        (RunningCosts(1), {"running_costs": [{"label": "Banque"}]}, LeverRefusal.RUNNING_COSTS_UNKNOWN),
        (RateChange("UAH", 0.1), {"as_of": None}, LeverRefusal.NO_DAY),
        (TrancheForward("eau", 2), {"as_of": None}, LeverRefusal.NO_DAY),
    ],
)
def test_nothing_is_added_to_what_is_not_communicated(lever, tables, reason):
    assert refusal(lever, **tables) is reason


def test_of_two_levers_that_take_too_much_the_second_is_refused_and_the_first_applied():
    lever = BudgetChange("neuf", -6_000_00)  # neuf has 10 000
    found = applied(lever, lever)
    assert [refused.reason for refused in found.refused] == [LeverRefusal.BELOW_ZERO]
    assert found.levers == (lever,)
    assert moved(found)["allocated"] == -6_000_00


def test_a_tranche_is_not_paid_twice_nor_more_received_than_is_owed():
    found = applied(
        TrancheForward("eau", 2), TrancheForward("eau", 2), OutstandingReceived(0.6), OutstandingReceived(0.6)
    )
    assert [refused.reason for refused in found.refused] == [
        LeverRefusal.ALREADY_PAID,
        LeverRefusal.MORE_THAN_OUTSTANDING,
    ]
    assert moved(found)["transferred"] == 20_000_00


def declared(indicator: str, value: float, **row: object) -> dict[str, object]:
    return {"indicator": indicator, "value": value, "unit": "EUR", "date": date(2024, 11, 30), **row}


def test_a_declared_figure_stays_declared_and_about():
    # « Près de 395 000 € » and 10 000 more: about 405 000, still declared, of the same day.
    data = fund(contributions=SILENT, declared=[declared("raised", 395_000, approximate="about")])
    raised = applied(ExtraContribution(10_000_00), on=data).simulated.metrics.contributions.raised
    assert (raised.value, raised.basis, raised.approximate) == (405_000_00, Basis.DECLARED, True)
    assert (raised.as_of.day, raised.source) == (date(2024, 11, 30), SIMULATION)


def test_a_declared_balance_follows_what_comes_in_and_goes_out():
    # Declared 50 000, where what is transferred is only partly known: + 10 000 given − 300 of costs − 20 000 paid.
    tranches = [*TABLES["tranches"], NORD | {"number": 2, "paid_on": DAY}]
    data = fund(tranches=tranches, declared=[declared("balance", 50_000)])
    assert fund_metrics(data).balance.basis is Basis.DECLARED
    found = applied(ExtraContribution(10_000_00), RunningCosts(300_00), TrancheForward("eau", 2), on=data)
    assert found.simulated.metrics.balance.value == 39_700_00


def test_declared_spending_grows_without_a_row_that_would_take_its_place():
    data = fund(expenses=[], declared=[declared("spent", 75_000, programme="eau")])
    found = applied(PlannedExpense("eau", None, 1_000_00), HoursChange("eau", 1), on=data)
    spent = found.simulated.metrics.programme("eau").spent
    # 75 000 + 1 000 + an hour of 120.
    assert (spent.value, spent.basis) == (76_120_00, Basis.DECLARED)
    assert len(found.simulated.dataset.table("expenses")) == 0


def test_a_figure_declared_for_the_whole_fund_is_not_replaced_by_a_programme():
    # The fund declares 200 000 spent; neuf, in preparation, has spent nothing: 5 € there would make a total of 5 €.
    data = fund(expenses=[], declared=[declared("spent", 200_000)])
    assert fund_metrics(data).spent.value == 200_000_00
    (refused,) = applied(PlannedExpense("neuf", None, 5_00), on=data).refused
    assert refused.reason is LeverRefusal.FUND_DECLARED
