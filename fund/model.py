"""What a fund is: its tables, its findings, and the small values that cross module boundaries.

Money is whole cents everywhere inside (`Int64` columns whose names end in `_cents`). Every frame
carries `source_file`, `source_sheet` and `source_row`, so that any figure can be traced to its cells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

SOURCE_COLUMNS = ("source_file", "source_sheet", "source_row")

Record = Mapping[Hashable, Any]
"""One row of a frame: its cells by column, None where a cell holds nothing."""


class Precision(StrEnum):
    """How much of a date is known, the most precise first. A report often says « été 2022 » and no more."""

    DAY = "day"
    MONTH = "month"
    LATE = "late"
    EARLY = "early"
    AUTUMN = "autumn"
    SUMMER = "summer"
    SPRING = "spring"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with its precision. `day` is the first or the last day of the period it stands for."""

    day: date
    precision: Precision = Precision.DAY


@dataclass(frozen=True)
class WorkbookFile:
    """A workbook as it comes: its file name and its bytes."""

    name: str
    content: bytes

    @cached_property
    def digest(self) -> str:
        """The hexadecimal SHA-256 of the content."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """A person's word that, in that table, the column titled `header` is the one of code `column`."""

    table: str
    header: str
    column: str


@dataclass(frozen=True, slots=True)
class SheetMatch:
    """A person's word that the sheet titled `sheet`, with these `headers`, is the table of that code, or none if empty.

    `headers` are the folded texts of its known headers, sorted and joined by « | ».
    """

    sheet: str
    headers: str
    table: str


Match = HeaderMatch | SheetMatch
"""A person's word about how a workbook is to be read."""


class Severity(StrEnum):
    """An error blocks a publication, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or remark about the workbooks.

    `code` names the entry of the catalogue (`fund/wording/texts/*/findings.toml`) that says, in each
    language, what is wrong and what to do. `row` is the Excel row (1-based), `column` the header as
    the workbook writes it, `cell` the Excel address where there is one. `seen` is what the cell holds,
    as text and never trusted. `details` fills the placeholders of the catalogue's sentences; amounts
    in it are whole cents under names ending in `_cents`, or figures, which carry what has to be said of them.
    Where it is not `of_row`, it is about a figure, a sheet or a donor of which that row is only the first.
    """

    code: str
    severity: Severity
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    cell: str = ""
    seen: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    of_row: bool = True


@dataclass(frozen=True, slots=True)
class FundIdentity:
    """The one row of the sheet « Fonds »."""

    code: str
    name: str
    crisis: str = ""
    opened_on: Moment | None = None
    currency: str = "EUR"
    partners: str = ""
    as_of: Moment | None = None
    fictional: bool = False
    short_name: str = ""
    donors_complete: bool | None = None
    closed_on: Moment | None = None
    earlier: bool = False
    """Whether it is seen at a day before its own closing day."""

    @property
    def called(self) -> str:
        """Its name where there is little room."""
        return self.short_name or self.name

    @property
    def is_closed(self) -> bool:
        """Whether it is closed by the day that its figures are as of."""
        day = self.day
        return self.closed_on is not None and (day is None or self.closed_on.day <= day)

    @property
    def day(self) -> date | None:
        """The day that its figures are as of, None where it is not told."""
        return None if self.as_of is None else self.as_of.day


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A cell of a TOTAL row: left out of the table, kept to reconcile the rows above it.

    `column` is the frame's column name, `value` in that column's own unit (cents for money);
    `first_row` to `last_row` are the Excel rows the total stands for.
    """

    table: str
    file: str
    sheet: str
    row: int
    column: str
    value: float
    first_row: int
    last_row: int
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: `digest` is the hexadecimal SHA-256 of its larger form, whose sides are in pixels.

    `moves`: what was given was animated, and only its beginning is kept. Where there is a `fault` nothing is kept: it
    says why, and `details` fill the sentences of its finding.
    """

    digest: str = ""
    width: int = 0
    height: int = 0
    moves: bool = False
    fault: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


def placed_name(file: str, sheet: str, row: int) -> str:
    """The name of a picture that stands in a row of a workbook: no file that is dropped can be called so."""
    return f"{file}\t{sheet}\t{row}"


def dropped_name(name: str) -> str:
    """The name of a picture dropped beside workbooks: folders, case and forms of accents apart."""
    bare = re.sub(r"[\x00-\x1f\x7f]", " ", re.split(r"[/\\]", name)[-1])
    return unicodedata.normalize("NFC", bare.strip()).casefold()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A fund as read: every table of the schema, empty where no workbook has the sheet.

    `present` names the tables whose sheet exists in a workbook, be it with no row: an absent sheet
    means « not communicated », an empty one means « none ». `version` identifies the content and is
    the only cache key of what is computed from it.

    Figures are those of `closing`, the last day that counts (None: every row counts, whatever its date). Where rows
    were left out already, `left_out` tells which by table: a mask of the table's first rows, those behind it count;
    where only a cell of a row was, its name is « table.column ». `earlier`: it is seen at a day before its own closing
    day, where what is not over yet does not count, nor what has no date.

    `pictures` are those of the sheet of photos, by `placed_name` and `dropped_name`.
    """

    fund: FundIdentity
    tables: Mapping[str, pd.DataFrame]
    present: frozenset[str]
    totals: tuple[TotalRow, ...] = ()
    files: tuple[str, ...] = ()
    version: str = ""
    closing: date | None = None
    left_out: Mapping[str, npt.NDArray[np.bool_]] = field(default_factory=dict)
    earlier: bool = False
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def table(self, name: str) -> pd.DataFrame:
        """The table of that name (a schema sheet's `code`); raises KeyError for an unknown one."""
        return self.tables[name]


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a fund's workbooks gives: the dataset and everything found on the way."""

    dataset: Dataset
    findings: tuple[Finding, ...] = ()


def records(frame: pd.DataFrame) -> list[Record]:
    """A frame's rows one by one, None where nothing is known: for the few that are shown or reported."""
    names = [str(name) for name in frame.columns]
    columns = [
        [None if missing else cell for cell, missing in zip(column.tolist(), column.isna(), strict=True)]
        for _, column in frame.items()
    ]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
