"""Where a sheet's header stands and which of its columns are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fund.schema import Sheet, folded
from fund.workbook.findings import Heading, as_text

SEARCHED_ROWS = 30

_UNIT_IN_BRACKETS = re.compile(r"[(\[]\s*(?:en\s+)?(?:€|eur|euros?|ttc|h|heures?|%)\s*[)\]]", re.IGNORECASE)
_COUNTS_OF_PEOPLE = frozenset(("participants", "activities", "courses"))
_PERSONAL = re.compile(
    r"(?:nomet?prenom|prenometnom|prenom|nomdefamille|nomdunaissance|nomdenaissance|patronyme)s?"
    r"|.*(?:telephone|portable|passeport|passport|datedenaissance|dateofbirth|birthdate|courriel)s?.*"
    r"|(?:n°)?(?:de)?tel|mobile|e?mails?|adressee?mails?|neele|nee?le|fullname|firstname|lastname|surname"
)


@dataclass(frozen=True, slots=True)
class Header:
    """A header row (0-based) and its columns: known by code, the others by why they are left out."""

    row: int
    known: Mapping[str, Heading]
    unknown: tuple[Heading, ...]
    repeated: tuple[Heading, ...]
    personal: tuple[Heading, ...]


def find_header(rows: Sequence[Sequence[object]], sheet: Sheet) -> Header | None:
    """The row, among the first 30, that holds most of the sheet's headers.

    It must hold every required column or at least two known ones (one, if the sheet is that narrow).
    """
    spellings = {folded(spelling): column.code for column in sheet.columns for spelling in column.spellings}
    candidates = [_header(index, row, sheet, spellings) for index, row in enumerate(rows[:SEARCHED_ROWS])]
    best = max(candidates, key=lambda header: len(header.known), default=None)
    if best is None or not best.known:
        return None
    required = {column.code for column in sheet.columns if column.required}
    enough = len(best.known) >= 2 or required <= best.known.keys() or len(rows[best.row]) <= 2
    return best if enough else None


def _header(index: int, row: Sequence[object], sheet: Sheet, spellings: Mapping[str, str]) -> Header:
    known: dict[str, Heading] = {}
    unknown, repeated, personal = [], [], []
    for position, cell in enumerate(row):
        heading = Heading(position, " ".join(as_text(cell).split()))
        code = spellings.get(folded(heading.text)) or spellings.get(folded(_UNIT_IN_BRACKETS.sub("", heading.text)))
        if not heading.text:
            continue
        if _is_personal(heading.text, sheet) and code is None:
            personal.append(heading)
        elif code is None:
            unknown.append(heading)
        elif code in known:
            repeated.append(heading)
        else:
            known[code] = heading
    return Header(index, known, tuple(unknown), tuple(repeated), tuple(personal))


def _is_personal(header: str, sheet: Sheet) -> bool:
    if sheet.code not in _COUNTS_OF_PEOPLE:
        return False
    bare = folded(header)
    return _PERSONAL.fullmatch(bare) is not None or (sheet.code == "participants" and bare in {"nom", "noms"})
