"""Where a sheet's header stands and which of its columns are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fund.model import HeaderMatch
from fund.schema import SHEETS, Sheet, folded
from fund.workbook.reading.findings import Heading, as_text
from fund.workbook.reading.matching import likely_column, matched_spellings

SEARCHED_ROWS = 30
SEARCHED_COLUMNS = 60

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


@dataclass(frozen=True, slots=True)
class RecognisedSheet:
    """A sheet of the contract and where its header stands."""

    schema: Sheet
    header: Header


def schemas_named(name: str) -> list[Sheet]:
    """The contract's sheets of that name; « Cours » may be rates or courses, which the header tells."""
    return [schema for schema in SHEETS if folded(name) in map(folded, schema.spellings)]


def recognise_sheet(
    name: str, rows: Sequence[Sequence[object]], matches: Sequence[HeaderMatch] = ()
) -> RecognisedSheet | None:
    """The sheet of the contract that one of that name and those cells is; None when no header is found."""
    found = [
        RecognisedSheet(schema, header)
        for schema in schemas_named(name)
        if (header := find_header(rows, schema, matches))
    ]
    return max(found, key=lambda sheet: len(sheet.header.known), default=None)


def find_header(rows: Sequence[Sequence[object]], sheet: Sheet, matches: Sequence[HeaderMatch] = ()) -> Header | None:
    """The row, among the first 30, that holds most of the sheet's headers, or of those said to be (`matches`).

    It must hold every required column or at least two known ones (one, if the sheet is that narrow).
    """
    spellings = matched_spellings(sheet, [match for match in matches if not _is_personal(match.header, sheet)])
    candidates = [_header(index, row, sheet, spellings) for index, row in enumerate(rows[:SEARCHED_ROWS])]
    best = max(candidates, key=lambda header: len(header.known), default=None)
    if best is None or not best.known:
        return None
    required = {column.code for column in sheet.columns if column.required}
    enough = len(best.known) >= 2 or required <= best.known.keys() or len(rows[best.row]) <= 2
    return best if enough else None


def likely_headers(rows: Sequence[Sequence[object]], sheet: Sheet) -> dict[str, str]:
    """The texts of the row that looks most like the sheet's header, each with its likely column or none.

    Empty unless at least two of them are like a column's.
    """
    best: dict[str, str] = {}
    for row in rows[:SEARCHED_ROWS]:
        found: dict[str, str] = {}
        for cell in row[:SEARCHED_COLUMNS]:
            text = " ".join(cell.split()) if isinstance(cell, str) else ""
            if text and not _is_personal(text, sheet):
                found[text] = likely_column(text, sheet, taken=found.values())
        if sum(map(bool, found.values())) > sum(map(bool, best.values())):
            best = found
    return best if sum(map(bool, best.values())) >= 2 else {}


def searched_words(rows: Sequence[Sequence[object]]) -> frozenset[str]:
    """The folded texts of the rows in which a header is searched: what a person's match could bear on."""
    texts = {" ".join(as_text(cell).split()) for row in rows[:SEARCHED_ROWS] for cell in row}
    return frozenset(folded(part) for text in texts for part in (text, _UNIT_IN_BRACKETS.sub("", text)))


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
