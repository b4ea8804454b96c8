"""The zip behind an uploaded file, read entry by entry and never further than its limits allow.

Python's `zipfile` and the spreadsheet reader trust different parts of a zip; a file on which they could
disagree (more after its end, entries that overlap, sizes that lie) is refused.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from fund.workbook.door.refusal import Limits, RefusedError

CHUNK = 2**20

_END = struct.Struct("<4s4H2LH")
_LARGE_PLACE = struct.Struct("<4sLQL")
_LARGE_END = struct.Struct("<4sQ2H2L4Q")
"""The end of a zip that may be larger than 4 GB, and where it stands: some libraries always write them."""
_LOCAL = struct.Struct("<4s5H3L2H")
_ROOTED = ("/xl/", "/_rels/", "/docProps/", "/customXml/", "/[Content_Types].xml")
_ENTRY_BYTES = 600
"""More than a catalogue's line ever takes: 46 bytes, a name, an extra field."""


def zip_entries(content: bytes, limits: Limits) -> list[ZipInfo]:
    """The zip's entries, by their place in the file, named as in a package: `xl/workbook.xml`.

    `orig_filename` is what the zip says, which may have back-slashes. Raises RefusedError when their catalogue is
    not sound.
    """
    # The catalogue's size is checked first: reading a line of it takes more memory than the line.
    count, size = _catalogue(content)
    if count > limits.entries or size > limits.entries * _ENTRY_BYTES:
        raise RefusedError("too_many_entries", {"limit": limits.entries})
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise RefusedError("truncated_zip") from error
    for entry in entries:
        entry.filename = _part_name(entry.orig_filename)
    _check_names(entries)
    _check_sizes(entries, limits)
    return sorted(entries, key=lambda entry: entry.header_offset)


def _catalogue(content: bytes) -> tuple[int, int]:
    """How many entries the zip's catalogue has, and its bytes, as the end of the zip tells."""
    if len(content) < _END.size or content[-_END.size :][:4] != b"PK\x05\x06":
        raise RefusedError("truncated_zip")
    _, _, _, _, count, size, _, comment = _END.unpack(content[-_END.size :])
    if comment:
        raise RefusedError("truncated_zip")
    if count != 0xFFFF and size != 0xFFFFFFFF:
        return count, size
    place = len(content) - _END.size - _LARGE_PLACE.size
    if place < _LARGE_END.size:
        raise RefusedError("truncated_zip")
    mark, _, start, _ = _LARGE_PLACE.unpack_from(content, place)
    # Where it stands is told, but it must stand right there: nobody looks for it elsewhere.
    if mark != b"PK\x06\x07" or start != place - _LARGE_END.size:
        raise RefusedError("truncated_zip")
    mark, _, _, _, _, _, _, count, size, _ = _LARGE_END.unpack_from(content, start)
    if mark != b"PK\x06\x06":
        raise RefusedError("truncated_zip")
    return count, size


def _part_name(name: str) -> str:
    """The name without the back-slashes of old .NET libraries, and without a slash before a folder of the package."""
    name = name.replace("\\", "/")
    return name[1:] if name.startswith(_ROOTED) else name


def unpacked(content: bytes, entry: ZipInfo) -> Iterator[bytes]:
    """An entry's content, in pieces of about a megabyte; raises RefusedError when it isn't as announced."""
    whole = packed(content, entry)
    decoder = zlib.decompressobj(-zlib.MAX_WBITS) if entry.compress_type == ZIP_DEFLATED else None
    size = crc = 0
    for start in range(0, len(whole), CHUNK):
        piece = whole[start : start + CHUNK]
        for chunk in _inflated(decoder, piece) if decoder else (bytes(piece),):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
            if size > entry.file_size:
                raise RefusedError("zip_bomb")
            yield chunk
    if (decoder and not decoder.eof) or size != entry.file_size or crc != entry.CRC:
        raise RefusedError("truncated_zip")


def _inflated(decoder: zlib._Decompress, piece: memoryview) -> Iterator[bytes]:
    waiting: bytes | memoryview = piece
    try:
        while waiting and not decoder.eof:
            yield decoder.decompress(waiting, CHUNK)
            waiting = decoder.unconsumed_tail
    except zlib.error as error:
        raise RefusedError("truncated_zip") from error


def packed(content: bytes, entry: ZipInfo) -> memoryview:
    """An entry's content as it is packed; raises RefusedError where there is none."""
    header = content[entry.header_offset : entry.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size or header[:4] != b"PK\x03\x04":
        raise RefusedError("truncated_zip")
    *_, name, extra = _LOCAL.unpack(header)
    start = entry.header_offset + _LOCAL.size + name + extra
    if start + entry.compress_size > len(content):
        raise RefusedError("truncated_zip")
    return memoryview(content)[start : start + entry.compress_size]


def _check_names(entries: list[ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        parts = name.removesuffix("/").split("/")
        hidden = any(unicodedata.category(sign)[0] == "C" for sign in name)
        if hidden or ":" in name or any(part in {"", ".", ".."} for part in parts):
            raise RefusedError("unsafe_entry_name", {"entry": entry.orig_filename[:80]})
        # Part names differ by more than case: the reader takes either for the other.
        if name.casefold() in seen:
            raise RefusedError("duplicate_entries", {"entry": name[:80]})
        seen.add(name.casefold())


def _check_sizes(entries: list[ZipInfo], limits: Limits) -> None:
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.flag_bits & 1:
            raise RefusedError("encrypted")
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise RefusedError("truncated_zip")
        if entry.header_offset < end:  # entries that share their bytes unpack to far more than the file
            raise RefusedError("zip_bomb")
        end = entry.header_offset + _LOCAL.size + entry.compress_size
        if entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise RefusedError("zip_bomb")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise RefusedError("too_big_unpacked", {"limit": limits.unpacked // 2**20})
