"""Everything that decides whether somebody comes in, for one process."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from fund.access.passwords import matches
from fund.access.rate_limit import Attempts
from fund.access.sessions import LIFETIME, Sessions
from fund.access.settings import Settings, folded
from fund.access.tokens import FormTokens, OneTimeLinks

CLOCK_SKEW = 60
"""Seconds by which a provider's clock may be ahead of ours."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What an identity provider says of a person. `issued_at`: when it said so, epoch in seconds."""

    email: str
    email_verified: bool
    issued_at: float


class Authenticator:
    """Settings with the sessions, delays, one-time links and form tokens that follow from them."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since the epoch."""
        self.settings = settings
        self.sessions = Sessions(settings.cookie_secret, clock=clock)
        self.attempts = Attempts(clock=clock)
        self.tickets = OneTimeLinks(clock=clock)
        self.forms = FormTokens(settings.cookie_secret, clock=clock)
        self._clock = clock

    def staff_name(self, name: str, password: str) -> str | None:
        """The account's name if the password is its own. Slow on purpose: never call it in an event loop."""
        account = self.settings.account(name)
        right = matches(password, account.password_hash if account else None)
        return account.name if account and right else None

    def is_viewer(self, password: str) -> bool:
        """Whether this is the viewers' password. Slow on purpose."""
        return matches(password, self.settings.viewer_hash)

    def allows(self, identity: Identity) -> bool:
        """Whether the identity is recent, its address verified and on the list.

        Providers that don't say whether an address is verified let anyone claim any: they are refused.
        """
        recent = -CLOCK_SKEW <= self._clock() - identity.issued_at < LIFETIME
        return recent and identity.email_verified is True and folded(identity.email) in self.settings.emails
