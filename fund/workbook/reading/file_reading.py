"""One workbook read, before it is put together with the fund's others: done once for a file, used many times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fund.model import Finding, HeaderMatch, WorkbookFile
from fund.schema import folded
from fund.workbook.door.guard import Admitted, admit
from fund.workbook.door.refusal import RefusedError
from fund.workbook.reading.delimited import overlong_rows, split_numbers
from fund.workbook.reading.findings import SheetSource
from fund.workbook.reading.grid import Grid, read_grids
from fund.workbook.reading.header import (
    Header,
    header_like,
    header_texts,
    is_own_sheet,
    recognise_sheet,
    sheets_named,
)
from fund.workbook.reading.row_shapes import is_blank
from fund.workbook.reading.table import SheetTable, read_table
from fund.workbook.reading.unmatched_headers import UnmatchedHeader, unmatched_headers

MatchedColumns = Mapping[tuple[str, str], str]
"""The columns that a person matched headers to: a column's code by table and folded header."""


@dataclass(frozen=True, slots=True)
class _SheetReading:
    """What a sheet gives. `titles` are the tables it is named for, whether or not it can be read."""

    titles: frozenset[str] = frozenset()
    tables: tuple[SheetTable, ...] = ()
    findings: tuple[Finding, ...] = ()
    unmatched: tuple[UnmatchedHeader, ...] = ()
    header_texts: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class FileReading:
    """What a file gives: no cell of it is needed any more.

    `titles` are the tables whose sheet was found, readable or not. `header_texts` are, by table, the folded
    texts that a person's match could be about, `matched` the matches that are: under all others the reading
    would be the same. `refusal` is why the file must not or can't be read: then the only finding.
    """

    name: str
    digest: str
    titles: frozenset[str]
    tables: tuple[SheetTable, ...]
    findings: tuple[Finding, ...]
    unmatched: tuple[UnmatchedHeader, ...]
    header_texts: frozenset[tuple[str, str]]
    matched: MatchedColumns
    refusal: Finding | None = None

    def is_of(self, file: WorkbookFile, matches: Sequence[HeaderMatch]) -> bool:
        """Whether reading that file with these matches would give the same."""
        same = self.name == file.name and self.digest == file.digest
        return same and self.matched == _matched_columns(matches, self.header_texts)


def read_file(
    file: WorkbookFile, *, matches: Sequence[HeaderMatch] = (), known: Iterable[FileReading] = ()
) -> FileReading:
    """Read a file, unless one of `known` is of it; whatever is wrong becomes a finding, nothing is raised."""
    return next((reading for reading in known if reading.is_of(file, matches)), None) or _read(file, matches)


def _read(file: WorkbookFile, matches: Sequence[HeaderMatch]) -> FileReading:
    refusal: Finding | None = None
    try:
        admitted = admit(file.name, file.content)
        sheets = [_read_sheet(grid, file.name, matches) for grid in read_grids(file.name, admitted.content)]
        findings = [finding for sheet in sheets for finding in sheet.findings]
        findings += _linked_findings(file.name, admitted)
    except RefusedError as refused:
        refusal = refused.finding(file.name)
        sheets, findings = [], [refusal]
    if refusal is None and not any(sheet.titles for sheet in sheets):
        findings.insert(0, SheetSource(file.name).finding("no_known_sheet" if findings else "empty_workbook"))
    texts = frozenset[tuple[str, str]]().union(*(sheet.header_texts for sheet in sheets))
    return FileReading(
        name=file.name,
        digest=file.digest,
        titles=frozenset[str]().union(*(sheet.titles for sheet in sheets)),
        tables=tuple(table for sheet in sheets for table in sheet.tables),
        findings=tuple(findings),
        unmatched=tuple(header for sheet in sheets for header in sheet.unmatched),
        header_texts=texts,
        matched=_matched_columns(matches, texts),
        refusal=refusal,
    )


def _read_sheet(grid: Grid, file: str, matches: Sequence[HeaderMatch]) -> _SheetReading:
    if is_own_sheet(grid.name):
        return _SheetReading()
    named = [schema.code for schema in sheets_named(grid.name)]
    header = recognise_sheet(grid.name, grid.rows, matches)
    offered = tuple(unmatched_headers(grid, header, file=file, matches=matches))
    texts = frozenset((code, text) for code in named for text in header_texts(grid.rows))
    if header:
        table = read_table(grid, header, file=file)
        told = (*_parting_findings(grid, header, file), *table.findings)
        return _SheetReading(frozenset((header.sheet.code,)), (table,), told, offered, texts)
    if not named and not grid.rows:
        return _SheetReading()
    source = SheetSource(file, grid.name)
    like = None if named else header_like(grid.rows)
    if like is None:
        findings = (source.finding("no_header" if named else "unknown_sheet"),)
    else:
        below = sum(any(not is_blank(cell) for cell in row) for row in grid.rows[like.row + 1 :])
        findings = (source.finding("unread_table", details={"table": like.sheet.title, "rows": below}),)
    return _SheetReading(frozenset(named), findings=findings, unmatched=offered, header_texts=texts)


def _parting_findings(grid: Grid, header: Header, file: str) -> Iterator[Finding]:
    """Rows of a table of text whose cells are not where they were meant."""
    if grid.text is None:
        return
    table = grid.text
    source = SheetSource(file, grid.name, header.known)
    for quote in table.stray_quotes:
        yield source.finding("stray_quote", row=quote.row + 1, seen=quote.line)
    overlong = list(overlong_rows(table, header=header.row))
    for row in overlong:
        seen = table.delimiter.join(table.rows[row][: table.widths[row]])
        yield source.finding("overlong_row", row=row + 1, seen=seen)
    columns = {heading.index: header.sheet.column(code) for code, heading in header.known.items()}
    for row, index in split_numbers(table, columns, header=header.row):
        if row not in overlong:
            seen = table.delimiter.join(table.rows[row][index : index + 2])
            yield source.finding("split_number", row=row + 1, column=columns[index].code, seen=seen)


def _linked_findings(file: str, admitted: Admitted) -> Iterator[Finding]:
    """That values come from other workbooks: those stored in this one are read."""
    if admitted.linked:
        yield SheetSource(file).finding("linked_workbooks", seen=", ".join(admitted.linked))


def _matched_columns(matches: Sequence[HeaderMatch], texts: frozenset[tuple[str, str]]) -> MatchedColumns:
    places = {(match.table, folded(match.header)): match.column for match in matches}
    return {place: column for place, column in places.items() if place in texts}
