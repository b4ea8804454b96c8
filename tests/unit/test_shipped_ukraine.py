"""The Ukraine fund as it is shipped: the facts, by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from fund.model import Dataset, Moment, Precision, Severity
from tests.shipped_funds import shipped_fund


@pytest.fixture
def ukraine() -> Dataset:
    return shipped_fund("ukraine").dataset


def test_nothing_in_the_ukraine_workbooks_is_an_error() -> None:
    assert [finding for finding in shipped_fund("ukraine").findings if finding.severity is Severity.ERROR] == []


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
