"""A zip written anew with other content in some of its parts; all others are taken over as they are packed.

Nothing is packed anew: the same zip with the same changes is the same file on every machine, whatever packs there.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from zipfile import ZIP_STORED, ZipInfo

from fund.workbook.door.archive import packed
from fund.workbook.door.parts import Parts

_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
_VERSION, _UTF8 = 20, 0x800


def rewritten_zip(parts: Parts, changed: Mapping[str, bytes | None]) -> bytes:
    """The zip with what `changed` holds by part (in small letters); a part of None is left out."""
    content, catalogue = bytearray(), bytearray()
    count = 0
    for name, entry in parts.entries.items():
        new = changed.get(name)
        if name in changed and new is None:
            continue
        data = packed(parts.content, entry) if new is None else new
        facts = _facts(entry, new)
        encoded = entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437")
        place = len(content)
        content += _LOCAL.pack(b"PK\3\4", *facts, len(encoded), 0) + encoded
        content += data
        catalogue += _CENTRAL.pack(b"PK\1\2", _VERSION, *facts, len(encoded), 0, 0, 0, 0, entry.external_attr, place)
        catalogue += encoded
        count += 1
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(catalogue), len(content), 0)
    content += catalogue
    content += end
    return bytes(content)


def _facts(entry: ZipInfo, new: bytes | None) -> tuple[int, ...]:
    """Version, flags, way of packing, time, date, checksum and both sizes, as both headers tell them."""
    year, month, day, hour, minute, second = entry.date_time
    time, date = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    flags = entry.flag_bits & _UTF8
    if new is None:
        return _VERSION, flags, entry.compress_type, time, date, entry.CRC, entry.compress_size, entry.file_size
    return _VERSION, flags, ZIP_STORED, time, date, zlib.crc32(new), len(new), len(new)
