"""Reading, checking and computing a fund with two sheets of 100,000 rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from python_calamine import load_workbook

from fund.checks import check
from fund.metrics.fund import fund_metrics
from fund.metrics.over_time.situation import at_day
from fund.model import Dataset, WorkbookFile
from fund.period import of_year
from tests.benchmarks.generate import write_large_fund
from tests.benchmarks.measure import Measure, seconds
from tests.unit.workbook.workbooks import read_workbooks

SIZES = (1_000, 10_000, 100_000)
RUNS = 3


def large_fund(rows: int) -> bytes:
    """A generated workbook with that many contributions and expenses."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "grand.xlsx"
        write_large_fund(path, rows)
        return path.read_bytes()


def calamine_alone(content: bytes) -> None:
    """Every cell of the workbook as a Python value, and nothing more."""
    with load_workbook(BytesIO(content)) as workbook:
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def reading() -> Iterator[Measure]:
    """Reading and checking, against two ways of merely reading."""
    content = large_fund(SIZES[-1])
    files = [WorkbookFile("grand.xlsx", content)]
    dataset = read_workbooks(files).dataset
    metrics = fund_metrics(dataset)
    # Run in turn, so that a slower minute of the machine weighs on both; the shortest of each counts.
    rounds = [
        (
            seconds(lambda: read_workbooks(files)) + seconds(lambda: check(dataset, metrics)),
            seconds(lambda: calamine_alone(content)),
        )
        for _ in range(RUNS)
    ]
    ours, alone = (min(times) for times in zip(*rounds, strict=True))
    slow = seconds(lambda: pd.read_excel(BytesIO(content), sheet_name=None, engine="openpyxl"))
    yield Measure("read and check 2 × 100,000 rows", ours, "s")
    yield Measure("  ÷ calamine alone reading the same file", ours / alone, limit=2.5)
    yield Measure("  ÷ pandas with openpyxl only reading it", ours / slow, limit=0.4)


def figures() -> Iterator[Measure]:
    """All metrics at three sizes: the largest in seconds, and how its cost per row compares with the smallest's."""
    times = {}
    for rows in SIZES:
        dataset = read_workbooks([WorkbookFile("grand.xlsx", large_fund(rows))]).dataset
        times[rows] = min(seconds(partial(fund_metrics, dataset)) for _ in range(RUNS))
        yield Measure(f"all metrics of 2 × {rows:,} rows", times[rows], "s", 0.5 if rows == SIZES[-1] else None)
        if rows == SIZES[-1]:
            # In turn, so that a slower minute of the machine weighs on all.
            ways = [partial(way, dataset) for way in (fund_metrics, _over_a_year, _at_a_day)]
            rounds = [[seconds(way) for way in ways] for _ in range(4 * RUNS)]
            whole, both, then = (min(times) for times in zip(*rounds, strict=True))
            yield Measure("  with those of a year, ÷ without", both / whole, limit=1.5)
            yield Measure("  at an earlier day, ÷ at the closing day", then / whole, limit=1.5)
    growth = times[SIZES[-1]] / times[SIZES[0]]
    yield Measure("  time × for 100 × the rows (100 is linear)", growth, limit=100)


def _over_a_year(dataset: Dataset) -> None:
    """The whole fund, and what a year holds of it."""
    fund_metrics(dataset).over_time.over(of_year(2024))


def _at_a_day(dataset: Dataset) -> None:
    """The fund at an earlier day."""
    fund_metrics(at_day(dataset, date(2024, 12, 31)))
