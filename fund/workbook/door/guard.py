"""What is checked of an uploaded file before anything of it is parsed: is it safe and small enough to read?

Whatever passes can be read within bounded memory: every part of the zip has been unpacked once, piece by
piece, and counted. Refused are also macros, and links to other files or servers (an outside picture or
data connection too); a plain hyperlink in a cell is not a link to a file and passes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import PurePath
from zipfile import ZipInfo

from fund.model import Finding
from fund.workbook.door.archive import unpacked, zip_entries
from fund.workbook.door.open_document import CONTENT, open_document
from fund.workbook.door.package import elements, sheet_members
from fund.workbook.door.refusal import LIMITS, Limits, RefusedError
from fund.workbook.door.sheet_size import Extent, SharedStrings, extent

TEXT_EXTENSIONS = frozenset((".csv", ".txt"))

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of before 2007, in which encrypted files are wrapped too
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_OPEN_DOCUMENT_PLACE = 30  # behind the header of the zip's first entry
_SMALL_PART = 4 * 2**20
_MANIFEST = "meta-inf/manifest.xml"
_TYPES, _BOOK, _BOOK_RELATIONS = "[content_types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_MACROS = re.compile(r"(?:^|/)vbaproject|(?:^|/)macrosheets?/|(?:^|/)activex/|^basic/|^scripts/", re.IGNORECASE)
_MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|macrosheet|activeX", re.IGNORECASE)
_OUTSIDE = re.compile(r"^xl/(?:externallinks/|connections\.xml|querytables/)", re.IGNORECASE)
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def guard(name: str, content: bytes, limits: Limits = LIMITS) -> Finding | None:
    """Why this file must not be read, as an error about the whole of it, or None when it may be."""
    try:
        _check(name, content, limits)
    except RefusedError as refused:
        return refused.finding(name)
    return None


def is_delimited(name: str) -> bool:
    """Whether a file is a table of text, by its name: its bytes can't tell."""
    return PurePath(name).suffix.casefold() in TEXT_EXTENSIONS


def is_open_document(content: bytes) -> bool:
    """Whether a file is an .ods: its zip begins with an entry that says so."""
    return content.startswith(_OPEN_DOCUMENT, _OPEN_DOCUMENT_PLACE)


def _check(name: str, content: bytes, limits: Limits) -> None:
    if not content:
        raise RefusedError("empty_file")
    if len(content) > limits.content:
        raise RefusedError("too_large", {"size": len(content) // 2**20, "limit": limits.content // 2**20})
    if content.startswith(_OLD_EXCEL):
        raise RefusedError("encrypted" if _ENCRYPTED in content else "legacy_xls")
    if is_delimited(name):
        _check_text(name, content, limits)
    elif is_open_document(content):
        _check_open_document(content, limits)
    elif content.startswith(_ZIP):
        _check_workbook(content, limits)
    else:
        raise RefusedError("not_a_workbook")


def _check_text(name: str, content: bytes, limits: Limits) -> None:
    if b"\0" in content or content.startswith(_ZIP):
        raise RefusedError("not_a_workbook")
    rows = max(content.count(b"\n"), content.count(b"\r")) + 1
    if rows > limits.rows:
        raise RefusedError("too_many_rows", {"sheet": PurePath(name).stem, "rows": rows, "limit": limits.rows})


def _check_workbook(content: bytes, limits: Limits) -> None:
    entries = {entry.filename.casefold(): entry for entry in zip_entries(content, limits)}
    _check_parts(entries, required={_TYPES, _BOOK, _BOOK_RELATIONS})
    if _MACRO_TYPES.search(_small(content, entries[_TYPES])):
        raise RefusedError("macros")
    sheets = _sheets(content, entries, limits)
    strings = SharedStrings()
    for name, entry in entries.items():
        if name.endswith(".rels"):
            _check_relations(_small(content, entry), name)
        elif name.endswith("sharedstrings.xml"):
            strings.learn(_pieces(content, entry)())
        elif name not in sheets.values():
            _unpack(content, entry)
    reaches = {
        sheet: extent(_pieces(content, entries[name]), most_cells=limits.cells) for sheet, name in sheets.items()
    }
    _check_reaches(reaches, limits)
    cells = sum(reach.cells for reach in reaches.values())
    written = sum(entries[name].file_size for name in sheets.values())
    references = (_pieces(content, entries[name])() for name in sheets.values())
    repeated = strings.longest * cells
    if written + repeated > limits.text and written + strings.most_text(references, cells=cells) > limits.text:
        raise RefusedError("too_much_text", {"limit": limits.text // 2**20})


def _check_open_document(content: bytes, limits: Limits) -> None:
    entries = {entry.filename.casefold(): entry for entry in zip_entries(content, limits)}
    _check_parts(entries, required={CONTENT, _MANIFEST})
    if b"encryption-data" in _small(content, entries[_MANIFEST]):
        raise RefusedError("encrypted")
    for name, entry in entries.items():
        if name != CONTENT:
            _unpack(content, entry)
    if entries[CONTENT].file_size > limits.open_document:
        raise RefusedError("too_big_unpacked", {"limit": limits.open_document // 2**20})
    document = open_document(_pieces(content, entries[CONTENT])())
    if document.links_outside:
        raise RefusedError("external_links")
    _check_count(document.sheets, limits)
    _check_reaches({name: Extent(sheet.rows, sheet.columns) for name, sheet in document.sheets.items()}, limits)


def _check_parts(names: Collection[str], *, required: Collection[str]) -> None:
    if any(_MACROS.search(name) for name in names):
        raise RefusedError("macros")
    if any(_OUTSIDE.search(name) for name in names):
        raise RefusedError("external_links")
    if not set(required) <= set(names):
        raise RefusedError("not_a_workbook")


def _check_count(sheets: Collection[str], limits: Limits) -> None:
    if len(sheets) > limits.sheets:
        raise RefusedError("too_many_sheets", {"sheets": len(sheets), "limit": limits.sheets})


def _check_reaches(reaches: Mapping[str, Extent], limits: Limits) -> None:
    for sheet, reach in reaches.items():
        if reach.rows > limits.rows:
            raise RefusedError("too_many_rows", {"sheet": sheet, "rows": reach.rows, "limit": limits.rows})
        if reach.columns > limits.columns:
            raise RefusedError("too_many_columns", {"sheet": sheet, "columns": reach.columns, "limit": limits.columns})
    if sum(max(reach.cells, reach.rows * reach.columns) for reach in reaches.values()) > limits.cells:
        raise RefusedError("too_many_cells", {"limit": limits.cells})


def _sheets(content: bytes, entries: Mapping[str, ZipInfo], limits: Limits) -> dict[str, str]:
    """The workbook's sheets by name, each with the part that holds it."""
    members = sheet_members(_small(content, entries[_BOOK]), _small(content, entries[_BOOK_RELATIONS]))
    _check_count(members, limits)
    parts = {sheet: name.casefold() for sheet, name in members.items()}
    if not parts or not all(name in entries for name in parts.values()):
        raise RefusedError("not_a_workbook")
    return parts


def _check_relations(xml: bytes, name: str) -> None:
    for relation in elements(xml):
        outside = relation.attributes.get("TargetMode", "").casefold() == "external"
        if outside and not relation.attributes.get("Type", "").endswith("/hyperlink"):
            raise RefusedError("external_links", {"part": name})


def _unpack(content: bytes, entry: ZipInfo) -> None:
    """Go through a part that nothing is read of, so that it is counted too."""
    for _ in _pieces(content, entry)():
        pass


def _small(content: bytes, entry: ZipInfo) -> bytes:
    if entry.file_size > _SMALL_PART:
        raise RefusedError("too_big_unpacked", {"limit": _SMALL_PART // 2**20})
    return b"".join(_pieces(content, entry)())


def _pieces(content: bytes, entry: ZipInfo) -> Callable[[], Iterator[bytes]]:
    """The entry's content piece by piece, anew at every call; raises RefusedError for a document type.

    XML in two-byte characters, which no spreadsheet program writes, would hide one.
    """

    is_picture = entry.filename.casefold().endswith(".svg")  # drawn with a document type, never opened here

    def pieces() -> Iterator[bytes]:
        before = b""
        for piece in unpacked(content, entry):
            if not before and piece.startswith(_WIDE_TEXT):
                raise RefusedError("not_a_workbook")
            if not is_picture and _ENTITY.search(before + piece):
                raise RefusedError("entity")
            before = piece[-16:]
            yield piece

    return pieces
