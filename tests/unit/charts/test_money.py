"""The charts of money and of spending: what their marks, labels and tables say."""

from __future__ import annotations

from datetime import date

from fund.charts.donors import received_by_donor
from fund.charts.money import where_the_money_is
from fund.charts.palette import LIGHT
from fund.charts.receipts import outstanding_by_age, received_over_time
from fund.charts.spending import spending_by_category, spending_by_supplier, spending_over_time
from fund.metrics.fund import fund_metrics
from fund.model import Moment, Precision
from tests.unit.charts.chart_funds import FRENCH, gift, small_fund
from tests.unit.charts.drawn import column, drawn, lengths
from tests.unit.datasets import dataset


def test_where_the_money_is_has_a_row_for_each_programme_and_rows_that_add_up():
    chart = where_the_money_is(metrics=small_fund(), **FRENCH)

    assert chart is not None
    assert chart.title == "Où est l’argent\u00a0: 1\u202f000\u00a0€ collectés, 450\u00a0€ dépensés"
    assert chart.plot.categories == ("Collecté", "Eau", "École", "Frais de fonctionnement", "Reste à allouer")
    assert lengths(drawn(chart), LIGHT.blue) == [1000]
    # 500 + 200 + 50 + 250 = 1 000: budgets, costs and what is left are all that was raised.
    assert lengths(drawn(chart), LIGHT.track) == [500, 200, 250]
    assert lengths(drawn(chart), LIGHT.soft) == [50]
    # Of each programme what was transferred and what was spent lie over its budget.
    assert lengths(drawn(chart), LIGHT.mid) == [300, 200]
    assert lengths(drawn(chart), LIGHT.teal) == [360, 90]
    assert chart.plot.said(1) == ("budget 500\u00a0€", "transféré 300\u00a0€", "dépensé 360\u00a0€")
    assert chart.plot.said(4) == ("250\u00a0€",)


def test_money_allocated_beyond_what_was_raised_has_no_length_but_is_said():
    cost = {"date": date(2026, 6, 1), "label": "Banque", "amount_cents": 5_00}
    beyond = {"code": "plus", "name": "Plus", "budget_cents": 300_00}
    metrics = fund_metrics(
        dataset(contributions=[gift("Laval", received_cents=100_00)], programmes=[beyond], running_costs=[cost])
    )

    chart = where_the_money_is(metrics=metrics, **FRENCH)

    assert chart is not None
    assert chart.plot.categories[-1] == "Reste à allouer"
    # What was raised, 100, less 300 and 5.
    assert chart.plot.said(3) == ("\u2212205\u00a0€",)
    assert lengths(drawn(chart), LIGHT.track) == [300]


def test_an_amount_not_communicated_has_no_bar_but_says_so():
    metrics = fund_metrics(
        dataset(
            contributions=[gift("Laval")],
            programmes=[
                {"code": "auc", "name": "AUC"},
                {"code": "moldavie", "name": "Moldavie", "budget_cents": 7_500_000},
            ],
            declared=[
                {
                    "indicator": "raised",
                    "value": 395_000,
                    "unit": "EUR",
                    "approximate": "about",
                    "source": "rapport",
                    "date": Moment(date(2023, 11, 30), Precision.MONTH),
                },
                {
                    "indicator": "spent",
                    "programme": "moldavie",
                    "value": 75_000,
                    "unit": "EUR",
                    "source": "rapport",
                    "date": Moment(date(2023, 6, 30)),
                },
            ],
        )
    )

    chart = where_the_money_is(metrics=metrics, **FRENCH)

    assert chart is not None
    assert chart.title == (
        "Où est l’argent\u00a0: environ 395\u202f000\u00a0€ collectés, au moins 75\u202f000\u00a0€ dépensés"
    )
    assert chart.plot.said(0) == ("≈ 395\u202f000\u00a0€", "déclaré")
    assert chart.plot.said(1) == ("montants non communiqués",)
    assert "Transféré" not in chart.plot.alt
    assert "non communiqué" not in " ".join(chart.plot.said(2))
    # Raised is dashed as declared, and so is the one programme's spending.
    assert [(shape.x0, shape.x1, shape.line.dash) for shape in drawn(chart).layout.shapes] == [
        (0, 395_000, "4px,3px"),
        (0, 75_000, "4px,3px"),
    ]


def test_there_is_no_chart_of_the_money_when_nothing_is_known():
    metrics = fund_metrics(dataset(contributions=[gift("Laval")], programmes=[{"code": "auc", "name": "AUC"}]))

    assert where_the_money_is(metrics=metrics, **FRENCH) is None
    assert received_by_donor(metrics=metrics.contributions, **FRENCH) is None
    assert received_over_time(metrics=metrics.contributions, **FRENCH) is None
    assert outstanding_by_age(metrics=metrics.contributions, **FRENCH) is None


def test_spending_rises_beside_the_tranches_paid():
    chart = spending_over_time(programme=small_fund().programme("eau"), **FRENCH)

    assert chart is not None
    assert chart.title == "Dépensé\u00a0: 360\u00a0€ sur 300\u00a0€ transférés"
    paid, spent = drawn(chart).data[0], drawn(chart).data[1]
    assert list(paid.y) == [300, 300]
    assert list(spent.y) == [200, 360]
    assert list(spent.x) == ["2026-03-01", "2026-05-01"]


def test_spending_is_ranked_by_category_and_by_supplier():
    eau = small_fund().programme("eau")

    category = spending_by_category(programme=eau, **FRENCH)
    supplier = spending_by_supplier(programme=eau, **FRENCH)

    assert category is not None
    assert category.title == "Premier poste de dépenses\u00a0: Équipement, 200\u00a0€"
    assert lengths(drawn(category), LIGHT.teal) == [200, 160]
    assert supplier is not None
    assert column(supplier, "Dépenses (nombre)") == ["2"]


def test_english_charts_speak_english():
    chart = where_the_money_is(metrics=small_fund(), language="en")

    assert chart is not None
    assert chart.title == "Where the money is: €1,000 raised, €450 spent"
    assert list(chart.table.columns) == ["Stage", "Programme", "Amount (€)", "Computed or declared"]


def test_a_part_of_which_an_amount_is_not_known_is_at_least_that():
    expenses = [
        {"programme": "eau", "date": date(2024, 5, 1), "category": "Matériel", "supplier": "A", "amount_cents": 900_00},
        {"programme": "eau", "date": date(2024, 5, 2), "category": "Matériel", "supplier": "B"},
        {"programme": "eau", "date": date(2024, 6, 2), "category": "Salaires", "supplier": "A", "amount_cents": 70_00},
    ]
    eau = fund_metrics(dataset(programmes=[{"code": "eau", "name": "Eau"}], expenses=expenses)).programme("eau")

    category = spending_by_category(programme=eau, **FRENCH)
    supplier = spending_by_supplier(programme=eau, **FRENCH)

    assert category is not None
    assert supplier is not None
    assert category.title.endswith("Matériel, au moins 900\u00a0€")
    assert list(category.table["Dépensé (€)"]) == ["au moins 900\u00a0€", "70\u00a0€"]
    assert list(supplier.table["Dépensé (€)"]) == ["970\u00a0€", "non communiqué"]
