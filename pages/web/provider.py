"""Signing in with an account that an identity provider keeps: where it begins, what is said of it, where it leads back.

Streamlit speaks with the provider, and keeps in signed cookies what it said; our own session is opened from that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, unquote, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks, validate_auth_credentials
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from fund.access.authenticator import Identity
from pages.web.request import SIGN_IN, language_of, own_page, path_of

ACCOUNT = f"{SIGN_IN}/compte"
"""Where signing in with an account begins."""
LOG_IN, LOG_OUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
"""Streamlit's own addresses: it goes to the provider, forgets what it said, comes back from it."""
USER_COOKIE = "_streamlit_user"
BACK_COOKIE = "fund_back"


def begin(fields: Mapping[str, str], auth: object) -> RedirectResponse:
    """The way to the provider that the secrets' section `[auth]` names, and back to the page that `fields` name.

    Raises StreamlitAuthError where the section is not whole, and where the packages for it are missing.
    """
    section = auth if isinstance(auth, Mapping) else {}
    named = [name for name, table in section.items() if isinstance(table, Mapping) and "client_id" in table]
    provider = "default" if "client_id" in section or not named else named[0]
    validate_auth_credentials(provider)
    answer = RedirectResponse(generate_login_redirect_url(provider), 303, headers={"Cache-Control": "no-store"})
    answer.set_cookie(BACK_COOKIE, quote(_wanted(fields)), max_age=3600, httponly=True, samesite="lax")
    return answer


def identity_of(cookies: Mapping[str, str]) -> Identity | None:
    """What the provider said of whoever sends these cookies; None for cookies that are missing or none of ours."""

    def signed(name: str) -> bytes | None:
        text = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, text.encode("latin-1", "replace")) if text else None

    said = json.loads(get_cookie_with_chunks(signed, USER_COOKIE) or b"{}")
    if said.get("is_logged_in") is not True:
        return None
    issued = said.get("iat")
    return Identity(
        email=str(said.get("email", "")),
        email_verified=said.get("email_verified") is True,
        issued_at=float(issued) if isinstance(issued, int | float) else 0.0,
    )


class BackFromProvider:
    """Leads whoever comes back from the provider to the sign-in page, where Streamlit leads to the first page."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application that answers everything else."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; change the address in the answer."""

        async def send_back(message: Message) -> None:
            if message["type"] == "http.response.start" and 300 <= message["status"] < 400:
                back = HTTPConnection(scope).cookies.get(BACK_COOKIE, "")
                fields = _wanted(dict(parse_qsl(unquote(back), max_num_fields=20)))
                MutableHeaders(scope=message)["location"] = f"{scope.get('root_path', '')}{SIGN_IN}?{fields}"
            await send(message)

        is_back = scope["type"] == "http" and path_of(scope) == CALLBACK
        await self.app(scope, receive, send_back if is_back else send)


def _wanted(fields: Mapping[str, str]) -> str:
    """The language and the page that fields name, as a query; only a page of ours."""
    back_to = own_page(fields.get("suite", ""))
    return urlencode({"langue": language_of(fields), **({"suite": back_to} if back_to else {})})
