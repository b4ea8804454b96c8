"""A person's own pictures, for the copy of their file that they are given back: all of them, without metadata."""

from __future__ import annotations

from fund.pictures.encode import EncodedPicture
from fund.pictures.encode_in_subprocess import encode_each
from fund.workbook.cleaning.clean_workbook import clean_workbook
from fund.workbook.cleaning.picture_parts import picture_parts
from fund.workbook.door.parts import Parts
from fund.workbook.door.refusal import LIMITS, RefusedError


def with_own_pictures(content: bytes) -> bytes:
    """The file with its pictures written anew, those that can't be removed; the same object where it has none."""
    try:
        parts = Parts(content, LIMITS)
        pictures = {name: b"".join(parts.pieces(name)) for name in picture_parts(parts)}
    except RefusedError:
        return content
    answers = zip(pictures, encode_each(pictures.values()), strict=True)
    return clean_workbook(content, {name: each.large for name, each in answers if isinstance(each, EncodedPicture)})
