"""A fund ready to be shown: its workbooks read, its figures computed, its faults found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fund.checks import check, expected_by_now
from fund.metrics.fund import FundState, fund_metrics
from fund.model import Finding, Match, Picture, WorkbookFile
from fund.workbook.reading.dataset import NO_PICTURES, combine_files
from fund.workbook.reading.file_reading import FileReading, read_file

SHIPPED = Path(__file__).parent.parent / "data"
"""The funds that come with the application."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True, weakref_slot=True)
class OpenFund(FundState):
    """The state of a fund with all that its pages need. `code` is what addresses use.

    `readings` are its files one by one, in order: a version that keeps some of them need not read them again.
    """

    code: str
    readings: tuple[FileReading, ...] = ()


def open_files(
    code: str,
    files: Sequence[WorkbookFile],
    *,
    matches: Sequence[Match] = (),
    pictures: Mapping[str, Picture] = NO_PICTURES,
) -> OpenFund:
    """Read, compute and check a fund's workbooks. Faults of the data are findings, never exceptions."""
    return open_readings(code, [read_file(file, matches=matches) for file in files], pictures)


def open_readings(
    code: str, readings: Sequence[FileReading], pictures: Mapping[str, Picture] = NO_PICTURES
) -> OpenFund:
    """The same of workbooks that are read already, each by itself."""
    reading = combine_files(readings, pictures)
    metrics = fund_metrics(reading.dataset)
    # What is wrong with the figures comes first: it matters most to a committee.
    missing = expected_by_now(reading.dataset, metrics, reading.findings)
    findings = (*_in_their_cells(check(reading.dataset, metrics), readings), *missing)
    return OpenFund(reading.dataset, metrics, findings, code=code, readings=tuple(readings))


def _in_their_cells(findings: Sequence[Finding], readings: Sequence[FileReading]) -> Iterator[Finding]:
    """What checks found, with the cells of the person's own workbooks: the figures only know its rows."""
    tables = {(table.source.file, table.source.sheet): table for reading in readings for table in reading.tables}
    read = {(each.code, each.file, each.sheet, each.row) for reading in readings for each in reading.findings}
    for finding in findings:
        place = finding.file, finding.sheet, finding.row
        if finding.code == "photo_without_picture" and ("photo_not_in_file", *place) in read:
            continue  # the row does have one, which another program left out of the file: said already
        table = tables.get(place[:2])
        yield finding if table is None else table.in_its_cell(finding)
