"""Everything that decides whether somebody comes in."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Literal, Protocol

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from argon2.low_level import Type, hash_secret_raw

from fund.access.rate_limit import Attempts, KeptCounts
from fund.access.sessions import LIFETIME, KeptSessions, OpenSessions, Role
from fund.access.settings import TEAM, VIEWER, Settings, folded
from fund.access.tokens import FormTokens, OneTimeLinks

CLOCK_SKEW = 60
"""Seconds by which a provider's clock may be ahead of ours."""
SHORTEST = 12
"""Characters a new password must have at least."""

Way = Literal["account", "link", "staff", "viewer"]

_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Identity:
    """What an identity provider says of a person. `issued_at`: when it said so, epoch in seconds."""

    email: str
    email_verified: bool
    issued_at: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """By a one-time link's token, a staff account's password, the viewers' or what an identity provider says.

    `name` is as typed.
    """

    way: Way
    name: str
    secret: str = field(repr=False)
    identity: Identity | None = None

    def counted_as(self) -> str:
        """What failures under the name count for: a hash that costs time, as a name may be a password typed there."""
        name = f"{self.way} {folded(self.name)}".encode(errors="replace")
        cost = {"time_cost": 1, "memory_cost": 8192, "parallelism": 1, "hash_len": 16}
        return hash_secret_raw(name, b"fund.access.name", **cost, type=Type.ID).hex()


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an attempt let in, and the hash of what did: it lets in no longer once the settings change that."""

    name: str
    role: Role
    vouched: str


class KeptAccess(KeptSessions, KeptCounts, Protocol):
    """Where sessions and failures are kept."""


class Authenticator:
    """Settings with the sessions, delays, one-time links and form tokens that follow from them.

    Sessions and delays are kept for all processes; links, and where no secret is set forms, are of this one.
    """

    def __init__(
        self, settings: Settings, kept: Callable[[], KeptAccess], *, clock: Callable[[], float] = time.time
    ) -> None:
        """`kept` is asked for when it is needed; `clock` gives seconds since the epoch."""
        self.settings = settings
        vouched = frozenset(_vouchers(settings))
        self.sessions = OpenSessions(kept, clock=clock, still_vouched=lambda session: session.vouched in vouched)
        self.attempts = Attempts(kept, clock=clock)
        self.links = OneTimeLinks(clock=clock)
        self.forms = FormTokens(settings.cookie_secret, clock=clock)
        self._clock = clock

    def person(self, attempt: Attempt) -> Person | None:
        """Whom the link or the password lets in; a link is used up. Slow on purpose: never in an event loop."""
        if attempt.way == "account":
            who = attempt.identity
            return Person(who.email, "staff", _voucher("account", who.email)) if who and self.allows(who) else None
        if attempt.way == "link":
            name = self.links.redeem(attempt.secret)
            return Person(name, "staff", _voucher("link", name)) if name else None
        account = self.settings.account(attempt.name) if attempt.way == "staff" else None
        hashed = account.password_hash if account else None
        hashed = self.settings.viewer_hash if attempt.way == "viewer" else hashed
        if not matches(attempt.secret, hashed) or hashed is None:
            return None
        name = account.name if account else VIEWER
        return Person(name, "staff" if account else "viewer", _voucher(attempt.way, name, hashed))

    def refused_actor(self, attempt: Attempt) -> str:
        """Who to write down for a failure: a name that is no account's may be a password in the wrong box."""
        if attempt.way == "viewer":
            return VIEWER
        if attempt.identity:
            return attempt.identity.email
        account = self.settings.account(attempt.name)
        return account.name if account else "?"

    def allows(self, identity: Identity) -> bool:
        """Whether the identity is recent, its address verified and on the list.

        Providers that don't say whether an address is verified let anyone claim any: they are refused.
        """
        is_listed = identity.email_verified is True and folded(identity.email) in self.settings.emails
        return is_listed and self.is_recent(identity)

    def is_recent(self, identity: Identity) -> bool:
        """Whether what the provider said is no older than a session may be."""
        return -CLOCK_SKEW <= self._clock() - identity.issued_at < LIFETIME


def _vouchers(settings: Settings) -> Iterator[str]:
    """All that lets people in as the settings are now."""
    for account in settings.accounts.values():
        yield _voucher("staff", account.name, account.password_hash)
    if settings.viewer_hash:
        yield _voucher("viewer", VIEWER, settings.viewer_hash)
    for email in settings.emails:
        yield _voucher("account", email)
    if not settings.staff_can_sign_in:
        yield _voucher("link", TEAM)


def _voucher(way: Way, name: str, password_hash: str = "") -> str:
    return sha256("\0".join((way, folded(name), password_hash)).encode()).hexdigest()


def hash_password(password: str) -> str:
    """The argon2id hash of a password, with RFC 9106's low-memory parameters (64 MiB, three passes)."""
    return _HASHER.hash(_composed(password))


def matches(password: str, hashed: str | None) -> bool:
    """Whether a password is the one hashed. Slow on purpose; without a hash it takes as long, and is False."""
    try:
        _HASHER.verify(hashed or _nobodys_hash(), _composed(password))
    except VerificationError:
        return False
    return hashed is not None


@cache
def _nobodys_hash() -> str:
    return hash_password("nobody has this password")


def _composed(password: str) -> str:
    # « é » is one code point on Windows and may be two on a Mac: the same keys must give the same password.
    return unicodedata.normalize("NFC", password)
