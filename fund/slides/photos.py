"""A slide with photos of a programme or of the fund, side by side, each over its caption."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fund.charts.photo_line import PhotoLine, photo_lines
from fund.slides.geometry import GUTTER, SMALL, Box
from fund.slides.parts import foot
from fund.slides.slide import DeckInput, Slide, SlideKind
from fund.slides.text_layout import column, headline, plain, shortened
from fund.wording import Language

MOST_PHOTOS = 3
CAPTION_LINES = 3
_ABOVE = 12
"""Pixels between a photo and its caption."""


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """Where a photo and its caption stand."""

    photo: Box
    caption: Box


def photos_slide(code: str, called: str, material: DeckInput, language: Language) -> Slide | None:
    """None where no photo of the programme (without `code`: of the fund) may be shown; `called` is its name."""
    found = photo_lines(material.photos_of(code), language)[:MOST_PHOTOS]
    if not found:
        return None
    return Slide(
        code="photos",
        kind=SlideKind.PHOTOS,
        title=headline("photos.title", language, {"programme": called}),
        photos=tuple(_photo(each, column(len(found))) for each in found),
        foot=foot(material, language),
    )


def photo_places(slide: Slide, body: Box) -> tuple[PhotoPlace, ...]:
    """Where the photos of a slide stand in its body: as large as their columns let them be, their captions level."""
    captions = SMALL.line * CAPTION_LINES
    room = body.height - captions - _ABOVE
    places = []
    columns = body.columns(len(slide.photos), GUTTER) if slide.photos else ()
    for photo, box in zip(slide.photos, columns, strict=True):
        scale = min(box.width / photo.width, room / photo.height)
        width, height = photo.width * scale, photo.height * scale
        middle = replace(box, left=box.left + (box.width - width) / 2, top=box.top + room - height)
        under = replace(box, top=box.top + room + _ABOVE, height=captions)
        places.append(PhotoPlace(replace(middle, width=width, height=height), under))
    return tuple(places)


def _photo(line: PhotoLine, room: float) -> PhotoLine:
    said = plain(line.said)
    caption = shortened(said, room=room, lines=CAPTION_LINES) if said else ""
    return replace(line, caption=caption, note="")
