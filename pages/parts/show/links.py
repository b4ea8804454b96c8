"""Links inside the application: to a page, keeping what the address chooses; the way in and out for staff."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from pages.parts.session import address
from pages.parts.session.staff import staff_here
from pages.parts.session.view import View, author_of
from pages.parts.show.markup import draw, fill, paragraph, plain_label
from pages.web.signed_in import sign_in_link

DONOR_KEY = "donateur"
"""The parameter that names a donor on its page."""


def page_link(script: str, label: str, *, version: int | None = None) -> None:
    """A link to a page under a label of our own, on the `version` of that number where one is given."""
    asked = {} if version is None else {address.VERSION_KEY: str(version)}
    st.page_link(script, label=label, query_params={**address.query(), **asked})


def programme_link(path: str, name: str, view: View) -> None:
    """A link to a programme's page, under its name."""
    page = st.Page("programme.py", title=path, url_path=path)
    st.page_link(page, label=plain_label(name), query_params=address.query())


def donor_link(donor: str, view: View) -> Markup:
    """A donor's name as a link to its page."""
    asked = urlencode({**address.query(), address.FUND_KEY: view.fund.code, DONOR_KEY: donor})
    return fill('<a href="/ma-collectivite?{asked}" target="_self">{donor}</a>', asked=asked, donor=donor)


def ask_to_sign_in(view: View) -> None:
    """Say that this is for staff, and the way in."""
    paragraph(view.say("staff.only"))
    link = sign_in_link(view.language, back_to=_update_page())
    draw('<p><a class="sign-in" href="{link}" target="_self">{text}</a></p>', link=link, text=view.say("staff.enter"))


def _update_page() -> str:
    """Where staff go when they have signed in: the update of the fund on screen, in their language."""
    return f"/mise-a-jour?{address.query_text()}"


def way_in(view: View) -> None:
    """At the foot of the menu: the way in for staff, nothing for those who are in."""
    if staff_here() is None:
        link = sign_in_link(view.language, back_to=_update_page())
        draw('<p class="door"><a href="{link}" target="_self">{text}</a></p>', link=link, text=view.say("staff.door"))


def way_out(view: View) -> None:
    """Who is signed in, and the way out."""
    found = staff_here()
    if found is not None:
        draw(
            '<p class="soft">{said} <a href="{link}" target="_self">{leave}</a></p>',
            said=view.say("staff.signed_in", name=author_of(found.name, view)),
            link=sign_in_link(view.language, back_to="/"),
            leave=view.say("staff.leave"),
        )
