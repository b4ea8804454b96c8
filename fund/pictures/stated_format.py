"""What the first bytes of a picture say of it, before anything decodes it: its format, and a WebP's size."""

from __future__ import annotations

from fund.pictures.refusal import PictureRefusedError

_OTHERS = {
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
    b"\x01\0\0\0": "EMF",
    b"\xd7\xcd\xc6\x9a": "WMF",
    b"<svg": "SVG",
    b"<?xml": "SVG",
    b"%PDF": "PDF",
    b"8BPS": "PSD",
}
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def stated_format(data: bytes) -> str:
    """JPEG, PNG, WEBP, GIF or HEIF: what Pillow is to read these bytes as; raises PictureRefusedError for another.

    GIF is for those who have nothing else.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        # The brands of an AVIF may name mif1 as well: what it is comes first.
        if data[8:12] in _HEIF_BRANDS and b"avif" not in data[8:32]:
            return "HEIF"
        raise PictureRefusedError("format", {"format": "AVIF" if b"avif" in data[8:32] else ""})
    known = next((name for start, name in _OTHERS.items() if data.startswith(start)), None)
    raise PictureRefusedError("unreadable") if known is None else PictureRefusedError("format", {"format": known})


def webp_size(data: bytes) -> tuple[int, int]:
    """Width and height of a WebP: opening one takes the memory of its pixels already. (0, 0) where they stand nowhere.

    The header of the file is followed by a chunk: `VP8X` (extended), `VP8L` (lossless) or `VP8 ` (lossy).
    """
    chunk, rest = data[12:16], data[20:30]
    if len(rest) < 10:
        return 0, 0
    if chunk == b"VP8X":
        return int.from_bytes(rest[4:7], "little") + 1, int.from_bytes(rest[7:10], "little") + 1
    if chunk == b"VP8L":
        bits = int.from_bytes(rest[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 ":
        return int.from_bytes(rest[6:8], "little") & 0x3FFF, int.from_bytes(rest[8:10], "little") & 0x3FFF
    return 0, 0
