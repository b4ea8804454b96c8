"""What is wrong with the photos: why one is never shown, what names nothing, what was dropped in vain."""

from __future__ import annotations

from collections.abc import Iterator

from fund.checks.locate import at_rows, header
from fund.metrics.photos import Agreement, Audience, Photo, agreement_of
from fund.metrics.result import FundMetrics
from fund.model import Dataset, Finding, Record, Severity

FROM_OTHERS = ("DISPIMG(", "_xlfn.IMAGE(", "=IMAGE(")
"""What other programs write in a cell that shows a picture, in the place of the picture."""
WITHDRAWN = "withdrawn"


def photo_findings(dataset: Dataset, metrics: FundMetrics) -> Iterator[Finding]:
    """Every finding about a row of the sheet of photos, then the dropped pictures that no row names."""
    found: list[tuple[Record, Finding]] = [
        ({"position": photo.position}, finding) for photo in metrics.photos for finding in _of_row(photo)
    ]
    found += _repeated(dataset, metrics.photos)
    yield from at_rows(dataset, "photos", found)
    used = {id(photo.picture) for photo in metrics.photos}
    for name, picture in dataset.pictures.items():
        if "\t" not in name and id(picture) not in used:
            yield Finding("photo_unnamed", Severity.WARNING, seen=name)


def _of_row(photo: Photo) -> Iterator[Finding]:
    if photo.audience is Audience.NOBODY and (code := _why_nobody(photo)):
        column = header("photos", "people" if code == "photo_people_untold" else "agreement")
        yield Finding(code, Severity.WARNING, column=column, seen=photo.agreement)
    elif photo.is_over:
        yield Finding(
            "photo_agreement_over", Severity.WARNING, column=header("photos", "agreement"), seen=photo.agreement
        )
    picture, column = photo.picture, header("photos", "photo")
    if picture is None:
        if code := _why_nothing(photo):
            yield Finding(code, Severity.WARNING, column=column, seen=photo.name)
    elif picture.fault:
        severity = Severity.NOTE if picture.fault == WITHDRAWN else Severity.WARNING
        yield Finding(f"picture_{picture.fault}", severity, column=column, seen=photo.name, details=picture.details)
    elif picture.moves:
        yield Finding("picture_moves", Severity.NOTE, column=column, seen=photo.name)


def _why_nobody(photo: Photo) -> str:
    """Why a row's own cells let nobody see it; nothing where another row of the same picture does."""
    told = agreement_of(photo.agreement)
    if told is Agreement.REFUSED:
        return "photo_agreement_refused"
    if photo.people is False or told is Agreement.RECORDED:
        return ""
    if told is Agreement.BARE:
        return "photo_agreement_bare"
    return "photo_people_untold" if photo.people is None else "photo_without_agreement"


def _why_nothing(photo: Photo) -> str:
    """Why a row has no picture; nothing for one that would be shown to nobody, of which none is kept."""
    if any(sign in photo.name for sign in FROM_OTHERS):
        return "photo_not_in_file"
    if photo.audience is Audience.NOBODY or photo.is_over:
        return ""
    return "photo_not_found" if photo.name else "photo_without_picture"


def _repeated(dataset: Dataset, photos: tuple[Photo, ...]) -> list[tuple[Record, Finding]]:
    """The rows whose picture an earlier row has already."""
    first: dict[str, Photo] = {}
    found: list[tuple[Record, Finding]] = []
    for photo in photos:
        if photo.digest and (earlier := first.setdefault(photo.digest, photo)) is not photo:
            place = dataset.table("photos").iloc[earlier.position]
            details = {"other_file": place["source_file"], "other_row": str(place["source_row"])}
            finding = Finding("photo_repeated", Severity.WARNING, column=header("photos", "photo"), details=details)
            found.append(({"position": photo.position}, finding))
    return found
