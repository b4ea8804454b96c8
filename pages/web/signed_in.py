"""What the cookies of a request allow. Ask at every write and every staff download, not once per page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fund.access import Door, Session
from pages.web.current import current_door

COOKIE = "fund_session"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff who is signed in. `session` may be logged: it opens nothing without our signature."""

    name: str
    session: str


def session_of(cookies: Mapping[str, str], door: Door) -> Session | None:
    """The open session that the cookies name."""
    cookie = cookies.get(COOKIE)
    return door.sessions.find(cookie) if cookie else None


def staff(cookies: Mapping[str, str], door: Door | None = None) -> Staff | None:
    """Who of the staff this is: `staff(st.context.cookies)`; None for a forged, expired or signed-out cookie.

    Asking counts as activity, so a fragment that polls by itself must not ask.
    """
    session = session_of(cookies, door or current_door())
    return Staff(session.name, session.id) if session and session.role == "staff" else None


def may_view(cookies: Mapping[str, str], door: Door | None = None) -> bool:
    """Whether pages may be shown: always, unless a viewer's password is set and nobody is signed in."""
    door = door or current_door()
    return door.settings.viewer_hash is None or session_of(cookies, door) is not None
