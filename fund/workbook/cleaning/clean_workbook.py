"""A workbook as it may be stored and given back: no picture in it but those that may be, and these cleaned.

Pictures that may not be are removed, wherever they stand: a grey point takes their place, which the frame on the sheet
stretches to the picture's size, so that drawings stay what they are and programs open the file as before. To remove is
the rule and to keep the exception, as nobody can tell from a picture who is on it.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from fund.pictures.encode import REMOVED
from fund.workbook.cleaning.embedded_objects import without_objects
from fund.workbook.cleaning.picture_parts import picture_parts
from fund.workbook.cleaning.rewritten_zip import rewritten_zip
from fund.workbook.door.guard import is_open_document
from fund.workbook.door.parts import Parts
from fund.workbook.door.refusal import LIMITS, RefusedError
from fund.workbook.door.usual_form import TYPES

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})
REMOVED_DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><path fill="#c8c8c8" d="M0 0h1v1H0z"/></svg>'
)
"""What takes the place of an SVG, which programs won't take another format for."""

_ZIP = b"PK\3\4"
_END_OF_TYPES = re.compile(rb"</((?:[\w.-]+:)?)Types\s*>")
_OVERRIDE = re.compile(rb"""<(?:[\w.-]+:)?Override\s[^>]*?\bPartName\s*=\s*["']/([^"']*)["'][^>]*?/>""")
_INLINE = re.compile(rb"(<(?:[\w.-]+:)?binary-data\b[^>/]*>)[^<]*")
_INLINE_REMOVED = rb"\1" + b64encode(REMOVED)


def clean_workbook(content: bytes, kept: Mapping[str, bytes] = NO_PICTURES) -> bytes:
    """The file with the pictures that `kept` holds, as they stand there, and no others; the same object where it is so.

    `kept` are JPEGs as `fund.pictures` encodes them, by the zip's name of their part. A file without pictures costs no
    more than a look at its directory. What is no zip holds none; a damaged one, which nobody opens, is left alone.
    """
    if not content.startswith(_ZIP):
        return content
    try:
        parts = Parts(content, LIMITS)
        changed = _changed(parts, {name.casefold(): picture for name, picture in kept.items()})
        return rewritten_zip(parts, changed) if changed else content
    except RefusedError:  # of the zip itself; a part that can't be read keeps nobody from removing pictures
        return content


def _changed(parts: Parts, kept: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """What becomes of the parts that aren't to stay as they are."""
    is_package = TYPES in parts.entries
    if not is_package and not is_open_document(parts.content) and "mimetype" not in parts.entries:
        return {}
    changed = {} if is_package else _without_inline(parts)
    pictures = [*picture_parts(parts)]
    if is_package and pictures:
        with suppress(RefusedError):  # of a part that can't be read: its objects become grey points as pictures do
            changed |= without_objects(parts)
    types: dict[str, str] = {}
    for name in pictures:
        if name in changed:
            continue
        new = kept.get(name, REMOVED_DRAWING if name.endswith(".svg") else REMOVED)
        entry = parts.entries[name]
        if (entry.file_size, entry.CRC) == (len(new), zlib.crc32(new)):
            continue
        changed[name] = new
        if new is not REMOVED_DRAWING:
            types[entry.filename] = "image/png" if new is REMOVED else "image/jpeg"
    if is_package and changed:
        gone = {name for name, new in changed.items() if new is None}
        with suppress(RefusedError):
            changed[TYPES] = _types(parts.small(TYPES), types, gone)
    return changed


def _without_inline(parts: Parts) -> dict[str, bytes | None]:
    """The XML of an .ods in which pictures stand as text, without these."""
    changed: dict[str, bytes | None] = {}
    for name in parts.entries:
        if name.endswith(".xml"):
            with suppress(RefusedError):  # of a part that can't be read, which isn't read elsewhere either
                xml = b"".join(parts.pieces(name))
                if b"binary-data" in xml and (new := _INLINE.sub(_INLINE_REMOVED, xml)) != xml:
                    changed[name] = new
    return changed


def _types(xml: bytes, types: Mapping[str, str], gone: set[str]) -> bytes:
    """The content types with those of the parts written anew, whatever their names end with."""
    told = {name.casefold() for name in types} | gone

    def others(found: re.Match[bytes]) -> bytes:
        return b"" if found[1].decode("utf-8", "replace").casefold() in told else found[0]

    lines = "".join(
        f"<@Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>" for name, kind in types.items()
    )
    end = _END_OF_TYPES.search(xml)
    if end is None:
        raise RefusedError("not_a_workbook")
    prefix = end[1].decode()
    return _OVERRIDE.sub(others, xml[: end.start()]) + lines.replace("@", prefix).encode() + xml[end.start() :]
