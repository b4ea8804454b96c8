"""Headers that neither the contract nor a person's word knows, each with the column it may be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fund.model import HeaderMatch
from fund.schema import Kind, Sheet, folded
from fund.workbook.reading.grid import Grid
from fund.workbook.reading.headers.header import SEARCHED_ROWS, Header, is_personal, matched_spellings
from fund.workbook.reading.headers.header_units import says_otherwise

LIKELY = 0.72
"""How alike, from 0 to 1, a header and a spelling must be for the column to be proposed."""

SURE = 0.9
"""The same for a column that is added up: only a slip of the pen apart."""

_COUNTED = frozenset({Kind.MONEY, Kind.NUMBER, Kind.INTEGER, Kind.SHARE, Kind.CURRENCY})
_CONTAINED = 0.9
_SHORTEST_CONTAINED = 5
_LONGEST_HEADER = 60
_SEARCHED_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class UnmatchedHeader:
    """A header that is not recognised. `column` is the code of the likely one, None when nothing is near."""

    file: str
    sheet: str
    table: str
    header: str
    column: str | None


def unmatched_headers(
    grid: Grid, recognised: Header | None, sheets: Sequence[Sheet], *, file: str, matches: Sequence[HeaderMatch]
) -> Iterator[UnmatchedHeader]:
    """The headers of a sheet that are not recognised; those about people are never offered.

    Of one whose header row can't be found, though it is one of `sheets`, the texts of the row that looks most like it.
    """
    if recognised:
        sheet = recognised.sheet
        for heading in recognised.unknown:
            column = likely_column(heading.text, sheet, taken=recognised.known)
            yield UnmatchedHeader(file, grid.name, sheet.code, heading.text, column or None)
        return
    for schema in sheets[:1]:
        known_already = matched_spellings(schema, matches)
        for header, column in likely_headers(grid.rows, schema).items():
            if folded(header) not in known_already:
                yield UnmatchedHeader(file, grid.name, schema.code, header, column or None)


def likely_column(header: str, sheet: Sheet, *, taken: Collection[str] = ()) -> str:
    """The code of the column whose header is most like this one, of those not taken; empty when none is near."""
    bare = folded(header)[:_LONGEST_HEADER]
    scores = {
        (_likeness(bare, folded(spelling)), len(spelling)): (column, spelling)
        for column in sheet.columns
        if column.code not in taken
        for spelling in column.spellings
    }
    best = max(scores, default=(0.0, 0))
    if not bare or best[0] < LIKELY:
        return ""
    column, spelling = scores[best]
    return column.code if column.kind not in _COUNTED or _is_sure(header, spelling) else ""


def _is_sure(header: str, spelling: str) -> bool:
    """Whether reading the header as that spelling, unasked, can't put another amount into a sum.

    The header holds the whole spelling or differs by a slip of the pen, and says nothing that the spelling does not.
    """
    if says_otherwise(header) and not says_otherwise(spelling):
        return False
    bare, known = folded(header), folded(spelling)
    return known in bare or SequenceMatcher(None, bare, known).ratio() >= SURE


def likely_headers(rows: Sequence[Sequence[object]], sheet: Sheet) -> dict[str, str]:
    """The texts of the row that looks most like the sheet's header, each with its likely column or none.

    Empty unless at least two of them are like a column's.
    """
    best: dict[str, str] = {}
    for row in rows[:SEARCHED_ROWS]:
        found: dict[str, str] = {}
        for cell in row[:_SEARCHED_COLUMNS]:
            text = " ".join(cell.split()) if isinstance(cell, str) else ""
            if text and not is_personal(text, sheet):
                found[text] = likely_column(text, sheet, taken=found.values())
        if sum(map(bool, found.values())) > sum(map(bool, best.values())):
            best = found
    return best if sum(map(bool, best.values())) >= 2 else {}


def _likeness(header: str, spelling: str) -> float:
    if header == spelling:
        return 1.0
    shorter, longer = sorted((header, spelling), key=len)
    if len(shorter) >= _SHORTEST_CONTAINED and shorter in longer:
        return _CONTAINED
    return SequenceMatcher(None, header, spelling).ratio()
