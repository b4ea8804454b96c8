"""What an uploaded file is: which headers are not understood, which published file it updates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import pandas as pd

from fund.schema import BY_CODE, folded
from fund.workbook.grid import Grid, read_grids
from fund.workbook.header import likely_headers, recognise_sheet, schemas_named
from fund.workbook.matching import Match, likely_column, matched_spellings
from fund.workbook.own_sheets import is_own_sheet
from fund.workbook.package import WorkbookError
from fund.workbook.read import WorkbookFile, read_workbooks

SAME_FILE = 0.5
"""How alike, from 0 to 1, the sheets and rows of two files must be for one to update the other."""

_COPY_MARKS = re.compile(
    r"^copie de |^copy of "
    r"|[\s_-]*(?:\(\d+\)|copie|copy|annote|annotated|corrige|final|v(?:ersion)?\s*\d+|\d{4}-?\d\d-?\d\d)[\s_-]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A header that is not recognised. `column` is the code of the likely one, None when nothing is near."""

    file: str
    sheet: str
    table: str
    header: str
    column: str | None


def unmatched(files: Sequence[WorkbookFile], *, matches: Sequence[Match] = ()) -> tuple[Unmatched, ...]:
    """The headers that neither the contract nor `matches` know, each with the column it may be.

    Of a sheet whose header row can't be told, the texts of the row that looks most like it. A file that
    can't be read has none: reading it says why. Headers about people are never offered.
    """
    return tuple(header for file in files for header in _unmatched_in(file, matches))


def replaces(upload: WorkbookFile, published: Sequence[WorkbookFile]) -> str | None:
    """The name of the published file that this one updates, None when it seems to be new.

    Told by content first: the same tables, the same things in their rows (donors, programmes, labels…,
    whatever their amounts), never another fund's. Then by name, marks such as « (1) » or « copie » apart.
    """
    new = _Content.of(upload)
    likeness = {file.name: new.likeness(_Content.of(file)) for file in published}
    same_name = {file.name: _bare(file.name) == _bare(upload.name) for file in published}
    best = max(likeness, key=lambda name: (likeness[name], same_name[name]), default=None)
    if best is not None and likeness[best] >= SAME_FILE:
        return best
    named = [name for name, same in same_name.items() if same and likeness[name] >= 0]
    return named[0] if named else None


@dataclass(frozen=True, slots=True)
class _Content:
    """What is compared of a file: its fund's code, and by table the things its rows are about."""

    fund: str
    things: Mapping[str, frozenset[tuple[object, ...]]]

    @classmethod
    def of(cls, file: WorkbookFile) -> _Content:
        dataset = read_workbooks([file]).dataset
        return cls(
            folded(dataset.fund.code),
            {table: _things(table, dataset.table(table)) for table in sorted(dataset.present)},
        )

    def likeness(self, other: _Content) -> float:
        """From 0 to 1: half for the tables they share, half for the things; -1 for another fund's file."""
        if self.fund and other.fund and self.fund != other.fund:
            return -1.0
        return (_shared(set(self.things), set(other.things)) + _shared(_all(self.things), _all(other.things))) / 2


def _shared(one: set[object] | set[str], other: set[object] | set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _all(things: Mapping[str, frozenset[tuple[object, ...]]]) -> set[object]:
    return {(table, *thing) for table, rows in things.items() for thing in rows}


def _things(table: str, frame: pd.DataFrame) -> frozenset[tuple[object, ...]]:
    required = [column.code for column in BY_CODE[table].columns if column.required]
    return frozenset(frame[required].drop_duplicates().itertuples(index=False, name=None))


def _bare(name: str) -> str:
    return folded(_COPY_MARKS.sub("", PurePath(name).stem))


def _unmatched_in(file: WorkbookFile, matches: Sequence[Match]) -> Iterator[Unmatched]:
    try:
        for grid in read_grids(file.name, file.content):
            if not is_own_sheet(grid.name):
                for table, header, column in _headers(grid, matches):
                    yield Unmatched(file.name, grid.name, table, header, column or None)
    except WorkbookError:
        return  # reading says why, as a finding


def _headers(grid: Grid, matches: Sequence[Match]) -> Iterator[tuple[str, str, str]]:
    """Table, header and likely column of what isn't recognised in a sheet."""
    if recognised := recognise_sheet(grid.name, grid.rows, matches):
        schema, known = recognised.schema, recognised.header.known
        for heading in recognised.header.unknown:
            yield schema.code, heading.text, likely_column(heading.text, schema, taken=known)
        return
    for schema in schemas_named(grid.name)[:1]:
        known_already = matched_spellings(schema, matches)
        for header, column in likely_headers(grid.rows, schema).items():
            if folded(header) not in known_already:
                yield schema.code, header, column
