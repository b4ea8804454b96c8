"""What is checked of an uploaded file before anything of it is parsed: is it safe and small enough to read?

Whatever passes can be read within bounded memory: every part of the zip has been unpacked once, piece by
piece, and counted. Refused are also macros, and data from a server, a program or an outside picture. Values that
come from other workbooks are read as they are stored, and a plain hyperlink in a cell passes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from fund.workbook.door.archive import zip_entries
from fund.workbook.door.check_workbook import (
    LARGE_UNPACKED,
    check_part_names,
    check_reaches,
    check_sheet_count,
    check_workbook,
    reading_weight,
    spanned,
)
from fund.workbook.door.open_document import CONTENT, OpenDocument, open_document
from fund.workbook.door.parts import Parts
from fund.workbook.door.refusal import LIMITS, Limits, RefusedError
from fund.workbook.door.sheet_size import Extent
from fund.workbook.door.text_encoding import decoded
from fund.workbook.door.usual_form import TYPES, open_document_in_usual_form

EXTENSIONS = (".xlsx", ".ods", ".csv", ".txt", ".tsv")
"""What the names of files that can be read end with."""

LARGE = 2**20
"""Bytes from which a file is large as it is; see also `LARGE_UNPACKED`."""
MOST_WEIGHT = 64 * 2**20
"""Bytes that reading a file may take within the process that serves pages."""

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of before 2007, in which encrypted files are wrapped too
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LABELLED = tuple(name.encode("utf-16-le") for name in ("DRMEncrypted", "DRMContent"))
_ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_OPEN_DOCUMENT_PLACE = 30  # behind the header of the zip's first entry
_MIMETYPE, _MANIFEST = "mimetype", "meta-inf/manifest.xml"
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_WEB_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|table|\?xml[^>]*\?>\s*<(?:\?mso-application|office:document))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may be read: its content as the reader expects it, the workbooks that some of its values are from.

    `weight` is about how many bytes reading it takes, at most.
    """

    content: bytes
    linked: tuple[str, ...] = ()
    weight: int = 0


def admit(name: str, content: bytes, limits: Limits = LIMITS) -> Admitted:
    """The file as it may be read; raises RefusedError when it must not be."""
    if not content:
        raise RefusedError("empty_file")
    if len(content) > limits.content:
        raise RefusedError("too_large", {"size": len(content) // 2**20, "limit": limits.content // 2**20})
    if content.startswith(_OLD_EXCEL):
        raise RefusedError(_why_old(content))
    if is_delimited(name):
        _check_text(name, content, limits)
        return Admitted(content, weight=reading_weight(cells=0, text=len(content)))
    if not content.startswith(_ZIP):
        raise RefusedError("web_page" if _WEB_PAGE.match(content.removeprefix(b"\xef\xbb\xbf")) else "not_a_workbook")
    parts = Parts(content, limits)
    if is_open_document(content) or (_MIMETYPE in parts.entries and TYPES not in parts.entries):
        return _open_document(parts, limits)
    if TYPES not in parts.entries:
        raise RefusedError(_what_else(parts.entries))
    return Admitted(*check_workbook(parts, limits))


def admit_light(name: str, content: bytes, limits: Limits = LIMITS) -> Admitted | None:
    """The same where going through the file and reading it take little time and memory; None where they take more."""
    if len(content) >= LARGE:
        return None
    if content.startswith(_ZIP) and sum(entry.file_size for entry in zip_entries(content, limits)) > LARGE_UNPACKED:
        return None
    admitted = admit(name, content, limits)
    return admitted if admitted.weight <= MOST_WEIGHT else None


def is_heavy(name: str, content: bytes) -> bool:
    """Whether a file is one to read in a process of its own."""
    try:
        return admit_light(name, content) is None
    except RefusedError:
        return False


def is_delimited(name: str) -> bool:
    """Whether a file is a table of text, by its name: its bytes can't tell."""
    return PurePath(name).suffix.casefold() in EXTENSIONS[2:]


def is_open_document(content: bytes) -> bool:
    """Whether a file is an .ods in its usual form: its zip begins with an entry that says so."""
    return content.startswith(_MIMETYPE.encode() + _OPEN_DOCUMENT, _OPEN_DOCUMENT_PLACE)


def _why_old(content: bytes) -> str:
    """Why a file in the format of before 2007 is refused: the label of an organisation and a password wrap it too."""
    if any(name in content for name in _LABELLED):
        return "sensitivity_label"
    return "encrypted" if _ENCRYPTED in content else "legacy_xls"


def _what_else(names: Mapping[str, object]) -> str:
    """What a zip is that is no workbook."""
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        return "numbers_document"
    if any(name.endswith(_SPREADSHEETS) for name in names):
        return "zipped_files"
    return "not_a_workbook"


def _check_text(name: str, content: bytes, limits: Limits) -> None:
    if content.startswith(_ZIP):
        raise RefusedError("not_a_workbook")
    text = decoded(content)
    rows = max(text.count("\n"), text.count("\r")) + 1
    if rows > limits.rows:
        raise RefusedError("too_many_rows", {"sheet": PurePath(name).stem, "rows": rows, "limit": limits.rows})


def _open_document(parts: Parts, limits: Limits) -> Admitted:
    check_part_names(parts.entries)
    if "encrypted-package" in parts.entries:
        raise RefusedError("encrypted")
    if not {CONTENT, _MANIFEST, _MIMETYPE} <= parts.entries.keys():
        raise RefusedError("not_a_workbook")
    if b"encryption-data" in parts.small(_MANIFEST):
        raise RefusedError("encrypted")
    mimetype = parts.small(_MIMETYPE).strip()
    if not mimetype.startswith(_OPEN_DOCUMENT):
        raise RefusedError("not_a_workbook")
    if parts.entries[CONTENT].file_size > limits.open_document:
        raise RefusedError("too_big_unpacked", {"limit": limits.open_document // 2**20})
    for name in parts.entries.keys() - {CONTENT}:
        parts.unpack(name)
    document = open_document(parts.pieces(CONTENT))
    weight = _check_document(document, limits)
    usual = is_open_document(parts.content) and CONTENT not in parts.recoded
    named = all(entry.filename == entry.orig_filename for entry in parts.entries.values())
    as_read = parts.content if usual and named else open_document_in_usual_form(parts, mimetype)
    return Admitted(as_read, tuple(document.linked), weight)


def _check_document(document: OpenDocument, limits: Limits) -> int:
    """What reading an .ods weighs; raises RefusedError where that is too much, or where it fetches what is outside."""
    if document.fetches_outside:
        raise RefusedError("external_links", {"part": CONTENT})
    check_sheet_count(document.sheets, limits)
    reaches = {name: Extent(sheet.rows, sheet.columns) for name, sheet in document.sheets.items()}
    check_reaches(reaches, limits)
    if document.text > limits.text:
        raise RefusedError("too_much_text", {"limit": limits.text // 2**20})
    weight = reading_weight(cells=spanned(reaches.values()) + document.cells, text=document.text)
    if weight > limits.memory:
        raise RefusedError("too_many_cells", {"limit": limits.cells})
    return weight
