"""Which published file an uploaded one updates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from fund.schema import folded
from fund.workbook.reading.file_reading import FileReading
from fund.workbook.reading.table import SheetTable

SAME_FILE = 0.5
"""How alike, from 0 to 1, the sheets and rows of two files must be for one to update the other."""

_COPY_MARKS = re.compile(
    r"^copie de |^copy of "
    r"|[\s_-]*(?:\(\d+\)|copie|copy|annote|annotated|corrige|final|v(?:ersion)?\s*\d+|\d{4}-?\d\d-?\d\d)[\s_-]*",
    re.IGNORECASE,
)

Thing = tuple[object, ...]
"""What a row is about: its table, then its required cells."""


def replaced_file(upload: FileReading, published: Sequence[FileReading]) -> str | None:
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
    """What is compared of a file: its fund's code, its tables, and the things its rows are about."""

    fund: str
    tables: frozenset[str]
    things: frozenset[Thing]

    @classmethod
    def of(cls, file: FileReading) -> _Content:
        codes = (code for table in file.tables if table.schema.code == "fund" for code in table.frame["code"].dropna())
        tables = frozenset(table.schema.code for table in file.tables)
        return cls(folded(next(codes, "")), tables, frozenset[Thing]().union(*map(_things, file.tables)))

    def likeness(self, other: _Content) -> float:
        """From 0 to 1: half for the tables they share, half for the things; -1 for another fund's file."""
        if self.fund and other.fund and self.fund != other.fund:
            return -1.0
        return (_shared(self.tables, other.tables) + _shared(self.things, other.things)) / 2


def _shared(one: frozenset[str] | frozenset[Thing], other: frozenset[str] | frozenset[Thing]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _things(table: SheetTable) -> set[Thing]:
    required = [table.frame[column.code].tolist() for column in table.schema.columns if column.required]
    return {(table.schema.code, *cells) for cells in zip(*required, strict=True)}


def _bare(name: str) -> str:
    return folded(_COPY_MARKS.sub("", PurePath(name).stem))
