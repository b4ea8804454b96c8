"""Reading and checking a fund of two sheets of 100,000 rows, against two ways of merely reading it.

Run: python -m tests.benchmarks.bench_reading
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pandas as pd
from python_calamine import load_workbook

from fund.workbook.read import WorkbookFile, read_workbooks
from tests.benchmarks.generate import write_large_fund


def seconds(action: Callable[[], object]) -> float:
    """How long one run takes."""
    start = perf_counter()
    action()
    return perf_counter() - start


def calamine_alone(content: bytes) -> None:
    with load_workbook(BytesIO(content)) as workbook:
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()


def pandas_with_openpyxl(content: bytes) -> None:
    pd.read_excel(BytesIO(content), sheet_name=None, engine="openpyxl")


def main() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "grand.xlsx"
        write_large_fund(path)
        content = path.read_bytes()
    read_workbooks([WorkbookFile("échauffement.xlsx", content)])
    # Run in turn, so that a slower minute of the machine weighs on both; the shortest of each counts.
    rounds = [
        (
            seconds(lambda: read_workbooks([WorkbookFile("grand.xlsx", content)])),
            seconds(lambda: calamine_alone(content)),
        )
        for _ in range(3)
    ]
    ours, alone = min(first for first, _ in rounds), min(second for _, second in rounds)
    slow = seconds(lambda: pandas_with_openpyxl(content))
    print(f"read and check 2 × 100,000 rows: {ours:.2f} s")
    print(f"÷ calamine alone ({alone:.2f} s): {ours / alone:.2f} (to reach: 2.5)")
    print(f"÷ pandas with openpyxl ({slow:.2f} s): {ours / slow:.2f} (to reach: 0.4)")


if __name__ == "__main__":
    main()
