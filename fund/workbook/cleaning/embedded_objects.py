"""Objects embedded in the sheets of an .xlsx: files within the file, which may hold whatever pictures they like.

They go, with what the sheets say of them; the picture that stands for one stays a grey one.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from fund.workbook.door.package import relations_of
from fund.workbook.door.parts import Parts

_KINDS = frozenset(("oleObject", "package"))
_OBJECTS = re.compile(rb"<((?:[\w.-]+:)?)oleObjects\b[^>]*?(?:/>|>.*?</\1oleObjects\s*>)", re.DOTALL)
_RELATION = re.compile(rb"<(?:[\w.-]+:)?Relationship\s[^>]*?(?:/>|>\s*</(?:[\w.-]+:)?Relationship\s*>)")
_KIND = re.compile(rb"""\bType\s*=\s*["'][^"']*/(?:oleObject|package)["']""")


def without_objects(parts: Parts) -> dict[str, bytes | None]:
    """What becomes of the parts about embedded objects: None for those that go."""
    changed: dict[str, bytes | None] = {}
    for part in parts.entries:
        folder, _, file = part.rpartition("/_rels/")
        owner = f"{folder}/{file.removesuffix('.rels')}"
        if not file.endswith(".rels") or owner not in parts.entries:
            continue
        xml = parts.small(part)
        objects = [*_objects(parts, folder, xml)] if _KIND.search(xml) else []
        sheet = b"".join(parts.pieces(owner)) if objects else b""
        if _OBJECTS.search(sheet):
            changed[owner] = _OBJECTS.sub(b"", sheet)
            changed[part] = _RELATION.sub(lambda found: b"" if _KIND.search(found[0]) else found[0], xml)
            changed.update(dict.fromkeys(objects))
    return changed


def _objects(parts: Parts, folder: str, xml: bytes) -> Iterator[str]:
    """The parts that are embedded objects of a sheet."""
    for link in relations_of(xml):
        target = link.target.replace("\\", "/").casefold()
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if link.kind in _KINDS and not link.outside and path in parts.entries:
            yield path
