"""The Ukraine fund, where most amounts are unknown: what a scenario can say there, and what it refuses to."""

import pytest

from fund.metric import Basis
from fund.metrics.limits import Limit
from fund.open_fund import OpenFund
from fund.whatif.answers import Answers, changed
from fund.whatif.apply import Applied, apply
from fund.whatif.lever import Lever, Scenario
from fund.whatif.levers.programme_funding import BudgetChange, NewTranche, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import DonorDefault, ExtraContribution, OutstandingReceived, RateChange, RunningCosts
from fund.whatif.moves import LeverRefusal
from fund.whatif.sentences import refused_sentence
from tests.shipped_funds import shipped_fund
from tests.unit.whatif.funds import every_figure


@pytest.fixture(scope="module")
def ukraine() -> OpenFund:
    return shipped_fund("ukraine")


def supposed(ukraine: OpenFund, *levers: Lever) -> Applied:
    return apply(Scenario(levers), ukraine)


def test_ten_thousand_more_make_about_405_000_and_never_10_000(ukraine):
    found = supposed(ukraine, ExtraContribution(10_000_00, "Strasbourg"))
    raised = found.simulated.metrics.contributions.raised
    # About 395 000 declared, and 10 000.
    assert (raised.value, raised.basis, raised.approximate, raised.unknown) == (405_000_00, Basis.DECLARED, True, 0)
    assert len(found.simulated.dataset.table("contributions")) == len(ukraine.dataset.table("contributions"))
    (change,) = [changed(a.baseline, a.scenario) for a in Answers(found).figures if a.scenario.code == "raised"]
    assert (change.value, change.approximate) == (10_000_00, False)


@pytest.mark.parametrize(
    ("lever", "reason"),
    [
        (OutstandingReceived(0.5), LeverRefusal.OUTSTANDING_UNKNOWN),
        (BudgetChange("auc", 5_000_00), LeverRefusal.ALLOCATED_UNKNOWN),
        (NewTranche("auc", 5_000_00), LeverRefusal.TRANSFERRED_UNKNOWN),
        (NewTranche("moldavie", 5_000_00), LeverRefusal.TRANSFERRED_UNKNOWN),
        (TrancheForward("auc", 1), LeverRefusal.TRANCHE_AMOUNT_UNKNOWN),
        (PlannedExpense("auc", 1, 1_000_00), LeverRefusal.TRANCHE_SPENT_UNKNOWN),
        (PlannedExpense("auc", None, 1_000_00), LeverRefusal.SPENT_UNKNOWN),
        (PlannedExpense("auc", None, 1_000_00, "UAH"), LeverRefusal.NO_RATE),
        (RateChange("UAH", -0.1), LeverRefusal.NO_RATE),
        (HoursChange("auc", 50), LeverRefusal.HOURS_DELIVERED_UNKNOWN),
        (RunningCosts(1_00), LeverRefusal.RUNNING_COSTS_UNKNOWN),
    ],
)
def test_what_is_not_communicated_stays_so(ukraine, lever, reason):
    found = supposed(ukraine, lever)
    assert [refused.reason for refused in found.refused] == [reason]
    assert found.simulated.metrics is ukraine.metrics


def test_levers_together_turn_no_unknown_figure_into_a_number(ukraine):
    found = supposed(
        ukraine,
        ExtraContribution(10_000_00),
        BudgetChange("moldavie", 5_000_00),
        PlannedExpense("moldavie", None, 7_00),
    )
    assert found.refused == ()
    before, after = every_figure(ukraine.metrics), every_figure(found.simulated.metrics)
    assert {key for key, figure in before.items() if figure.value is None} == {
        key for key, figure in after.items() if figure.value is None
    }
    changed = {key: after[key].value for key in before if after[key].value != before[key].value}
    assert changed == {
        ("", "raised", None): 405_000_00,
        ("", "allocated", None): 80_000_00,
        ("", "spent", None): 75_007_00,
        ("moldavie", "allocated", None): 80_000_00,
        ("moldavie", "spent", None): 75_007_00,
        ("moldavie", "budget_share", None): 75_007_00 / 80_000_00,
    }


def test_the_tender_rule_still_answers(ukraine):
    above, below, euros = Answers(
        supposed(
            ukraine,
            PlannedExpense("auc", 1, 50_000_00, "UAH"),
            PlannedExpense("auc", 1, 40_000_00, "UAH"),
            PlannedExpense("auc", 1, 1_040_28),
        )
    ).tenders
    assert (above.needed, below.needed, euros.needed) == (True, False, True)


def test_a_budget_below_what_is_spent_is_said(ukraine):
    (constraint,) = Answers(supposed(ukraine, BudgetChange("moldavie", -5_000_00))).constraints
    assert (constraint.exceeded.limit, constraint.exceeded.missing_cents) == (Limit.BUDGET_OVERSPENT, 5_000_00)


def test_no_hour_and_no_date_is_guessed(ukraine):
    found = Answers(supposed(ukraine, ExtraContribution(1)))
    assert all(runway.scenario.span is None for runway in found.runways)
    assert all(rate.scenario.reason == "no_dated_spending" for rate in found.rates)


@pytest.mark.parametrize(
    ("lever", "named"),
    [(RateChange("", -0.1), "Un taux de change"), (DonorDefault("", 0), "Un donateur ne verse pas")],
)
def test_a_question_without_anything_to_choose_is_refused_by_its_name(ukraine, lever, named):
    (refused,) = supposed(ukraine, lever).refused
    assert refused_sentence(refused, "fr").startswith(f"{named}\u00a0: laissé de côté.")
