"""The photos of a programme or of the fund in the report: each over its caption, with its alternative text."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document

from fund.charts.photo_line import photo_lines
from fund.metrics.photos import Photo
from fund.pack.office_text import PhotoBytes, clean, one_line
from fund.pack.word import add_heading, add_photo
from fund.wording import Language, words

MOST_PHOTOS = 6


def add_photos(
    document: Document, photos: Sequence[Photo], language: Language, photo: PhotoBytes, *, level: int = 3
) -> None:
    """The first photos under a heading of that level; nothing where there are none."""
    lines = photo_lines(photos, language)[:MOST_PHOTOS]
    found = [(line, content) for line in lines if (content := photo(line.digest)) is not None]
    if found:
        add_heading(document, words("programmes.photos", language), level)
    for line, content in found:
        add_photo(document, content, alt=clean(line.alt), caption=one_line(line.said))
