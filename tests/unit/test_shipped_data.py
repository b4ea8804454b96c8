"""The shipped workbooks: they are what the scripts make, and hold what they are meant to hold."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data import make_exemple, make_ukraine
from fund.model import Dataset, Moment, Precision, Reading, Severity, WorkbookFile
from fund.schema import SHEETS
from tests.unit.workbook.workbooks import read_workbooks

DATA = Path(__file__).parents[2] / "data"


@cache
def reading(fund: str) -> Reading:
    files = [WorkbookFile(name=path.name, content=path.read_bytes()) for path in sorted((DATA / fund).glob("*.xlsx"))]
    return read_workbooks(files)


@pytest.fixture
def ukraine() -> Dataset:
    return reading("ukraine").dataset


@pytest.fixture
def example() -> Dataset:
    return reading("exemple").dataset


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


@pytest.mark.parametrize(("fund", "write"), [("ukraine", make_ukraine.write), ("exemple", make_exemple.write)])
def test_the_shipped_workbooks_are_what_the_scripts_make(
    fund: str, write: Callable[[Path], None], tmp_path: Path
) -> None:
    write(tmp_path)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in (DATA / fund).glob("*.xlsx"))
    for name in made:
        assert cells(tmp_path / name) == cells(DATA / fund / name)


@pytest.mark.parametrize("write", [make_ukraine.write, make_exemple.write])
def test_nothing_of_the_clock_goes_into_a_workbook(write: Callable[[Path], None], tmp_path: Path) -> None:
    write(tmp_path)
    stamp = datetime(2024, 1, 1, tzinfo=UTC)
    for path in tmp_path.iterdir():
        properties = openpyxl.load_workbook(path).properties
        assert (properties.created.replace(tzinfo=UTC), properties.modified.replace(tzinfo=UTC)) == (stamp, stamp)
        with zipfile.ZipFile(path) as package:
            assert {entry.date_time for entry in package.infolist()} == {(2024, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("fund", ["ukraine", "exemple"])
def test_every_sheet_is_of_the_contract_and_its_header_stays_in_view(fund: str) -> None:
    for path in (DATA / fund).glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            contract = next(known for known in SHEETS if known.title == sheet.title)
            header = int(sheet.freeze_panes[1:]) - 1
            assert [cell.value for cell in sheet[header]] == [column.header for column in contract.columns]


# Ukraine: the facts, by hand.


def test_nothing_in_the_ukraine_workbooks_is_an_error() -> None:
    assert [finding for finding in reading("ukraine").findings if finding.severity is Severity.ERROR] == []


def test_the_ukraine_fund_is_real_opened_in_2022_and_as_of_november_2023(ukraine: Dataset) -> None:
    assert (ukraine.fund.code, ukraine.fund.fictional) == ("ukraine", False)
    assert ukraine.fund.opened_on == Moment(date(2022, 1, 1), Precision.YEAR)
    assert ukraine.fund.as_of == Moment(date(2023, 11, 30), Precision.MONTH)


def test_ukraine_has_14_communes_5_intercommunal_bodies_3_departments_and_a_network(ukraine: Dataset) -> None:
    assert ukraine.table("contributions")["donor_type"].value_counts().to_dict() == {
        "municipality": 14,
        "intermunicipal": 5,
        "department": 3,
        "network": 1,
    }


def test_the_22_donors_are_spelled_as_in_the_report(ukraine: Dataset) -> None:
    gifts = ukraine.table("contributions")
    donors = gifts[gifts["donor_type"] != "network"]
    assert len(donors) == 22
    assert dict(zip(donors["donor"], donors["donor_type"], strict=True)) == {
        "Arnage": "municipality",
        "Aÿ-Champagne": "municipality",
        "Bordeaux Métropole": "intermunicipal",
        "Colombes": "municipality",
        "Conseil départemental de Loire-Atlantique": "department",
        "Conseil départemental de Seine-Saint-Denis": "department",
        "Conseil départemental d’Ille-et-Vilaine": "department",
        "Dijon Métropole": "intermunicipal",
        "Eurométropole de Strasbourg": "intermunicipal",
        "Fos-sur-Mer": "municipality",
        "Grand Poitiers communauté urbaine": "intermunicipal",
        "Jarville-la-Malgrange": "municipality",
        "La Courneuve": "municipality",
        "Lamballe-Armor": "municipality",
        "Laval": "municipality",
        "Le Genest-Saint-Isle": "municipality",
        "Mamoudzou": "municipality",
        "Métropole du Grand Nancy": "intermunicipal",
        "Noisy-le-Sec": "municipality",
        "Portet-sur-Garonne": "municipality",
        "Saint-Nazaire": "municipality",
        "Strasbourg": "municipality",
    }


def test_no_number_date_or_code_stands_beside_a_real_authority(ukraine: Dataset) -> None:
    known = ukraine.table("contributions").replace("", pd.NA).notna().any()
    sources = {"source_file", "source_sheet", "source_row"}
    assert set(known.index[known]) - sources == {"donor", "donor_type", "note"}


def test_the_declared_figures_of_ukraine_are_those_of_its_publications(ukraine: Dataset) -> None:
    declared = ukraine.table("declared")
    figures = [
        (row.programme, row.indicator, row.value, row.unit, row.approximate, row.date.date())
        for row in declared.assign(programme=declared["programme"].fillna("")).itertuples()
    ]
    assert figures == [
        ("", "raised", 300_000, "EUR", "exact", date(2022, 8, 31)),
        ("", "raised", 400_000, "EUR", "about", date(2022, 12, 31)),
        ("", "donors", 19, "count", "exact", date(2022, 12, 31)),
        ("", "raised", 395_000, "EUR", "at_least", date(2023, 12, 31)),
        ("", "donors", 22, "count", "at_least", date(2023, 12, 31)),
        ("", "raised", 395_000, "EUR", "about", date(2023, 11, 30)),
        ("auc", "tranche_share", 84.92, "%", "exact", date(2023, 10, 31)),
        ("moldavie", "spent", 75_000, "EUR", "exact", date(2023, 6, 30)),
        ("moldavie", "sites", 17, "count", "exact", date(2023, 6, 30)),
    ]


def test_the_only_amount_known_of_the_programmes_is_the_moldovan_budget(ukraine: Dataset) -> None:
    programmes = ukraine.table("programmes").set_index("code")
    assert programmes["budget_cents"].dropna().to_dict() == {"moldavie": 75_000_00}
    assert programmes["status"].to_dict() == {"auc": "running", "moldavie": "finished", "rzeszow": "running"}
    assert ukraine.table("tranches")["amount_cents"].isna().all()
    assert ukraine.table("expenses")["amount_cents"].isna().all()


def test_the_tender_rule_is_40_000_uah_at_the_contract_rate(ukraine: Dataset) -> None:
    (rule,) = ukraine.table("purchase_rules").itertuples()
    assert (rule.programme, rule.threshold_cents) == ("auc", 40_000_00)
    assert (rule.currency, rule.contract_rate) == ("UAH", 38.4516)


def test_the_hours_of_rzeszow_are_100_72_180_and_30(ukraine: Dataset) -> None:
    activities = ukraine.table("activities").set_index("kind")
    assert activities["hours_delivered"].to_dict() == {
        "Conseil individuel": 100,
        "Conseil de groupe": 72,
        "Cours de polonais": 180,
        "Soutien psychologique": 30,
    }
    # 4 × 25 = 100, 24 × 25 = 600, 60 × 25 = 1 500; psychological support is individual: 30 received for 30 given.
    received = activities["hours_per_participant"] * activities["participants"]
    assert list(received.dropna()) == [100, 600, 1500]


def test_the_eight_courses_to_come_have_25_enrolments(ukraine: Dataset) -> None:
    courses = ukraine.table("courses")
    assert list(courses.loc[courses["status"] == "planned", "enrolled"]) == [1, 4, 3, 2, 7, 3, 2, 3]
    assert courses["enrolled"].sum() == 25
    assert list(courses.loc[courses["status"] == "held", "title"]) == [
        "Soins aux personnes âgées",
        "Comptabilité et tenue des comptes",
    ]


def test_29_women_applied_25_were_selected_4_are_in_reserve_and_20_supported(ukraine: Dataset) -> None:
    assert list(ukraine.table("participants")["count"]) == [29, 25, 4, 20]


# The example: rich enough, and in trouble where it is meant to be.


def test_nothing_in_the_example_is_an_error() -> None:
    assert not [finding for finding in reading("exemple").findings if finding.severity is Severity.ERROR]


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
    gifts = example.table("contributions")
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
