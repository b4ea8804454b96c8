"""The zip behind an .xlsx: its parts, and in which of them each sheet's XML is."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
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

    Raises RefusedError `not_a_workbook` for XML that is broken, names that stand twice or a sheet without part.
    """
    links = [element.attributes for element in elements(relations) if element.name == "Relationship"]
    sheets = [element for element in elements(book) if element.name == "sheet"]
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    try:
        members = {sheet.attributes.get("name", ""): _member(targets[_relation(sheet)]) for sheet in sheets}
    except KeyError as error:
        raise RefusedError("not_a_workbook") from error
    if len(targets) < len(links) or len(members) < len(sheets):
        raise RefusedError("not_a_workbook")
    return members


def elements(xml: bytes) -> list[Element]:
    """Every element of a small XML part, in order; raises as `parse_xml` does."""
    found: list[Element] = []

    def enter(name: str, attributes: dict[str, str]) -> None:
        found.append(Element(name.rpartition(" ")[2], attributes))

    parse_xml((xml,), enter=enter, namespaces=True)
    return found


def parse_xml(
    pieces: Iterable[bytes],
    *,
    enter: Callable[[str, dict[str, str]], None],
    leave: Callable[[str], None] | None = None,
    read: Callable[[str], None] | None = None,
    namespaces: bool = False,
) -> None:
    """Call `enter` at each start of an element, `leave` at its end, `read` at each text, in the order of the XML.

    With `namespaces`, names come as `namespace name`, else as they are written. Raises RefusedError `not_a_workbook`
    for XML that is broken or has a document type, which a spreadsheet has not.
    """

    def refuse(*_: object) -> None:
        raise RefusedError("not_a_workbook")

    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    parser.CharacterDataHandler = read
    parser.StartDoctypeDeclHandler = refuse
    is_final = True
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", is_final)
    except expat.ExpatError as error:
        raise RefusedError("not_a_workbook") from error


def _relation(sheet: Element) -> str:
    return sheet.attributes.get(f"{_RELATIONS} id") or sheet.attributes[f"{_STRICT_RELATIONS} id"]


def _member(target: str) -> str:
    # « xl/… » is no valid relative address, but the reader takes it for an absolute one.
    absolute = target.startswith(("/", "xl/"))
    return target.lstrip("/") if absolute else posixpath.normpath(posixpath.join("xl", target))
