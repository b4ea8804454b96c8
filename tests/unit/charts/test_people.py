"""The charts of people, hours, places and dates, and how all charts treat a hostile workbook."""

from collections.abc import Iterator
from datetime import date

from fund.charts.chart import Chart
from fund.charts.donors import by_type, received_by_donor
from fund.charts.drawing.layout import HOVER
from fund.charts.money import where_the_money_is
from fund.charts.palette import LIGHT
from fund.charts.people import (
    course_enrolments,
    hours_by_kind,
    participant_steps,
)
from fund.charts.plot import Strip
from fund.charts.receipts import outstanding_by_age, received_over_time
from fund.charts.shares import site_progress
from fund.charts.spending import spending_by_category, spending_by_supplier, spending_over_time
from fund.charts.timeline import milestone_timeline
from fund.charts.tranches import tranche_strip
from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics, ProgrammeMetrics
from fund.model import FundIdentity, Moment
from tests.unit.charts.drawn import drawn, lengths
from tests.unit.datasets import dataset

FRENCH = {"language": "fr"}
HOSTILE = '<b>%{x}</b><a href="http://x">&'


def programme(**tables) -> ProgrammeMetrics:
    rows = {name: [{"programme": "rzeszow", **row} for row in given] for name, given in tables.items()}
    return fund_metrics(dataset(programmes=[{"code": "rzeszow", "name": "Rzeszów"}], **rows)).programmes[0]


def course(title: str, enrolled: int | None, status: str):
    return {"title": title, "enrolled": enrolled, "status": status}


def test_hours_are_delivered_against_planned():
    rzeszow = programme(
        activities=[
            {
                "activity": "Cours de polonais",
                "hours_delivered": 180,
                "hours_planned": 200,
                "participants": 25,
                "groups": 3,
            },
            {"activity": "Soutien psychologique", "hours_delivered": 30, "participants": 20},
        ]
    )

    chart = hours_by_kind(metrics=rzeszow.hours, **FRENCH)

    assert chart is not None
    assert chart.title == "Cours de polonais\u00a0: 180\u00a0h sur 210\u00a0h dispensées"
    assert lengths(drawn(chart), LIGHT.blue) == [180, 30]
    planned = next(trace for trace in drawn(chart).data if trace.type == "bar" and trace.marker.pattern.shape == "/")
    # Of 200 h planned, 20 are still to come.
    assert (list(planned.base), list(planned.x), planned.marker.pattern.fgcolor) == ([180], [20], LIGHT.ochre)
    assert list(chart.table["Heures prévues (h)"]) == ["200\u00a0h", "non communiqué"]


def test_people_and_hours_of_several_rows_are_not_added_nor_said_whole():
    polish = {"kind": "Polonais", "hours_delivered": 60, "participants": 25, "groups": 3}
    rzeszow = programme(activities=[polish, polish | {"hours_delivered": 30}, {"kind": "Polonais"}])

    chart = hours_by_kind(metrics=rzeszow.hours, **FRENCH)

    assert chart is not None
    # 20 + 10 h for each of 25: at least 750 h, one row not told; how many people there were is not known.
    assert list(chart.table["Heures reçues (h)"]) == ["au moins 750\u00a0h"]
    assert list(chart.table["Heures par participant (h)"]) == ["non communiqué"]


def test_participants_are_shown_step_by_step():
    steps = [("candidatures", 29), ("retenues", 25), ("liste de réserve", 4)]

    chart = participant_steps(
        programme=programme(participants=[{"step": step, "count": count} for step, count in steps]), **FRENCH
    )

    assert chart is not None
    assert lengths(drawn(chart), LIGHT.blue) == [29, 25, 4]
    assert "candidatures\u00a0: 29" in chart.title


def test_courses_to_come_are_hatched_and_named_so():
    chart = course_enrolments(
        programme=programme(
            courses=[
                course("Comptabilité", None, "held"),
                course("Art-thérapie", 4, "planned"),
                course("Soins", 3, "held"),
            ]
        ),
        **FRENCH,
    )

    assert chart is not None
    assert chart.title == "3 formations, dont 1\u00a0à venir\u00a0: au moins 7\u00a0inscriptions"
    coming = next(trace for trace in drawn(chart).data if trace.type == "bar" and trace.marker.pattern.shape == "/")
    assert list(coming.x) == [4]
    assert lengths(drawn(chart), LIGHT.blue) == [3]
    assert "Art-thérapie\u00a0: 4\u00a0inscrits, à venir" in chart.plot.alt
    assert "Comptabilité\u00a0: réalisée · non communiqué" in chart.plot.alt


def test_a_site_s_spending_is_drawn_on_its_budget_and_an_overspend_has_a_word():
    sites = [
        {"place": "Ouest", "budget_cents": 50_000, "spent_cents": 20_000, "status": "finished"},
        {"place": "Est", "budget_cents": 30_000, "spent_cents": 40_000, "status": "running"},
    ]

    chart = site_progress(programme=programme(sites=sites), **FRENCH)

    assert chart is not None
    assert chart.title == "1\u00a0lieu achevé sur 2"
    assert lengths(drawn(chart), LIGHT.track) == [500, 300]
    assert lengths(drawn(chart), LIGHT.teal) == [200]
    assert lengths(drawn(chart), LIGHT.red) == [400]
    assert "400\u00a0€ · dépassement" in chart.plot.alt


def test_a_programme_without_rows_has_no_chart():
    empty = programme()

    assert hours_by_kind(metrics=empty.hours, **FRENCH) is None
    assert tranche_strip(programme=empty, as_of=None, **FRENCH) is None
    for builder in (
        participant_steps,
        course_enrolments,
        site_progress,
        spending_over_time,
        spending_by_category,
        spending_by_supplier,
    ):
        assert builder(programme=empty, **FRENCH) is None


def hostile_fund() -> FundMetrics:
    day = date(2026, 1, 1)
    own = {"programme": "p"}
    return fund_metrics(
        dataset(
            contributions=[
                {"donor": HOSTILE, "donor_type": "municipality", "received_cents": 100, "received_on": day},
                {"donor": HOSTILE + "2", "pledged_cents": 100, "pledged_on": day},
            ],
            programmes=[{"code": "p", "name": HOSTILE, "budget_cents": 1_000}],
            tranches=[{**own, "number": 1, "amount_cents": 500, "paid_on": day}],
            expenses=[
                {**own, "tranche": 1, "amount_cents": 300, "date": day, "supplier": HOSTILE, "category": HOSTILE}
            ],
            activities=[{**own, "activity": HOSTILE, "hours_delivered": 3, "hours_planned": 4, "participants": 2}],
            courses=[{**own, "title": HOSTILE, "enrolled": 3, "status": "planned"}],
            participants=[{**own, "step": HOSTILE, "count": 3}],
            sites=[{**own, "place": HOSTILE, "budget_cents": 500, "spent_cents": 100}],
            milestones=[{"date": Moment(day), "title": HOSTILE, "description": HOSTILE, "status": "done"}],
            declared=[{"indicator": "raised", "value": 2, "unit": "EUR", "date": Moment(day), "source": HOSTILE}],
            as_of=date(2026, 2, 1),
        )
    )


def every_chart(metrics: FundMetrics) -> list[Chart | None]:
    given, own = metrics.contributions, metrics.programmes[0]
    by_donors = (received_by_donor, by_type, received_over_time, outstanding_by_age)
    by_programme = (
        spending_over_time,
        spending_by_category,
        spending_by_supplier,
        participant_steps,
        course_enrolments,
        site_progress,
    )
    return [
        where_the_money_is(metrics=metrics, **FRENCH),
        milestone_timeline(milestones=metrics.milestones, fund=FundIdentity("eau", "Eau"), **FRENCH),
        hours_by_kind(metrics=own.hours, **FRENCH),
        tranche_strip(programme=own, as_of=None, **FRENCH),
        *(builder(metrics=given, **FRENCH) for builder in by_donors),
        *(builder(programme=own, **FRENCH) for builder in by_programme),
    ]


def strings(part: object) -> Iterator[str]:
    """Every text of a figure, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for child in part.values():
            yield from strings(child)
    elif isinstance(part, list | tuple):
        for child in part:
            yield from strings(child)


def drawn_ones(metrics: FundMetrics) -> list[Chart]:
    """The charts that a plot draws: all but the strip, which is HTML."""
    return [chart for chart in every_chart(metrics) if chart is not None and not isinstance(chart.plot, Strip)]


def test_a_workbook_s_text_is_escaped_in_every_figure_and_never_a_template():
    built = drawn_ones(hostile_fund())

    assert len(built) == len(every_chart(hostile_fund())) - 1
    for chart in built:
        figure = drawn(chart).to_plotly_json()
        for text in strings(figure):
            assert "<a" not in text
            assert "<b>%" not in text
        for trace in figure["data"]:
            assert trace.get("hovertemplate", HOVER) == HOVER
            assert "texttemplate" not in trace


def test_every_chart_has_a_text_alternative_and_its_data():
    for chart in every_chart(hostile_fund()):
        assert chart is not None
        assert chart.title
        assert chart.plot.alt.endswith(".")
        assert len(chart.table) > 0
    for chart in drawn_ones(hostile_fund()):
        assert drawn(chart).layout.title.text is None
        assert drawn(chart).layout.dragmode is False
        assert drawn(chart).layout.xaxis.fixedrange
        assert drawn(chart).layout.yaxis.fixedrange
