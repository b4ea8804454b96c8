"""Files for staff, at addresses that ask who is there each time.

Streamlit's own downloads don't do: whoever has a `/media/…` address gets the file, and their callables run
without the session's cookies.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote
from weakref import ref

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from fund.access import Authenticator
from fund.store.errors import StoreUnavailable, UnknownVersion
from pages.web.request import not_signed_in, refusal
from pages.web.signed_in import Staff, current_authenticator, staff

STAFF_FILES = "/prive"


class Tab:
    """A tab of a browser: what is offered to it goes with the object that stands for it."""


@dataclass(frozen=True, slots=True)
class _Offer:
    session: str
    key: str
    file_name: str
    make: Callable[[], bytes]
    tab: ref[Tab]


class StaffDownloads:
    """What is offered to the staff sessions of this process; forgotten when the session ends or the tab is gone."""

    def __init__(self, authenticator: Authenticator) -> None:
        """`authenticator` says who is staff."""
        self._authenticator = authenticator
        self._lock = threading.Lock()
        self._offers: dict[str, _Offer] = {}

    def offer(self, who: Staff, key: str, make: Callable[[], bytes], *, file_name: str, tab: Tab) -> str:
        """The address at which this session, and no other, gets what `make` returns when it is asked for.

        `key` tells a tab's offers apart: offering again under the same key keeps the address. `make` runs in a
        thread of its own, without Streamlit's context; what it holds, such as a whole draft, is let go with the tab.
        """
        with self._lock:
            self._offers = {
                at: kept
                for at, kept in self._offers.items()
                if kept.tab() is not None and self._authenticator.sessions.is_open(kept.session)
            }
            ours = (who.session, key, tab)
            same = (at for at, kept in self._offers.items() if (kept.session, kept.key, kept.tab()) == ours)
            token = next(same, None) or secrets.token_urlsafe(16)
            # Whatever thread collects the tab may hold the lock: none is taken then.
            open_tab = ref(tab, lambda _: self._offers.pop(token, None))
            self._offers[token] = _Offer(who.session, key, file_name, make, open_tab)
        return f"{STAFF_FILES}/{token}.bin"

    async def send(self, request: Request) -> Response:
        """Make and send a file, to the session it was offered to."""
        who = staff(request.cookies, self._authenticator)
        if who is None:
            return not_signed_in()
        offer = self._offers.get(str(request.path_params["token"]))
        if offer is None or offer.session != who.session:
            return refusal("access.no_file", 404)
        try:
            content = await run_in_threadpool(offer.make)
        except UnknownVersion:
            return refusal("access.file_withdrawn", 404)
        except StoreUnavailable:
            return refusal("access.store_down", 503)
        name = f"attachment; filename*=UTF-8''{quote(offer.file_name, safe='')}"
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        return Response(content, media_type="application/octet-stream", headers=headers)


@cache
def current_downloads() -> StaffDownloads:
    """The offers of this process."""
    return StaffDownloads(current_authenticator())
