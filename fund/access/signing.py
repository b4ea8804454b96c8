"""Texts that leave the server and must come back as they were: signed, never encrypted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

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
