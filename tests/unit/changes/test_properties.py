"""What holds for any two versions of a table, whatever was edited in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fund.changes import Changes, changes
from fund.changes.matching import Matching, match_rows
from fund.changes.pairing import Pairs
from fund.metrics.fund import state_of
from fund.model import SOURCE_COLUMNS, Dataset, Moment, Precision
from fund.schema import BY_CODE
from tests.unit.datasets import dataset

DAYS = (None, date(2025, 1, 1), date(2026, 6, 30))
MONTH = Moment(date(2025, 1, 31), Precision.MONTH)
# Few values of each, so that rows are alike, nearly alike, and repeated.
CELLS: dict[str, dict[str, tuple[object, ...]]] = {
    "contributions": {
        "donor": (None, "Laval", "LAVAL", "Arnage", "—"),
        "pledged_cents": (None, 0, 100, 150, 5_000),
        "received_on": DAYS,
        "received_cents": (None, 100, 5_000),
    },
    "expenses": {
        "programme": (None, "eau", "EAU", "nord"),
        "label": ("Pompes", "Voyage"),
        "date": DAYS,
        "amount_cents": (None, 0, 100, 150, 5_000),
    },
    "tranches": {
        "programme": (None, "eau", "EAU", "nord"),
        "number": (None, 1, 2),
        "amount_cents": (None, 100, 150),
        "paid_on": DAYS,
    },
    "stories": {"programme": (None, "eau"), "title": (None, "Été", "Hiver"), "text": ("a", "b", "c")},
    "declared": {
        "indicator": ("raised", "spent"),
        "value": (None, 0.0, 84.92),
        "date": (None, date(2025, 1, 31), MONTH),
        "approximate": (None, "about", "at_least", "exact"),
    },
}
POOL = dataset(
    **{
        table: [dict(zip(cells, row, strict=True)) for row in product(*cells.values())]
        for table, cells in CELLS.items()
    }
)
"""Every row that those cells can make."""


def _contents(table: str) -> dict[int, tuple[object, ...]]:
    cells = POOL.table(table).drop(columns=list(SOURCE_COLUMNS)).astype(object)
    held = cells.where(cells.notna(), None).itertuples(index=False, name=None)
    return dict(zip(POOL.table(table)["source_row"], held, strict=True))


CONTENTS = {BY_CODE[table].title: _contents(table) for table in CELLS}
"""What each row of the pool holds, without where it stands, by its sheet and its number."""
TABLES = pytest.mark.parametrize("table", list(CELLS))
QUICK = settings(max_examples=10)


def positions(table: str) -> st.SearchStrategy[list[int]]:
    """A version of a table, as positions in the pool."""
    return st.lists(st.integers(0, len(POOL.table(table)) - 1), max_size=8)


def rows(table: str, chosen: list[int]) -> pd.DataFrame:
    return POOL.table(table).iloc[chosen].reset_index(drop=True)


def contents(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Each row's cells, without where it stands."""
    return [CONTENTS[sheet][row] for sheet, row in zip(rows["source_sheet"], rows["source_row"], strict=True)]


def told(pairs: Pairs, before: pd.DataFrame, after: pd.DataFrame) -> Counter[tuple[object, object]]:
    """Pairs of rows by what the rows hold."""
    return Counter(
        zip(contents(before.iloc[pairs.before]), contents(after.iloc[pairs.after]), strict=True),
    )


def outcome(matching: Matching, before: pd.DataFrame, after: pd.DataFrame) -> tuple[object, ...]:
    """Everything a matching says, but for where rows stand."""
    return (
        told(matching.unchanged, before, after),
        told(matching.changed, before, after),
        Counter(contents(before.iloc[matching.removed])),
        Counter(contents(after.iloc[matching.added])),
    )


@TABLES
@QUICK
@given(data=st.data())
def test_every_row_of_both_versions_is_in_one_place(table: str, data: st.DataObject) -> None:
    before, after = (rows(table, data.draw(positions(table))) for _ in range(2))
    found = match_rows(BY_CODE[table], before, after)
    old = np.concatenate([found.unchanged.before, found.changed.before, found.removed])
    new = np.concatenate([found.unchanged.after, found.changed.after, found.added])
    assert sorted(old) == list(range(len(before)))
    assert sorted(new) == list(range(len(after)))
    assert all(was == becomes for was, becomes in told(found.unchanged, before, after))
    assert all(was != becomes for was, becomes in told(found.changed, before, after))
    # What is removed is nowhere added: it would have been unchanged.
    assert not Counter(contents(before.iloc[found.removed])) & Counter(contents(after.iloc[found.added]))


@TABLES
@QUICK
@given(data=st.data())
def test_swapping_the_versions_mirrors_what_is_found(table: str, data: st.DataObject) -> None:
    before, after = (rows(table, data.draw(positions(table))) for _ in range(2))
    unchanged, changed, removed, added = outcome(match_rows(BY_CODE[table], before, after), before, after)
    back = outcome(match_rows(BY_CODE[table], after, before), after, before)
    mirrored = Counter({(becomes, was): number for (was, becomes), number in changed.items()})
    assert back == (unchanged, mirrored, added, removed)


@TABLES
@QUICK
@given(data=st.data())
def test_the_order_of_rows_decides_nothing(table: str, data: st.DataObject) -> None:
    versions = [data.draw(positions(table)) for _ in range(2)]
    before, after = (rows(table, version) for version in versions)
    moved_before, moved_after = (rows(table, data.draw(st.permutations(version))) for version in versions)
    found = outcome(match_rows(BY_CODE[table], before, after), before, after)
    assert outcome(match_rows(BY_CODE[table], moved_before, moved_after), moved_before, moved_after) == found


VERSIONS = st.fixed_dictionaries({table: positions(table) for table in CELLS})


def fund(chosen: dict[str, list[int]]) -> Dataset:
    return replace(POOL, tables={**POOL.tables, **{table: rows(table, version) for table, version in chosen.items()}})


def differences(found: Changes, sign: int) -> Counter[tuple[object, ...]]:
    return Counter(
        (c.metric.code, c.programme, c.metric.tranche, None if c.difference is None else sign * c.difference.value)
        for c in found.figures
    )


@settings(max_examples=3)
@given(before=VERSIONS, after=VERSIONS)
def test_counts_add_up_and_differences_mirror(before: dict[str, list[int]], after: dict[str, list[int]]) -> None:
    old, new = (state_of(fund(version)) for version in (before, after))
    there, back = changes(old, new), changes(new, old)
    same = changes(old, old)
    assert (same.figures, same.tables, same.alarms) == ((), (), ())
    for table in there.tables:
        assert table.added + table.changed + table.unchanged == len(after[table.table])
        assert table.removed + table.changed + table.unchanged == len(before[table.table])
        assert len(table.rows) == table.added + table.changed + table.removed
        assert all(row.cells for row in table.rows if row.kind == "changed")
    assert [(t.table, t.added, t.changed, t.removed) for t in there.tables] == [
        (t.table, t.removed, t.changed, t.added) for t in back.tables
    ]
    assert differences(there, 1) == differences(back, -1)
