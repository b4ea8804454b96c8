"""The files of a version as staff get them back: workbooks with their photos in place, and photos dropped beside them.

Stored are workbooks without pictures; photos are kept apart, those only that somebody may see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fund.metrics.photos import publishable
from fund.model import WorkbookFile, placed_name
from fund.records import Version
from fund.workbook.cleaning.clean_workbook import clean_workbook
from pages.parts.session import funds

FOLDER = "photos"


def given_back(version: Version, author: str, name: str = "") -> tuple[WorkbookFile, ...]:
    """The files for one of staff, or only the one of that name; written down with the photos that are in them."""
    digests = [digest for key, digest in _digests(version).items() if name in ("", key.partition("\t")[0])]
    funds.store().pictures.record_pack(version.id, kind="files", language="", author=author, photos=digests)
    beside = () if name else dropped_photos(version)
    return (*with_photos(version, name), *beside)


def with_photos(version: Version, name: str = "") -> Iterator[WorkbookFile]:
    """The workbooks, or only the one of that name, with the pictures of their rows where they stood."""
    digests = _digests(version)
    readings = {reading.name: reading for reading in funds.opened(version.fund, version.id).readings}
    for file in (each for each in funds.store().files(version.id) if name in ("", each.name)):
        placed = readings[file.name].pictures if file.name in readings else ()
        names = {each.part: placed_name(file.name, each.sheet, each.row) for each in placed}
        kept = {part: content for part, own in names.items() if (content := _content(digests.get(own, "")))}
        yield WorkbookFile(file.name, clean_workbook(file.content, kept) if kept else file.content)


def dropped_photos(version: Version) -> Iterator[WorkbookFile]:
    """The photos that rows name, as they are kept."""
    for name, digest in _digests(version).items():
        if "\t" not in name and (content := _content(digest)):
            # The whole name stays, as rows may tell it: dropped again, « a.png.jpg » is found under « a.png ».
            yield WorkbookFile(f"{FOLDER}/{name}" + ("" if name.endswith((".jpg", ".jpeg")) else ".jpg"), content)


def _digests(version: Version) -> Mapping[str, str]:
    """The digests of the pictures that somebody may see, by name."""
    found = publishable(funds.opened(version.fund, version.id).metrics.photos)
    return {name: picture.digest for name, picture in found.items()}


def _content(digest: str) -> bytes | None:
    return funds.store().pictures.content(digest) if digest else None
