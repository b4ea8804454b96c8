"""Rules about hours, people, courses, places, events and texts."""

from datetime import date

import pandas as pd
import pytest

from fund.metric import Basis
from fund.metrics.fund import fund_metrics
from fund.metrics.result import FundMetrics, HoursMetrics
from fund.model import Moment, Precision, records
from tests.unit.datasets import Row, dataset

EAU = {"programme": "eau"}


def fund(**tables: list[Row]) -> FundMetrics:
    return fund_metrics(dataset(as_of=date(2024, 6, 30), programmes=[{"code": "eau", "name": "Eau"}], **tables))


def hours(*activities: Row, declared: list[Row] | None = None) -> HoursMetrics:
    rows = [EAU | {"activity": "Cours"} | row for row in activities]
    return fund(activities=rows, declared=declared or []).programme("eau").hours


@pytest.mark.parametrize(
    ("row", "received", "rule"),
    [
        ({"hours_delivered": 180, "groups": 3, "participants": 25, "hours_per_participant": 60}, 1_500, "recorded"),
        ({"hours_delivered": 30, "participants": 20}, 30, "individual"),
        ({"hours_delivered": 30}, 30, "individual"),
        # One group's hours, 72 ÷ 3 = 24, times 25 participants.
        ({"hours_delivered": 72, "groups": 3, "participants": 25}, 600, "group"),
        ({"hours_delivered": 72, "groups": 3}, None, "unknown"),
        ({"participants": 20}, None, "unknown"),
    ],
)
def test_hours_received_follow_what_the_row_tells(row: Row, received: float | None, rule: str):
    found = hours(row)
    assert found.received.value == received
    assert found.by_kind["received_rule"].tolist() == [rule]
    assert found.received.basis is (None if received is None else Basis.DERIVED)


def test_kinds_add_up_their_activities_and_say_when_their_rules_differ():
    found = hours(
        {"kind": "Langue", "hours_delivered": 10, "hours_planned": 12, "participants": 4},
        {"kind": "langue", "hours_delivered": 20, "groups": 2, "participants": 6},
        {"activity": "Sans type", "hours_delivered": 5, "participants": 0},
    )
    rows = found.by_kind
    assert rows["kind"].tolist() == ["Langue", "Sans type"]
    # 10 individual + 20 ÷ 2 × 6 = 70, for 6 participants at least: the 4 may be among them.
    assert rows.loc[0, ["hours_delivered", "hours_received", "participants", "sessions"]].tolist() == [30, 70, 6, 2]
    assert pd.isna(rows["per_participant"][0])
    assert rows["received_rule"].tolist() == ["mixed", "individual"]
    assert pd.isna(rows["per_participant"][1])
    assert pd.isna(rows["hours_planned"][1])
    assert (found.planned.value, found.planned.unknown) == (12, 2)


@pytest.mark.parametrize(
    ("people", "largest"),
    [
        # Four quarters with the same people, or others: nobody is counted twice.
        ([420, 420, 420, 420], 420),
        ([24, 26, None, 60], 60),
        ([None, None], None),
        ([0, 0], 0),
        ([25], 25),
    ],
)
def test_people_of_several_periods_are_not_added_up(people: list[int | None], largest: int | None):
    rows = [{"kind": "Sensibilisation", "hours_delivered": 10, "participants": each} for each in people]
    (kind,) = records(hours(*rows).by_kind)
    assert (kind["participants"], kind["sessions"]) == (largest, len(people))


def test_hours_per_participant_are_those_of_one_row_and_not_of_people_counted_twice():
    one = {"kind": "Langue", "hours_delivered": 60, "groups": 2, "participants": 25}
    assert hours(one).by_kind["per_participant"].tolist() == [30]
    assert hours(one, one | {"start": date(2024, 4, 1)}).by_kind["per_participant"].isna().all()
    assert hours({"kind": "Langue", "participants": 25}).by_kind["per_participant"].isna().all()


def test_the_hours_of_a_kind_count_the_rows_that_do_not_tell_them():
    rows = [{"kind": "Langue", "hours_delivered": 10}, {"kind": "Langue", "participants": 4}]
    (kind,) = records(hours(*rows).by_kind)
    assert (kind["hours_delivered"], kind["hours_delivered_unknown"], kind["hours_received_unknown"]) == (10, 1, 1)


def test_hours_per_declared_participant_are_deduced_since_nobody_declared_them():
    people = EAU | {"indicator": "participants", "value": 20, "unit": "count", "date": date(2024, 6, 1)}
    found = hours({"hours_delivered": 60, "groups": 2, "participants": 25}, declared=[people]).per_participant
    assert found.basis is Basis.DERIVED


@pytest.mark.parametrize(("stated", "reason"), [(45_00, ""), (None, "no_hour_cost")])
def test_an_hour_costs_what_the_programme_says_and_not_what_it_spends(stated: int | None, reason: str):
    # Schools rebuilt for 260 000 € with 800 hours of support: an hour does not cost 325 €.
    spent = [EAU | {"amount_cents": 260_000_00, "date": date(2024, 5, 1)}]
    rows = [EAU | {"activity": "Accompagnement", "hours_delivered": 800}]
    found = fund_metrics(
        dataset(programmes=[{"code": "eau", "name": "Eau", "hour_cost_cents": stated}], expenses=spent, activities=rows)
    ).programme("eau")
    assert (found.hour_cost.value, found.hour_cost.reason, found.hour_cost.is_minimum) == (stated, reason, False)


def test_hours_not_told_make_a_lower_bound_but_an_activity_to_come_does_not():
    to_come = {"start": date(2024, 9, 1), "hours_planned": 40, "groups": 2}
    found = hours({"hours_delivered": 10}, {}, to_come)
    assert (found.delivered.value, found.delivered.unknown) == (10, 1)
    assert (found.received.value, found.received.unknown) == (10, 1)


def test_fractions_of_hours_add_up_without_binary_noise():
    assert hours(*[{"hours_delivered": 0.1}] * 3).delivered.value == 0.3


def test_hours_per_participant_of_a_programme_need_the_declared_number_of_people():
    people = EAU | {"indicator": "participants", "value": 20, "unit": "count", "date": date(2024, 6, 1)}
    row = {"hours_delivered": 60, "groups": 2, "participants": 25}
    assert hours(row).per_participant.value is None
    # 60 ÷ 2 × 25 = 750 hours for 20 people.
    assert hours(row, declared=[people]).per_participant.value == 37.5


def test_declared_hours_stand_where_there_is_no_activity():
    declared = [EAU | {"indicator": "hours_delivered", "value": 42.5, "unit": "h", "date": date(2024, 6, 1)}]
    found = fund(declared=declared)
    assert (found.hours.delivered.value, found.hours.delivered.basis) == (42.5, Basis.DECLARED)


def test_enrolments_leave_cancelled_courses_out_and_count_the_unknown_ones():
    courses = [
        EAU | {"title": "A", "enrolled": 4, "status": "held"},
        EAU | {"title": "B", "enrolled": 9, "status": "cancelled"},
        EAU | {"title": "C", "status": "planned"},
        EAU | {"title": "D", "enrolled": 2},
    ]
    found = fund(courses=courses).programme("eau").enrolments
    assert (found.value, found.unknown, found.cells[0].positions.tolist()) == (6, 1, [0, 2, 3])


def test_places_are_counted_else_declared():
    declared = [EAU | {"indicator": "sites", "value": 17, "unit": "count", "date": date(2024, 6, 1)}]
    assert fund(declared=declared).programme("eau").places.value == 17
    both = fund(sites=[EAU | {"place": "Val"}], declared=declared).programme("eau").places
    assert both.value == 17
    assert both.detailed is not None
    assert both.detailed.value == 1


def test_steps_keep_the_order_of_the_sheet():
    rows = [EAU | {"step": "candidatures", "count": 29}, EAU | {"step": "retenues", "count": 25}]
    steps = fund(participants=rows).programme("eau").steps
    assert steps.values.tolist() == [[0, "candidatures", 29], [1, "retenues", 25]]


def test_events_come_by_date_with_their_programme_and_their_precision():
    found = fund(
        milestones=[
            EAU | {"title": "Fin", "date": Moment(date(2024, 5, 1), Precision.MONTH)},
            {"title": "Ouverture", "date": date(2023, 1, 1)},
            EAU | {"title": "Un jour"},
        ]
    )
    assert found.milestones["title"].tolist() == ["Ouverture", "Fin", "Un jour"]
    assert found.milestones["programme"].tolist() == ["", "eau", "eau"]
    assert found.milestones["date_precision"].tolist()[:2] == ["day", "month"]
    assert found.programme("eau").milestones["title"].tolist() == ["Fin", "Un jour"]


def test_a_text_without_a_programme_is_the_funds():
    found = fund(stories=[{"title": "Le fonds", "text": "…"}, EAU | {"title": "L’eau", "text": "…"}])
    assert found.stories["title"].tolist() == ["Le fonds"]
    assert found.programme("eau").stories["title"].tolist() == ["L’eau"]


def test_an_empty_dataset_gives_figures_without_values():
    found = fund_metrics(dataset())
    assert found.programmes == ()
    assert all(figure.value is None and figure.reason for figure in found.by_code.values())
