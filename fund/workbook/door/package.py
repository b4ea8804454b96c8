"""The zip behind an .xlsx: its parts, and in which of them each sheet's XML is."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from posixpath import join
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from fund.workbook.door.refusal import RefusedError


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


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: by which id, as what (an address that ends with its kind), where."""

    id: str
    type: str
    target: str
    outside: bool = False

    @property
    def kind(self) -> str:
        """What the other part is to this one: `worksheet`, `sharedStrings`, `hyperlink`."""
        return self.type.rpartition("/")[2]


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
    """The package of an .xlsx in its usual form, for as long as the block lasts; raises as `open_zip` does."""
    with open_zip(content) as archive:
        book, relations = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
        targets = {link.id: link.target for link in relations_of(relations)}
        members = {name: join("/xl", targets[link])[1:] for name, link in sheet_links(book).items()}
        yield Package(archive, members)


def relations_of(xml: bytes) -> list[Relation]:
    """The relations of a part; raises RefusedError `not_a_workbook` for XML that is broken or ids that stand twice."""
    links = [element.attributes for element in elements(xml) if element.name == "Relationship"]
    if len({link.get("Id", "") for link in links}) < len(links):
        raise RefusedError("not_a_workbook")
    return [
        Relation(
            link.get("Id", ""),
            link.get("Type", ""),
            link.get("Target", ""),
            outside=link.get("TargetMode", "").casefold() == "external",
        )
        for link in links
    ]


def sheet_links(book: bytes) -> dict[str, str]:
    """The relation of each sheet by its name, from the XML of the workbook part.

    Raises RefusedError `not_a_workbook` for XML that is broken, names that stand twice or a sheet without relation.
    """
    sheets = [element.attributes for element in elements(book) if element.name == "sheet"]
    try:
        links = {sheet.get("name", ""): _link(sheet) for sheet in sheets}
    except StopIteration as error:
        raise RefusedError("not_a_workbook") from error
    if len(links) < len(sheets):
        raise RefusedError("not_a_workbook")
    return links


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


def _link(sheet: Mapping[str, str]) -> str:
    return next(value for name, value in sheet.items() if name.rpartition(" ")[2] == "id")
