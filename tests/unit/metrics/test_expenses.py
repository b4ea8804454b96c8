"""Rules about expenses: over time, by category and supplier, and against the purchase rule."""

from datetime import date

import pandas as pd
import pytest

from fund.metrics.fund import fund_metrics
from fund.metrics.result import ProgrammeMetrics
from fund.metrics.tender import Tender
from tests.unit.datasets import Row, dataset


def programme(*expenses: Row, rule: Row | None = None) -> ProgrammeMetrics:
    eau = {"programme": "eau"}
    figures = fund_metrics(
        dataset(
            programmes=[{"code": "eau", "name": "Eau"}],
            expenses=[eau | row for row in expenses],
            purchase_rules=[eau | rule] if rule else [],
        )
    )
    return figures.programme("eau")


def tender(*expenses: Row, rule: Row) -> Tender:
    found = programme(*expenses, rule=rule).tender
    assert found is not None
    return found


def test_spending_adds_up_day_by_day_and_leaves_undated_expenses_out_of_the_curve_only():
    found = programme(
        {"date": date(2024, 3, 2), "amount_cents": 5_00},
        {"date": date(2024, 1, 10), "amount_cents": 1_00},
        {"date": date(2024, 1, 10), "amount_cents": 2_00},
        {"amount_cents": 9_00},
    )
    assert found.spending["spent_cents"].tolist() == [3_00, 5_00]
    assert found.spending["cumulative_cents"].tolist() == [3_00, 8_00]
    assert found.spent.value == 17_00


def test_categories_and_suppliers_are_ranked_and_count_what_is_unknown():
    found = programme(
        {"category": "Équipement", "supplier": "B", "amount_cents": 1_00},
        {"category": "equipement", "supplier": "A", "amount_cents": 2_00},
        {"category": "Transport", "supplier": "A"},
        {"amount_cents": 8_00},
    )
    assert found.by_category["category"].tolist() == ["", "Équipement", "Transport"]
    assert found.by_category["spent_cents"].tolist()[:2] == [8_00, 3_00]
    assert pd.isna(found.by_category["spent_cents"][2])
    assert found.by_category["expenses"].tolist() == [1, 2, 1]
    assert found.by_supplier.set_index("supplier")["unknown"].to_dict() == {"": 0, "A": 1, "B": 0}


def test_an_amount_without_a_rate_is_left_out_of_totals_visibly():
    found = programme({"label": "Tentes", "amount_cents": 7_00, "currency": "TRY"}, {"amount_cents": 1_00})
    assert (found.spent.value, found.spent.unknown) == (1_00, 1)
    assert found.unconverted[["position", "label", "amount_cents", "currency"]].values.tolist() == [
        [0, "Tentes", 7_00, "TRY"]
    ]


EURO_RULE = {"threshold_cents": 100_00}
UAH_RULE = {"threshold_cents": 40_000_00, "currency": "UAH", "contract_rate": 38.4516}


@pytest.mark.parametrize(
    ("expense", "above"),
    [
        ({"amount_cents": 100_00}, False),
        ({"amount_cents": 100_01}, True),
        ({"amount_cents": -500_00}, False),
        ({"amount_cents": 1, "currency": "USD", "amount_eur_cents": 100_01}, True),
    ],
)
def test_a_purchase_is_above_the_threshold_only_strictly_and_a_refund_never_is(expense: Row, above: bool):
    assert len(tender(expense, rule=EURO_RULE).purchases) == int(above)


@pytest.mark.parametrize(
    ("expense", "above"),
    [
        # In the threshold's own currency the contract rate plays no part.
        ({"amount_cents": 40_000_00, "currency": "UAH", "amount_eur_cents": 2_000_00}, False),
        ({"amount_cents": 40_000_01, "currency": "UAH", "amount_eur_cents": 500_00}, True),
        # In another, euros are compared with 40 000 ÷ 38.4516 = 1 040,27 €.
        ({"amount_cents": 1_040_27}, False),
        ({"amount_cents": 1_040_28}, True),
    ],
)
def test_a_threshold_in_another_currency_is_compared_at_the_contract_rate(expense: Row, above: bool):
    assert len(tender(expense, rule=UAH_RULE).purchases) == int(above)


def test_purchases_without_a_tender_are_those_that_say_no_or_nothing():
    big = {"amount_cents": 200_00}
    found = tender(big | {"tender": True}, big | {"tender": False}, big, {}, rule=EURO_RULE)
    assert found.purchases["position"].tolist() == [0, 1, 2]
    assert (found.missing.value, found.missing.unknown, found.undetermined.value) == (2, 1, 1)
    assert found.undetermined.cells[0].positions.tolist() == [3]


def test_without_a_contract_rate_only_the_threshold_own_currency_can_be_compared():
    found = tender(
        {"amount_cents": 50_000_00, "currency": "UAH"},
        {"amount_cents": 9_000_00},
        {"amount_cents": -9_000_00},
        rule={"threshold_cents": 40_000_00, "currency": "UAH"},
    )
    assert (found.threshold_eur.value, found.threshold_eur.reason) == (None, "no_contract_rate")
    assert (found.missing.value, found.undetermined.value) == (1, 1)


def test_half_a_cent_of_threshold_is_rounded_up():
    # 0,25 ÷ 2 = 0,125 €: 13 cents.
    assert tender(rule={"threshold_cents": 25, "currency": "XYZ", "contract_rate": 2.0}).threshold_eur.value == 13


def test_a_programme_without_a_rule_has_no_tender():
    assert programme({"amount_cents": 1}).tender is None
