"""What a timeline shows: days and periods, whose they are, and how many are done or to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fund.charts.chart import Chart
from fund.charts.palette import LIGHT
from fund.charts.timeline import milestone_timeline
from fund.metrics.fund import fund_metrics
from fund.model import Moment, Precision
from tests.unit.charts.drawn import drawn
from tests.unit.datasets import dataset

FRENCH = {"language": "fr"}


def milestone(day: Moment | None, title: str, status: str = "done", programme: str | None = None):
    return {"date": day, "title": title, "status": status, "programme": programme}


def timeline(rows, as_of: Moment | None = None, programmes: Sequence[str] = ()) -> Chart | None:
    """The timeline of a fund with these programmes, each with its code as its name."""
    fund = dataset(milestones=rows, programmes=[{"code": code, "name": code.upper()} for code in programmes])
    metrics, identity = fund_metrics(fund), replace(fund.fund, as_of=as_of)
    return milestone_timeline(milestones=metrics.milestones, fund=identity, names=metrics.names, **FRENCH)


def test_milestones_are_written_no_more_precisely_than_they_are_known():
    chart = timeline(
        [
            milestone(Moment(date(2023, 6, 30)), "Fin du recrutement"),
            milestone(Moment(date(2023, 12, 31), Precision.LATE), "Visite de terrain", "planned"),
        ],
        as_of=Moment(date(2023, 11, 30), Precision.MONTH),
    )

    assert chart is not None
    assert chart.title == "Les étapes\u00a0: 1\u00a0faite, 1\u00a0à venir"
    texts = words_of(chart)
    assert any("30 juin 2023" in text and "Fin du recrutement" in text for text in texts)
    assert any("fin 2023 · prévu" in text and "Visite de terrain" in text for text in texts)
    assert any("novembre 2023" in text for text in texts)
    assert list(drawn(chart).data[0].marker.line.color) == [LIGHT.surface, LIGHT.ochre]


def words_of(chart: Chart) -> list[str]:
    return [annotation.text for annotation in drawn(chart).layout.annotations]


def bars_of(chart: Chart) -> list[tuple[str, str, str]]:
    """The first day, the day after the last and the rim of each period."""
    return [(each.x0, each.x1, each.line.color) for each in drawn(chart).layout.shapes if each.type == "rect"]


def test_a_period_is_a_bar_over_all_of_it_and_a_day_is_a_dot():
    chart = timeline(
        [
            milestone(Moment(date(2022, 12, 31), Precision.YEAR), "Ouverture"),
            milestone(Moment(date(2023, 2, 28), Precision.MONTH), "Échanges"),
            milestone(Moment(date(2023, 6, 30)), "Fin du recrutement"),
            milestone(Moment(date(2023, 12, 31), Precision.LATE), "Visite", "planned"),
        ]
    )

    assert chart is not None
    assert bars_of(chart) == [
        ("2022-01-01", "2023-01-01", LIGHT.blue),
        ("2023-02-01", "2023-03-01", LIGHT.blue),
        ("2023-10-01", "2024-01-01", LIGHT.ochre),
    ]
    assert list(drawn(chart).data[0].marker.opacity) == [0, 0, 1, 0]


def test_each_programme_with_milestones_has_a_lane_of_its_name_and_the_fund_the_first():
    chart = timeline(
        [
            milestone(Moment(date(2023, 1, 10)), "Écoles", programme="b"),
            milestone(Moment(date(2023, 2, 10)), "Eau", programme="a"),
            milestone(Moment(date(2023, 3, 10)), "Comité"),
        ],
        programmes=["a", "sans étape", "b"],
    )

    assert chart is not None
    assert [text for text in words_of(chart) if text.startswith("<b>")] == ["<b>Le fonds</b>", "<b>A</b>", "<b>B</b>"]
    fund, water, schools = drawn(chart).data[0].y
    assert fund > water > schools
    assert chart.table["Programme"].to_list() == ["B", "A", "Le fonds"]


def test_one_lane_alone_has_no_name():
    chart = timeline([milestone(Moment(date(2023, 2, 10)), "Eau", programme="a")], programmes=["a", "b"])

    assert chart is not None
    assert not any(text.startswith("<b>") for text in words_of(chart))


def test_what_was_planned_for_a_time_that_is_over_is_not_to_come():
    chart = timeline(
        [
            milestone(Moment(date(2023, 10, 31), Precision.MONTH), "Visite", "planned"),
            milestone(Moment(date(2023, 12, 31), Precision.LATE), "Bilan", "planned"),
        ],
        as_of=Moment(date(2023, 11, 30), Precision.MONTH),
    )

    assert chart is not None
    assert chart.title == "Les étapes\u00a0: 1\u00a0à venir, 1\u00a0prévue, sans nouvelle depuis"


def test_a_crowded_timeline_keeps_the_milestones_nearest_to_the_date():
    rows = [milestone(Moment(date(2020 + each // 12, each % 12 + 1, 1)), f"Étape {each}") for each in range(20)]

    chart = timeline(rows, as_of=Moment(date(2020, 1, 1)))

    assert chart is not None
    assert len(drawn(chart).data[0].x) == 14
    assert list(drawn(chart).data[0].x)[-1] == "2021-02-01"
    assert len(chart.table) == 20
    assert "Et 6\u00a0autres" in chart.note


def test_milestones_without_a_date_are_in_no_timeline():
    assert timeline([milestone(None, "Un jour")]) is None


def test_a_milestone_of_a_programme_that_is_not_there_stands_with_the_fund() -> None:
    chart = timeline(
        [
            milestone(Moment(date(2023, 1, 10)), "Eau", programme="a"),
            milestone(Moment(date(2023, 2, 10)), "Inconnu", programme="z"),
        ],
        programmes=["a"],
    )

    assert chart is not None
    assert [text for text in words_of(chart) if text.startswith("<b>")] == ["<b>Le fonds</b>", "<b>A</b>"]
    assert chart.table["Programme"].to_list() == ["A", "Le fonds"]
