"""Links that lead to the sign-in page."""

from __future__ import annotations

import sys
from urllib.parse import urlencode

from fund.access import Authenticator
from fund.access.authenticator import Identity
from fund.access.settings import TEAM
from fund.wording import Language, languages, words
from pages.web.request import SIGN_IN
from pages.web.signed_in import current_authenticator

LINK_LIFETIME = 24 * 3600
"""Seconds for which the link printed at the start can be used."""
ACCOUNT_LINK_LIFETIME = 3600
"""Seconds for which the link given after the identity provider's answer can be used."""


def sign_in_link(language: Language, *, back_to: str = "/") -> str:
    """The sign-in page's address (signed in, it offers to sign out); `back_to` is the page to return to."""
    return f"{SIGN_IN}?{urlencode({'langue': language, 'suite': back_to})}"


def account_link(
    identity: Identity, language: Language, *, back_to: str = "/", door: Authenticator | None = None
) -> str | None:
    """For a person whom the identity provider vouches for: the link that opens a staff session here, once.

    None when the address is not verified, not on the list, or the provider's word is older than a session may be.
    """
    door = door or current_authenticator()
    if not door.allows(identity):
        return None
    token = door.tickets.issue(identity.email, lifetime=ACCOUNT_LINK_LIFETIME)
    return f"{sign_in_link(language, back_to=back_to)}&{urlencode({'jeton': token})}"


def announce_link(url: str, door: Authenticator | None = None) -> str | None:
    """Where staff have no other way in, print a link that signs one person in, once, within 24 hours.

    `url` is the application's address (`http://localhost:8501`). Returns the link, None where none is needed.
    """
    door = door or current_authenticator()
    if door.settings.staff_can_sign_in:
        return None
    token = door.tickets.issue(TEAM, lifetime=LINK_LIFETIME)
    link = f"{url.rstrip('/')}{SIGN_IN}?{urlencode({'jeton': token})}"
    lines = [words("access.announce", language) for language in languages()]
    sys.stdout.write("\n".join(["", *lines, f"  {link}", "", ""]))
    sys.stdout.flush()
    return link
