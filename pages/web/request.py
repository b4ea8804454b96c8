"""What a request says: the page it asks for, where it comes from; and the short answer to one that is no page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from fund.wording import Language, language_named, languages, words

SIGN_IN = "/connexion"
SIGN_OUT = "/deconnexion"
HEALTH = "/sante"

_PAGE = re.compile(r"/[a-z0-9-]*")
"""Every page is one word after the slash; nothing of Streamlit's, and no other host, looks like that."""


def path_of(scope: Scope) -> str:
    """The path below the point where the application is mounted."""
    return str(scope["path"]).removeprefix(str(scope.get("root_path", "")))


def own_page(address: str) -> str | None:
    """The address if it is one of a page of ours, its query written anew; None for anything else."""
    path, _, query = address.partition("#")[0].partition("?")
    if not _PAGE.fullmatch(path) or path in {SIGN_IN, SIGN_OUT}:
        return None
    try:
        fields = parse_qsl(query, max_num_fields=50)
    except ValueError:
        return path
    return f"{path}?{urlencode(fields)}" if fields else path


def language_of(fields: Mapping[str, str]) -> Language:
    """The language a query or a form asks for, else the first."""
    return language_named(fields.get("langue"))


@dataclass(frozen=True, slots=True)
class RequestOrigin:
    """The site whose page sent a request, as the browser says: `secure` when that page came over https."""

    same_site: bool
    secure: bool


def origin_of(request: Request) -> RequestOrigin:
    """Compare `Origin`, else `Referer`, with the host the request was sent to; without either it is not ours.

    A proxy must pass the `Host` header on, as Streamlit's own websocket needs too.
    """
    sent = request.headers.get("origin") or request.headers.get("referer") or ""
    try:
        parts = urlsplit(sent)
    except ValueError:
        return RequestOrigin(same_site=False, secure=False)
    host = request.headers.get("host", "").lower()
    ours = bool(host) and parts.scheme in {"http", "https"} and parts.netloc.lower() == host
    return RequestOrigin(same_site=ours, secure=parts.scheme == "https")


def network_of(request: Request) -> str:
    """The client's IPv4 address, or the /64 of its IPv6 address: one household has all of those at hand."""
    host = request.client.host if request.client else ""
    try:
        address: IPv4Address | IPv6Address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if address.is_loopback:
        return "127.0.0.1"  # of either family, the machine itself
    if isinstance(address, IPv6Address):
        # A server that listens on both families sees IPv4 clients as ::ffff:a.b.c.d, all of one /64.
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ip_network(f"{address}/64", strict=False))
    return str(address)


def refusal(key: str, status: int) -> Response:
    """The sentence under `key` with a status."""
    text = "\n".join(words(key, language) for language in languages())
    headers = {"Cache-Control": "no-store", "Content-Language": ", ".join(languages())}
    return PlainTextResponse(text, status_code=status, headers=headers)


async def refuse(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Give that answer to a request or to a websocket that asks to be opened."""
    if scope["type"] != "websocket":
        await answer(scope, receive, send)
    elif "websocket.http.response" in scope.get("extensions", {}):
        await WebSocket(scope, receive, send).send_denial_response(answer)
    else:
        await WebSocket(scope, receive, send).close(code=1008)


def not_signed_in() -> Response:
    """For whoever has no session, or none that suffices."""
    return refusal("access.refused", 401)
