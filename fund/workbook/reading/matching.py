"""Headers that are not recognised, and the columns a person says they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from fund.model import HeaderMatch
from fund.schema import Sheet, folded

LIKELY = 0.72
"""How alike, from 0 to 1, a header and a spelling must be for the column to be proposed."""

_CONTAINED = 0.9
_SHORTEST_CONTAINED = 5
_LONGEST_HEADER = 60


def matched_spellings(sheet: Sheet, matches: Sequence[HeaderMatch]) -> dict[str, str]:
    """The columns of a sheet by every folded spelling of their header, those of `matches` among them."""
    codes = {column.code for column in sheet.columns}
    said = {folded(m.header): m.column for m in matches if m.table == sheet.code and m.column in codes}
    return said | {folded(spelling): column.code for column in sheet.columns for spelling in column.spellings}


def likely_column(header: str, sheet: Sheet, *, taken: Collection[str] = ()) -> str:
    """The code of the column whose header is most like this one, of those not taken; empty when none is near."""
    bare = folded(header)[:_LONGEST_HEADER]
    scores = {
        (_likeness(bare, folded(spelling)), len(spelling)): column.code
        for column in sheet.columns
        if column.code not in taken
        for spelling in column.spellings
    }
    best = max(scores, default=(0.0, 0))
    return scores[best] if bare and best[0] >= LIKELY else ""


def _likeness(header: str, spelling: str) -> float:
    shorter, longer = sorted((header, spelling), key=len)
    if len(shorter) >= _SHORTEST_CONTAINED and shorter in longer:
        return _CONTAINED
    return SequenceMatcher(None, header, spelling).ratio()
