"""The chart of results: more than the target is no fault, and no colour says that it is."""

from __future__ import annotations

from datetime import date

import pytest

from fund.charts.drawing.figure import stage_figure
from fund.charts.palette import DARK, LIGHT
from fund.charts.targets import results_by_target
from fund.metrics.fund import fund_metrics
from tests.unit.charts.chart_funds import FRENCH
from tests.unit.charts.drawn import column, drawn, ends, lengths
from tests.unit.datasets import dataset


@pytest.mark.parametrize(
    ("achieved", "target", "bars", "label", "share"),
    [
        # Below, on and beyond the target; far beyond it the bar stops at a quarter more, its label and table never.
        (40, 50, [0.8], "80\u00a0%", "80\u00a0%"),
        (50, 50, [1.0], "100\u00a0%", "100\u00a0%"),
        (54, 50, [1.0, 0.08], "108\u00a0%", "108\u00a0%"),
        (200, 50, [1.0, 0.25], "400\u00a0%", "400\u00a0%"),
    ],
)
def test_no_result_has_the_colour_of_overspending(
    achieved: int, target: int, bars: list[float], label: str, share: str
) -> None:
    metrics = fund_metrics(
        dataset(
            programmes=[{"code": "eau", "name": "Eau"}],
            results=[
                {
                    "programme": "eau",
                    "indicator": "Puits remis en service",
                    "unit": "puits",
                    "achieved": achieved,
                    "target": target,
                    "cumulative": True,
                }
            ],
        )
    )

    chart = results_by_target(programme=metrics.programmes[0], **FRENCH)

    assert chart is not None
    assert lengths(drawn(chart), LIGHT.teal) == pytest.approx(bars)
    assert not lengths(drawn(chart), LIGHT.red)
    assert not lengths(stage_figure(chart.plot, DARK, "fr", width=1760, height=560), DARK.red)
    assert ends(chart) == [label]
    assert column(chart, "Part de la cible (%)") == [share]


def test_what_is_not_reached_yet_says_its_target_and_no_share_of_it() -> None:
    metrics = fund_metrics(
        dataset(
            as_of=date(2024, 12, 31),
            programmes=[{"code": "aide", "name": "Aide"}],
            results=[
                {
                    "programme": "aide",
                    "indicator": "Ménages aidés",
                    "unit": "ménages",
                    "target": 300,
                    "start": date(2025, 1, 1),
                    "end": date(2025, 12, 31),
                }
            ],
        )
    )

    chart = results_by_target(programme=metrics.programmes[0], **FRENCH)

    assert chart is not None
    assert chart.plot.said(0) == ("pas encore", "cible\u00a0: 300\u00a0ménages")
