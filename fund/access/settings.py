"""The settings that say who may enter: from the environment, else from the secrets file."""

from __future__ import annotations

import secrets as randomness
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from argon2 import extract_parameters
from argon2.exceptions import InvalidHashError
from argon2.low_level import Type

TEAM = "equipe"
"""The name of whoever signs in with the team's one password or with the one-time link."""

VIEWER = "lecture"
"""The name of whoever signs in with the viewers' password."""

SHORTEST_SECRET = 32


class SettingsError(Exception):
    """A setting about access that can't be used: the application must not start with it."""


@dataclass(frozen=True, slots=True)
class Account:
    """A staff account: the name as it is shown, and the argon2 hash of its password."""

    name: str
    password_hash: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Who may enter. `accounts` is by folded name; `emails` are those allowed in by the identity provider."""

    accounts: Mapping[str, Account]
    viewer_hash: str | None = field(repr=False)
    emails: frozenset[str]
    cookie_secret: str = field(repr=False)

    @property
    def staff_can_sign_in(self) -> bool:
        """Whether staff have a way in that outlives a one-time link."""
        return bool(self.accounts or self.emails)

    @property
    def asks_for_name(self) -> bool:
        """Whether there is more than the team's one password."""
        return set(self.accounts) - {folded(TEAM)} != set()

    def account(self, name: str) -> Account | None:
        """The account of a typed name, capitals and spaces around it aside."""
        return self.accounts.get(folded(name))


def folded(name: str) -> str:
    """A name as it is compared."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def read_settings(environment: Mapping[str, str], secrets: Mapping[str, object]) -> Settings:
    """Settings from `FUND_…` variables, else secrets of the same names, and the secrets' `[staff]` table.

    Raises SettingsError for what would let people in or keep them out by mistake: a hash that is none, a short secret.
    """

    def setting(name: str) -> str:
        return (environment.get(name) or str(secrets.get(name) or "")).strip()

    team_hash = setting("FUND_STAFF_PASSWORD_HASH")
    viewer_hash = setting("FUND_VIEWER_PASSWORD_HASH")
    cookie_secret = setting("FUND_COOKIE_SECRET")
    if viewer_hash:
        _require_hash("FUND_VIEWER_PASSWORD_HASH", viewer_hash)
    if cookie_secret and len(cookie_secret) < SHORTEST_SECRET:
        raise SettingsError(f"FUND_COOKIE_SECRET must have at least {SHORTEST_SECRET} characters")
    accounts = [Account(TEAM, _require_hash("FUND_STAFF_PASSWORD_HASH", team_hash))] if team_hash else []
    accounts += _named_accounts(secrets.get("staff") or {})
    by_name = {folded(account.name): account for account in accounts}
    if len(by_name) < len(accounts):
        raise SettingsError("two staff accounts have the same name")
    emails = setting("FUND_STAFF_EMAILS").replace(";", ",").split(",")
    return Settings(
        accounts=by_name,
        viewer_hash=viewer_hash or None,
        emails=frozenset(folded(email) for email in emails if email.strip()),
        cookie_secret=cookie_secret or randomness.token_urlsafe(SHORTEST_SECRET),
    )


def is_hash(text: str) -> bool:
    """Whether a setting is an argon2id hash at all."""
    try:
        return extract_parameters(text).type is Type.ID
    except InvalidHashError:
        return False


def _named_accounts(table: object) -> list[Account]:
    if not isinstance(table, Mapping):
        raise SettingsError('the secret "staff" must be a table of lines: name = "argon2 hash"')
    accounts = []
    for name, hashed in table.items():
        if not str(name).strip() or not str(name).isprintable():
            raise SettingsError("a staff account has no name that can be shown")
        accounts.append(Account(str(name).strip(), _require_hash(f"[staff] {name}", str(hashed))))
    return accounts


def _require_hash(name: str, text: str) -> str:
    # The text itself is not repeated: it may be a password put there by mistake.
    if not is_hash(text):
        raise SettingsError(
            f"{name} is not an argon2id hash: make one with `python -m fund.access hash` "
            "and put it between single quotes, or the shell eats what follows each $"
        )
    return text
