"""Activities that are no training: shown, without hours being asked of them or missing in a sum."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fund.checks.closing import after_closing
from fund.metrics.fund import fund_metrics
from tests.unit.datasets import Row, dataset
from tests.unit.test_remedies import book_of, found_in

EAU = {"programme": "eau"}
WORKS = {"activity": "Restauration des réseaux d’irrigation"}
LESSON = {"activity": "Cours de langue", "hours_delivered": 10.0}


def programme(*activities: Row) -> Any:
    rows = [EAU | row for row in activities]
    return fund_metrics(
        dataset(as_of=date(2024, 6, 1), programmes=[{"code": "eau", "name": "Eau"}], activities=rows)
    ).programme("eau")


@pytest.mark.parametrize(
    ("row", "is_work"),
    [
        (WORKS, True),
        ({"activity": "Puits", "kind": "Travaux"}, True),
        ({"activity": "Abris de secours"}, True),
        ({"activity": "Trois salles de classe"}, True),
        # Training by its words, by what else it tells, or not known to be anything else.
        ({"activity": "Soutien psychologique"}, False),
        ({"activity": "Polonais, niveau A1", "kind": "Cours de polonais"}, False),
        ({"activity": "L’accompagnement vers l’emploi"}, False),
        (WORKS | {"participants": 12}, False),
        (WORKS | {"groups": 2}, False),
        (WORKS | {"hours_planned": 20.0}, False),
        (WORKS | {"hours_delivered": 0.0}, False),
        ({}, False),
    ],
)
def test_what_tells_no_hours_and_is_no_training_is_a_work(row: Row, is_work: bool):
    found = programme(LESSON, row)
    # What tells nothing of hours is shown, and its hours are missing where it gives some.
    assert len(found.works) == (is_work or set(row) <= {"activity", "kind"})
    hours = found.hours.delivered
    assert (hours.value, hours.unknown) == (10, 0 if is_work or "hours_delivered" in row else 1)


def test_works_alone_give_no_hours_and_no_rows_of_hours():
    found = programme(WORKS, {"activity": "Étables"})
    assert (found.hours.delivered.value, found.hours.delivered.reason, len(found.hours.by_kind)) == (None, "no_rows", 0)
    assert found.works["activity"].tolist() == [WORKS["activity"], "Étables"]


def test_planned_hours_that_are_not_given_yet_are_no_gap():
    found = programme(LESSON, {"activity": "Cours de cuisine", "status": "planned", "groups": 2})
    assert (found.hours.delivered.value, found.hours.delivered.unknown) == (10, 0)


def test_hours_are_asked_of_training_only():
    heads = ["programme", "activité", "heures dispensées", "statut"]
    works, lesson = ["auc", "Puits", None, "prévue"], ["auc", "Cours de polonais", None, "faite"]
    assert "missing_expected" not in found_in(book_of({"Activités": [heads, works]}))
    assert "missing_expected" in found_in(book_of({"Activités": [heads, works, lesson]}))


SILENT = ("Soutien psychologique", "Puits")


@pytest.mark.parametrize(
    ("of_programme", "of_row", "shown", "unknown"),
    [
        # In preparation, all that says nothing else is planned: no hours are missing, the programme has none to tell.
        ("preparation", None, ["planned", "planned"], 0),
        ("preparation", "running", ["running", "running"], 1),
        ("running", "planned", ["planned", "planned"], 0),
        ("running", None, [None, None], 1),
        (None, None, [None, None], 1),
        ("finished", "done", ["done", "done"], 1),
    ],
)
def test_what_is_to_come_has_no_hours_to_tell(
    of_programme: str | None, of_row: str | None, shown: list[str | None], unknown: int
):
    rows = [{"programme": "eau", "activity": name, "status": of_row} for name in SILENT]
    programmes: list[Row] = [{"code": "eau", "name": "Eau", "status": of_programme}]
    metrics = fund_metrics(dataset(as_of=date(2024, 6, 1), programmes=programmes, activities=rows))
    (found,) = metrics.programmes
    works = found.works["status"]
    assert works.astype(object).where(works.notna(), None).tolist() == shown
    assert (found.hours.delivered.value, found.hours.delivered.unknown) == (None, unknown)
    assert metrics.hours.delivered.value is None
    assert len(found.hours.by_kind) == unknown


@pytest.mark.parametrize(
    ("of_programme", "row", "is_shown"),
    [
        ("running", {"status": "planned"}, True),
        ("preparation", {}, True),
        # What began after the closing day is not known of that day; hours to come are of no figure of it.
        ("running", {"status": "running"}, False),
        ("running", {"status": "done"}, False),
        ("running", {}, False),
        ("preparation", {"status": "done"}, False),
        ("running", {"status": "planned", "hours_planned": 40.0}, False),
    ],
)
def test_what_is_planned_for_after_the_closing_day_is_shown_as_planned(of_programme: str, row: Row, is_shown: bool):
    programmes: list[Row] = [{"code": "eau", "name": "Eau", "status": of_programme}]
    later = EAU | WORKS | {"start": date(2024, 9, 1)} | row
    data = dataset(as_of=date(2024, 6, 1), programmes=programmes, activities=[later])
    (found,) = fund_metrics(data).programmes
    assert found.works["status"].tolist() == ["planned"] * is_shown
    assert (found.hours.planned.value, len(found.hours.by_kind)) == (None, 0)
    assert bool(list(after_closing(data))) is not is_shown
