"""Pictures as telephones and people with bad intent make them, with a mark in all that isn't pixels."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms, ImageDraw
from PIL.TiffImagePlugin import IFDRational

MARK = b"Marque-6d1f"
"""What every block of metadata holds: to be found nowhere afterwards."""
_TEXT = MARK.decode()


def drawing(width: int = 400, height: int = 300, *, mode: str = "RGB") -> Image.Image:
    """A picture whose four corners differ: red, green, blue, white, clockwise from the top left."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2, height // 2), "red")
    draw.rectangle((width // 2, 0, width, height // 2), "lime")
    draw.rectangle((width // 2, height // 2, width, height), "blue")
    return image.convert(mode)


def written(image: Image.Image, kind: str = "JPEG", **how: object) -> bytes:
    """The file of a picture."""
    content = BytesIO()
    image.save(content, kind, **how)
    return content.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone notes: where, with what, a maker's note."""
    noted = Image.Exif()
    noted[0x0112] = orientation
    noted[0x010F] = noted[0x013B] = noted[0x010E] = _TEXT  # make, artist, description
    noted.get_ifd(0x8769).update({0x927C: MARK * 20, 0x9286: MARK})  # maker's note, comment
    place = (IFDRational(50), IFDRational(2), IFDRational(27))
    noted.get_ifd(0x8825).update({1: "N", 2: place, 3: "E", 4: place, 29: "2023:10:05", 27: MARK})
    return noted


def telephone_photo(image: Image.Image | None = None, *, orientation: int = 1) -> bytes:
    """A JPEG with EXIF and GPS, a thumbnail, XMP, a colour profile, a comment and a tail."""
    image = image or drawing()
    thumbnail = written(image.resize((80, 60)), comment=MARK)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    noted = exif(orientation).tobytes()
    photo = written(image, quality=90, exif=noted, comment=MARK, icc_profile=profile, xmp=b"<x:xmpmeta>" + MARK)
    # Thumbnails are in the second directory of the EXIF, or in a JFXX block: the latter is easier to write.
    block = b"\xff\xe0" + struct.pack(">H", 8 + len(thumbnail)) + b"JFXX\0\x10" + thumbnail
    return photo[:2] + block + photo[2:] + MARK


def chunk(kind: bytes, content: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def marked_png(image: Image.Image | None = None) -> bytes:
    """A PNG with texts, packed ones too, and EXIF."""
    png = written(image or drawing(), "PNG", exif=exif().tobytes())
    texts = chunk(b"tEXt", b"Comment\0" + MARK) + chunk(b"zTXt", b"XMP\0\0" + zlib.compress(MARK))
    return png[:33] + texts + png[33:]


def png_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG that says it is that large, in a few bytes."""
    size = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def webp_bomb() -> bytes:
    """A WebP of 16,384 × 16,384 in a few bytes, the most that its header can tell of."""
    side = (16_383).to_bytes(3, "little")
    inner = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + side + side + b"VP8L" + struct.pack("<I", 4) + bytes(4)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def moving(kind: str) -> bytes:
    """Two frames, the first one red."""
    first, second = Image.new("RGB", (60, 40), "red"), Image.new("RGB", (60, 40), "blue")
    how = {"comment": MARK} if kind == "GIF" else {"exif": exif().tobytes()}
    return written(first, kind, save_all=True, append_images=[second], duration=100, **how)
