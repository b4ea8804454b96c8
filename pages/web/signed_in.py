"""Who is signed in, as the cookies of a request say it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from fund.access import Authenticator, Session, read_settings


@cache
def current_authenticator() -> Authenticator:
    """What decides who comes in, for the whole process. Raises SettingsError: the application must not start then."""
    return Authenticator(read_settings(os.environ, _secrets()))


def _secrets() -> Mapping[str, object]:
    # Without a file st.secrets raises; with a broken one it must raise too, or its password would ask nobody.
    if not any(Path(file).exists() for file in st.get_option("secrets.files")):
        return {}
    return st.secrets.to_dict()


COOKIE = "fund_session"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff who is signed in. `session` may be logged: it opens nothing without our signature."""

    name: str
    session: str


def session_of(cookies: Mapping[str, str], door: Authenticator) -> Session | None:
    """The open session that the cookies name."""
    cookie = cookies.get(COOKIE)
    return door.sessions.find(cookie) if cookie else None


def staff(cookies: Mapping[str, str], door: Authenticator | None = None) -> Staff | None:
    """Who of the staff this is: `staff(st.context.cookies)`; None for a forged, expired or signed-out cookie.

    Asking counts as activity, so a fragment that polls by itself must not ask.
    """
    session = session_of(cookies, door or current_authenticator())
    return Staff(session.name, session.id) if session and session.role == "staff" else None


def may_view(cookies: Mapping[str, str], door: Authenticator | None = None) -> bool:
    """Whether pages may be shown: always, unless a viewer's password is set and nobody is signed in."""
    door = door or current_authenticator()
    return door.settings.viewer_hash is None or session_of(cookies, door) is not None
