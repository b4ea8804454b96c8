"""The invented fund as it is shipped: rich enough, and in trouble where it is meant to be."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from fund.model import Dataset, Moment, Severity
from tests.shipped_funds import shipped_fund


@pytest.fixture
def example() -> Dataset:
    return shipped_fund("exemple").dataset


def test_nothing_in_the_example_is_an_error() -> None:
    assert not [finding for finding in shipped_fund("exemple").findings if finding.severity is Severity.ERROR]


def test_the_example_is_marked_fictional(example: Dataset) -> None:
    assert (example.fund.code, example.fund.fictional) == ("exemple", True)
    assert example.fund.as_of == Moment(date(2026, 9, 30))


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("contributions", 60),
        ("programmes", 3),
        ("tranches", 8),
        ("expenses", 250),
        ("rates", 38),  # two currencies, 19 months from March 2025 to September 2026
        ("purchase_rules", 3),
        ("activities", 40),
        ("courses", 8),
        ("participants", 8),
        ("sites", 20),
        ("milestones", 12),
        ("stories", 4),
        ("running_costs", 12),
        ("declared", 4),
    ],
)
def test_the_example_exercises_every_sheet(example: Dataset, table: str, least: int) -> None:
    assert len(example.table(table)) >= least


def test_the_example_has_gifts_in_every_status_from_every_type_of_donor(example: Dataset) -> None:
    every = example.table("contributions")
    # The last row is an intention, told apart.
    assert every["state"].tolist().count("considered") == 1
    gifts = every.iloc[:-1]
    pledged, committed, received = (gifts[f"{stage}_cents"] for stage in ("pledged", "committed", "received"))
    assert (pledged.notna() & committed.isna() & received.isna()).sum() == 4
    assert (committed.notna() & received.isna()).sum() == 4
    assert (received < committed).sum() == 4
    assert (committed.isna() & received.notna()).sum() == 11
    assert (pledged.isna() & committed.isna() & received.isna()).sum() == 3
    assert gifts["donor_type"].nunique() == 6


def test_the_example_raised_more_than_it_allocated_and_transferred(example: Dataset) -> None:
    tranches = example.table("tranches")
    # 420 000 + 260 000 + 180 000 allocated; 240 000 for water, 260 000 for schools and 70 000 for trades paid.
    assert example.table("contributions")["received_cents"].sum() == 982_600_00
    assert example.table("programmes")["budget_cents"].sum() == 860_000_00
    assert tranches.loc[tranches["paid_on"].notna(), "amount_cents"].sum() == 570_000_00


def test_the_expenses_of_the_example_come_in_three_currencies_and_two_workbooks(example: Dataset) -> None:
    expenses = example.table("expenses")
    assert set(expenses["currency"]) == {"EUR", "USD", "MGA", "TRY"}
    assert set(expenses["source_file"]) == {"programmes.xlsx", "partenaire-eau.xlsx"}


def test_trouble_a_pledge_has_waited_for_more_than_400_days(example: Dataset) -> None:
    gifts = example.table("contributions")
    waiting = gifts["committed_cents"].isna() & gifts["received_cents"].isna() & gifts["pledged_cents"].notna()
    late = gifts[waiting & ((pd.Timestamp(2026, 9, 30) - gifts["pledged_on"]).dt.days > 400)]
    assert list(zip(late["donor"], late["pledged_cents"], strict=True)) == [("Marsanvilliers", 15_000_00)]


def spent_on(example: Dataset, programme: str, tranche: int) -> int:
    expenses = example.table("expenses")
    rows = (expenses["programme"] == programme) & (expenses["tranche"] == tranche)
    return int(expenses.loc[rows, "amount_eur_cents"].sum())


def test_trouble_one_tranche_alone_is_above_100_percent(example: Dataset) -> None:
    paid = example.table("tranches").dropna(subset=["paid_on"]).itertuples()
    assert [
        (row.programme, row.number) for row in paid if spent_on(example, row.programme, row.number) > row.amount_cents
    ] == [("ecoles", 2)]


def test_one_next_tranche_may_be_paid_and_another_may_not(example: Dataset) -> None:
    # 70 % of 70 000 € is 49 000 €; 70 % of 120 000 € is 84 000 €.
    assert spent_on(example, "metiers", 1) >= 49_000_00
    assert spent_on(example, "eau", 2) < 84_000_00
    # Nothing spent on it is unknown, which would leave the question open.
    expenses = example.table("expenses")
    of_tranche = expenses[(expenses["programme"] == "eau") & (expenses["tranche"] == 2)]
    assert of_tranche["amount_eur_cents"].notna().all()


def test_trouble_one_purchase_above_its_threshold_had_no_call_for_tenders(example: Dataset) -> None:
    # 15 000 000 MGA at 5 000; 5 000 €; 2 750 USD at 1,1.
    thresholds = {"eau": 3_000_00, "ecoles": 5_000_00, "metiers": 2_500_00}
    expenses = example.table("expenses")
    above = expenses[expenses["amount_eur_cents"] > expenses["programme"].astype(str).map(thresholds)]
    assert len(above) >= 20
    assert list(above.loc[~above["tender"].fillna(value=False), "label"]) == ["Groupe électrogène"]


def test_trouble_what_has_no_amount_stays_out_of_totals(example: Dataset) -> None:
    expenses = example.table("expenses")
    left_out = expenses[expenses["amount_eur_cents"].isna()]
    assert dict(zip(left_out["label"], left_out["currency"], strict=True)) == {
        "Poste à souder": "TRY",
        "Réfection du réservoir de Vaudombre": "MGA",
    }


def test_trouble_one_tranche_has_no_amount_and_one_expense_is_a_refund(example: Dataset) -> None:
    expenses, tranches = example.table("expenses"), example.table("tranches")
    without = tranches[tranches["amount_cents"].isna()]
    assert [(row.programme, row.number) for row in without.itertuples()] == [("metiers", 3)]
    assert list(expenses.loc[expenses["amount_cents"] < 0, "amount_cents"]) == [-420_00]


def test_trouble_a_declared_figure_disagrees_with_its_rows(example: Dataset) -> None:
    declared = example.table("declared")
    spent = declared[(declared["programme"] == "ecoles") & (declared["indicator"] == "spent")]
    assert list(spent["value"]) == [262_400]
    assert sum(spent_on(example, "ecoles", tranche) for tranche in (1, 2, 3)) < 260_000_00


def test_trouble_one_total_row_lacks_eighteen_euros_fifty(example: Dataset) -> None:
    gaps = {
        (total.table, total.column): example.table(total.table)[total.column].sum() - total.value
        for total in example.totals
    }
    assert gaps == {
        ("contributions", "pledged_cents"): 0,
        ("contributions", "committed_cents"): 0,
        ("contributions", "received_cents"): 0,
        ("programmes", "budget_cents"): 0,
        ("running_costs", "amount_cents"): 18_50,
    }


def test_the_sites_of_the_example_share_the_budgets_of_its_programmes(example: Dataset) -> None:
    budgets = example.table("sites").groupby("programme", observed=True)["budget_cents"].sum()
    assert budgets.to_dict() == {"eau": 420_000_00, "ecoles": 260_000_00, "metiers": 180_000_00}


def test_some_activities_of_the_example_are_individual_and_only_some_record_attendance(example: Dataset) -> None:
    activities = example.table("activities")
    in_groups = activities["groups"].notna()
    assert activities["kind"].nunique() == 6
    assert not in_groups.all()
    assert activities.loc[in_groups, "hours_per_participant"].notna().nunique() == 2
