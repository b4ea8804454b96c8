"""Two versions of a fund compared, for the tests of figures and of alarms."""

from __future__ import annotations

from fund.changes import Changes, alarm_sentence, changes
from fund.metric import Basis, Metric, Unit
from fund.metrics.fund import state_of
from fund.model import Dataset
from tests.unit.datasets import Row


def compared(before: Dataset, after: Dataset) -> Changes:
    return changes(state_of(before), state_of(after))


def alarms(before: Dataset, after: Dataset, language: str = "fr") -> list[str]:
    return [alarm_sentence(alarm, language) for alarm in compared(before, after).alarms]


def raised(cents: int | None, **fields: object) -> Metric:
    return Metric(code="raised", unit=Unit.CENTS, value=cents, basis=fields.pop("basis", Basis.COMPUTED), **fields)


GIFTS: list[Row] = [
    {"donor": "Laval", "donor_type": "municipality", "received_cents": 30_000_000},
    {"donor": "Arnage", "donor_type": "municipality", "received_cents": 9_500_000},
]


NEW_GIFT: Row = {"donor": "Colombes", "donor_type": "municipality", "received_cents": 600_000}


WATER: Row = {"code": "eau", "name": "Eau", "budget_cents": 10_000_000}
