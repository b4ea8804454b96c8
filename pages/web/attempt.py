"""An attempt to sign in, as a form sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fund.access import Authenticator, Role
from fund.access.settings import TEAM, VIEWER, folded

Way = Literal["link", "staff", "viewer"]


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an attempt let in."""

    name: str
    role: Role


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

    def person(self, door: Authenticator) -> Person | None:
        """Whom the link or the password lets in; a link is used up. Slow on purpose: never in an event loop."""
        if self.way == "viewer":
            return Person(VIEWER, "viewer") if door.is_viewer(self.secret) else None
        by_link = self.way == "link"
        name = door.tickets.redeem(self.secret) if by_link else door.staff_name(self.name, self.secret)
        return Person(name, "staff") if name else None

    def refused_actor(self, door: Authenticator) -> str:
        """Who to write down for a failure: a name that is no account's may be a password in the wrong box."""
        if self.way == "viewer":
            return VIEWER
        account = door.settings.account(self.name)
        return account.name if account else "?"


def attempt_of(fields: Mapping[str, str]) -> Attempt:
    """The attempt that a form's fields make; what is missing is empty, and opens nothing."""
    if "jeton" in fields:
        return Attempt("link", "", fields["jeton"])
    words = fields.get("mot_de_passe", "")
    if fields.get("compte") == "viewer":
        return Attempt("viewer", "", words)
    return Attempt("staff", fields.get("nom", TEAM), words)
