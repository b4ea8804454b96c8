"""The one door by which a workbook's bytes come in: a dataset and everything found on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import pandas as pd

from fund.model import Dataset, Finding, Reading
from fund.schema import SHEETS, Sheet
from fund.workbook.columns import empty_frame
from fund.workbook.consistency import check_tables
from fund.workbook.findings import Origin
from fund.workbook.grid import Grid, read_grids
from fund.workbook.header import recognise_sheet, schemas_named
from fund.workbook.identity import identity
from fund.workbook.matching import Match
from fund.workbook.origins import Origins
from fund.workbook.own_sheets import is_own_sheet
from fund.workbook.package import WorkbookError
from fund.workbook.table import SheetTable, read_table

__all__ = ["Match", "WorkbookFile", "read_workbooks"]


@dataclass(frozen=True, slots=True)
class WorkbookFile:
    """A workbook as it comes: its file name and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _FileReading:
    """What a file, or one of its sheets, gives."""

    tables: tuple[SheetTable, ...]
    titles: frozenset[str]  # codes of the tables whose sheet was found, readable or not
    findings: tuple[Finding, ...]


def read_workbooks(files: Sequence[WorkbookFile], *, matches: Sequence[Match] = ()) -> Reading:
    """Read a fund's workbooks into one dataset; whatever is wrong becomes a finding, nothing is raised.

    `matches` are headers that a person has matched to columns, beside those the contract knows. A table
    is `present` when a sheet of its name has a header that could be read. Findings come by file, sheet,
    row and column, those about the fund as a whole first.
    """
    readings = [_read_file(file, matches) for file in files]
    parts = [table for reading in readings for table in reading.tables]
    tables = {schema.code: _joined(schema, [part for part in parts if part.schema is schema]) for schema in SHEETS}
    checked = check_tables(tables, Origins({(part.origin.file, part.origin.sheet): part.origin for part in parts}))
    found_titles = frozenset[str]().union(*(reading.titles for reading in readings))
    findings = (
        *(
            Origin("", schema.title).finding("missing_sheet")
            for schema in SHEETS
            if schema.required and schema.code not in found_titles
        ),
        *(finding for reading in readings for finding in reading.findings),
        *_no_fund(parts),
        *checked.findings,
    )
    dataset = Dataset(
        fund=identity(checked.tables["fund"]),
        tables=checked.tables,
        present=frozenset(part.schema.code for part in parts),
        totals=tuple(total for part in parts for total in part.totals),
        files=tuple(file.name for file in files),
        version=_version(files),
    )
    return Reading(dataset, _ordered(findings, files, parts))


def _read_file(file: WorkbookFile, matches: Sequence[Match]) -> _FileReading:
    try:
        sheets = [_read_sheet(grid, file.name, matches) for grid in read_grids(file.name, file.content)]
    except WorkbookError as error:
        return _FileReading((), frozenset(), (Origin(file.name).finding(error.code),))
    titles = frozenset[str]().union(*(sheet.titles for sheet in sheets))
    findings = [finding for sheet in sheets for finding in sheet.findings]
    if not titles:
        empty = not findings
        findings.insert(0, Origin(file.name).finding("empty_workbook" if empty else "no_known_sheet"))
    return _FileReading(tuple(table for sheet in sheets for table in sheet.tables), titles, tuple(findings))


def _read_sheet(grid: Grid, file: str, matches: Sequence[Match]) -> _FileReading:
    if is_own_sheet(grid.name):
        return _FileReading((), frozenset(), ())
    if recognised := recognise_sheet(grid.name, grid.rows, matches):
        table = read_table(grid, recognised.schema, recognised.header, file=file)
        return _FileReading((table,), frozenset((recognised.schema.code,)), table.findings)
    titles = frozenset(schema.code for schema in schemas_named(grid.name))
    if not titles and not grid.rows:
        return _FileReading((), titles, ())
    return _FileReading((), titles, (Origin(file, grid.name).finding("no_header" if titles else "unknown_sheet"),))


def _no_fund(parts: Sequence[SheetTable]) -> Iterator[Finding]:
    """The sheet « Fonds » must hold a row, in one workbook at least."""
    funds = [part for part in parts if part.schema.code == "fund"]
    if funds and all(part.frame.empty for part in funds):
        yield funds[0].origin.finding("no_fund_row")


def _joined(schema: Sheet, parts: Sequence[SheetTable]) -> pd.DataFrame:
    """One table of the same sheet in several workbooks, with the file and sheet of each row."""
    frames = [part.frame for part in parts]
    if not frames:
        frame = empty_frame(schema)
    else:
        frame = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    sizes = [len(frame) for frame in frames]
    return frame.assign(
        source_file=_repeated([part.origin.file for part in parts], sizes),
        source_sheet=_repeated([part.origin.sheet for part in parts], sizes),
    )


def _repeated(names: Sequence[str], sizes: Sequence[int]) -> pd.Categorical:
    categories = list(dict.fromkeys(names))
    codes = np.repeat([categories.index(name) for name in names], sizes).astype(np.int32)
    return pd.Categorical.from_codes(codes, categories=pd.Index(categories, dtype="str"))


def _version(files: Sequence[WorkbookFile]) -> str:
    digest = sha256()
    for file in files:
        digest.update(sha256(file.name.encode()).digest() + sha256(file.content).digest())
    return digest.hexdigest()[:16]


def _ordered(
    findings: Sequence[Finding], files: Sequence[WorkbookFile], parts: Sequence[SheetTable]
) -> tuple[Finding, ...]:
    file_order = {file.name: order for order, file in enumerate(files)}
    sheet_order = {(part.origin.file, part.origin.sheet): order for order, part in enumerate(parts)}

    def place(finding: Finding) -> tuple[int, int, int, int, str]:
        return (
            file_order.get(finding.file, -1),
            sheet_order.get((finding.file, finding.sheet), -1),
            finding.row or 0,
            len(finding.cell),
            finding.cell,
        )

    return tuple(sorted(findings, key=place))
