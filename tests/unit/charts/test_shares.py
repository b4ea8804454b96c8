"""The chart of tranches: shares known, declared, above the whole, and conditions."""

from __future__ import annotations

from datetime import date

import pytest

from fund.charts.palette import LIGHT
from fund.charts.shares import tranche_shares
from fund.metrics.fund import fund_metrics
from fund.model import Moment, Precision
from tests.unit.charts.chart_funds import FRENCH, expense, small_fund
from tests.unit.charts.drawn import column, drawn, ends, lengths
from tests.unit.datasets import dataset


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
