"""The charts of who gave, of receipts over time and of what is due."""

from __future__ import annotations

from datetime import date

import pytest

from fund.charts.donors import by_type, received_by_donor
from fund.charts.palette import LIGHT
from fund.charts.receipts import outstanding_by_age, received_over_time
from fund.metrics.fund import fund_metrics
from fund.model import Moment, Precision
from tests.unit.charts.chart_funds import AS_OF, FRENCH, gift, small_fund
from tests.unit.charts.drawn import column, drawn, ends, lengths
from tests.unit.datasets import dataset


def test_a_donor_s_row_shows_pledged_committed_and_received_in_one_hue():
    chart = received_by_donor(metrics=small_fund(gift("Dune")).contributions, **FRENCH)

    assert chart is not None
    assert lengths(drawn(chart), LIGHT.blue) == [600, 400]
    assert lengths(drawn(chart), LIGHT.mid) == [900]
    pledged = next(trace for trace in drawn(chart).data if trace.type == "bar" and trace.marker.pattern.shape == "/")
    assert (list(pledged.x), pledged.marker.pattern.fgcolor) == ([200], LIGHT.blue)
    assert ends(chart) == ["600\u00a0€", "400\u00a0€", "200\u00a0€"]
    assert "1\u00a0donateur sans montant communiqué." in chart.note
    assert column(chart, "Donateur") == ["Alba", "Brume", "Corail", "Dune"]
    assert column(chart, "Versé (€)")[-1] == "non communiqué"


def test_a_donor_of_whom_a_payment_has_no_amount_gave_at_least_the_others():
    paid = gift("Alba", received_cents=60_000, received_on=date(2026, 1, 10))
    gifts = [paid, gift("Alba", received_on=date(2026, 2, 10)), gift("Brume", received_cents=100)]
    metrics = fund_metrics(dataset(contributions=gifts)).contributions
    donors, types = received_by_donor(metrics=metrics, **FRENCH), by_type(metrics=metrics, **FRENCH)

    assert donors is not None
    assert types is not None
    assert column(donors, "Versé (€)") == ["au moins 600 €", "1 €"]
    assert "au moins 600 €" in ends(donors)
    assert column(types, "Versé (€)") == ["au moins 601 €"]


def test_only_fifteen_donors_are_drawn_and_the_others_are_counted():
    gifts = [
        gift(f"Donateur {rank:02}", received_cents=100_000 - rank, received_on=date(2026, 1, 1)) for rank in range(20)
    ]

    chart = received_by_donor(metrics=fund_metrics(dataset(contributions=gifts)).contributions, **FRENCH)

    assert chart is not None
    assert len(ends(chart)) == 15
    assert "Et 5\u00a0autres, dans le tableau." in chart.note
    assert len(chart.table) == 20


def test_donor_types_are_counted_where_no_amount_is_known():
    gifts = [gift("Arnage"), gift("Laval"), gift("Dijon Métropole", "intermunicipal"), gift("CGLU", "network")]

    chart = by_type(metrics=fund_metrics(dataset(contributions=gifts)).contributions, **FRENCH)

    assert chart is not None
    assert chart.title == "3\u00a0collectivités donatrices\u00a0: 2\u00a0communes, 1\u00a0intercommunalité"
    assert sorted(lengths(drawn(chart), LIGHT.blue)) == [1, 1, 2]
    assert "1\u00a0réseau de collectivités" in chart.plot.alt


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
                    "approximate": "about",
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


@pytest.mark.parametrize("times", [1, 2])
def test_declared_points_stand_alone_where_there_is_no_receipt(times: int):
    point = {"indicator": "raised", "unit": "EUR", "approximate": "about", "source": "rapport"}
    dated = [(300_000, date(2022, 8, 31)), (395_000, date(2023, 11, 30))]
    rows = [point | {"value": value, "date": Moment(day, Precision.MONTH)} for value, day in dated[-times:]]
    chart = received_over_time(metrics=fund_metrics(dataset(declared=rows)).contributions, **FRENCH)

    # One alone is no course of time.
    assert (chart is not None) is (times > 1)
    if chart is not None:
        assert chart.title == "Collecté au fil du temps\u00a0: environ 395\u202f000\u00a0€"
        assert drawn(chart).layout.annotations[-1].text == "<b>≈ 395\u202f000\u00a0€</b><br>nov. 2023"


def test_what_is_due_for_over_a_year_is_red_and_says_so():
    chart = outstanding_by_age(metrics=small_fund().contributions, **FRENCH)

    assert chart is not None
    # Corail's pledge of 1 January 2025 is 637 days old on 30 September 2026; Brume's date isn't known.
    assert lengths(drawn(chart), LIGHT.red) == [200]
    assert lengths(drawn(chart), LIGHT.mid) == [500]
    assert column(chart, "Attendu depuis (jours)") == [
        "637\u00a0jours · plus d’un an",
        "depuis une date inconnue",
    ]
