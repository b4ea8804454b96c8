"""Which photos of a version may be shown here: the fund's rule, applied for pages and for the photos' own addresses."""

from __future__ import annotations

from collections.abc import Iterable

from fund.metrics.photos import Photo, may_see, of_programme, shown
from fund.store.errors import UnknownVersion
from pages.parts.session import funds
from pages.parts.session.staff import signed_in_here, staff_here
from pages.parts.session.view import View


def photos_here(view: View, programme: str) -> tuple[Photo, ...]:
    """The photos of a programme (empty: of the fund) that whoever is at the screen may see, in their order."""
    return photos_for(view, of_programme(view.metrics.photos, programme), signed_in=signed_in_here())


def photos_for(view: View, photos: tuple[Photo, ...], *, signed_in: bool) -> tuple[Photo, ...]:
    """Those of the version on screen that may be shown to whoever is signed in, or is not."""
    if not any(photo.digest for photo in photos):
        return ()  # nothing is asked of the store
    found = shown(photos, signed_in=signed_in, without=funds.store().pictures.withdrawn())
    return tuple(photo for photo in found if _still_may(view.fund.code, photo.digest, signed_in=signed_in))


def may_show(version_id: int, digest: str, *, signed_in: bool) -> bool:
    """Whether that version shows the photo of a digest to whoever is signed in, or is not."""
    store = funds.store()
    try:
        version = store.version(version_id)
    except UnknownVersion:
        return False
    if version.withdrawn_at is not None:
        return False
    photos = funds.opened(version.fund, version_id).metrics.photos
    found = any(each.digest == digest for each in shown(photos, signed_in=signed_in))
    return found and _still_may(version.fund, digest, signed_in=signed_in)


def taken_home_now(view: View, kind: str, photos: Iterable[str]) -> None:
    """Write down that documents were made of the version on screen, with the photos of these digests."""
    staff = staff_here()
    funds.store().pictures.record_pack(
        view.version.id,
        kind=kind,
        language=view.language,
        author="" if staff is None else staff.name,
        photos=tuple(photos),
    )


def _still_may(fund: str, digest: str, *, signed_in: bool) -> bool:
    """Whether what the fund says now of a photo lets it be shown: people may have agreed to less since."""
    now = [each for each in funds.opened(fund).metrics.photos if each.digest == digest]
    return all(may_see(each, signed_in=signed_in) for each in now)
