"""One dataset of a fund's workbooks, and everything found in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from types import MappingProxyType

import numpy as np
import pandas as pd

from fund.model import Dataset, Finding, FundIdentity, Moment, Picture, Precision, Reading, records
from fund.schema import BY_CODE, SHEETS, Sheet
from fund.workbook.reading.between_rows.consistency import check_tables
from fund.workbook.reading.between_rows.corrections import corrections
from fund.workbook.reading.between_rows.donors import identified_donors
from fund.workbook.reading.file_reading import FileReading
from fund.workbook.reading.findings import SheetSource, SheetSources
from fund.workbook.reading.story_periods import with_told_periods
from fund.workbook.reading.table import SheetTable, empty_frame

NO_PICTURES: Mapping[str, Picture] = MappingProxyType({})


def combine_files(readings: Sequence[FileReading], pictures: Mapping[str, Picture] = NO_PICTURES) -> Reading:
    """One dataset of a fund's workbooks, each of them read by itself, with the `pictures` of its photos.

    A table is `present` when a sheet of its name has a header that could be read. Findings come by file,
    sheet, row and column, those about the fund as a whole first.
    """
    parts = [table for reading in readings for table in reading.tables]
    # By their codes: what was read in a process of its own has copies of the sheets.
    tables = {
        schema.code: _joined(schema, [part for part in parts if part.schema.code == schema.code]) for schema in SHEETS
    }
    tables["stories"] = with_told_periods(tables["stories"])
    sources = SheetSources({(part.source.file, part.source.sheet): part.source for part in parts})
    corrected = corrections(tables, sources)
    donors = identified_donors(corrected.tables["contributions"], sources)
    tables = {**corrected.tables, "contributions": donors.gifts}
    found_titles = frozenset[str]().union(*(reading.titles for reading in readings))
    findings = (
        *(
            SheetSource("", schema.title).finding("missing_sheet")
            for schema in SHEETS
            if schema.required and schema.code not in found_titles
        ),
        *(finding for reading in readings for finding in reading.findings),
        *_no_fund(parts),
        *corrected.findings,
        *donors.findings,
        *check_tables(tables, sources),
    )
    fund = _identity(tables["fund"])
    dataset = Dataset(
        fund=fund,
        tables=tables,
        present=frozenset(part.schema.code for part in parts),
        totals=tuple(total for part in parts for total in part.totals),
        files=tuple(reading.name for reading in readings),
        version=_version(readings, pictures),
        closing=fund.day,
        pictures=pictures,
    )
    return Reading(dataset, _ordered(findings, readings, parts))


def _no_fund(parts: Sequence[SheetTable]) -> Iterator[Finding]:
    """The sheet « Fonds » must hold a row, in one workbook at least."""
    funds = [part for part in parts if part.schema.code == "fund"]
    if funds and all(part.frame.empty for part in funds):
        yield funds[0].source.finding("no_fund_row")


def _joined(schema: Sheet, parts: Sequence[SheetTable]) -> pd.DataFrame:
    """One table of the same sheet in several workbooks, with the file and sheet of each row."""
    if not parts:
        return _absent(schema.code)
    frames = [part.frame for part in parts]
    frame = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    sizes = [len(frame) for frame in frames]
    return frame.assign(
        source_file=_repeated([part.source.file for part in parts], sizes),
        source_sheet=_repeated([part.source.sheet for part in parts], sizes),
    )


@cache
def _absent(code: str) -> pd.DataFrame:
    """The table of a sheet that no workbook holds, made once: like all tables, nobody writes in it."""
    nowhere = pd.Categorical([], categories=pd.Index([], dtype="str"))
    return empty_frame(BY_CODE[code]).assign(source_file=nowhere, source_sheet=nowhere)


def _repeated(names: Sequence[str], sizes: Sequence[int]) -> pd.Categorical:
    categories = list(dict.fromkeys(names))
    codes = np.repeat([categories.index(name) for name in names], sizes).astype(np.int32)
    return pd.Categorical.from_codes(codes, categories=pd.Index(categories, dtype="str"))


def _version(readings: Sequence[FileReading], pictures: Mapping[str, Picture]) -> str:
    digest = sha256()
    for name, picture in sorted(pictures.items()):
        digest.update(repr((name, picture.digest, picture.fault)).encode())
    for reading in readings:
        digest.update(sha256(reading.name.encode()).digest() + bytes.fromhex(reading.digest))
    return digest.hexdigest()[:16]


def _ordered(
    findings: Sequence[Finding], readings: Sequence[FileReading], parts: Sequence[SheetTable]
) -> tuple[Finding, ...]:
    file_order = {reading.name: order for order, reading in enumerate(readings)}
    sheet_order = {(part.source.file, part.source.sheet): order for order, part in enumerate(parts)}

    def place(finding: Finding) -> tuple[int, int, int, int, str]:
        return (
            file_order.get(finding.file, -1),
            sheet_order.get((finding.file, finding.sheet), -1),
            finding.row or 0,
            len(finding.cell),
            finding.cell,
        )

    return tuple(sorted(findings, key=place))


def _identity(fund: pd.DataFrame) -> FundIdentity:
    """The first row of the table `fund`; an identity with an empty code when there is none.

    A fund without a name goes by its code.
    """
    if fund.empty:
        return FundIdentity(code="", name="")
    row = records(fund.head(1))[0]
    opened_on, as_of, closed_on = (
        row[name] and Moment(row[name].date(), Precision(row[f"{name}_precision"]))
        for name in ("opened_on", "as_of", "closed_on")
    )
    return FundIdentity(
        code=row["code"] or "",
        name=row["name"] or row["code"] or "",
        crisis=row["crisis"] or "",
        opened_on=opened_on,
        currency=row["currency"] or "EUR",
        partners=row["partners"] or "",
        as_of=as_of,
        fictional=bool(row["fictional"]),
        short_name=row["short_name"] or "",
        donors_complete=None if row["donors_complete"] is None else bool(row["donors_complete"]),
        closed_on=closed_on,
    )
