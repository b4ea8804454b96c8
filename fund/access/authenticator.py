"""Everything that decides whether somebody comes in, for one process."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from fund.access.rate_limit import Attempts
from fund.access.sessions import LIFETIME, OpenSessions, Role
from fund.access.settings import VIEWER, Settings, folded
from fund.access.tokens import FormTokens, OneTimeLinks

CLOCK_SKEW = 60
"""Seconds by which a provider's clock may be ahead of ours."""
SHORTEST = 12
"""Characters a new password must have at least."""

Way = Literal["link", "staff", "viewer"]

_HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Identity:
    """What an identity provider says of a person. `issued_at`: when it said so, epoch in seconds."""

    email: str
    email_verified: bool
    issued_at: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """By a one-time link's token, a staff account's password or the viewers'. `name` is as typed."""

    way: Way
    name: str
    secret: str = field(repr=False)

    @property
    def counted_as(self) -> str:
        """The name that failures count for."""
        return f"{self.way} {folded(self.name)}"


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an attempt let in."""

    name: str
    role: Role


class Authenticator:
    """Settings with the sessions, delays, one-time links and form tokens that follow from them."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since the epoch."""
        self.settings = settings
        self.sessions = OpenSessions(settings.cookie_secret, clock=clock)
        self.attempts = Attempts(clock=clock)
        self.links = OneTimeLinks(clock=clock)
        self.forms = FormTokens(settings.cookie_secret, clock=clock)
        self._clock = clock

    def person(self, attempt: Attempt) -> Person | None:
        """Whom the link or the password lets in; a link is used up. Slow on purpose: never in an event loop."""
        if attempt.way == "link":
            name = self.links.redeem(attempt.secret)
            return Person(name, "staff") if name else None
        if attempt.way == "viewer":
            return Person(VIEWER, "viewer") if matches(attempt.secret, self.settings.viewer_hash) else None
        account = self.settings.account(attempt.name)
        right = matches(attempt.secret, account.password_hash if account else None)
        return Person(account.name, "staff") if account and right else None

    def refused_actor(self, attempt: Attempt) -> str:
        """Who to write down for a failure: a name that is no account's may be a password in the wrong box."""
        if attempt.way == "viewer":
            return VIEWER
        account = self.settings.account(attempt.name)
        return account.name if account else "?"

    def allows(self, identity: Identity) -> bool:
        """Whether the identity is recent, its address verified and on the list.

        Providers that don't say whether an address is verified let anyone claim any: they are refused.
        """
        recent = -CLOCK_SKEW <= self._clock() - identity.issued_at < LIFETIME
        return recent and identity.email_verified is True and folded(identity.email) in self.settings.emails


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
