"""What leaves the server and must come back: signed texts, forms of our own page, one-time links."""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hmac import compare_digest

from itsdangerous import BadData, URLSafeSerializer


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for one `purpose`: what is signed for one is refused for another."""

    secret: str
    purpose: str

    def sign(self, content: Mapping[str, str | float]) -> str:
        """The content and its signature, in letters that a cookie and a form can hold."""
        return str(self._serializer().dumps(dict(content)))

    def read(self, text: str) -> Mapping[str, object] | None:
        """The content, or None when the signature is not ours or the text is none of ours."""
        try:
            content = self._serializer().loads(text)
        except BadData:
            return None
        return content if isinstance(content, dict) else None

    def _serializer(self) -> URLSafeSerializer:
        options = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
        return URLSafeSerializer(self.secret, salt=f"fund.access.{self.purpose}", signer_kwargs=options)


FORM_LIFETIME = 3600
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
        recent = isinstance(made_at, int | float) and 0 <= self._clock() - made_at < FORM_LIFETIME
        return recent and compare_digest(str(content.get("nonce")).encode(), nonce.encode())


MOST_LINKS = 1000
"""Unused links kept at once; the oldest gives way."""


@dataclass(frozen=True, slots=True)
class _Ticket:
    name: str
    expires_at: float


class OneTimeLinks:
    """The unused links of this process."""

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since the epoch."""
        self._clock = clock
        self._lock = threading.Lock()
        self._unused: dict[str, _Ticket] = {}

    def issue(self, name: str, *, lifetime: float) -> str:
        """A new token that signs `name` in once within `lifetime` seconds."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._unused) >= MOST_LINKS:
                del self._unused[next(iter(self._unused))]
            self._unused[token] = _Ticket(name, self._clock() + lifetime)
        return token

    def holder(self, token: str) -> str | None:
        """Whom a token would sign in; looking does not use it up."""
        with self._lock:
            return self._name(self._unused.get(token))

    def redeem(self, token: str) -> str | None:
        """Whom a token signs in; it is used up."""
        with self._lock:
            return self._name(self._unused.pop(token, None))

    def _name(self, ticket: _Ticket | None) -> str | None:
        return ticket.name if ticket and self._clock() < ticket.expires_at else None
