"""What holds for any scenario: nothing comes of nothing, programmes do not mix, money moved is money kept."""

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from fund.currency import to_euros
from fund.metrics.fund import fund_metrics, state_of
from fund.metrics.result import FundMetrics
from fund.whatif.apply import apply, shares
from fund.whatif.lever import Lever, Scenario
from fund.whatif.levers.programme_funding import (
    BudgetChange,
    BudgetMove,
    Delay,
    NewProgramme,
    NewTranche,
    TrancheForward,
)
from fund.whatif.levers.purchase import PlannedExpense
from fund.whatif.levers.training_hours import HoursChange
from fund.whatif.levers.whole_fund import DonorDefault, ExtraContribution, OutstandingReceived, RateChange, RunningCosts
from fund.whatif.prices import price
from tests.unit.whatif.funds import DAY, cents, every_figure, fund

QUICK = settings(max_examples=15)
FUND = fund()
STATE = state_of(FUND)
AT_REST = every_figure(fund_metrics(fund()))
AMOUNTS = st.integers(1, 10**7)
LATER = date(2025, 6, 1)


def of_programme(code: str) -> st.SearchStrategy[Lever]:
    """Any lever on one programme of the fund."""
    tranche = st.sampled_from([None, 1])
    return st.one_of(
        st.builds(BudgetChange, st.just(code), st.integers(-(10**6), 10**7)),
        st.builds(NewTranche, st.just(code), AMOUNTS, st.sampled_from([None, DAY])),
        st.builds(TrancheForward, st.just(code), st.integers(1, 3)),
        st.builds(PlannedExpense, st.just(code), tranche, AMOUNTS, st.sampled_from(["EUR", "UAH", "PLN"])),
        st.builds(HoursChange, st.just(code), st.integers(-50, 500), st.sampled_from([None, 25_50])),
        st.builds(Delay, st.just(code), st.integers(1, 40)),
    )


ANY: st.SearchStrategy[Lever] = st.one_of(
    of_programme("eau"),
    of_programme("nord"),
    of_programme("neuf"),
    st.builds(
        ExtraContribution,
        AMOUNTS,
        st.sampled_from(["", "Laval", "Dijon"]),
        st.sampled_from(["", "eau"]),
        st.sampled_from([None, DAY, LATER]),
    ),
    st.builds(
        DonorDefault, st.sampled_from(["Arnage", "Colombes"]), st.integers(0, 30_000_00), st.sampled_from([None, LATER])
    ),
    st.builds(NewProgramme, AMOUNTS, st.sampled_from([None, DAY, LATER])),
    st.builds(OutstandingReceived, st.floats(0.001, 1).map(lambda share: round(share, 6))),
    st.builds(RateChange, st.sampled_from(["UAH", "PLN"]), st.sampled_from([-0.5, -0.1, 0.25, 1.0])),
    st.builds(RunningCosts, st.integers(-(10**5), 10**7)),
)


def with_levers(*levers: Lever) -> FundMetrics:
    return apply(Scenario(levers), STATE).simulated.metrics


@given(name=st.text(max_size=5))
def test_an_empty_scenario_changes_nothing(name):
    found = apply(Scenario((), name), STATE)
    assert found.simulated.dataset is FUND
    assert found.simulated.metrics is STATE.metrics


@QUICK
@given(levers=st.lists(ANY, min_size=1, max_size=3))
def test_what_is_kept_of_the_fund_as_it_is_is_what_would_be_computed_anew(levers):
    simulated = apply(Scenario(tuple(levers)), STATE).simulated
    assert every_figure(simulated.metrics) == every_figure(fund_metrics(simulated.dataset))


def test_a_gift_for_a_programme_is_read_again_and_its_other_figures_are_not():
    before, after = (found.programme("eau") for found in (STATE.metrics, with_levers(ExtraContribution(7, "", "eau"))))
    assert after.earmarked.value == (before.earmarked.value or 0) + 7
    assert after.spent is before.spent


@QUICK
@given(first=of_programme("eau"), second=of_programme("nord"))
def test_levers_on_different_programmes_commute(first, second):
    assert every_figure(with_levers(first, second)) == every_figure(with_levers(second, first))


@QUICK
@given(levers=st.lists(ANY, max_size=5), moved=AMOUNTS)
def test_moving_money_conserves_the_total_to_the_cent(levers, moved):
    before, after = cents(with_levers(*levers)), cents(with_levers(*levers, BudgetMove("eau", "nord", moved)))
    assert before == after


@QUICK
@given(levers=st.lists(ANY, max_size=6))
def test_undoing_the_levers_restores_the_fund_exactly(levers):
    tables = {name: frame.copy() for name, frame in FUND.tables.items()}
    with_levers(*levers)
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(FUND.table(name), frame)
    assert every_figure(with_levers()) == AT_REST


@QUICK
@given(levers=st.lists(ANY, max_size=4), amount=AMOUNTS)
def test_a_lever_and_its_opposite_restore_every_figure(levers, amount):
    there_and_back = (*levers, RunningCosts(amount), RunningCosts(-amount), BudgetChange("nord", amount))
    found = with_levers(*there_and_back, BudgetChange("nord", -amount))
    assert every_figure(found) == every_figure(with_levers(*levers))


@QUICK
@given(levers=st.lists(ANY, max_size=6))
def test_what_comes_in_and_goes_out_of_the_account_is_its_balance(levers):
    found = cents(with_levers(*levers))
    assert found["balance"] == found["raised"] - found["transferred"] - found["running_costs"]
    assert found["unallocated"] == found["raised"] - found["allocated"] - found["running_costs"]


@QUICK
@given(levers=st.lists(ANY, max_size=6))
def test_expenses_of_the_scenario_are_converted_as_the_reading_would(levers):
    data = apply(Scenario(tuple(levers)), STATE).simulated.dataset
    again = to_euros(data.table("expenses"), data.table("rates")).converted
    pd.testing.assert_series_equal(again["amount_eur_cents"], data.table("expenses")["amount_eur_cents"])


@given(amount=st.integers(1, 10**12), currency=st.sampled_from(["UAH", "PLN", "EUR", "TRY"]))
@settings(max_examples=30)
def test_a_purchase_is_priced_as_an_expense_is(amount, currency):
    priced = price(amount, currency, rates=FUND.table("rates"), day=DAY)
    row = (
        FUND.table("expenses")
        .iloc[:1]
        .assign(amount_cents=pd.array([amount], dtype="Int64"), currency=currency, date=pd.Timestamp(DAY))
    )
    converted = to_euros(row, FUND.table("rates")).converted["amount_eur_cents"].iloc[0]
    assert (None if priced is None else priced.cents) == (None if pd.isna(converted) else int(converted))


@given(due=st.lists(st.integers(1, 10**12), max_size=20), share=st.integers(0, 10**6))
def test_shares_are_exact_together_and_within_what_is_due(due, share):
    parts = shares(pd.Series(due, dtype="int64").to_numpy(), share)
    assert sum(parts.tolist()) == (sum(due) * share * 2 + 10**6) // (2 * 10**6)
    assert all(0 <= part <= one for part, one in zip(parts.tolist(), due, strict=True))


@QUICK
@given(levers=st.lists(ANY, max_size=6))
def test_the_path_of_a_scenario_ends_in_its_balance_and_all_that_it_expects(levers):
    path = with_levers(*levers).cash
    dated = sum(each.cents for each in path.expected if each.day is not None and each.cents is not None)
    assert path.months[-1].cents == path.balance.value + dated


@QUICK
@given(levers=st.lists(ANY, max_size=4), more=AMOUNTS)
def test_what_is_supposed_of_a_later_day_moves_no_figure_of_today_but_what_is_due(levers, more):
    before, after = cents_of(*levers), cents_of(*levers, ExtraContribution(more, on=LATER))
    assert {code for code in before if before[code] != after[code]} == {"outstanding"}
    assert after["outstanding"] - before["outstanding"] == more


def cents_of(*levers: Lever) -> dict[str, int]:
    return cents(with_levers(*levers))
