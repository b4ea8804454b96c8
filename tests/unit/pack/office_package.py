"""What makes PowerPoint, Word or Excel ask to repair a file, looked for in the package itself."""

from __future__ import annotations

import posixpath
from collections import Counter
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def faults(content: bytes) -> list[str]:
    """Everything wrong with the package, in words; empty when there is nothing to repair."""
    with ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        found = [f"{name} stands twice" for name, times in Counter(names).items() if times > 1]
        parts = {name: ET.fromstring(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}  # noqa: S314
        found += _types(parts["[Content_Types].xml"], names)
        targets: set[str] = set()
        for name in (name for name in names if name.endswith(".rels")):
            found += _relations(name, parts[name], names, targets)
        found += [f"nothing leads to {name}" for name in names if not name.endswith(".rels") and _orphan(name, targets)]
        for name, root in parts.items():
            found += [f"{name}: {fault}" for fault in _references(name, root, parts)]
            found += [f"{name}: {fault}" for fault in (*_drawing(root), *_chart(root), *_word(root))]
        return found


def _orphan(name: str, targets: set[str]) -> bool:
    return name != "[Content_Types].xml" and name not in targets


def _types(types: ET.Element, names: list[str]) -> list[str]:
    defaults = {each.get("Extension", "").lower() for each in types.iter(f"{TYPES}Default")}
    overrides = [each.get("PartName", "").lstrip("/") for each in types.iter(f"{TYPES}Override")]
    found = [f"the content types name {name}, which is not there" for name in overrides if name not in names]
    for name in names:
        if name != "[Content_Types].xml" and name not in overrides and name.rpartition(".")[2].lower() not in defaults:
            found.append(f"{name} has no content type")
    return found


def _relations(name: str, root: ET.Element, names: list[str], targets: set[str]) -> list[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    found = []
    ids = Counter(each.get("Id") for each in root.iter(RELS))
    found += [f"{name}: two relations {key}" for key, times in ids.items() if times > 1]
    for each in root.iter(RELS):
        if each.get("TargetMode") == "External":
            found.append(f"{name} leads outside: {each.get('Target')}")
            continue
        target = each.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        targets.add(whole)
        if whole not in names:
            found.append(f"{name} leads to {whole}, which is not there")
    return found


def _references(name: str, root: ET.Element, parts: dict[str, ET.Element]) -> list[str]:
    """Every `r:id` of a part is one of its relations."""
    folder, base = posixpath.split(name)
    own = parts.get(f"{folder}/_rels/{base}.rels")
    known = set() if own is None else {each.get("Id") for each in own.iter(RELS)}
    asked = {value for each in root.iter() for key, value in each.attrib.items() if key.startswith(R)}
    return [f"relation {key} is not there" for key in sorted(asked - known) if key]


def _drawing(root: ET.Element) -> list[str]:
    found = []
    if root.tag == f"{P}sld":
        shapes = list(root.iter(f"{P}cNvPr"))
        for kind in ("id", "name"):
            counted = Counter(each.get(kind) for each in shapes)
            found += [f"two shapes have the {kind} {value!r}" for value, times in counted.items() if times > 1]
    for body in (each for tag in ("txBody", "rich", "txPr") for each in root.iter() if each.tag.endswith(f"}}{tag}")):
        if body.find(f"{A}p") is None or body.find(f"{A}bodyPr") is None:
            found.append("a text without a paragraph")
    for table in root.iter(f"{A}tbl"):
        columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
        found += ["a row is not as wide as its table" for row in table.iter(f"{A}tr") if len(list(row)) < columns]
    return found


LABEL_ORDER = ("idx", "delete", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal")
SPACE_ORDER = ("date1904", "lang", "roundedCorners", "style", "clrMapOvr", "chart", "spPr", "txPr", "externalData")


def _chart(root: ET.Element) -> list[str]:
    if root.tag != f"{C}chartSpace":
        return []
    found = _disorder(root, SPACE_ORDER)
    stacked = [each for each in root.iter(f"{C}barChart") if each.find(f"{C}grouping").get("val") == "stacked"]
    for chart in stacked:
        found += [
            "a stacked bar cannot have a label at its end"
            for p in chart.iter(f"{C}dLblPos")
            if p.get("val") == "outEnd"
        ]
    for label in root.iter(f"{C}dLbl"):
        found += _disorder(label, LABEL_ORDER)
    for cache in (*root.iter(f"{C}numCache"), *root.iter(f"{C}strCache")):
        points = [int(point.get("idx", "-1")) for point in cache.findall(f"{C}pt")]
        count = int(cache.find(f"{C}ptCount").get("val", "0"))
        if any(point >= count for point in points) or len(set(points)) < len(points):
            found.append("a point outside its series")
    if root.find(f"{C}externalData") is None:
        found.append("no workbook to edit its data")
    return found


def _disorder(element: ET.Element, order: tuple[str, ...]) -> list[str]:
    found = [each.tag.rpartition("}")[2] for each in element]
    known = [order.index(name) for name in found if name in order]
    return [] if known == sorted(known) and len(set(known)) == len(known) else [f"elements in disorder: {found}"]


RUN_ORDER = ("rStyle", "rFonts", "b", "i", "color", "sz", "szCs", "shd", "lang")


def _word(root: ET.Element) -> list[str]:
    found = []
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            found.append("a cell that does not end with a paragraph")
    for run in root.iter(f"{W}rPr"):
        found += _disorder(run, RUN_ORDER)
    return found
