"""Recognising a sheet: which one of the contract it is, which row is its header, which columns are known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fund.model import HeaderMatch
from fund.schema import SHEETS, Sheet, folded
from fund.wording import Language, languages, words
from fund.workbook.reading.cells import as_text
from fund.workbook.reading.findings import Heading

OWN_SHEETS = ("annotate.sheet", "template.instructions", "template.lists")
"""Keys, below `workbook`, of the names of sheets written for people and never read: findings, instructions, lists."""

SEARCHED_ROWS = 30

_UNIT_IN_BRACKETS = re.compile(r"[(\[]\s*(?:en\s+)?(?:€|eur|euros?|ttc|h|heures?|%)\s*[)\]]", re.IGNORECASE)
_PERSONAL = re.compile(
    r"(?:nomet?prenom|prenometnom|prenom|nomdefamille|nomdunaissance|nomdenaissance|patronyme)s?"
    r"|.*(?:telephone|portable|passeport|passport|datedenaissance|dateofbirth|birthdate|courriel)s?.*"
    r"|(?:n°)?(?:de)?tel|mobile|e?mails?|adressee?mails?|neele|nee?le|fullname|firstname|lastname|surname"
)


@dataclass(frozen=True, slots=True)
class Header:
    """A sheet's header row (0-based) and its columns: known by code, the others by why they are left out."""

    sheet: Sheet
    row: int
    known: Mapping[str, Heading]
    unknown: tuple[Heading, ...]
    repeated: tuple[Heading, ...]
    personal: tuple[Heading, ...]


def sheets_named(name: str) -> list[Sheet]:
    """The contract's sheets of that name; « Cours » may be rates or courses, which the header tells."""
    return [schema for schema in SHEETS if folded(name) in map(folded, schema.spellings)]


def is_own_sheet(name: str) -> bool:
    """Whether a sheet is one that this application writes for people, in any language."""
    return folded(name) in _own_names(languages())


def recognise_sheet(name: str, rows: Sequence[Sequence[object]], matches: Sequence[HeaderMatch] = ()) -> Header | None:
    """The header of the contract's sheet that one of that name and those cells is; None when none is found."""
    found = [header for sheet in sheets_named(name) if (header := find_header(rows, sheet, matches))]
    return max(found, key=lambda header: len(header.known), default=None)


def find_header(rows: Sequence[Sequence[object]], sheet: Sheet, matches: Sequence[HeaderMatch] = ()) -> Header | None:
    """The row, among the first 30, that holds most of the sheet's headers, or headers of `matches`.

    It must hold every required column or at least two known ones (one, if the sheet is that narrow).
    """
    spellings = matched_spellings(sheet, [match for match in matches if not is_personal(match.header, sheet)])
    candidates = [_header(index, row, sheet, spellings) for index, row in enumerate(rows[:SEARCHED_ROWS])]
    best = max(candidates, key=lambda header: len(header.known), default=None)
    if best is None or not best.known:
        return None
    enough = len(best.known) >= 2 or sheet.required_columns <= best.known.keys() or len(rows[best.row]) <= 2
    return best if enough else None


def matched_spellings(sheet: Sheet, matches: Sequence[HeaderMatch]) -> dict[str, str]:
    """The columns of a sheet by every folded spelling of their header, those of `matches` among them."""
    codes = {column.code for column in sheet.columns}
    matched = {folded(m.header): m.column for m in matches if m.table == sheet.code and m.column in codes}
    return matched | {folded(spelling): column.code for column in sheet.columns for spelling in column.spellings}


def header_texts(rows: Sequence[Sequence[object]]) -> frozenset[str]:
    """The folded texts of the rows in which a header is searched: what a person's match could be about."""
    texts = {" ".join(as_text(cell).split()) for row in rows[:SEARCHED_ROWS] for cell in row}
    return frozenset(folded(part) for text in texts for part in (text, _UNIT_IN_BRACKETS.sub("", text)))


def is_personal(header: str, sheet: Sheet) -> bool:
    """Whether a header announces data about people, on a sheet that counts people."""
    if sheet.people_headers is None:
        return False
    bare = folded(header)
    return _PERSONAL.fullmatch(bare) is not None or bare in sheet.people_headers


def _header(index: int, row: Sequence[object], sheet: Sheet, spellings: Mapping[str, str]) -> Header:
    known: dict[str, Heading] = {}
    unknown, repeated, personal = [], [], []
    for position, cell in enumerate(row):
        heading = Heading(position, " ".join(as_text(cell).split()))
        code = spellings.get(folded(heading.text)) or spellings.get(folded(_UNIT_IN_BRACKETS.sub("", heading.text)))
        if not heading.text:
            continue
        if is_personal(heading.text, sheet) and code is None:
            personal.append(heading)
        elif code is None:
            unknown.append(heading)
        elif code in known:
            repeated.append(heading)
        else:
            known[code] = heading
    return Header(sheet, index, known, tuple(unknown), tuple(repeated), tuple(personal))


@cache
def _own_names(languages: tuple[Language, ...]) -> frozenset[str]:
    return frozenset(folded(words(f"workbook.{key}", language)) for key in OWN_SHEETS for language in languages)
