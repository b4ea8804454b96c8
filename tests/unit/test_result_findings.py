"""What checks say of results, each at its row. The fund is closed on 31/10/2023."""

from __future__ import annotations

from datetime import date

import pytest

from fund.checks import check, check_today
from fund.metrics.fund import fund_metrics
from fund.model import Finding, Severity
from tests.unit.datasets import Row, dataset

Q1 = {"start": date(2023, 1, 1), "end": date(2023, 3, 31)}
Q2 = {"start": date(2023, 4, 1), "end": date(2023, 6, 30)}
LATER = {"start": date(2023, 11, 1), "end": date(2023, 12, 31)}


def findings(*rows: Row, status: str = "running", as_of: date | None = date(2023, 10, 31)) -> list[Finding]:
    of = {"programme": "eau", "indicator": "Puits", "unit": "puits"}
    programmes: list[Row] = [{"code": "eau", "name": "Eau", "status": status}]
    data = dataset(as_of=as_of, programmes=programmes, results=[of | row for row in rows])
    every = (*check(data, fund_metrics(data)), *check_today(data, date(2023, 10, 31)))
    return [each for each in every if each.sheet == "Résultats"]


def found(*rows: Row, status: str = "running") -> list[tuple[str, int | None, str]]:
    return [(each.code, each.row, each.severity) for each in findings(*rows, status=status)]


YES, NO = {"cumulative": True}, {"cumulative": False}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([Q1 | NO | {"achieved": 1}, Q2 | NO | {"achieved": 2}], []),
        ([Q1 | YES | {"achieved": 1}, Q2 | YES | {"achieved": 2}], []),
        ([Q1 | {"achieved": 1}], []),
        ([Q1 | {"achieved": 1, "place": "Ici"}, Q1 | {"achieved": 2, "place": "Là"}], []),
        ([Q1 | YES | {"achieved": 1}, Q2 | NO | {"achieved": 2}], [("result_counted_both_ways", 2, "warning")]),
        ([Q1 | {"achieved": 1}, Q2 | {"achieved": 2}], [("result_count_untold", 3, "warning")]),
        ([Q1 | YES | {"achieved": 1}, Q1 | YES | {"achieved": 2}], [("result_counted_twice", 2, "warning")]),
    ],
)
def test_rows_that_cannot_be_put_together(rows: list[Row], told: list[object]):
    assert found(*rows) == told


HALF = {"start": date(2023, 1, 1), "end": date(2023, 6, 30)}
MARCH_ON = {"start": date(2023, 3, 31), "end": date(2023, 6, 30)}


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([Q1 | {"achieved": 1}, Q1 | {"achieved": 2}], 3),
        ([Q1 | {"achieved": 1}, HALF | {"achieved": 3}, Q2 | {"achieved": 2}], 2),
        ([Q1 | {"achieved": 1}, MARCH_ON | {"achieved": 2}], None),
        ([Q1 | {"achieved": 1}, Q2 | {"achieved": 2}], None),
        ([Q1 | {"achieved": 1}, Q1 | {"achieved": None, "target": 5}], None),
        ([Q1 | {"achieved": 1, "place": "Ici"}, HALF | {"achieved": 2, "place": "Là"}], None),
        ([Q1 | {"achieved": 1, "place": "Ici"}, Q1 | {"achieved": 2, "place": "ICI"}], 3),
        ([{"achieved": 1}, {"achieved": 2}], None),
    ],
)
def test_a_period_within_another_of_the_same_place_is_asked_about(rows: list[Row], at: int | None):
    told = [each for each in found(*(row | NO for row in rows)) if each[0] == "result_period_within"]
    assert told == ([] if at is None else [("result_period_within", at, "warning")])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"achieved": 80, "target": 100}, False),
        ({"achieved": 79, "target": 100}, True),
        ({"achieved": 120, "target": 100}, False),
        ({"achieved": 121, "target": 100}, True),
        ({"achieved": 79, "target": 100, "gap_reason": "La piste est coupée."}, False),
        ({"achieved": 79}, False),
        ({"target": 100}, False),
        (LATER | {"achieved": None, "target": 100}, False),
    ],
)
def test_a_gap_from_the_target_wants_an_explanation(row: Row, told: bool):
    assert found(Q1 | row) == ([("result_gap_unexplained", 2, "note")] if told else [])
    assert found(Q1 | row, status="finished") == ([("result_gap_unexplained", 2, "warning")] if told else [])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        # Where less is better only more than the target is a gap.
        ({"better": "lower", "achieved": 4, "target": 5}, ""),
        ({"better": "lower", "achieved": 6, "target": 5}, ""),
        ({"better": "lower", "achieved": 12.5, "target": 5}, "result_over_most"),
        ({"better": "lower", "achieved": 1, "target": 5}, ""),
        ({"better": "lower", "achieved": 12.5, "target": 5, "gap_reason": "Deux pompes volées."}, ""),
        # Where nobody says which way is better, a share above its target is asked about; so are breakdowns.
        ({"unit": "%", "achieved": 12.5, "target": 5}, "result_better_untold"),
        ({"indicator": "Pannes", "achieved": 12, "target": 5, "gap_reason": "Deux pompes."}, "result_better_untold"),
        ({"unit": "%", "better": "higher", "achieved": 12.5, "target": 5}, "result_gap_unexplained"),
        ({"unit": "%", "achieved": 4.5, "target": 5}, ""),
    ],
)
def test_a_result_that_is_better_the_lower_it_is_has_a_gap_above_its_target_only(row: Row, code: str):
    assert found(Q1 | row) == ([(code, 2, "note")] if code else [])


def test_what_is_reached_after_the_closing_day_is_told_once():
    rows = (Q1 | NO | {"achieved": 1}, LATER | NO | {"achieved": 2}, LATER | NO | {"achieved": 3, "place": "Là"})
    (finding,) = findings(*rows)
    assert (finding.code, finding.row, finding.severity, finding.details["n"]) == (
        "results_since",
        3,
        Severity.NOTE,
        2,
    )


def test_a_period_that_goes_on_after_the_closing_day_is_told():
    (finding,) = findings({"start": date(2023, 9, 1), "end": date(2023, 12, 31), "achieved": 2})
    assert (finding.code, finding.row) == ("around_closing", 2)


def test_without_a_closing_day_what_is_later_than_today_is_a_warning():
    (finding,) = findings(LATER | {"achieved": 2}, as_of=None)
    assert (finding.code, finding.severity) == ("in_the_future_rows", Severity.WARNING)
