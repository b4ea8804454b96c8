"""Under which names the application is served, and which pages may therefore speak to it."""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from fund.access.settings import SettingsError

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class OurHosts:
    """The names that are ours besides addresses by number: `listed` by whoever runs it, and those of this machine.

    A name that somebody else points at this machine's address is none of them: a page served under it would be the
    same site as ours to a browser.
    """

    listed: frozenset[str]
    local: frozenset[str] = frozenset(("localhost",))

    def is_ours(self, host: str) -> bool:
        """Whether a request's `Host` is ours, whatever its port."""
        parts = _parts(f"//{host}")
        return parts is not None and (_is_number(parts.hostname or "") or _name(parts) in self.listed | self.local)

    def may_speak_to(self, host: str, *, origin: str) -> bool:
        """Whether pages of an `Origin` may: those of the host itself, at the same port, and those of a listed name.

        A proxy may pass a host on without its port: the listed names stand for all of theirs.
        """
        sender = _parts(origin)
        if sender is None or sender.scheme not in _PORTS:
            return False
        receiver = _parts(f"{sender.scheme}://{host}")
        if receiver is None:
            return False
        return _name(sender) in self.listed or (_name(sender), _port(sender)) == (_name(receiver), _port(receiver))


def read_hosts(environment: Mapping[str, str], secrets: Mapping[str, object], *, machine: str = "") -> OurHosts:
    """The hosts of `FUND_PUBLIC_URL` and `FUND_HOSTS`, and this machine's own name, which is asked for unless given.

    Raises SettingsError for a name that is none.
    """

    def setting(name: str) -> str:
        return environment.get(name) or str(secrets.get(name) or "")

    public = setting("FUND_PUBLIC_URL").strip()
    named = [*re.split(r"[,;\s]+", setting("FUND_HOSTS")), public]
    own = _plain(machine or socket.gethostname())
    short = own.partition(".")[0]
    return OurHosts(
        listed=frozenset(_listed(name) for name in named if name),
        local=frozenset(("localhost", *filter(None, (own, short, short and f"{short}.local")))),
    )


def _listed(name: str) -> str:
    parts = _parts(name if "://" in name else f"//{name}")
    if parts is None or not re.fullmatch(r"[\w.:-]+", _name(parts)):
        raise SettingsError(f"FUND_PUBLIC_URL or FUND_HOSTS names {name!r}, which is no host: write fonds.example.org")
    return _name(parts)


def _parts(address: str) -> SplitResult | None:
    """The parts of an address with a host and no one's name or password before it; else None."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.hostname and "@" not in parts.netloc else None


def _name(parts: SplitResult) -> str:
    return _plain(parts.hostname or "")


def _plain(name: str) -> str:
    return name.strip().lower().rstrip(".")


def _port(parts: SplitResult) -> int | None:
    return parts.port or _PORTS[parts.scheme]


def _is_number(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True
