"""Who is signed in, as the cookies of a request say it; and the links that lead to signing in."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.parse import urlencode

import streamlit as st

from fund.access import Authenticator, OpenSessions, Session, read_settings
from fund.access.hosts import OurHosts, read_hosts
from fund.access.settings import TEAM
from fund.store.errors import StoreUnavailable
from fund.wording import Language, languages, words
from pages.web.request import SIGN_IN
from pages.web.store import store

LOG = logging.getLogger("pages.web")
SECONDS_BETWEEN_LOOKS = 2
"""One small query of each process: what is signed in or out elsewhere is known after it."""
COOKIE = "fund_session"
LINK_LIFETIME = 24 * 3600
"""Seconds for which the link printed at the start can be used."""


@cache
def current_authenticator() -> Authenticator:
    """What decides who comes in, for the whole process. Raises SettingsError: the application must not start then."""
    return Authenticator(read_settings(os.environ, secrets()), lambda: store().access)


def keep_up_with_sessions() -> None:
    """Know who is signed in, and go on looking aside: what other processes do is known within seconds.

    Raises what opening the store raises.
    """
    sessions = current_authenticator().sessions
    sessions.look()
    Thread(target=_look_for_ever, args=(sessions,), name="sessions", daemon=True).start()


def _look_for_ever(sessions: OpenSessions) -> None:
    while True:
        sleep(SECONDS_BETWEEN_LOOKS)
        try:
            sessions.look()
        except StoreUnavailable:
            # The store's own log says so. Whoever is signed in stays so meanwhile.
            continue
        except Exception:
            LOG.exception("the sessions cannot be read")


def our_hosts() -> OurHosts:
    """Under which names the application is served. Raises SettingsError: the application must not start then."""
    return read_hosts(os.environ, secrets())


def secrets() -> Mapping[str, object]:
    """What the secrets file holds; nothing where there is none."""
    # Without a file st.secrets raises; with a broken one it must raise too, or its password would ask nobody.
    if not any(Path(file).exists() for file in st.get_option("secrets.files")):
        return {}
    return st.secrets.to_dict()


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff who is signed in. `session` may be logged: it opens nothing."""

    name: str
    session: str


def session_of(cookies: Mapping[str, str], authenticator: Authenticator) -> Session | None:
    """The open session that the cookies name."""
    cookie = cookies.get(COOKIE)
    # Where a page runs without a browser, what stands for its cookies gives no text.
    return authenticator.sessions.find(cookie) if isinstance(cookie, str) else None


def staff(cookies: Mapping[str, str], authenticator: Authenticator | None = None) -> Staff | None:
    """Who of the staff this is: `staff(st.context.cookies)`; None for a forged, expired or signed-out cookie.

    Asking counts as activity, so a fragment that polls by itself must not ask.
    """
    session = session_of(cookies, authenticator or current_authenticator())
    return Staff(session.name, session.id) if session and session.role == "staff" else None


def may_view(cookies: Mapping[str, str], authenticator: Authenticator | None = None) -> bool:
    """Whether pages may be shown: always, unless a viewer's password is set and nobody is signed in."""
    authenticator = authenticator or current_authenticator()
    return authenticator.settings.viewer_hash is None or session_of(cookies, authenticator) is not None


def sign_in_link(language: Language, *, back_to: str = "/") -> str:
    """The sign-in page's address (signed in, it offers to sign out); `back_to` is the page to return to."""
    return f"{SIGN_IN}?{urlencode({'langue': language, 'suite': back_to})}"


def announce_link(url: str, authenticator: Authenticator | None = None) -> str | None:
    """Where staff have no other way in, print a link that signs one person in, once, within 24 hours.

    `url` is the application's address (`http://localhost:8501`). Returns the link, None where none is needed.
    """
    authenticator = authenticator or current_authenticator()
    if authenticator.settings.staff_can_sign_in:
        return None
    token = authenticator.links.issue(TEAM, lifetime=LINK_LIFETIME)
    link = f"{url.rstrip('/')}{SIGN_IN}?{urlencode({'jeton': token})}"
    lines = [words("access.announce", language) for language in languages()]
    sys.stdout.write("\n".join(["", *lines, f"  {link}", "", ""]))
    sys.stdout.flush()
    return link
