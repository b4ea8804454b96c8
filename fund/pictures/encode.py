"""A picture decoded and written anew: upright, in sRGB, in two sizes, with nothing in it but what is to be seen.

What it was taken with, where, when and by whom (EXIF, GPS, maker notes, XMP, comments, embedded thumbnails) isn't
taken over, as only pixels are.
"""

from __future__ import annotations

import logging
import re
import warnings
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from io import BytesIO

from PIL import Image, ImageCms

from fund.pictures.refusal import PictureRefusedError
from fund.pictures.stated_format import stated_format, webp_size

LARGE, SMALL = 1600, 480
"""The longest side of each of the two sizes, in pixels; a smaller picture stays as small as it is."""
MOST_BYTES = 30 * 2**20
MOST_PIXELS = 120_000_000
"""More than telephones make (108 million): a JPEG of them is decoded at a fraction of its size."""
MOST_DECODED = 36_000_000
"""Pixels of the formats that can't be: 4 bytes each, twice."""
REMOVED = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6338010000ca00c999ca5d7e0000000049454e44ae426082"
)
"""What takes the place of a picture that was removed: a PNG of one grey pixel, which its frame stretches."""

LOG = logging.getLogger(__name__)
_QUALITY = 82
_SCAN, _BLOCK = b"\xff\xda", re.compile(rb"\xff[^\0]")
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""By the orientation that a camera notes, what sets the picture upright."""


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    """A picture as it may be stored and shown: two JPEGs, the sides of the larger one in pixels.

    `digest` is the hexadecimal SHA-256 of `large`: what was encoded here and is encoded again keeps it. `is_first`
    tells that the picture moved, and that this is where it began.
    """

    digest: str
    large: bytes
    small: bytes
    width: int
    height: int
    is_first: bool = False


def encoded(data: bytes) -> EncodedPicture:
    """The picture in these bytes; raises PictureRefusedError. `encode_in_subprocess` bounds its memory and time."""
    if len(data) > MOST_BYTES:
        raise PictureRefusedError("too_large", {"size": len(data) // 2**20, "limit": MOST_BYTES // 2**20})
    if data == REMOVED:
        raise PictureRefusedError("removed")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes: ours are smaller; of blocks of metadata: nobody reads them
            image, moves = _decoded(data)
    except Image.DecompressionBombError as error:
        raise PictureRefusedError("bomb", {"limit": MOST_PIXELS}) from error
    except (PictureRefusedError, MemoryError):
        raise
    except Exception as error:
        # Decoders raise whatever they meet: OSError, SyntaxError, ValueError, struct.error, zlib.error…
        raise PictureRefusedError("unreadable") from error
    large = data if _is_own(data, image) else _jpeg(image)
    small = _jpeg(_within(Image.open(BytesIO(large)), SMALL))
    return EncodedPicture(sha256(large).hexdigest(), large, small, *image.size, moves)


def _decoded(data: bytes) -> tuple[Image.Image, bool]:
    """The pixels of a picture's first frame, upright and no more of them than are kept; whether it moves."""
    form = stated_format(data)
    if form == "HEIF":
        _learn_heif()
    if form == "WEBP":
        _check_pixels(*webp_size(data), MOST_DECODED)
    with Image.open(BytesIO(data), formats=(form,)) as image:
        _check_pixels(*image.size, MOST_PIXELS if form == "JPEG" else MOST_DECODED)
        moves = form != "JPEG" and bool(getattr(image, "is_animated", False))  # telephones put two pictures in a JPEG
        kept = _within(image, LARGE)
        upright = _UPRIGHT.get(_orientation(image))
        kept = _in_srgb(kept, image.info.get("icc_profile"))
        return (kept if upright is None else kept.transpose(upright)), moves


def _learn_heif() -> None:
    """Teach Pillow to read HEIC; raises PictureRefusedError where the package for it isn't installed."""
    try:
        heif = import_module("pillow_heif")
    except ImportError as error:
        raise PictureRefusedError("heic") from error
    heif.register_heif_opener(thumbnails=False)


def _check_pixels(width: int, height: int, most: int) -> None:
    if width * height > most:
        raise PictureRefusedError("bomb", {"width": width, "height": height, "limit": most})


def _orientation(image: Image.Image) -> int:
    """The orientation that a decoded picture notes; 1 where what it notes can't be read."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception as error:
        LOG.debug("no orientation can be read: %r", error)
        return 1


def _within(image: Image.Image, longest: int) -> Image.Image:
    """The picture with no side longer than that; the one given may be changed. A JPEG is decoded at a fraction."""
    if image.mode in {"1", "P"}:
        image = image.convert("RGBA")
    elif image.mode.startswith("I"):
        image = image.point(lambda sixteen: sixteen / 257).convert("L")
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=1.5)
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture's colours as screens show them, on white where it lets something through; nothing but pixels."""
    if image.mode in {"RGBA", "LA", "La", "RGBa", "PA"}:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    shown: Image.Image | None = None
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            shown = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
            LOG.debug("a colour profile that can't be read: %r", error)
    shown = shown or image.convert("RGB")
    shown.info = {}  # a comment would be written again
    return shown


def _jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def _is_own(data: bytes, image: Image.Image) -> bool:
    """Whether these bytes are a JPEG as written here, of that size, and nothing else.

    What stands before the pixels of such a JPEG depends on its size only; among the pixels no other block begins.
    """
    grey = _jpeg(Image.new("RGB", image.size))
    start = grey.index(_SCAN) + len(_SCAN)
    end = _BLOCK.search(data, start)
    return data[:start] == grey[:start] and end is not None and data[end.start() :] == b"\xff\xd9"
