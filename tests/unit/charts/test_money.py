"""The charts of money: what their marks, labels and tables say."""

from datetime import date

import pytest

from fund.charts.chart import Chart
from fund.charts.donors import by_type, received_by_donor
from fund.charts.money import where_the_money_is
from fund.charts.palette import LIGHT
from fund.charts.receipts import outstanding_by_age, received_over_time
from fund.charts.shares import tranche_shares
from fund.charts.spending import spending_by_category, spending_by_month, spending_by_supplier, spending_over_time
from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics
from fund.model import Moment, Precision
from tests.unit.charts.drawn import drawn, lengths
from tests.unit.datasets import dataset

FRENCH = {"language": "fr"}
AS_OF = date(2026, 9, 30)


def gift(donor: str, kind: str | None = "municipality", **fields):
    return {"donor": donor, "donor_type": kind, **fields}


def small_fund(*others: dict[str, object]) -> FundMetrics:
    """Raised 1 000 €, allocated 700 € to two programmes, transferred 500 €, spent 450 €, costs 50 €."""
    return fund_metrics(
        dataset(
            as_of=AS_OF,
            contributions=[
                gift("Alba", received_cents=60_000, received_on=date(2026, 1, 10)),
                gift(
                    "Brume", "department", received_cents=40_000, received_on=date(2026, 3, 5), committed_cents=90_000
                ),
                gift("Corail", "region", pledged_cents=20_000, pledged_on=date(2025, 1, 1)),
                *others,
            ],
            programmes=[
                {"code": "eau", "name": "Eau", "budget_cents": 50_000},
                {"code": "ecole", "name": "École", "budget_cents": 20_000},
            ],
            tranches=[
                {"programme": "eau", "number": 1, "amount_cents": 30_000, "paid_on": date(2026, 2, 1)},
                {"programme": "eau", "number": 2, "amount_cents": 20_000, "release_threshold": 0.8},
                {"programme": "ecole", "number": 1, "amount_cents": 20_000, "paid_on": date(2026, 4, 1)},
            ],
            expenses=[
                expense("eau", 20_000, date(2026, 3, 1), "Pompes", "Équipement"),
                expense("eau", 16_000, date(2026, 5, 1), "Pompes", "Travaux"),
                expense("ecole", 9_000, date(2026, 5, 2), "Briques", "Travaux"),
            ],
            running_costs=[{"date": date(2026, 6, 1), "label": "Banque", "amount_cents": 5_000}],
        )
    )


def expense(programme: str, cents: int, day: date, supplier: str, category: str):
    return {
        "programme": programme,
        "tranche": 1,
        "amount_cents": cents,
        "currency": "EUR",
        "date": day,
        "supplier": supplier,
        "category": category,
        "label": "achat",
    }


def ends(chart: Chart) -> list[str]:
    """The words at the right of the rows, without their tags."""
    words = next(trace for trace in drawn(chart).data if trace.type == "scatter" and trace.mode == "text").text
    return [text.split("<span")[0].replace("<b>", "").replace("</b>", "").replace("<br>", "").strip() for text in words]


def column(chart: Chart, header: str) -> list[str]:
    return list(chart.table[header])


def test_where_the_money_is_shows_each_amount_its_parts_and_what_remains():
    chart = where_the_money_is(metrics=small_fund(), **FRENCH)

    assert chart is not None
    assert chart.title == "Où est l’argent\u00a0: 1\u202f000\u00a0€ collectés, 450\u00a0€ dépensés"
    assert lengths(drawn(chart), LIGHT.blue) == [1000]
    # Allocated 700 and transferred 500, then the programmes of each.
    assert lengths(drawn(chart), LIGHT.mid) == [700, 500, 500, 200, 300, 200]
    assert lengths(drawn(chart), LIGHT.teal) == [450, 360, 90]
    # Unallocated 1 000 - 700 - 50 = 250; balance 1 000 - 500 - 50 = 450.
    assert lengths(drawn(chart), LIGHT.track) == [250, 450]
    assert lengths(drawn(chart), LIGHT.soft) == [50, 50]
    assert ends(chart) == ["1\u202f000\u00a0€", "700\u00a0€", "500\u00a0€", "450\u00a0€"]
    assert "reste à allouer 250\u00a0€" in chart.plot.alt
    assert "90\u00a0% du transféré" in chart.plot.alt
    assert "frais de fonctionnement, 50\u00a0€" in chart.note


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
                    "approximate": True,
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
    assert "Transféré\u00a0: non communiqué" in chart.plot.alt
    assert "AUC" in chart.note
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


def test_a_tranche_of_which_only_the_share_is_declared_is_drawn_as_declared():
    metrics = fund_metrics(
        dataset(
            programmes=[{"code": "auc", "name": "AUC"}],
            tranches=[{"programme": "auc", "number": 1}],
            declared=[
                {
                    "programme": "auc",
                    "tranche": 1,
                    "indicator": "tranche_share",
                    "value": 84.92,
                    "unit": "%",
                    "date": Moment(date(2023, 10, 31), Precision.MONTH),
                    "source": "rapport",
                }
            ],
        )
    )

    tranches = tranche_shares(programme=metrics.programmes[0], **FRENCH)

    assert tranches is not None
    assert tranches.title == "84,92\u00a0% de la tranche 1 est dépensée"
    assert lengths(drawn(tranches), LIGHT.teal) == pytest.approx([0.8492])
    assert "montant non communiqué · déclaré" in tranches.plot.alt
    assert column(tranches, "Calculé ou déclaré") == ["déclaré"]


def test_above_the_whole_the_bar_stops_in_red_and_the_label_tells_all():
    metrics = fund_metrics(
        dataset(
            programmes=[{"code": "eau", "name": "Eau"}],
            tranches=[{"programme": "eau", "number": 1, "amount_cents": 10_000, "paid_on": date(2026, 1, 1)}],
            expenses=[expense("eau", 15_000, date(2026, 3, 1), "Pompes", "Travaux")],
        )
    )

    chart = tranche_shares(programme=metrics.programmes[0], **FRENCH)

    assert chart is not None
    assert lengths(drawn(chart), LIGHT.teal) == [1]
    assert lengths(drawn(chart), LIGHT.red) == [0.25]
    assert ends(chart) == ["150\u00a0% · dépassement"]


def test_the_next_tranche_s_condition_is_a_tick_on_the_tranche_to_justify():
    chart = tranche_shares(programme=small_fund().programme("eau"), **FRENCH)

    assert chart is not None
    ticks = [(shape.x0, round(shape.y0)) for shape in drawn(chart).layout.shapes if shape.type == "line"]
    assert ticks == [(0.8, 0)]
    # Spent on tranche 1: 200 + 160 = 360 of 300.
    assert ends(chart)[0] == "120\u00a0% · dépassement"
    assert column(chart, "À justifier avant la tranche suivante (%)") == ["80\u00a0%", ""]


def test_a_donor_s_row_shows_pledged_committed_and_received_in_one_hue():
    chart = received_by_donor(metrics=small_fund(gift("Dune")).contributions, **FRENCH)

    assert chart is not None
    assert lengths(drawn(chart), LIGHT.blue) == [600, 400]
    assert lengths(drawn(chart), LIGHT.mid) == [900]
    pledged = next(trace for trace in drawn(chart).data if trace.type == "bar" and trace.marker.pattern.shape == "/")
    assert (list(pledged.x), pledged.marker.pattern.fgcolor) == ([200], LIGHT.blue)
    assert ends(chart) == ["600\u00a0€", "400\u00a0€", "200\u00a0€"]
    assert "1 donateur sans montant communiqué." in chart.note
    assert column(chart, "Donateur") == ["Alba", "Brume", "Corail", "Dune"]
    assert column(chart, "Versé (€)")[-1] == "non communiqué"


def test_only_fifteen_donors_are_drawn_and_the_others_are_counted():
    gifts = [
        gift(f"Donateur {rank:02}", received_cents=100_000 - rank, received_on=date(2026, 1, 1)) for rank in range(20)
    ]

    chart = received_by_donor(metrics=fund_metrics(dataset(contributions=gifts)).contributions, **FRENCH)

    assert chart is not None
    assert len(ends(chart)) == 15
    assert "Et 5 autres, dans le tableau." in chart.note
    assert len(chart.table) == 20


def test_donor_types_are_counted_where_no_amount_is_known():
    gifts = [gift("Arnage"), gift("Laval"), gift("Dijon Métropole", "intermunicipal"), gift("CGLU", "network")]

    chart = by_type(metrics=fund_metrics(dataset(contributions=gifts)).contributions, **FRENCH)

    assert chart is not None
    assert chart.title == "3 collectivités donatrices\u00a0: 2 communes, 1 intercommunalité"
    assert sorted(lengths(drawn(chart), LIGHT.blue)) == [1, 1, 2]
    assert "1 réseau de collectivités" in chart.plot.alt


def test_receipts_rise_month_by_month_and_declared_points_stand_beside_them():
    metrics = fund_metrics(
        dataset(
            as_of=AS_OF,
            contributions=[
                gift("Alba", received_cents=60_000, received_on=date(2026, 1, 10)),
                gift("Brume", received_cents=40_000, received_on=date(2026, 3, 5)),
            ],
            declared=[
                {
                    "indicator": "raised",
                    "value": 950,
                    "unit": "EUR",
                    "approximate": True,
                    "source": "lettre",
                    "date": Moment(date(2026, 3, 31), Precision.MONTH),
                }
            ],
        )
    )

    chart = received_over_time(metrics=metrics.contributions, **FRENCH)

    assert chart is not None
    line, points = drawn(chart).data[0], drawn(chart).data[1]
    # January 600, February 600, March 1 000, held to the day of the declared point.
    assert list(line.y) == [600, 600, 1000, 1000]
    assert line.line.shape == "hv"
    assert list(points.y) == [950]
    assert drawn(chart).layout.annotations[0].text == "<b>≈ 950\u00a0€</b><br>mars 2026"
    assert "≈ 950\u00a0€ (mars 2026)" in chart.plot.alt
    assert column(chart, "Calculé ou déclaré") == ["calculé", "calculé", "calculé", "déclaré"]


def test_declared_points_stand_alone_where_there_is_no_receipt():
    metrics = fund_metrics(
        dataset(
            declared=[
                {
                    "indicator": "raised",
                    "value": 395_000,
                    "unit": "EUR",
                    "approximate": True,
                    "source": "rapport",
                    "date": Moment(date(2023, 11, 30), Precision.MONTH),
                }
            ],
        )
    )

    chart = received_over_time(metrics=metrics.contributions, **FRENCH)

    assert chart is not None
    assert chart.title == "Collecté au fil du temps\u00a0: environ 395\u202f000\u00a0€"
    assert drawn(chart).layout.annotations[0].text == "<b>≈ 395\u202f000\u00a0€</b><br>nov. 2023"


def test_what_is_due_for_over_a_year_is_red_and_says_so():
    chart = outstanding_by_age(metrics=small_fund().contributions, **FRENCH)

    assert chart is not None
    # Corail's pledge of 1 January 2025 is 637 days old on 30 September 2026; Brume's date isn't known.
    assert lengths(drawn(chart), LIGHT.red) == [200]
    assert lengths(drawn(chart), LIGHT.mid) == [500]
    assert column(chart, "Attendu depuis (jours)") == [
        "637 jours · plus d’un an",
        "depuis une date inconnue",
    ]


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


def test_a_month_without_expense_keeps_its_place():
    chart = spending_by_month(programme=small_fund().programme("eau"), **FRENCH)

    assert chart is not None
    assert lengths(drawn(chart), LIGHT.teal) == ["2026-03-01", "2026-04-01", "2026-05-01"]
    assert list(drawn(chart).data[0].y) == [200, 0, 160]
    assert chart.title == "Mois où l’on a le plus dépensé\u00a0: mars 2026, 200\u00a0€"


def test_english_charts_speak_english():
    chart = where_the_money_is(metrics=small_fund(), language="en")

    assert chart is not None
    assert chart.title == "Where the money is: €1,000 raised, €450 spent"
    assert list(chart.table.columns) == ["Stage", "Programme", "Amount (€)", "Computed or declared"]
