"""Gates before Streamlit: whose requests go on, what needs a viewer's session, and what only staff may send."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from fund.access import Authenticator
from fund.access.hosts import OurHosts
from pages.web.provider import ACCOUNT, CALLBACK, LOG_IN, LOG_OUT
from pages.web.request import HEALTH, SIGN_IN, SIGN_OUT, language_of, not_signed_in, own_page, path_of, refusal, refuse
from pages.web.signed_in import current_authenticator, may_view, staff

LOG = logging.getLogger("pages.web")
CORE = "/_stcore/"
USED = ("health", "stream", "host-config", "upload_file")
"""What is used of Streamlit's own addresses; others tell strangers of the server, or do things that nobody asks for."""
MOST_LOGGED = 20
"""Refused names that are logged: each once, as whoever runs the server may have to list it."""
SAFE = frozenset(("GET", "HEAD"))

OPEN_PATHS = frozenset({SIGN_IN, SIGN_OUT, HEALTH, "/_stcore/health", ACCOUNT, LOG_IN, LOG_OUT, CALLBACK})
OPEN_PREFIX = "/app/static/"
"""Fonts and styles, which the sign-in page needs too and which hold no data."""
UPLOADS = "/_stcore/upload_file/"


class HostGate:
    """Refuses requests whose `Host` or `Origin` is not ours, before everything else.

    Streamlit itself would ask a public address service for the server's own address when a websocket comes from another
    site's page, and keep everybody waiting meanwhile. And it has addresses that no page of ours uses.
    """

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


class _Gate:
    def __init__(self, app: ASGIApp, authenticator: Authenticator | None = None) -> None:
        """Wrap the application that answers everything else; `authenticator` is the process's own unless given."""
        self.app = app
        self.authenticator = authenticator or current_authenticator()


class ViewerGate(_Gate):
    """Where a viewer's password is set, lets nothing through without a session but what signing in needs.

    A page's address leads to the sign-in page; anything else, the websocket included, is refused with 401.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        always = scope["type"] == "lifespan" or _is_open(scope)
        if always or may_view(HTTPConnection(scope).cookies, self.authenticator):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await refuse(not_signed_in(), scope, receive, send)
        else:
            await _ask_to_sign_in(scope)(scope, receive, send)


class UploadGate(_Gate):
    """Only staff may send files: Streamlit itself takes them from any session, on any page, into memory."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        uploads = scope["type"] == "http" and UPLOADS in scope["path"]
        if uploads and staff(HTTPConnection(scope).cookies, self.authenticator) is None:
            await not_signed_in()(scope, receive, send)
        else:
            await self.app(scope, receive, send)


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


def _is_open(scope: Scope) -> bool:
    path = path_of(scope)
    return scope["type"] == "http" and (path in OPEN_PATHS or path.startswith(OPEN_PREFIX))


def _ask_to_sign_in(scope: Scope) -> Response:
    connection = HTTPConnection(scope)
    query = f"?{connection.url.query}" if connection.url.query else ""
    wanted = own_page(f"{path_of(scope)}{query}") if scope["method"] in {"GET", "HEAD"} else None
    if wanted is None:
        return not_signed_in()
    fields = urlencode({"langue": language_of(connection.query_params), "suite": wanted})
    address = f"{scope.get('root_path', '')}{SIGN_IN}?{fields}"
    return RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})
