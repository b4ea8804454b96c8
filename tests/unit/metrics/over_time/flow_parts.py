"""A fund of a few rows, and what a period holds of one of its figures."""

from datetime import date

from fund.metric import Metric
from fund.metrics.fund import fund_metrics
from fund.metrics.over_time.flows import Flow
from fund.metrics.result import FundMetrics
from fund.period import Period
from tests.unit.datasets import Row, dataset

CLOSING = date(2024, 12, 31)


def fund(**tables: list[Row]) -> FundMetrics:
    programmes = tables.pop("programmes", [{"code": "eau", "name": "Eau"}])
    return fund_metrics(dataset(as_of=CLOSING, programmes=programmes, **tables))


def part(metrics: FundMetrics, figure: Metric, period: Period) -> Flow:
    found = metrics.over_time.over(period).of(figure)
    assert found is not None
    return found
