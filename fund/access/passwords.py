"""Passwords: kept only as argon2 hashes, compared in constant time whether or not the account exists."""

from __future__ import annotations

import unicodedata
from functools import cache

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

SHORTEST = 12
"""Characters a new password must have at least."""

_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """The argon2id hash of a password, with RFC 9106's low-memory parameters (64 MiB, three passes)."""
    return _HASHER.hash(_composed(password))


def is_hash(text: str) -> bool:
    """Whether a setting is an argon2id hash at all."""
    try:
        return extract_parameters(text).type is Type.ID
    except InvalidHashError:
        return False


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
