"""Pictures that Excel 365 places in cells of an .xlsx: a chain of parts from the cell's `vm` to the picture's bytes.

The cell names a value's metadata, counted from 1; that names a rich value, whose structure says which of its values
is the place of a picture among the rich values' relations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import ZipFile

from openpyxl.utils import column_index_from_string

from fund.workbook.door.package import Element, elements, parse_xml
from fund.workbook.reading.placed.drawings import related, sheet_parts
from fund.workbook.reading.placed.picture_place import SheetPicture

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*\bvm=[^>]*)>")
_ADDRESS = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_VALUE = re.compile(rb"""\bvm=["'](\d{1,7})["']""")
_METADATA, _VALUES = "xl/metadata.xml", "xl/richdata/rdrichvalue.xml"
_STRUCTURES, _RELATIONS = "xl/richdata/rdrichvaluestructure.xml", "xl/richdata/richvaluerel.xml"
_PICTURE_KEY = "_rvRel:LocalImageIdentifier"


def pictures_in_cells(archive: ZipFile, sheet: str) -> Iterator[SheetPicture]:
    """The pictures placed in the cells of a sheet, by the zip's name of its part; raises as `parse_xml` does."""
    xml = archive.read(sheet)
    cells = [found[1] for found in _CELL.finditer(xml)] if b"vm=" in xml else []
    pictures = _pictures(archive) if cells else {}
    for cell in cells:
        address, value = _ADDRESS.search(cell), _VALUE.search(cell)
        if address and value and (part := pictures.get(int(value[1]) - 1)):
            column = column_index_from_string(address[1].decode()) - 1
            yield SheetPicture(part, int(address[2]) - 1, range(column, column + 1))


def _pictures(archive: ZipFile) -> dict[int, str]:
    """The part of each picture by the number of the metadata of the cells that hold it, counted from 0."""
    names = sheet_parts(archive)
    if not {_METADATA, _VALUES, _STRUCTURES, _RELATIONS} <= names.keys():
        return {}
    metadata, structures = elements(archive.read(names[_METADATA])), elements(archive.read(names[_STRUCTURES]))
    parts = related(archive, names[_RELATIONS], "image")
    links = [_attribute(each, "id") for each in elements(archive.read(names[_RELATIONS])) if each.name == "rel"]
    keys = _picture_keys(structures)
    values = _rich_values(archive.read(names[_VALUES]))
    found = {}
    for number, rich in enumerate(_rich_numbers(metadata)):
        if rich is None or rich >= len(values):
            continue
        structure, held = values[rich]
        key = keys.get(structure)
        at = _number(held[key]) if key is not None and key < len(held) else None
        if at is not None and at < len(links) and links[at] in parts:
            found[number] = parts[links[at]]
    return found


def _picture_keys(structures: list[Element]) -> dict[int, int]:
    """Which value of a rich value of each structure is a picture's place."""
    keys, structure, key = dict[int, int](), -1, 0
    for element in structures:
        if element.name == "s":
            structure, key = structure + 1, 0
        elif element.name == "k":
            if element.attributes.get("n") == _PICTURE_KEY:
                keys[structure] = key
            key += 1
    return keys


def _rich_numbers(metadata: list[Element]) -> list[int | None]:
    """The rich value of each value's metadata, in order: `valueMetadata` points into `futureMetadata`."""
    types = [element.attributes.get("name") for element in metadata if element.name == "metadataType"]
    future: list[int | None] = []
    found: list[int | None] = []
    section = ""
    for element in metadata:
        if element.name in {"futureMetadata", "cellMetadata", "valueMetadata"}:
            section = element.name if element.name != "futureMetadata" else element.attributes.get("name", "")
        elif element.name == "bk" and section == "XLRICHVALUE":
            future.append(None)
        elif element.name == "rvb" and section == "XLRICHVALUE" and future:
            future[-1] = _number(element.attributes.get("i", ""))
        elif element.name == "bk" and section == "valueMetadata":
            found.append(None)
        elif element.name == "rc" and section == "valueMetadata" and found:
            kind, at = _number(element.attributes.get("t", "")), _number(element.attributes.get("v", ""))
            if kind and kind <= len(types) and types[kind - 1] == "XLRICHVALUE" and at is not None and at < len(future):
                found[-1] = future[at]
    return found


def _rich_values(xml: bytes) -> list[tuple[int, list[str]]]:
    """Every rich value: the number of its structure, and its values."""
    found: list[tuple[int, list[str]]] = []
    text: list[str] = []

    def enter(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "rv":
            found.append((_number(attributes.get("s", "")) or 0, []))
        text.clear()

    def leave(name: str) -> None:
        if name.rpartition(" ")[2] == "v" and found:
            found[-1][1].append("".join(text))

    parse_xml((xml,), enter=enter, leave=leave, read=text.append, namespaces=True)
    return found


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attributes.items() if key.rpartition(" ")[2] == name), "")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None
