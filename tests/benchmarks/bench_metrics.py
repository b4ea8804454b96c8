"""How long every figure of a fund takes at 1,000, 10,000 and 100,000 contributions and as many expenses.

Run from the repository's top: `python -m tests.benchmarks.bench_metrics`. Frames are made in memory, so
that only the figures are timed; the best of `RUNS` runs counts.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pandas as pd

from fund.metrics.fund import fund_metrics
from fund.model import Dataset
from tests.unit.datasets import dataset

SIZES = (1_000, 10_000, 100_000)
RUNS = 5
TARGET_SECONDS = 0.5
PROGRAMMES = ("nord", "centre", "sud")
TRANCHES = range(1, 4)


def large_dataset(rows: int) -> Dataset:
    """A fund of 300 donors, 3 programmes and 9 tranches with that many contributions and expenses."""
    random = np.random.default_rng(1)
    base = dataset(
        programmes=[{"code": code, "name": code, "budget_cents": 10**9} for code in PROGRAMMES],
        tranches=[
            {"programme": code, "number": number, "amount_cents": 10**8, "release_threshold": 0.7}
            for code in PROGRAMMES
            for number in TRANCHES
        ],
        purchase_rules=[
            {"programme": code, "threshold_cents": 4_000_000, "currency": "UAH", "contract_rate": 38.4516}
            for code in PROGRAMMES
        ],
    )
    days = np.datetime64("2022-03-01", "us") + random.integers(0, 1_000, rows).astype("timedelta64[D]")
    amounts = pd.Series(random.integers(1_00, 50_000_00, rows), dtype="Int64")
    paid = random.random(rows) < 0.8
    contributions = {
        "donor": _texts([f"Collectivité n° {number}" for number in random.integers(0, 300, rows)]),
        "donor_type": _texts(random.choice(["municipality", "department", "region", "other"], rows)),
        "pledged_cents": amounts,
        "pledged_on": days,
        "received_cents": amounts.where(paid),
        "received_on": pd.Series(days + np.timedelta64(30, "D")).where(paid),
        "programme": _texts(random.choice(PROGRAMMES, rows)),
    }
    currencies = random.choice(["EUR", "UAH", "PLN"], rows)
    expenses = {
        "programme": _texts(random.choice(PROGRAMMES, rows)),
        "tranche": pd.Series(random.integers(1, 4, rows), dtype="Int64"),
        "date": days,
        "label": _texts([f"Achat {number}" for number in range(rows)]),
        "category": _texts(random.choice(["Équipement", "Personnel", "Transport"], rows)),
        "supplier": _texts([f"Fournisseur {number}" for number in random.integers(0, 500, rows)]),
        "amount_cents": amounts,
        "currency": _texts(currencies),
        "amount_eur_cents": amounts.where(currencies != "PLN"),
    }
    tables = {"contributions": contributions, "expenses": expenses}
    filled = {name: _filled(base.table(name), columns, rows) for name, columns in tables.items()}
    return Dataset(base.fund, {**base.tables, **filled}, base.present | tables.keys())


def _texts(values: object) -> pd.Series:
    return pd.Series(values, dtype="str")


def _filled(empty: pd.DataFrame, columns: dict[str, object], rows: int) -> pd.DataFrame:
    """The columns given, the others of the table with nothing in them, and the rows' place."""
    frame = empty.reindex(range(rows)).assign(**columns)
    return frame.assign(source_file="grand.xlsx", source_sheet="feuille", source_row=np.arange(2, rows + 2))


def seconds(data: Dataset) -> float:
    """The best time of several runs."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        fund_metrics(data)
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the time at each size, how it grows, and how it stands to the target."""
    before: tuple[int, float] | None = None
    for size in SIZES:
        took = seconds(large_dataset(size))
        growth = "" if before is None else f"   × {took / before[1]:.1f} for × {size // before[0]} rows"
        print(f"{size:>7,} + {size:>7,} rows: {took * 1000:7.1f} ms{growth}")
        before = (size, took)
    if before is not None:
        print(f"largest ÷ target of {TARGET_SECONDS} s: {before[1] / TARGET_SECONDS:.2f}")


if __name__ == "__main__":
    main()
