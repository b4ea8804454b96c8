"""What a file is: a table of text by its name; an OpenDocument, an encrypted or an old Excel file by its bytes."""

from __future__ import annotations

from pathlib import PurePath

TEXT_EXTENSIONS = frozenset((".csv", ".txt"))

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_OPEN_DOCUMENT_PLACE = 30  # behind the header of the zip's first entry


def is_delimited(name: str) -> bool:
    """Whether a file is a table of text, by its name: its bytes can't tell."""
    return PurePath(name).suffix.casefold() in TEXT_EXTENSIONS


def is_open_document(content: bytes) -> bool:
    """Whether a file is an .ods: its zip begins with an entry that says so."""
    return content.startswith(_OPEN_DOCUMENT, _OPEN_DOCUMENT_PLACE)


def is_zip(content: bytes) -> bool:
    """Whether a file begins as a zip does, which an .xlsx is."""
    return content.startswith(_ZIP)


def is_old_excel(content: bytes) -> bool:
    """Whether a file is in Excel's format of before 2007 (.xls), in which encrypted ones are wrapped too."""
    return content.startswith(_OLE)


def is_encrypted(content: bytes) -> bool:
    """Whether a file of Excel's old format wraps an encrypted workbook."""
    return _ENCRYPTED in content
