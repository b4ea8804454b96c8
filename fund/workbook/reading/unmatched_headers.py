"""Headers that neither the contract nor a person's word knows, each with the column it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fund.model import HeaderMatch
from fund.schema import folded
from fund.workbook.reading.grid import Grid
from fund.workbook.reading.header import RecognisedSheet, likely_headers, schemas_named
from fund.workbook.reading.matching import likely_column, matched_spellings


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A header that is not recognised. `column` is the code of the likely one, None when nothing is near."""

    file: str
    sheet: str
    table: str
    header: str
    column: str | None


def unmatched(
    grid: Grid, recognised: RecognisedSheet | None, *, file: str, matches: Sequence[HeaderMatch]
) -> Iterator[Unmatched]:
    """The headers of a sheet that are not recognised; those about people are never offered.

    Of a sheet whose header row can't be told, the texts of the row that looks most like it.
    """
    if recognised:
        schema, known = recognised.schema, recognised.header.known
        for heading in recognised.header.unknown:
            column = likely_column(heading.text, schema, taken=known)
            yield Unmatched(file, grid.name, schema.code, heading.text, column or None)
        return
    for schema in schemas_named(grid.name)[:1]:
        known_already = matched_spellings(schema, matches)
        for header, column in likely_headers(grid.rows, schema).items():
            if folded(header) not in known_already:
                yield Unmatched(file, grid.name, schema.code, header, column or None)
