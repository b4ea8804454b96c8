"""One workbook read, before it is put together with the fund's others: done once for a file, used many times."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from fund.model import Finding, HeaderMatch, Match, SheetMatch, WorkbookFile
from fund.run_in_subprocess import TooMuchMemoryError, run_in_subprocess
from fund.schema import BY_CODE, folded
from fund.workbook.door.guard import Admitted, admit, admit_light
from fund.workbook.door.refusal import LIMITS, RefusedError
from fund.workbook.reading.delimited import overlong_rows, split_numbers, unsplit_rows
from fund.workbook.reading.findings import SheetSource
from fund.workbook.reading.grid import Grid, read_grids
from fund.workbook.reading.headers.header import Header, header_texts, is_list_of_rows, is_own_sheet, recognise_sheet
from fund.workbook.reading.headers.offered_sheets import MatchedSheets, OfferedSheet, offered_sheet, said_of, tables_of
from fund.workbook.reading.headers.unmatched_headers import UnmatchedHeader, unmatched_headers
from fund.workbook.reading.placed.placed_pictures import PlacedPicture, placed_pictures
from fund.workbook.reading.table import SheetTable, read_table

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
    offered: OfferedSheet | None = None
    pictures: tuple[PlacedPicture, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FileReading:
    """What a file gives: no cell of it is needed any more.

    `titles` are the tables whose sheet was found, readable or not. `header_texts` are, by table, the folded
    texts that a person's match could be about, `matched` the matches that are: under all others the reading
    would be the same. `offered` are the sheets of unknown names that a person may say what they are, `said` what of
    that was said. `refusal` is why the file must not or can't be read: then the only finding.
    """

    name: str
    digest: str
    titles: frozenset[str]
    tables: tuple[SheetTable, ...]
    findings: tuple[Finding, ...]
    unmatched: tuple[UnmatchedHeader, ...]
    header_texts: frozenset[tuple[str, str]]
    matched: MatchedColumns
    offered: tuple[OfferedSheet, ...] = ()
    said: MatchedSheets = field(default_factory=dict)
    pictures: tuple[PlacedPicture, ...] = ()
    refusal: Finding | None = None

    def is_of(self, file: WorkbookFile, matches: Sequence[Match]) -> bool:
        """Whether reading that file with these matches would give the same."""
        same = self.name == file.name and self.digest == file.digest
        return (
            same
            and self.matched == _matched_columns(matches, self.header_texts)
            and self.said == _matched_sheets(matches, self.offered)
        )


def read_file(file: WorkbookFile, *, matches: Sequence[Match] = (), known: Iterable[FileReading] = ()) -> FileReading:
    """Read a file, unless one of `known` is of it; whatever is wrong becomes a finding, nothing is raised."""
    return next((reading for reading in known if reading.is_of(file, matches)), None) or _read(file, matches)


def _read(file: WorkbookFile, matches: Sequence[Match]) -> FileReading:
    """Here where that is little; else in a process of its own, for which no page waits and whose memory comes back."""
    try:
        if admitted := admit_light(file.name, file.content):
            return _read_admitted(file, matches, admitted)
        read = run_in_subprocess(
            _read_apart, file, tuple(matches), most_memory=LIMITS.memory, most_resident=LIMITS.resident, often=True
        )
    except RefusedError as refused:
        return _refused(file, refused)
    except TooMuchMemoryError:
        return _refused(file, RefusedError("too_much_memory", {"limit": LIMITS.resident // 2**20}))
    found: FileReading = pickle.loads(read)  # noqa: S301
    return found


def _read_apart(file: WorkbookFile, matches: Sequence[Match]) -> bytes:
    """A file read, pickled."""
    try:
        reading = _read_admitted(file, matches, admit(file.name, file.content))
    except RefusedError as refused:
        reading = _refused(file, refused)
    return pickle.dumps(reading, pickle.HIGHEST_PROTOCOL)


def _refused(file: WorkbookFile, refused: RefusedError) -> FileReading:
    """What a file gives that must not or can't be read."""
    refusal = refused.finding(file.name)
    nothing: frozenset[tuple[str, str]] = frozenset()
    return FileReading(file.name, file.digest, frozenset(), (), (refusal,), (), nothing, {}, refusal=refusal)


def _read_admitted(file: WorkbookFile, matches: Sequence[Match], admitted: Admitted) -> FileReading:
    """What a file gives that may be read; raises RefusedError where it turns out that it can't be."""
    # Without a name for the sheet at hand, which would keep it in memory while the next one is read.
    read_sheet = partial(_read_sheet, file=file.name, content=admitted.content, matches=matches)
    sheets = [*map(read_sheet, read_grids(file.name, admitted.content))]
    findings = [finding for sheet in sheets for finding in sheet.findings]
    findings += _linked_findings(file.name, admitted)
    if not any(sheet.titles for sheet in sheets):
        findings.insert(0, SheetSource(file.name).finding("no_known_sheet" if findings else "empty_workbook"))
    offered = tuple(sheet.offered for sheet in sheets if sheet.offered)
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
        offered=offered,
        said=_matched_sheets(matches, offered),
        pictures=tuple(picture for sheet in sheets for picture in sheet.pictures),
    )


def _read_sheet(grid: Grid, file: str, content: bytes, matches: Sequence[Match]) -> _SheetReading:
    """What a sheet gives; raises RefusedError where it is a list of rows that stand in the fund's files already."""
    if is_list_of_rows(grid.rows):
        raise RefusedError("list_of_rows", {"sheet": grid.name})
    if is_own_sheet(grid.name):
        return _SheetReading()
    of_headers = [match for match in matches if isinstance(match, HeaderMatch)]
    asked = offered_sheet(grid, file=file)
    said = _matched_sheets(matches, (asked,) if asked else ())
    sheets = tables_of(grid.name, asked, said)
    header = recognise_sheet(sheets, grid.rows, of_headers)
    unmatched = tuple(unmatched_headers(grid, header, sheets, file=file, matches=of_headers))
    texts = frozenset((schema.code, text) for schema in sheets for text in header_texts(grid.rows))
    if header:
        table = read_table(grid, header, file=file)
        placed = placed_pictures(file, content, table, header=header.row, broken=grid.broken)
        told = (*_parting_findings(grid, header, file), *table.findings, *placed.findings)
        known = frozenset((header.sheet.code,))
        return _SheetReading(known, (table,), told, unmatched, texts, offered=asked, pictures=placed.pictures)
    if not sheets and not grid.rows:
        return _SheetReading()
    finding = _unread(grid.name, asked, said, named=bool(sheets), file=file)
    titles = frozenset(schema.code for schema in sheets)
    return _SheetReading(titles, findings=(finding,), unmatched=unmatched, header_texts=texts, offered=asked)


def _unread(name: str, asked: OfferedSheet | None, said: MatchedSheets, *, named: bool, file: str) -> Finding:
    """Why a sheet is not read: one that looks like a table is a warning until a person says that it is none."""
    source = SheetSource(file, name)
    if named:
        return source.finding("no_header")
    if said:
        return source.finding("sheet_set_aside")
    if asked is None or not asked.likely:
        return source.finding("unknown_sheet")
    sums = [amount.sum_cents for amount in asked.amounts]
    details: dict[str, object] = {"table": BY_CODE[asked.likely].title, "rows": asked.rows}
    if len(sums) == 1 and sums[0] is not None:
        details["sum_cents"] = sums[0]
    return source.finding("unread_table", details=details)


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
    for row in unsplit_rows(table, header=header.row):
        yield source.finding("unsplit_row", row=row + 1, seen=table.rows[row][0])
    columns = {heading.index: header.sheet.column(code) for code, heading in header.known.items()}
    for row, index in split_numbers(table, columns, header=header.row):
        if row not in overlong:
            seen = table.delimiter.join(table.rows[row][index : index + 2])
            yield source.finding("split_number", row=row + 1, column=columns[index].code, seen=seen)


def _linked_findings(file: str, admitted: Admitted) -> Iterator[Finding]:
    """That values come from other workbooks: those stored in this one are read."""
    if admitted.linked:
        yield SheetSource(file).finding("linked_workbooks", seen=", ".join(admitted.linked))


def _matched_columns(matches: Sequence[Match], texts: frozenset[tuple[str, str]]) -> MatchedColumns:
    of_headers = [match for match in matches if isinstance(match, HeaderMatch)]
    places = {(match.table, folded(match.header)): match.column for match in of_headers}
    return {place: column for place, column in places.items() if place in texts}


def _matched_sheets(matches: Sequence[Match], offered: Sequence[OfferedSheet]) -> MatchedSheets:
    said = said_of(match for match in matches if isinstance(match, SheetMatch))
    places = {(folded(sheet.sheet), sheet.headers) for sheet in offered}
    return {place: table for place, table in said.items() if place in places}
