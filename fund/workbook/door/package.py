"""The zip behind an .xlsx: where each sheet's XML is, and whether the whole is safe to open."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

LARGEST_CONTENT = 600 * 2**20
"""Bytes of a workbook once unzipped: ten times a fund of two sheets of 100,000 rows."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class WorkbookError(Exception):
    """A file that can't be read as a workbook; `code` is the finding it becomes."""

    def __init__(self, code: str) -> None:
        """Take the finding's code."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Package:
    """An open workbook file; `members` are its sheets' parts by sheet name."""

    archive: ZipFile
    members: Mapping[str, str]

    def sheet_xml(self, name: str) -> bytes:
        """The XML of the sheet of that name."""
        return self.archive.read(self.members[name])


@dataclass(frozen=True, slots=True)
class Element:
    """One XML element: its local name, its attributes (a namespaced one as `namespace attribute`)."""

    name: str
    attributes: Mapping[str, str]


@contextmanager
def opened_zip(content: bytes) -> Iterator[ZipFile]:
    """The zip of a file, for as long as the block lasts.

    Raises WorkbookError, also for what breaks within the block: `empty_file`, `encrypted_workbook`,
    `old_format`, `workbook_too_large`, `unreadable_workbook`.
    """
    if not content:
        raise WorkbookError("empty_file")
    if content.startswith(OLE):
        raise WorkbookError("encrypted_workbook" if ENCRYPTED in content else "old_format")
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_CONTENT:
                raise WorkbookError("workbook_too_large")
            yield archive
    except (
        BadZipFile,
        zlib.error,
        KeyError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ) as error:
        # Everything that a broken zip makes zipfile raise, a missing part (KeyError) included.
        raise WorkbookError("unreadable_workbook") from error


@contextmanager
def opened(content: bytes) -> Iterator[Package]:
    """The package of an .xlsx, for as long as the block lasts; raises as `opened_zip` does."""
    with opened_zip(content) as archive:
        book, relations = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
        yield Package(archive, sheet_members(book, relations))


def sheet_members(book: bytes, relations: bytes) -> dict[str, str]:
    """The part of each sheet by sheet name, from `workbook.xml` and its relations.

    Raises ValueError for XML that is broken or names that stand twice, KeyError for a sheet without part.
    """
    links = [element.attributes for element in elements(relations) if element.name == "Relationship"]
    sheets = [element for element in elements(book) if element.name == "sheet"]
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    members = {sheet.attributes.get("name", ""): _member(targets[_relation(sheet)]) for sheet in sheets}
    if len(targets) < len(links) or len(members) < len(sheets):
        raise ValueError("two sheets or two relations of the same name")
    return members


def elements(xml: bytes) -> list[Element]:
    """Every element of a small XML part, in order; raises ValueError for XML that is broken or has a DTD."""
    found: list[Element] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append(Element(name.rpartition(" ")[2], attributes))

    def doctype(*_: object) -> None:
        raise ValueError("a workbook has no document type")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.ParseFile(BytesIO(xml))
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return found


def _relation(sheet: Element) -> str:
    return sheet.attributes.get(f"{_RELATIONS} id") or sheet.attributes[f"{_STRICT_RELATIONS} id"]


def _member(target: str) -> str:
    # « xl/… » is no valid relative address, but the reader takes it for an absolute one.
    absolute = target.startswith(("/", "xl/"))
    return target.lstrip("/") if absolute else posixpath.normpath(posixpath.join("xl", target))
