"""A picture comes out upright, in two sizes, with nothing but its pixels, or is refused with a reason."""

from __future__ import annotations

import sys
from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image, ImageCms

from fund.pictures.encode import LARGE, MOST_BYTES, REMOVED, SMALL, EncodedPicture, encoded
from fund.pictures.refusal import PictureRefusedError
from tests.pictures import (
    MARK,
    drawing,
    exif,
    marked_png,
    moving,
    png_bomb,
    telephone_photo,
    webp_bomb,
    written,
)

CORNERS = ["red", "green", "blue", "white"]


def _corners(data: bytes) -> list[str]:
    """The colours of the corners, clockwise from the top left."""
    image = Image.open(BytesIO(data)).convert("RGB")
    right, bottom = image.width - 5, image.height - 5
    return [_colour(image.getpixel(place)) for place in ((5, 5), (right, 5), (right, bottom), (5, bottom))]


def _colour(pixel: tuple[int, int, int]) -> str:
    named = {
        "red": (255, 0, 0),
        "green": (0, 255, 0),
        "blue": (0, 0, 255),
        "white": (255, 255, 255),
        "grey": (128,) * 3,
    }
    return min(named, key=lambda name: sum(abs(a - b) for a, b in zip(named[name], pixel, strict=True)))


def _blocks(jpeg: bytes) -> list[int]:
    """The markers of a JPEG before its pixels."""
    found, place = [], 2
    while jpeg[place + 1] != 0xDA:
        found.append(jpeg[place + 1])
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])
    return found


def _refused(data: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(PictureRefusedError) as refused:
        encoded(data)
    return refused.value.code, refused.value.details


def _check_clean(picture: EncodedPicture) -> None:
    for jpeg in (picture.large, picture.small):
        assert MARK not in jpeg
        # One JFIF header of 16 bytes (no thumbnail), tables, the size; no EXIF, XMP, profile, comment.
        blocks = _blocks(jpeg)
        assert set(blocks) <= {0xE0, 0xDB, 0xC0, 0xC4}
        assert blocks.count(0xE0) == 1
        assert jpeg[4:6] == b"\0\x10"
        assert jpeg.endswith(b"\xff\xd9")
        opened = Image.open(BytesIO(jpeg))
        assert not opened.getexif()
        assert opened.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_telephones_photo_keeps_its_pixels_and_nothing_of_its_notes() -> None:
    data = telephone_photo(drawing(2400, 1800))
    assert data.count(MARK) > 5
    picture = encoded(data)
    _check_clean(picture)
    assert (picture.width, picture.height) == (1600, 1200)
    assert Image.open(BytesIO(picture.small)).size == (480, 360)
    assert _corners(picture.large) == _corners(picture.small) == CORNERS
    assert not picture.is_first


@pytest.mark.parametrize(
    ("orientation", "corners"),
    [
        (1, ["red", "green", "blue", "white"]),
        (2, ["green", "red", "white", "blue"]),
        (3, ["blue", "white", "red", "green"]),
        (4, ["white", "blue", "green", "red"]),
        (5, ["red", "white", "blue", "green"]),
        (6, ["white", "red", "green", "blue"]),
        (7, ["blue", "green", "red", "white"]),
        (8, ["green", "blue", "white", "red"]),
        (9, ["red", "green", "blue", "white"]),
    ],
)
def test_a_picture_is_set_upright(orientation: int, corners: list[str]) -> None:
    picture = encoded(telephone_photo(orientation=orientation))
    assert _corners(picture.large) == _corners(picture.small) == corners
    upright = 5 <= orientation <= 8
    assert (picture.width, picture.height) == ((300, 400) if upright else (400, 300))
    _check_clean(picture)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_formats_are_set_upright_too(kind: str) -> None:
    picture = encoded(written(drawing(), kind, exif=exif(6).tobytes()))
    assert _corners(picture.large) == ["white", "red", "green", "blue"]
    _check_clean(picture)


def test_notes_that_cannot_be_read_do_not_stop_a_picture() -> None:
    broken = written(drawing(), exif=b"Exif\0\0" + b"MM\0*\xff\xff\xff\xff" + MARK, icc_profile=b"none" + MARK)
    picture = encoded(broken)
    assert _corners(picture.large) == CORNERS
    _check_clean(picture)


@pytest.mark.parametrize("mode", ["L", "1", "CMYK"])
def test_every_mode_of_a_jpeg_or_png_becomes_rgb(mode: str) -> None:
    picture = encoded(written(drawing(mode=mode), "PNG" if mode == "1" else "JPEG"))
    assert Image.open(BytesIO(picture.large)).mode == "RGB"
    assert _corners(picture.large)[3] == "white"
    assert mode != "CMYK" or _corners(picture.large) == CORNERS
    _check_clean(picture)


def test_colours_are_those_of_the_pictures_profile() -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = plain.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    picture = encoded(written(drawing(), icc_profile=swapped))
    assert _corners(picture.large) == ["blue", "green", "red", "white"]
    _check_clean(picture)


def test_what_lets_something_through_stands_on_white() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    palette = Image.new("P", (40, 40), 0)
    palette.putpalette([0, 0, 0] * 256)
    for data in (
        written(clear, "PNG"),
        written(clear, "WEBP"),
        written(palette, "GIF", transparency=0),
        written(palette, "PNG", transparency=0),
        written(clear.convert("LA"), "PNG"),
    ):
        assert _colour(Image.open(BytesIO(encoded(data).large)).getpixel((9, 9))) == "white"


def test_sixteen_bits_of_grey_stay_grey() -> None:
    deep = Image.new("I;16", (40, 40), 128 * 257)
    assert _colour(Image.open(BytesIO(encoded(written(deep, "PNG")).large)).getpixel((9, 9))) == "grey"


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_what_moves_the_first_frame_is_taken_and_told(kind: str) -> None:
    picture = encoded(moving(kind))
    assert picture.is_first
    assert _colour(Image.open(BytesIO(picture.large)).getpixel((9, 9))) == "red"
    _check_clean(picture)


def test_a_telephones_second_picture_in_a_jpeg_goes_and_is_no_movement() -> None:
    second = telephone_photo(Image.new("RGB", (60, 40), "blue"))
    data = written(drawing(), "MPO", save_all=True, append_images=[Image.open(BytesIO(second))])
    picture = encoded(data)
    assert not picture.is_first
    assert _corners(picture.large) == CORNERS
    _check_clean(picture)


def test_a_marked_png_is_clean_and_its_parts_differ_from_its_neighbours() -> None:
    picture = encoded(marked_png())
    _check_clean(picture)
    assert picture.digest == encoded(marked_png()).digest != encoded(written(drawing(401, 300), "PNG")).digest


def test_a_small_picture_is_not_enlarged_and_a_long_one_fits() -> None:
    tiny = encoded(written(drawing(12, 9)))
    assert (tiny.width, tiny.height) == (12, 9)
    assert Image.open(BytesIO(tiny.small)).size == (12, 9)
    long = encoded(written(drawing(8000, 20), "PNG"))
    assert (long.width, long.height) == (LARGE, 4)
    assert Image.open(BytesIO(long.small)).size[0] == SMALL


@pytest.mark.parametrize("size", [(1600, 1200), (481, 33), (7, 5)])
def test_what_was_encoded_stays_byte_for_byte_when_it_is_encoded_again(size: tuple[int, int]) -> None:
    once = encoded(telephone_photo(Image.effect_noise(size, 80).convert("RGB")))
    assert encoded(once.large) == once


@pytest.mark.parametrize("where", ["comment", "end", "among the pixels"])
def test_what_only_looks_like_encoded_is_encoded(where: str) -> None:
    once = encoded(telephone_photo(drawing(600, 400))).large
    block = b"\xff\xfe" + (2 + len(MARK)).to_bytes(2) + MARK
    data = {
        "comment": once[:20] + block + once[20:],
        "end": once + MARK,
        "among the pixels": once[:-2] + block + once[-2:],
    }[where]
    _check_clean(encoded(data))


def test_a_bomb_is_refused_by_the_size_it_states() -> None:
    code, details = _refused(png_bomb())
    assert (code, details["limit"]) == ("bomb", 120_000_000)
    assert _refused(png_bomb(9_000, 9_000)) == ("bomb", {"width": 9_000, "height": 9_000, "limit": 36_000_000})
    assert _refused(webp_bomb()) == ("bomb", {"width": 16_384, "height": 16_384, "limit": 36_000_000})
    screen = b"GIF89a" + (60_000).to_bytes(2, "little") * 2 + bytes(3)
    assert _refused(screen + b",\0\0\0\0" + (60_000).to_bytes(2, "little") * 2 + b"\0\2\0\0;")[0] == "bomb"
    jpeg = written(drawing())
    place = jpeg.index(b"\xff\xc0") + 5
    assert _refused(jpeg[:place] + (60_000).to_bytes(2) * 2 + jpeg[place + 4 :])[0] == "bomb"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_truncated_picture_is_refused(kind: str) -> None:
    whole = written(Image.effect_noise((300, 200), 90).convert("RGB"), kind)
    for size in (len(whole) // 2, 40, 14):
        assert _refused(whole[:size]) == ("unreadable", {})


@pytest.mark.parametrize("data", [b"", b"\0", b"text", b"PK\3\4", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBP"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert _refused(data) == ("unreadable", {})


def test_another_kind_of_picture_is_named() -> None:
    assert _refused(written(drawing(), "TIFF")) == ("format", {"format": "TIFF"})
    assert _refused(written(drawing(), "BMP")) == ("format", {"format": "BMP"})
    assert _refused(b'<svg xmlns="http://www.w3.org/2000/svg"/>') == ("format", {"format": "SVG"})
    assert _refused(written(drawing(), "AVIF")) == ("format", {"format": "AVIF"})


def test_too_many_bytes_are_refused_before_they_are_looked_at() -> None:
    assert _refused(bytes(MOST_BYTES + 2**20)) == ("too_large", {"size": 31, "limit": 30})


def test_the_point_that_took_a_pictures_place_is_known_again() -> None:
    assert Image.open(BytesIO(REMOVED)).size == (1, 1)
    assert _refused(REMOVED) == ("removed", {})


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40)


def test_heic_asks_for_its_package_where_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    assert _refused(HEIC) == ("heic", {})


def test_heic_is_read_where_its_package_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def register(**_: object) -> None:
        Image.register_open("HEIF", lambda _file, _name: drawing(), lambda start: start[4:12] == b"ftypheic")

    monkeypatch.setitem(sys.modules, "pillow_heif", SimpleNamespace(register_heif_opener=register))
    assert _corners(encoded(HEIC).large) == CORNERS


def test_running_out_of_memory_is_no_fault_of_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Image, "open", none)
    with pytest.raises(MemoryError):
        encoded(telephone_photo())
