"""Photos on a page: each in a frame of a fixed shape, loaded when it comes into sight, larger at a click."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from fund.charts.photo_line import PhotoLine
from fund.pictures.encode import SMALL
from fund.wording import words
from fund.wording.contract import WORKBOOK_LANGUAGE
from pages.parts.session.view import View
from pages.parts.show.markup import draw, fill, fill_if, join
from pages.parts.show.page_head import section
from pages.web.photo_routes import photo_address


def photo_gallery(photos: Sequence[PhotoLine], view: View) -> None:
    """The photos under their heading; nothing where there are none."""
    if photos:
        section(words("programmes.photos", view.language))
        draw(fill('<div class="photos">{figures}</div>', figures=join([_figure(each, view) for each in photos])))


def one_photo(photo: PhotoLine, view: View) -> None:
    """A single photo, as wide as its column."""
    draw(fill('<div class="photos one">{figure}</div>', figure=_figure(photo, view)))


def _figure(photo: PhotoLine, view: View) -> Markup:
    scale = min(1.0, SMALL / max(photo.width, photo.height))
    return fill(
        '<figure><a href="{large}" target="_blank" rel="noopener"><img src="{small}" width="{width}" height="{height}" '
        'loading="lazy" decoding="async" alt="{alt}"></a><figcaption>{caption}{note}</figcaption></figure>',
        large=photo_address(view.version.id, photo.digest, small=False),
        small=photo_address(view.version.id, photo.digest, small=True),
        width=round(photo.width * scale),
        height=round(photo.height * scale),
        alt=photo.alt,
        caption=fill_if(photo.caption, f'<p lang="{WORKBOOK_LANGUAGE}">{{text}}</p>'),
        note=fill_if(photo.note, '<p class="soft">{text}</p>'),
    )
