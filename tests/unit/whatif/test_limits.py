"""The limits a scenario breaks, and the tenders its purchases need."""

import pytest

from fund.metrics.limits import Limit
from fund.whatif.lever import Lever
from fund.whatif.levers.programme_funding import BudgetChange, NewTranche, TrancheForward
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.whole_fund import ExtraContribution, RunningCosts
from tests.unit.whatif.funds import DAY, NORD, TABLES, answered


def test_a_purchase_above_the_threshold_needs_a_tender_in_the_rule_s_own_currency():
    # nord: 40 000 UAH, 1 040,27 € at the contract's rate; exactly the threshold needs none.
    above, exact = answered(
        PlannedExpense("nord", 1, 40_000_01, "UAH"), PlannedExpense("nord", 1, 40_000_00, "UAH", tender=True)
    ).tenders
    assert (above.needed, above.compared_cents, above.threshold_cents, above.currency) == (
        *(True, 40_000_01, 40_000_00, "UAH"),
    )
    assert exact.needed is False


def test_a_purchase_in_another_currency_is_compared_in_euros():
    # 4 161,12 PLN ÷ 4 = 1 040,28 €, one cent above 1 040,27 €.
    zloty, euro = answered(PlannedExpense("nord", 1, 4_161_12, "PLN"), PlannedExpense("nord", 1, 1_040_27)).tenders
    assert (zloty.needed, zloty.compared_cents, zloty.threshold_cents, zloty.currency) == (
        *(True, 1_040_28, 1_040_27, "EUR"),
    )
    assert euro.needed is False


@pytest.mark.parametrize(
    ("purchase", "rule", "reason"),
    [
        (PlannedExpense("eau", 1, 1), {}, "no_rule"),
        (PlannedExpense("nord", 1, 1, "TRY"), {}, "no_rate"),
        (PlannedExpense("nord", 1, 1), {"contract_rate": None}, "no_contract_rate"),
    ],
)
def test_a_tender_that_can_not_be_told_says_why(purchase, rule, reason):
    rules = [TABLES["purchase_rules"][0] | rule]
    (found,) = answered(purchase, purchase_rules=rules).tenders
    assert (found.needed, found.reason) == (None, reason)


def test_a_purchase_that_can_not_be_added_to_what_is_spent_is_still_compared():
    (found,) = answered(PlannedExpense("nord", 1, 50_000_00, "UAH"), expenses=[], rates=[]).tenders
    assert found.needed


def broken_by(*levers: Lever, **tables: object) -> list[tuple[Limit, str, int | None, int]]:
    found = [constraint.exceeded for constraint in answered(*levers, **tables).constraints]
    return [(each.limit, each.programme, each.tranche, each.missing_cents) for each in found]


def test_the_fund_as_it_is_breaks_nothing():
    assert broken_by(RunningCosts(1)) == []


@pytest.mark.parametrize(
    ("lever", "expected"),
    [
        # 69 000 on the account, 10 000 of budget for neuf: 70 000 paid leave −1 000, and exceed the budget by 60 000.
        (
            NewTranche("neuf", 70_000_00, DAY),
            [
                (Limit.NEGATIVE_BALANCE, "", None, 1_000_00),
                (Limit.TRANCHES_ABOVE_BUDGET, "neuf", None, 60_000_00),
            ],
        ),
        # 9 000 to allocate.
        (BudgetChange("neuf", 9_000_01), [(Limit.OVERALLOCATED, "", None, 1)]),
        # 50 000 − 40 000 of tranches: 15 000 less of budget is 5 000 too little.
        (BudgetChange("eau", -15_000_00), [(Limit.TRANCHES_ABOVE_BUDGET, "eau", None, 5_000_00)]),
        # 12 000 + 8 000,05 spent of the 20 000 transferred, all of it on tranche 1.
        (
            PlannedExpense("eau", 1, 8_000_05),
            [(Limit.PARTNER_OVERSPENT, "eau", None, 5), (Limit.TRANCHE_OVERSPENT, "eau", 1, 5)],
        ),
        # 12 000 spent of a budget of 11 000, with 40 000 of tranches.
        (
            BudgetChange("eau", -39_000_00),
            [(Limit.TRANCHES_ABOVE_BUDGET, "eau", None, 29_000_00), (Limit.BUDGET_OVERSPENT, "eau", None, 1_000_00)],
        ),
        (TrancheForward("eau", 2), [(Limit.RELEASE_NOT_MET, "eau", 2, 2_000_00)]),
    ],
)
def test_a_constraint_that_breaks_says_what_is_missing(lever, expected):
    assert broken_by(lever) == expected


def test_a_constraint_broken_already_is_told_apart():
    tables = {"running_costs": [{"amount_cents": 11_000_00}]}  # 100 000 − 90 000 − 11 000 = −1 000
    (same,) = answered(BudgetChange("eau", 500_00), **tables).constraints
    assert same.before is not None
    assert (same.exceeded.limit, same.before.missing_cents, same.exceeded.missing_cents) == (
        *(Limit.OVERALLOCATED, 1_000_00, 1_500_00),
    )
    assert same.is_worse
    lifted = answered(ExtraContribution(1_000_00), **tables)
    assert lifted.constraints == ()
    assert [each.limit for each in lifted.lifted] == [Limit.OVERALLOCATED]


def test_a_constraint_on_amounts_partly_known_is_at_least_or_at_most():
    gifts = [*TABLES["contributions"], {"donor": "Dijon"}]
    (overallocated,) = answered(BudgetChange("neuf", 9_000_01), contributions=gifts).constraints
    assert overallocated.exceeded.bound == "at_most"
    expenses = [*TABLES["expenses"], NORD | {"tranche": 1}]
    overspent = answered(PlannedExpense("nord", 1, 7_000_01), expenses=expenses).constraints
    assert [(each.exceeded.limit, each.exceeded.bound) for each in overspent] == [
        (Limit.PARTNER_OVERSPENT, "at_least"),
        (Limit.TRANCHE_OVERSPENT, "at_least"),
    ]


def test_a_limit_that_is_not_wholly_known_can_not_be_told_exceeded():
    # 10 000 paid to nord and a second tranche of an unknown amount: 3 000 + 8 000 spent may be within it.
    tranches = [*TABLES["tranches"], NORD | {"number": 2, "paid_on": DAY}]
    found = broken_by(PlannedExpense("nord", None, 8_000_00), tranches=tranches)
    assert found == []
