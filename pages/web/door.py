"""The door before everything else: a request to a host, or from a page, that is not ours goes no further.

Streamlit itself would ask a public address service for the server's own address when a websocket comes from another
site's page, and keep everybody waiting meanwhile. And it has addresses that no page of ours uses.
"""

from __future__ import annotations

import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from fund.access.hosts import OurHosts
from pages.web.request import SIGN_IN, SIGN_OUT, path_of, refusal, refuse

LOG = logging.getLogger("pages.web")
CORE = "/_stcore/"
USED = ("health", "stream", "host-config", "upload_file")
"""What is used of Streamlit's own addresses; others tell strangers of the server, or do things that nobody asks for."""
MOST_LOGGED = 20
"""Refused names that are logged: each once, as whoever runs the server may have to list it."""
SAFE = frozenset(("GET", "HEAD"))


class Door:
    """Refuses requests whose `Host` or `Origin` is not ours, with the settings that would make it so."""

    def __init__(self, app: ASGIApp, hosts: OurHosts) -> None:
        """Wrap the application that answers everything else."""
        self.app = app
        self.hosts = hosts
        self._logged: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin", "")
        if len(headers.getlist("host")) != 1 or not self.hosts.is_ours(host):
            self._log(f"the host {host[:80]!r}")
            await refuse(refusal("access.other_host", 403), scope, receive, send)
        elif not self._may_speak(scope, host, origin):
            self._log(f"a page of {origin[:80]!r} to {host[:80]!r}")
            await refuse(refusal("access.other_origin", 403), scope, receive, send)
        elif _is_unused(path_of(scope)):
            await refuse(refusal("access.nothing_here", 404), scope, receive, send)
        else:
            await self.app(_of_one_host(scope, origin) if scope["type"] == "websocket" else scope, receive, send)

    def _may_speak(self, scope: Scope, host: str, origin: str) -> bool:
        if not origin:  # browsers always send it with a websocket and with what changes something
            return True
        if scope["type"] == "http" and (origin == "null" and scope["method"] in SAFE):
            return True
        # The sign-in page says on itself that a form came from elsewhere.
        is_form = scope["type"] == "http" and path_of(scope) in {SIGN_IN, SIGN_OUT}
        return is_form or self.hosts.may_speak_to(host, origin=origin)

    def _log(self, what: str) -> None:
        if what not in self._logged and len(self._logged) < MOST_LOGGED:
            self._logged.add(what)
            LOG.warning("refused %s: FUND_PUBLIC_URL and FUND_HOSTS say which are ours", what)


def _is_unused(path: str) -> bool:
    _, core, name = path.partition(CORE)
    return bool(core) and name.partition("/")[0] not in USED


def _of_one_host(scope: Scope, origin: str) -> Scope:
    """The same websocket, as if sent to the host of its own page: Streamlit compares the two letter by letter."""
    if not origin:
        return scope
    changed = {**scope, "headers": list(scope["headers"])}
    MutableHeaders(scope=changed)["host"] = origin.partition("://")[2]
    return changed
