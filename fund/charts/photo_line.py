"""A photo with its words, the same on every page, slide and file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fund.metrics.photos import Photo
from fund.wording import Language, moment, words


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """A photo that may be shown, by the digest of its bytes, with the sides of its large form in pixels.

    `alt` is what a screen reader says of it, `caption` and `note` stand under it; they quote the workbook.
    """

    digest: str
    width: int
    height: int
    alt: str
    caption: str
    note: str

    @property
    def said(self) -> str:
        """All that stands under it, on one line."""
        return " · ".join(part for part in (self.caption, self.note) if part)


def photo_lines(photos: Iterable[Photo], language: Language) -> tuple[PhotoLine, ...]:
    """The photos that have a picture, in their order.

    What is to be seen is told by the description, else by the caption, else that it is a photo; the note tells what of
    the programme it shows, when it was taken, whose it is.
    """
    return tuple(
        PhotoLine(
            digest=photo.digest,
            width=photo.picture.width,
            height=photo.picture.height,
            alt=photo.description or photo.caption or words("programmes.photo", language),
            caption=photo.caption,
            note=_note(photo, language),
        )
        for photo in photos
        if photo.picture is not None and photo.digest
    )


def _note(photo: Photo, language: Language) -> str:
    taken = "" if photo.taken_on is None else moment(photo.taken_on, language)
    whose = words("programmes.photo_credit", language, name=photo.credit) if photo.credit else ""
    return " · ".join(part for part in (photo.linked, taken, whose) if part)
