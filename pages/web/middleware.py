"""Gates before Streamlit: what needs a viewer's session, and what only staff may send."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from fund.access import Authenticator
from pages.web.provider import ACCOUNT, CALLBACK, LOG_IN, LOG_OUT
from pages.web.request import HEALTH, SIGN_IN, SIGN_OUT, language_of, not_signed_in, own_page, path_of, refuse
from pages.web.signed_in import current_authenticator, may_view, staff

OPEN_PATHS = frozenset({SIGN_IN, SIGN_OUT, HEALTH, "/_stcore/health", ACCOUNT, LOG_IN, LOG_OUT, CALLBACK})
OPEN_PREFIX = "/app/static/"
"""Fonts and styles, which the sign-in page needs too and which hold no data."""
UPLOADS = "/_stcore/upload_file/"


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
