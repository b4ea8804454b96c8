"""The photos of a draft: those in its workbooks, those dropped beside them, those of the files that stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from fund.metrics.photos import publishable
from fund.model import Match, Picture, WorkbookFile, dropped_name, placed_name
from fund.open_fund import OpenFund
from fund.store.picture_rows import NewPictures
from fund.workbook.door.refusal import RefusedError
from fund.workbook.reading.placed.picture_bytes import pictures_in
from pages.parts.session import funds
from pages.parts.session.staff import require_staff
from pages.parts.session.view import View
from pages.parts.show.markup import draw, paragraph
from pages.parts.update.update_draft import digest_of, reading_of, session_cached
from pages.web.photo_routes import DEPOT
from pages.web.photo_uploads import DroppedPicture, PhotoUploads, photo_uploads_of

KINDS = ".jpg,.jpeg,.png,.webp,.heic,.heif"
ARRIVED = "photos-arrived"


def photo_drop(view: View) -> Mapping[str, DroppedPicture]:
    """Where photos are dropped that rows name; those that were, by the names that rows find them under.

    The browser sends them one by one past Streamlit, which would hold all of them in memory (pages/static/page.js).
    """
    uploads = photo_uploads_of(require_staff().session)
    dropped = uploads.dropped()
    with st.expander(view.say("update.photos.drop"), expanded=bool(dropped), key="photo-drop"):
        draw(
            '<p class="text">{told}</p><p class="photo-drop"><label><input type="file" multiple accept="{kinds}" '
            'aria-label="{label}" title="{label}" '
            'data-photos="{address}" data-progress="{progress}" data-failed="{failed}">'
            '<span aria-hidden="true">{choose}</span></label><output role="status"></output></p>',
            told=view.say("update.photos.told"),
            kinds=KINDS,
            label=view.say("update.photos.drop"),
            choose=view.say("update.choose_files"),
            address=DEPOT,
            progress=view.say("update.photos.progress"),
            failed=view.say("update.photos.failed"),
        )
        # Pressed by the page's script when all have come.
        st.button(view.say("update.photos.arrived"), key=ARRIVED)
        if dropped:
            names = ", ".join(each.name for each in dropped.values())
            draw('<p class="soft">{text}</p>', text=view.say("update.photos.dropped", n=len(dropped), names=names))
            if replaced := [each.name for each in dropped.values() if each.replaces]:
                paragraph(view.say("update.photos.replaced", n=len(replaced), names=", ".join(replaced)))
            st.button(view.say("update.photos.forget"), key="photos-forget", on_click=uploads.forget_dropped)
    return dropped


def draft_pictures(
    files: Sequence[WorkbookFile], matches: Sequence[Match], view: View, *, base: int | None
) -> Mapping[str, Picture]:
    """The pictures of a draft by name, those that are not taken with why; each file's are encoded once.

    Of the files that stay as they are in the version `base` they are its own.
    """
    uploads = photo_uploads_of(require_staff().session)
    kept = dict(funds.store().pictures.of(base)) if base is not None else {}
    stay = {file.sha256: file.name for file in funds.store().stored_files(base)} if base is not None else {}
    found: dict[str, Picture] = {}
    for file in files:
        if file.digest in stay:
            own = ((name.split("\t"), each) for name, each in kept.items())
            found |= {
                placed_name(file.name, name[1], int(name[2])): each
                for name, each in own
                if name[0] == stay[file.digest] and name[1:]
            }
        elif reading_of(file, matches).pictures:
            make = partial(_encoded, file, matches, uploads, view)
            found |= session_cached(f"photos {file.name}", digest_of([file]), make)
    named = _named(files, matches)
    found |= {name: each for name, each in kept.items() if "\t" not in name and name in named}
    return found | {name: each.picture for name, each in uploads.dropped().items()}


def to_publish(proposed: OpenFund) -> NewPictures:
    """The pictures to keep with a version: those that somebody may see."""
    uploads = photo_uploads_of(require_staff().session)
    return NewPictures(publishable(proposed.metrics.photos), uploads.forms)


def published() -> None:
    """What was dropped is published now."""
    photo_uploads_of(require_staff().session).forget_dropped()


def _encoded(file: WorkbookFile, matches: Sequence[Match], uploads: PhotoUploads, view: View) -> dict[str, Picture]:
    """The pictures in a file's rows, encoded one after the other, with how far it is."""
    reading = reading_of(file, matches)
    whole, found = len(reading.pictures), dict[str, Picture]()
    progress = st.progress(0.0)
    try:
        for number, picture in enumerate(pictures_in(file, reading), start=1):
            progress.progress(number / whole, view.say("update.photos.cleaning", number=number, all=whole))
            found[picture.name] = uploads.encode(picture.data)
    except RefusedError:
        # A part that turns out damaged: its row says that it has no picture.
        return found
    finally:
        progress.empty()
    return found


def _named(files: Sequence[WorkbookFile], matches: Sequence[Match]) -> set[str]:
    """The names that the rows of these files have for pictures dropped beside them."""
    tables = [table for file in files for table in reading_of(file, matches).tables if table.schema.code == "photos"]
    written = {dropped_name(name) for table in tables for name in table.frame["photo"].dropna()}
    return written | {f"{name}.{kind}" for name in written for kind in ("jpg", "jpeg", "png", "webp", "heic")}
