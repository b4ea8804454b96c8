"""Where a request comes from: the page that sent it, and the network address to count attempts by."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Origin:
    """The site whose page sent a request, as the browser says: `secure` when that page came over https."""

    same_site: bool
    secure: bool


def origin_of(request: Request) -> Origin:
    """Compare `Origin`, else `Referer`, with the host the request was sent to; without either it is not ours.

    A proxy must pass the `Host` header on, as Streamlit's own websocket needs too.
    """
    sent = request.headers.get("origin") or request.headers.get("referer") or ""
    try:
        parts = urlsplit(sent)
    except ValueError:
        return Origin(same_site=False, secure=False)
    host = request.headers.get("host", "").lower()
    ours = bool(host) and parts.scheme in {"http", "https"} and parts.netloc.lower() == host
    return Origin(same_site=ours, secure=parts.scheme == "https")


def network_of(request: Request) -> str:
    """The client's IPv4 address, or the /64 of its IPv6 address: one household has all of those at hand."""
    host = request.client.host if request.client else ""
    try:
        address: IPv4Address | IPv6Address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        # A server that listens on both families sees IPv4 clients as ::ffff:a.b.c.d, all of one /64.
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ip_network(f"{address}/64", strict=False))
    return str(address)
