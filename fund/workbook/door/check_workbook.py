"""What is checked of an .xlsx before its sheets are parsed: how far they reach, and what they would fetch elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from urllib.parse import unquote

from fund.workbook.door.merges import Merges
from fund.workbook.door.package import parse_xml, relations_of
from fund.workbook.door.parts import Parts
from fund.workbook.door.refusal import Limits, RefusedError
from fund.workbook.door.sheet_size import Extent, SharedStrings, exact_extent, extent
from fund.workbook.door.usual_form import TYPES, Layout, find_layout, in_usual_form, is_usual

_MACROS = re.compile(r"(?:^|/)vbaproject|(?:^|/)macrosheets?/|(?:^|/)activex/|^basic/|^scripts/", re.IGNORECASE)
_MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|macrosheet|activeX", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?:^|/)(?:connections\.xml|querytables/)")
_LINKED = re.compile(r"(?:^|/)externallinks/[^/]*$")
_MAY_LINK = re.compile(r"(?:^|/)(?:externallinks|pivotcache)/_rels/")
_LINK_KINDS = ("externallink", "xlexternallink", "xlpath", "xlstartup", "xlalternatestartup", "xllibrary")
"""How relations to other workbooks begin: the path, one that was lost, one in a folder of Excel's own."""


LARGE_UNPACKED = 8 * 2**20
"""Bytes from which an unpacked file is large."""
TEXT_TO_COUNT = 16 * 2**20
"""Bytes of text that a small workbook may hold at most from which its cells are looked at: it may weigh much or little.

Of a large one nobody asks that, and looking at each cell would take half as long as reading them.
"""
_BYTES_OF_A_CELL, _COPIES_OF_A_TEXT = 64, 5
"""What a cell takes in the reader's memory and in ours, and a text with what is made of it."""


def check_workbook(parts: Parts, limits: Limits) -> tuple[bytes, tuple[str, ...], int]:
    """The file as the reader expects it, the names of the workbooks it is linked to, what reading weighs.

    Raises RefusedError when it must not be read.
    """
    check_part_names(parts.entries)
    if _MACRO_TYPES.search(parts.small(TYPES)):
        raise RefusedError("macros")
    layout = find_layout(parts)
    check_sheet_count(layout.sheets, limits)
    strings = SharedStrings()
    if layout.strings:
        strings.learn(partial(parts.pieces, layout.strings))
    linked = _linked_workbooks(parts)
    for part in parts.entries:
        if part not in {layout.strings, *layout.sheets.values()}:
            parts.unpack(part)
    mended, weight = _check_sheets(parts, layout, strings, limits)
    if not mended and is_usual(parts, layout):
        return parts.content, linked, weight
    return in_usual_form(parts, layout, mended, limits), linked, weight


def reading_weight(*, cells: int, text: int) -> int:
    """About how many bytes reading takes, at most, for so many cells with so many bytes of text."""
    return cells * _BYTES_OF_A_CELL + text * _COPIES_OF_A_TEXT


def spanned(reaches: Iterable[Extent]) -> int:
    """The cells of the rectangles that sheets span."""
    return sum(max(reach.cells, reach.rows * reach.columns) for reach in reaches)


def check_part_names(names: Collection[str]) -> None:
    """Refuse a zip that has a part in which programs or connections stand; names are in small letters."""
    if any(_MACROS.search(name) for name in names):
        raise RefusedError("macros")
    outside = next(filter(_OUTSIDE.search, names), "")
    if outside:
        raise RefusedError("external_links", {"part": outside})


def check_sheet_count(sheets: Collection[str], limits: Limits) -> None:
    """Refuse more sheets than the limit."""
    if len(sheets) > limits.sheets:
        raise RefusedError("too_many_sheets", {"sheets": len(sheets), "limit": limits.sheets})


def check_reaches(reaches: Mapping[str, Extent], limits: Limits) -> None:
    """Refuse sheets that reach further than the limits, by their name."""
    for sheet, reach in reaches.items():
        if reach.rows > limits.rows:
            raise RefusedError("too_many_rows", {"sheet": sheet, "rows": reach.rows, "limit": limits.rows})
        if reach.columns > limits.columns:
            raise RefusedError("too_many_columns", {"sheet": sheet, "columns": reach.columns, "limit": limits.columns})
    if spanned(reaches.values()) > limits.cells:
        raise RefusedError("too_many_cells", {"limit": limits.cells})


def _check_sheets(
    parts: Parts, layout: Layout, strings: SharedStrings, limits: Limits
) -> tuple[dict[str, Extent], int]:
    """Measure the sheets in bulk; where that is too much, once more cell by cell, for empty cells don't count.

    Returns how far the sheets reach, by part, that are to be mended (their merged or empty cells reach further than a
    sheet may, or some cells have no address), and what reading weighs.
    """
    merges = {part: Merges() for part in layout.sheets.values()}

    def watched(part: str) -> Iterator[bytes]:
        return merges[part].watch(parts.pieces(part))

    reaches = in_bulk = {
        sheet: extent(partial(watched, part), most_cells=limits.cells) for sheet, part in layout.sheets.items()
    }
    written = sum(parts.entries[part].file_size for part in layout.sheets.values())
    cells = sum(reach.cells for reach in reaches.values())
    if cells > limits.cells:  # an annotated copy holds empty ones too
        raise RefusedError("too_many_cells", {"limit": limits.cells})
    repeated = strings.longest * cells
    is_large = sum(entry.file_size for entry in parts.entries.values()) > LARGE_UNPACKED
    if written + repeated > (limits.text if is_large else min(limits.text, TEXT_TO_COUNT)):
        sheets = (parts.pieces(part) for part in layout.sheets.values())
        repeated = strings.most_text(sheets, cells=cells)
    try:
        check_reaches(reaches, limits)
        is_exact = written + repeated <= limits.text
    except RefusedError:
        is_exact = False
    if not is_exact:
        reaches = {
            sheet: exact_extent(parts.pieces(part), strings, most_cells=limits.cells)
            for sheet, part in layout.sheets.items()
        }
        check_reaches(reaches, limits)
        repeated = sum(reach.text for reach in reaches.values())
        if written + repeated > limits.text:
            raise RefusedError("too_much_text", {"limit": limits.text // 2**20})
    mended = {
        part: reaches[sheet]
        for sheet, part in layout.sheets.items()
        if merges[part].are_beyond(rows=reaches[sheet].rows, columns=reaches[sheet].columns, limits=limits)
        or in_bulk[sheet].rows > limits.rows
        or not reaches[sheet].is_addressed
    }
    return mended, reading_weight(cells=spanned(reaches.values()), text=written + repeated)


def _linked_workbooks(parts: Parts) -> tuple[str, ...]:
    """The names of the workbooks that cells take stored values from; refuses whatever else is fetched from outside."""
    names: dict[str, None] = {}
    for part in parts.entries:
        if _LINKED.search(part):
            _check_link(parts, part)
        if not part.endswith(".rels"):
            continue
        for relation in relations_of(parts.small(part)):
            kind = relation.kind.casefold()
            if not relation.outside or kind == "hyperlink":
                continue
            if not _MAY_LINK.search(part) or not kind.startswith(_LINK_KINDS):
                raise RefusedError("external_links", {"part": part})
            names[re.split(r"[/\\]", unquote(relation.target))[-1]] = None
    return tuple(names)


def _check_link(parts: Parts, part: str) -> None:
    """Refuse a link that is not to another workbook: to a running program (DDE), to an object of another one."""
    kinds: list[str] = []

    def enter(name: str, _attributes: dict[str, str]) -> None:
        bare = name.rpartition(":")[2]
        if bare in {"externalBook", "ddeLink", "oleLink"}:
            kinds.append(bare)

    parse_xml(parts.pieces(part), enter=enter)
    if set(kinds) != {"externalBook"}:
        raise RefusedError("external_links", {"part": part})
