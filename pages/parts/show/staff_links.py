"""What staff see more than others: the way in and out, files for their session alone."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from fund.access.authenticator import Identity
from pages.parts.session.staff import require_staff, staff_here
from pages.parts.session.view import View
from pages.parts.show.markup import draw
from pages.parts.show.page_head import paragraph
from pages.web import account_link, sign_in_link, staff_download


def staff_file(label: str, *, key: str, make: Callable[[], bytes], file_name: str) -> None:
    """A link to a file made at the click, for this session of staff alone; `make` runs outside the page's run."""
    address = staff_download(require_staff(), key, make, file_name=file_name)
    draw('<p class="file"><a href="{address}" target="_self">{label}</a></p>', address=address, label=label)


def ask_to_sign_in(view: View) -> None:
    """Say that this is for staff, and the way in."""
    paragraph(view.say("staff.only"))
    page = "/mise-a-jour"
    if st.user.get("is_logged_in"):
        issued = st.user.get("iat")
        identity = Identity(
            email=str(st.user.get("email", "")),
            email_verified=st.user.get("email_verified") is True,
            issued_at=float(issued) if isinstance(issued, int | float) else 0.0,
        )
        link = account_link(identity, view.language, back_to=page)
        if link is None:
            paragraph(view.say("staff.not_listed"))
    else:
        link = sign_in_link(view.language, back_to=page)
    if link:
        draw(
            '<p><a class="sign-in" href="{link}" target="_self">{text}</a></p>', link=link, text=view.say("staff.enter")
        )


def staff_door(view: View) -> None:
    """At the foot of the menu: the way in for staff, nothing for those who are in."""
    if staff_here() is None:
        link = sign_in_link(view.language, back_to="/mise-a-jour")
        draw('<p class="door"><a href="{link}" target="_self">{text}</a></p>', link=link, text=view.say("staff.door"))


def who(view: View) -> None:
    """Who is signed in, and the way out."""
    found = staff_here()
    if found is not None:
        link = sign_in_link(view.language, back_to="/")
        said = view.say("staff.signed_in", name=found.name)
        draw(
            '<p class="soft">{said} <a href="{link}" target="_self">{leave}</a></p>',
            said=said,
            link=link,
            leave=view.say("staff.leave"),
        )
