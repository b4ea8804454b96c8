"""Withdrawing a photo for good, from every version at once: who has it, why it goes, and what became of others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

import streamlit as st

from fund.charts.photo_line import PhotoLine, photo_lines
from fund.records import Pack
from fund.store.errors import InvalidRecord, StoreUnavailable, UnknownRecord
from fund.store.pictures import WITHDRAWN
from fund.store.withdrawals import LONGEST_REASON
from fund.wording import day
from pages.parts.session import funds
from pages.parts.session.photo_rights import photos_for
from pages.parts.session.staff import require_staff, staff_here
from pages.parts.session.view import View, author_of, here
from pages.parts.show.html_table import not_shown
from pages.parts.show.markup import alert, bullets, draw, paragraph, plain_label
from pages.parts.show.page_head import section
from pages.parts.show.store_down import not_done
from pages.web.photo_routes import photo_address

SHOWN_PACKS, SHOWN_DIGITS = 20, 8
_REFUSED = "photo_not_withdrawn"


def withdrawing_photos(view: View) -> None:
    """For staff: the photos of the version on screen, each with the way to withdraw it, and those that were."""
    if staff_here() is None:
        return
    photos = photo_lines(photos_for(view, view.metrics.photos, signed_in=True), view.language)
    kept = funds.store().pictures.of(view.version.id)
    gone = {str(each.details["digest"]): (name, each) for name, each in kept.items() if each.fault == WITHDRAWN}
    if not photos and not gone:
        return
    section(view.say("history.photos"), note=view.say("history.photos_note"))
    for photo in photos:
        _photo(photo, view)
    rows = {photo.key: photo.caption or photo.description or photo.name for photo in view.metrics.photos}
    for digest, (name, each) in gone.items():
        paragraph(
            view.say(
                "history.photo_gone",
                name=rows.get(name) or digest[:SHOWN_DIGITS],
                date=day(here(datetime.fromisoformat(str(each.details["at"]))).date(), view.language),
                author=author_of(str(each.details["author"]), view),
                reason=each.details["reason"],
            )
        )
        already_made(packs_with(digest), view)


def _photo(photo: PhotoLine, view: View) -> None:
    fold = st.expander(plain_label(photo.caption or photo.alt), key=_key("fold", photo), on_change="rerun")
    if not fold.open:
        return
    with fold:
        draw(
            '<div class="photos"><figure><img src="{address}" alt="{alt}" loading="lazy"></figure></div>',
            address=photo_address(view.version.id, photo.digest, small=True),
            alt=photo.alt,
        )
        paragraph(view.say("history.photo_told"))
        _used(photo, view)
        st.text_input(view.say("history.photo_why"), key=_key("why", photo), max_chars=LONGEST_REASON)
        st.checkbox(view.say("history.photo_sure"), key=_key("sure", photo))
        st.button(
            view.say("history.photo_withdraw"),
            key=_key("withdraw", photo),
            on_click=_withdraw,
            args=(photo.digest, view.fund.code),
            type="primary",
        )
        if st.session_state.get(_REFUSED) == photo.digest:
            alert(view.say("history.photo_needed"))


def _used(photo: PhotoLine, view: View) -> None:
    """The versions that have it, and the meetings whose documents may hold it: those were taken home."""
    store, fund = funds.store(), view.fund.code
    used = groupby(store.pictures.uses(photo.digest), key=lambda use: use.fund)
    lines = [
        view.say("history.photo_used", n=len(told), fund=code, numbers=", ".join(told))
        for code, uses in used
        if (told := [str(use.number) for use in uses])
    ]
    numbers = {use.number for use in store.pictures.uses(photo.digest) if use.fund == fund}
    versions = {version.id for version in store.versions(fund) if version.number in numbers}
    held = [meeting.held_on for meeting in store.meetings.of(fund) if meeting.version_id in versions]
    if held:
        dates = ", ".join(day(date, view.language) for date in sorted(held))
        lines.append(view.say("history.photo_meetings", dates=dates))
    draw(bullets(lines))
    already_made(packs_with(photo.digest), view)


def packs_with(digest: str) -> list[Pack]:
    """What was made with a photo to be taken home, of any fund."""
    pictures = funds.store().pictures
    codes = dict.fromkeys(use.fund for use in pictures.uses(digest))
    return [pack for code in codes for pack in pictures.packs(code) if digest in pack.photos]


def already_made(packs: Sequence[Pack], view: View) -> None:
    """The documents that are out of reach already, the newest first; nothing where none was made."""
    if packs:
        paragraph(view.say("history.packs"))
        draw(bullets([_pack(each, view) for each in packs[:SHOWN_PACKS]]))
        not_shown(len(packs) - SHOWN_PACKS, view)


def _pack(pack: Pack, view: View) -> str:
    who = author_of(pack.author, view) if pack.author else view.say("history.pack_visitor")
    return view.say(
        f"history.pack_{pack.kind}",
        fund=pack.fund,
        number=pack.number,
        date=day(pack.made_at.date(), view.language),
        author=who,
        code=pack.language.upper(),
    )


def _key(part: str, photo: PhotoLine) -> str:
    return f"photo-{part}-{photo.digest[:16]}"


def _withdraw(digest: str, fund: str) -> None:
    """Callback: what stands in the fields may be newer than what the last run saw."""
    staff = require_staff()
    reason = str(st.session_state[f"photo-why-{digest[:16]}"]).strip()
    if not (reason and st.session_state[f"photo-sure-{digest[:16]}"]):
        st.session_state[_REFUSED] = digest
        return
    store = funds.store()
    codes = {use.fund for use in store.pictures.uses(digest)}
    try:
        store.pictures.withdraw(digest, fund=fund, author=staff.name, reason=reason)
    except (UnknownRecord, InvalidRecord):
        st.session_state[_REFUSED] = digest
        return
    except StoreUnavailable as error:
        not_done("not_withdrawn", error)
        return
    for code in codes:
        funds.forget_fund(code)
