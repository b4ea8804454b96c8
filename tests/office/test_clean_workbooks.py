"""Workbooks whose pictures were removed, opened by LibreOffice: cells and frames are there, no picture is."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from fund.pictures.encode import encoded
from fund.workbook.cleaning.clean_workbook import clean_workbook
from tests.office.conftest import Converted
from tests.pictures import MARK, telephone_photo
from tests.unit.workbook.pictured import LOGO, pictured, pictured_ods

_INLINE = re.compile(rb"<office:binary-data>([^<]+)</office:binary-data>")


def _pictures(flat: bytes) -> list[tuple[int, int]]:
    """The sizes of the pictures of a flat document."""
    found = (b64decode(data) for data in _INLINE.findall(flat))
    return sorted(Image.open(BytesIO(data)).size for data in found if data.startswith((b"\x89PNG", b"\xff\xd8")))


@pytest.mark.parametrize(
    ("kind", "dropped", "part"),
    [("xlsx", pictured(), LOGO), ("ods", pictured_ods(), "Pictures/photo.jpg")],
    ids=["xlsx", "ods"],
)
def test_frames_hold_a_grey_point_or_the_picture_that_may_be(
    kind: str, dropped: bytes, part: str, converted: Converted
) -> None:
    photo = encoded(telephone_photo()).large
    flat = converted(clean_workbook(dropped, {part: photo}), kind, "fods")
    assert "Saint-Exemple" in flat.decode()
    assert MARK not in flat
    sizes = _pictures(flat)
    assert set(sizes) == {(1, 1), (400, 300)}
    assert set(_pictures(converted(clean_workbook(dropped), kind, "fods"))) == {(1, 1)}
