"""Results of every kind of count, worked out by hand. The fund is closed on 31/10/2023."""

from __future__ import annotations

from datetime import date

import pytest

from fund.metric import Metric
from fund.metrics.fund import fund_metrics
from fund.metrics.implementation.results import Result
from fund.model import Dataset
from fund.wording import Language
from fund.wording.figures import value_alone
from tests.unit.datasets import Row, dataset

CLOSING = date(2023, 10, 31)
Q1, Q2, Q3 = ({"start": date(2023, first, 1), "end": date(2023, last, 30)} for first, last in ((1, 3), (4, 6), (7, 9)))
LATER = {"start": date(2023, 11, 1), "end": date(2023, 12, 31)}


def fund(*rows: Row) -> Dataset:
    of = {"programme": "eau", "indicator": "Puits remis en service", "unit": "puits"}
    programmes: list[Row] = [{"code": "eau", "name": "Eau"}, {"code": "toit", "name": "Toit"}]
    return dataset(as_of=CLOSING, programmes=programmes, results=[of | row for row in rows])


def results(*rows: Row) -> tuple[Result, ...]:
    return fund_metrics(fund(*rows)).programme("eau").results


def said(metric: Metric) -> object:
    """The value with « at least » and « about » before it, or the reason why there is none."""
    if metric.value is None:
        return metric.reason
    marks = ("≥ " if metric.partial else "") + ("≈ " if metric.approximate else "")
    return f"{marks}{metric.value:g}" if marks else metric.value


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # One row: what it says; a target without anything reached yet is not a zero.
        ([Q1 | {"achieved": 40, "target": 50}], (40, 50, 0.8)),
        ([Q1 | {"target": 50}], ("not_communicated", 50, "numerator_unknown")),
        ([Q1 | {"achieved": 40}], (40, "no_target", "denominator_unknown")),
        # Periods add up, and so do their targets.
        ([Q1 | {"achieved": 10, "target": 20}, Q2 | {"achieved": 14, "target": 10}], (24, 30, 0.8)),
        # A target that stands once is that of all of it.
        ([Q1 | {"achieved": 10, "target": 30}, Q2 | {"achieved": 14}], (24, 30, 0.8)),
        # A period that is over and not told makes the sum a minimum, and its target counts.
        ([Q1 | {"achieved": 10, "target": 20}, Q2 | {"target": 20}], ("≥ 10", 40, "≥ 0.25")),
        # One that goes on is no gap; nor does its target count yet.
        ([Q1 | {"achieved": 10, "target": 20}, LATER | {"target": 20}], (10, 20, 0.5)),
        # As it is meant.
        ([Q1 | {"achieved": 40, "precision": "about", "target": 50}], ("≈ 40", 50, "≈ 0.8")),
        ([Q1 | {"achieved": 40, "precision": "at_least", "target": 50}], ("≥ 40", 50, "≥ 0.8")),
    ],
)
def test_periods_add_up(rows: list[Row], told: tuple[object, ...]):
    (result,) = results(*[{"cumulative": False} | row for row in rows])
    assert (said(result.achieved), said(result.target), said(result.share)) == told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # The last count stands, in whatever order the rows are; a later row without a number changes nothing.
        ([Q2 | {"achieved": 24, "target": 30}, Q1 | {"achieved": 10, "target": 30}], (24, 30)),
        ([Q1 | {"achieved": 10, "target": 30}, Q2 | {"achieved": 24}], (24, 30)),
        ([Q1 | {"achieved": 10, "target": 30}, Q2 | {"target": 40}], (10, 30)),
        # Of each place its own last count, added up; so are their targets.
        (
            [
                Q1 | {"achieved": 10, "place": "Ici", "target": 20},
                Q2 | {"achieved": 12, "place": "Ici", "target": 20},
                Q1 | {"achieved": 5, "place": "Là", "target": 8},
            ],
            (17, 28),
        ),
        # The target of one of two places says nothing of both.
        ([Q1 | {"achieved": 10, "place": "Ici", "target": 20}, Q1 | {"achieved": 5, "place": "Là"}], (15, "≥ 20")),
    ],
)
def test_what_counts_since_the_beginning_stands_as_its_last_count(rows: list[Row], told: tuple[object, ...]):
    (result,) = results(*[{"cumulative": True} | row for row in rows])
    assert (said(result.achieved), said(result.target)) == told


@pytest.mark.parametrize(
    ("of", "told"),
    [
        ({"indicator": "Familles relogées", "unit": "familles"}, "≥ 14"),
        ({"indicator": "Personnes formées", "unit": "nombre"}, "≥ 14"),
        ({"indicator": "Personnes formées", "unit": None}, "≥ 14"),
        ({"indicator": "Formés", "unit": "nombre", "audience": "femmes"}, "≥ 14"),
        ({"indicator": "Kits distribués", "unit": "kits", "audience": "femmes"}, 24),
        ({"indicator": "Kits d’hygiène pour familles", "unit": "nombre"}, 24),
    ],
)
def test_people_of_several_periods_are_never_added_up(of: Row, told: object):
    (result,) = results(
        of | Q1 | {"achieved": 10, "cumulative": False}, of | Q2 | {"achieved": 14, "cumulative": False}
    )
    assert said(result.achieved) == told


def test_people_of_several_places_in_one_period_are():
    of = {"indicator": "Familles relogées", "unit": "familles", "cumulative": False, **Q1}
    (result,) = results(of | {"achieved": 10, "place": "Ici"}, of | {"achieved": 14, "place": "Là"})
    assert said(result.achieved) == 24


@pytest.mark.parametrize("told", [None, True])
def test_counts_of_which_it_is_not_said_what_they_count_are_not_added_up(told: bool | None):
    (result,) = results(Q1 | {"achieved": 10, "cumulative": told}, Q2 | {"achieved": 14})
    assert said(result.achieved) == "≥ 14"


def test_both_ways_of_counting_in_one_result_give_no_figure():
    (result,) = results(Q1 | {"achieved": 10, "cumulative": True}, Q2 | {"achieved": 14, "cumulative": False})
    assert said(result.achieved) == "mixed_counts"


def test_units_publics_and_strands_are_never_added_up():
    kinds = ({}, {"unit": "forages"}, {"audience": "écoles"}, {"strand": "Nord"}, {"indicator": "Puits creusés"})
    found = results(*[Q1 | {"achieved": 10} | kind for kind in kinds], Q2 | {"achieved": 1, "cumulative": False})
    assert [result.achieved.value for result in found] == [10, 10, 10, 10, 10]
    assert [result.achieved.partial for result in found] == [True, False, False, False, False]


def test_case_and_accents_do_not_tell_two_results_apart():
    by_period = {"cumulative": False, "achieved": 10}
    (result,) = results(Q1 | by_period, Q2 | by_period | {"indicator": "PUITS remis en service ", "unit": "Puits"})
    assert (said(result.achieved), result.indicator) == (20, "Puits remis en service")


def test_what_begins_after_the_closing_day_stands_apart():
    by_period = {"cumulative": False}
    data = fund(Q1 | by_period | {"achieved": 10}, LATER | by_period | {"achieved": 5})
    programme = fund_metrics(data).programme("eau")
    assert [said(each.achieved) for each in programme.results] == [10]
    assert [said(each.achieved) for each in programme.results_since] == [5]
    assert fund_metrics(data).programme("toit").results_since == ()


def test_a_target_to_come_is_told_and_nothing_is_reached_yet():
    (result,) = results(LATER | {"target": 20})
    assert (result.achieved.pending, said(result.target), result.share.pending) == (True, 20, True)


def test_a_figure_points_at_the_rows_that_count():
    (result,) = results(
        Q1 | {"achieved": 10, "cumulative": True, "target": 30}, Q2 | {"achieved": 24, "cumulative": True}
    )
    (achieved,), (target,) = result.achieved.cells, result.target.cells
    assert (achieved.positions.tolist(), target.positions.tolist()) == ([1], [0])
    assert (result.achieved.as_of.day, result.start.day) == (Q2["end"], Q2["start"])
    assert (result.achieved.subject, result.achieved.counted_in) == ("Puits remis en service", "puits")


def test_two_last_counts_of_one_place_that_disagree_give_no_figure():
    since = {"cumulative": True}
    (result,) = results(Q1 | since | {"achieved": 10}, Q1 | since | {"achieved": 12})
    assert said(result.achieved) == "two_last_counts"
    (result,) = results(Q1 | since | {"achieved": 10}, Q1 | since | {"achieved": 10})
    assert said(result.achieved) == 10


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        # Two counts of nobody knows when may be of one thing.
        (({"achieved": 20.0}, {"achieved": 5.0}), "≥ 20"),
        (({"achieved": 5.0}, {"achieved": 20.0}), "≥ 20"),
        (({"achieved": 20.0} | Q1, {"achieved": 5.0}), "≥ 20"),
        # Places are apart; what is said not to count since the beginning adds up, but people.
        (({"achieved": 20.0, "place": "A"}, {"achieved": 5.0, "place": "B"}), 25),
        (({"achieved": 20.0, "cumulative": False}, {"achieved": 5.0, "cumulative": False}), 25),
        (tuple({"achieved": each, "cumulative": False, "unit": "familles"} for each in (300.0, 420.0)), "≥ 420"),
        (({"achieved": 20.0},), 20),
    ],
)
def test_counts_without_dates_are_not_taken_for_one_period(rows: tuple[Row, ...], told: object):
    (found,) = results(*rows)
    assert said(found.achieved) == told


@pytest.mark.parametrize(
    ("row", "reached", "share"),
    [
        ({"achieved": 12.5}, False, "less_is_better"),
        ({"achieved": 5}, True, "less_is_better"),
        ({"achieved": 4}, True, "less_is_better"),
        # Nothing yet, or a minimum, says not that it stays below.
        ({"achieved": None}, None, "numerator_unknown"),
        ({"achieved": 4, "precision": "at_least"}, None, "less_is_better"),
        ({"achieved": 6, "precision": "at_least"}, False, "less_is_better"),
    ],
)
def test_where_less_is_better_the_target_is_the_most_and_no_share_is_told(row: Row, reached: bool | None, share: str):
    (found,) = results(Q1 | {"indicator": "Taux de panne", "unit": "%", "target": 5, "better": "lower"} | row)
    assert (found.is_reached, found.share.reason, found.target.at_most) == (reached, share, True)
    assert value_alone(found.target, Language("fr")).replace("\u00a0", " ") == "au plus 5 %"


@pytest.mark.parametrize("of", [{"unit": "%"}, {"unit": "Taux (%)"}, {"indicator": "Journées d’absence"}])
def test_nothing_is_said_to_be_reached_where_less_may_be_better(of: Row):
    (over,) = results(Q1 | of | {"achieved": 12.5, "target": 5})
    assert (over.is_reached, over.share.value, over.share.reason) == (None, None, "better_untold")
    (below,) = results(Q1 | of | {"achieved": 4, "target": 5})
    assert (below.is_reached, below.share.value) == (False, 0.8)
    (said,) = results(Q1 | of | {"achieved": 12.5, "target": 5, "better": "higher"})
    assert (said.is_reached, said.share.value) == (True, 2.5)


def test_a_share_of_participants_is_counted_as_ever():
    (found,) = results(Q1 | {"unit": "participants", "achieved": 50, "target": 40})
    assert (found.is_reached, found.share.value) == (True, 1.25)
