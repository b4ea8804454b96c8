"""Forms that only our own page can have made: a signed token in the form, its nonce in a cookie."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable
from hmac import compare_digest

from fund.access.signing import Signer

LIFETIME = 3600
"""Seconds for which a form can be sent."""

_NONCE = re.compile(r"[A-Za-z0-9_-]{43}")


class FormTokens:
    """Double-submit tokens: a site that can't read our cookies and pages can't make a form we accept."""

    def __init__(self, secret: str, *, clock: Callable[[], float] = time.time) -> None:
        """`secret` signs the tokens; `clock` gives seconds since the epoch."""
        self._signer = Signer(secret, "form")
        self._clock = clock

    @staticmethod
    def nonce(cookie: str) -> str:
        """The nonce a browser already has, so that two open tabs both work; else a new one."""
        return cookie if _NONCE.fullmatch(cookie) else secrets.token_urlsafe(32)

    def token(self, nonce: str) -> str:
        """The token to put in a form for the browser that holds the nonce."""
        return self._signer.sign({"nonce": nonce, "at": self._clock()})

    def accepts(self, token: str, *, nonce: str) -> bool:
        """Whether a sent token is ours, was made for this browser, and is recent."""
        content = self._signer.read(token)
        if content is None:
            return False
        made_at = content.get("at")
        recent = isinstance(made_at, int | float) and 0 <= self._clock() - made_at < LIFETIME
        return recent and compare_digest(str(content.get("nonce")).encode(), nonce.encode())
