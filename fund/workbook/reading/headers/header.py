"""Recognising a sheet: which one of the contract it is, which row is its header, which columns are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from fund.model import HeaderMatch
from fund.schema import SHEETS, Kind, Sheet, folded
from fund.wording import Language, languages, words
from fund.workbook.reading.cells import as_text
from fund.workbook.reading.findings import Heading
from fund.workbook.reading.headers.header_units import OWN_UNIT, header_unit, title_is_scaled

OWN_SHEETS = ("annotate.sheet", "rows.sheet", "template.instructions", "template.lists")
"""Keys, below `workbook`, of the names of sheets written for people and never read: findings, instructions, lists."""

LIST_COLUMNS = ("file", "row", "what", "todo")
"""Keys, below `workbook.rows.columns`, of the first columns of a list of rows to mend; the first two tell one."""

SEARCHED_ROWS = 30

_PERSONAL = re.compile(
    r"(?:nomet?prenom|prenometnom|prenom|nomdefamille|nomdunaissance|nomdenaissance|patronyme)s?"
    r"|.*(?:telephone|portable|passeport|passport|datedenaissance|dateofbirth|birthdate|courriel)s?.*"
    r"|(?:n°)?(?:de)?tel|mobile|e?mails?|adressee?mails?|neele|nee?le|fullname|firstname|lastname|surname"
)


@dataclass(frozen=True, slots=True)
class Header:
    """A sheet's header row (0-based; the last of a header on two rows) and its columns: known by code, or why left out.

    `scaled` are columns in thousands or millions, `currencies` what headers say of known columns' amounts, and
    `scaled_titles` the rows above that say that the table is in thousands.
    """

    sheet: Sheet
    row: int
    known: Mapping[str, Heading]
    unknown: tuple[Heading, ...]
    repeated: tuple[Heading, ...]
    personal: tuple[Heading, ...]
    scaled: tuple[Heading, ...] = ()
    currencies: Mapping[str, str] = field(default_factory=dict)
    scaled_titles: tuple[int, ...] = ()

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Every column that has a header."""
        return (*self.known.values(), *self.unknown, *self.repeated, *self.personal, *self.scaled)


def sheets_named(name: str) -> list[Sheet]:
    """The contract's sheets of that name; « Cours » may be rates or courses, which the header tells."""
    return [schema for schema in SHEETS if folded(name) in map(folded, schema.spellings)]


def is_own_sheet(name: str) -> bool:
    """Whether a sheet is one that this application writes for people, in any language."""
    return folded(name) in _own_names(languages())


def is_list_of_rows(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a sheet is a list of rows to mend that this application wrote, in any language, wherever it was put."""
    marks = _list_marks(languages())
    return any(isinstance(cell, str) and folded(cell) in marks for row in rows[:SEARCHED_ROWS] for cell in row)


def recognise_sheet(
    sheets: Sequence[Sheet], rows: Sequence[Sequence[object]], matches: Sequence[HeaderMatch] = ()
) -> Header | None:
    """The header of whichever of these sheets of the contract those cells are; None when none is found."""
    found = [header for sheet in sheets if (header := find_header(rows, sheet, matches))]
    return max(found, key=lambda header: len(header.known), default=None)


def find_header(rows: Sequence[Sequence[object]], sheet: Sheet, matches: Sequence[HeaderMatch] = ()) -> Header | None:
    """The row, among the first 30, that holds most of the sheet's headers, or headers of `matches`.

    It must hold every required column or at least two known ones (one, if the sheet is that narrow).
    """
    spellings = matched_spellings(sheet, [match for match in matches if not is_personal(match.header, sheet)])
    candidates = [_header(index, row, sheet, spellings) for index, row in enumerate(rows[:SEARCHED_ROWS])]
    best = max(candidates, key=lambda header: len(header.known), default=None)
    if best is None:
        return None
    best = max(_on_two_rows(best, rows, sheet, spellings), key=lambda header: len(header.known), default=best)
    if not best.known:
        return None
    enough = len(best.known) >= 2 or sheet.required_columns <= best.known.keys() or len(rows[best.row]) <= 2
    return replace(best, scaled_titles=_scaled_titles(rows[: best.row], sheet)) if enough else None


def header_like(rows: Sequence[Sequence[object]]) -> Header | None:
    """The header of a sheet under another name: every required column, most titles and an amount, in thousands too."""
    found = [header for sheet in SHEETS if (header := find_header(rows, sheet)) and _is_whole(header)]
    return max(found, key=lambda header: len(header.known), default=None)


def _is_whole(header: Header) -> bool:
    columns = header.sheet.columns
    counted = {column.code for column in columns if column.kind in {Kind.MONEY, Kind.NUMBER, Kind.INTEGER}}
    known = header.known.keys()
    return (
        header.sheet.required_columns <= known
        and bool(counted & known or header.scaled)
        and len(known) >= 3
        and len(known) * 2 >= len(header.headings)
    )


def matched_spellings(sheet: Sheet, matches: Sequence[HeaderMatch]) -> dict[str, str]:
    """The columns of a sheet by every folded spelling of their header, those of `matches` among them."""
    codes = {column.code for column in sheet.columns}
    matched = {folded(m.header): m.column for m in matches if m.table == sheet.code and m.column in codes}
    return matched | {folded(spelling): column.code for column in sheet.columns for spelling in column.spellings}


def header_texts(rows: Sequence[Sequence[object]]) -> frozenset[str]:
    """The folded texts of the rows in which a header is searched: what a person's match could be about."""
    texts = {" ".join(as_text(cell).split()) for row in rows[:SEARCHED_ROWS] for cell in row}
    return frozenset(folded(part) for text in texts for part in (text, OWN_UNIT.sub("", text)))


def is_personal(header: str, sheet: Sheet) -> bool:
    """Whether a header announces data about people, on a sheet that counts people."""
    if sheet.people_headers is None:
        return False
    bare = folded(header)
    return _PERSONAL.fullmatch(bare) is not None or bare in sheet.people_headers


def _on_two_rows(
    single: Header, rows: Sequence[Sequence[object]], sheet: Sheet, spellings: Mapping[str, str]
) -> Iterator[Header]:
    """The header itself, and those it makes with the row above or below it: « Montants » over « annoncé », « versé ».

    A cell of the upper row stands for the empty ones right of it; two rows are only one header together when no
    column of the single row is lost and the other row holds nothing but texts.
    """
    yield single
    for upper in (single.row - 1, single.row):
        if upper < 0 or upper + 1 >= len(rows):
            continue
        above, below = rows[upper], rows[upper + 1]
        other = below if upper == single.row else above
        if not all(isinstance(cell, str) for cell in other):
            continue
        both = _header(upper + 1, _joined_cells(above, below, spellings), sheet, spellings)
        if both.known.keys() > single.known.keys():
            yield both


def _joined_cells(above: Sequence[object], below: Sequence[object], spellings: Mapping[str, str]) -> list[object]:
    """Each column's header of two rows: the lower cell where it is known by itself, else both, else the upper."""
    joined: list[object] = []
    over = ""
    for top, bottom in zip(map(as_text, above), map(as_text, below), strict=True):
        over = top.strip() or (over if bottom.strip() else "")
        alone = not over or not bottom.strip() or folded(bottom) in spellings
        joined.append((bottom.strip() or top) if alone else f"{over} {bottom.strip()}")
    return joined


def _scaled_titles(rows: Sequence[Sequence[object]], sheet: Sheet) -> tuple[int, ...]:
    """The rows above the header that say that amounts are in thousands, on a sheet of amounts."""
    if not any(column.kind is Kind.MONEY for column in sheet.columns):
        return ()
    return tuple(row for row, cells in enumerate(rows) if any(map(title_is_scaled, cells)))


def _header(index: int, row: Sequence[object], sheet: Sheet, spellings: Mapping[str, str]) -> Header:
    known: dict[str, Heading] = {}
    currencies: dict[str, str] = {}
    unknown, repeated, personal, scaled = [], [], [], []
    for position, cell in enumerate(row):
        heading = Heading(position, " ".join(as_text(cell).split()))
        code = spellings.get(folded(heading.text)) or spellings.get(folded(OWN_UNIT.sub("", heading.text)))
        if not heading.text:
            continue
        unit = header_unit(heading.text)
        if unit and folded(unit.bare) == folded(heading.text):
            code = None  # a sign such as $ or ₴ that folding drops
        unit = None if code else unit
        said = spellings.get(folded(unit.bare)) if unit else None
        if is_personal(heading.text, sheet) and code is None:
            personal.append(heading)
        elif unit and said and (unit.scaled or (unit.currency not in {"", "EUR"} and not _has_currency(sheet))):
            scaled.append(heading)
        elif unit and said and unit.currency and said not in known and _has_currency(sheet):
            known[said], currencies[said] = heading, unit.currency
        elif code is None:
            unknown.append(heading)
        elif code in known:
            repeated.append(heading)
        else:
            known[code] = heading
    found = Header(sheet, index, _with_plain_amounts(known, sheet), tuple(unknown), tuple(repeated), tuple(personal))
    return replace(found, scaled=tuple(scaled), currencies=currencies)


def _with_plain_amounts(known: Mapping[str, Heading], sheet: Sheet) -> Mapping[str, Heading]:
    """The columns found; euros stated beside an amount are that amount where the sheet has no other."""
    alone = {c.code: c.euros_of for c in sheet.columns if c.euros_of and c.euros_of not in known}
    return {alone.get(code, code): heading for code, heading in known.items()}


def _has_currency(sheet: Sheet) -> bool:
    return any(column.kind is Kind.CURRENCY for column in sheet.columns)


@cache
def _own_names(languages: tuple[Language, ...]) -> frozenset[str]:
    return frozenset(folded(words(f"workbook.{key}", language)) for key in OWN_SHEETS for language in languages)


@cache
def _list_marks(languages: tuple[Language, ...]) -> frozenset[str]:
    columns = [f"workbook.rows.columns.{name}" for name in LIST_COLUMNS[:2]]
    return frozenset(folded(words(key, language)) for key in columns for language in languages)
