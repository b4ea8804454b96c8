"""Which parts of a workbook's zip are pictures, or may hold some: told by its directory and the first bytes of a part.

What is known to be none stays: XML, fonts, printers' settings. Everything else counts as a picture, wherever it stands:
media that nothing refers to, thumbnails, what stands for an embedded object, files within the file.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipInfo

from fund.workbook.door.archive import packed
from fund.workbook.door.parts import Parts

_MARKUP = (".xml", ".rels", ".vml", ".rdf")
_OTHERS = re.compile(r"^mimetype$|(?:^|/)(?:printersettings|fonts|customproperty[^/]*)(?:/|$)")
_PICTURES = re.compile(r"(?:^|/)(?:media|pictures|thumbnails|objectreplacements)/|(?:^|/)thumbnail[^/]*$")
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"\0\0\0\x18ftyp", b"\0\0\0\x1cftyp")
_HEAD = 16


def picture_parts(parts: Parts) -> Iterator[str]:
    """The names, in small letters, of the parts that are pictures or may hold some."""
    for name, entry in parts.entries.items():
        if entry.file_size and not entry.is_dir() and _may_be_picture(name, entry, parts.content):
            yield name


def _may_be_picture(name: str, entry: ZipInfo, content: bytes) -> bool:
    if _PICTURES.search(name) or not (name.endswith(_MARKUP) or _OTHERS.search(name)):
        return True
    return _head(entry, content).startswith(_SIGNATURES)  # whatever it is called


def _head(entry: ZipInfo, content: bytes) -> bytes:
    """The first bytes of a part; none where they are damaged, which nobody opens."""
    start = bytes(packed(content, entry)[:256])
    if entry.compress_type != ZIP_DEFLATED:
        return start
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(start, _HEAD)
    except zlib.error:
        return b""
