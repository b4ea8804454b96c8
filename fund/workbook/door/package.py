"""The zip behind an .xlsx: its parts, and in which of them each sheet's XML is."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from fund.workbook.door.refusal import RefusedError

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass(frozen=True, slots=True)
class Package:
    """An open workbook file; `members` are its sheets' parts by sheet name."""

    archive: ZipFile
    members: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Element:
    """One XML element: its local name, its attributes (a namespaced one as `namespace attribute`)."""

    name: str
    attributes: Mapping[str, str]


@contextmanager
def open_zip(content: bytes) -> Iterator[ZipFile]:
    """The zip of a file that the guard lets pass, for as long as the block lasts.

    Raises RefusedError when it turns out to be damaged, also for what breaks within the block.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
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
        raise RefusedError("truncated_zip") from error


@contextmanager
def open_package(content: bytes) -> Iterator[Package]:
    """The package of an .xlsx, for as long as the block lasts; raises as `open_zip` does."""
    with open_zip(content) as archive:
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
