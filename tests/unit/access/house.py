"""A small application behind our routes and gates, for the tests of who may do what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from fund.access import Authenticator, read_settings
from pages.web.middleware import UploadGate, ViewerGate
from pages.web.provider import USER_COOKIE
from pages.web.sign_in_routes import FORM_COOKIE, access_routes
from pages.web.signed_in import Staff, staff
from pages.web.staff_files import StaffDownloads
from tests.unit.access.asgi import Answer, Visitor
from tests.unit.access.kept import Kept

# The hashes were made with one pass and 8 KiB instead of three and 64 MiB, so that the tests take no time.
STAFF_WORDS = "correct horse battery"
STAFF_HASH = "$argon2id$v=19$m=8,t=1,p=1$11IHJnf72Dq2PKtAteSjvw$IaqrbHzLFXXg83i90yexUHRiSxdErA4O0geeXFYnSlE"
VIEWER_WORDS = "visiteurs du comite"
VIEWER_HASH = "$argon2id$v=19$m=8,t=1,p=1$Ad04XZeY+YJJi5A+jNnPAw$vfYra4O6etakHywj3D4jjrQ4YSqMA5V8NLy8jjgk9e4"
COOKIE_KEY = "0123456789abcdef0123456789abcdef"

TEAM_ONLY = {"FUND_STAFF_PASSWORD_HASH": STAFF_HASH, "FUND_COOKIE_SECRET": COOKIE_KEY}
WITH_VIEWERS = {**TEAM_ONLY, "FUND_VIEWER_PASSWORD_HASH": VIEWER_HASH}
WITH_EMAILS = {"FUND_STAFF_EMAILS": "Anna@cuf.example; luc@cuf.example", "FUND_COOKIE_SECRET": COOKIE_KEY}


@dataclass
class Clock:
    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def passes(self, *, hours: float = 0, seconds: float = 0) -> None:
        self.now += hours * 3600 + seconds


@dataclass
class House:
    """A small application behind our routes and gates, with its clock and what was written down."""

    authenticator: Authenticator
    clock: Clock
    kept: Kept
    entries: list[tuple[str, str, Mapping[str, object]]] = field(default_factory=list)
    downloads: StaffDownloads = field(init=False)

    def __post_init__(self) -> None:
        self.downloads = StaffDownloads(self.authenticator)

    def visitor(self, *, client: str = "192.0.2.1", site: str = "http://fonds.example") -> Visitor:
        async def page(request: Request) -> PlainTextResponse:
            return PlainTextResponse(f"reached {request.url.path}")

        async def stream(websocket: WebSocket) -> None:
            await websocket.accept()
            await websocket.close()

        def record(action: str, *, actor: str, details: Mapping[str, object]) -> None:
            self.entries.append((action, actor, details))

        app = Starlette(
            routes=[
                *access_routes(record, self.authenticator, self.downloads),
                WebSocketRoute("/_stcore/stream", stream),
                Route("/{path:path}", page, methods=["GET", "PUT", "POST", "DELETE", "OPTIONS"]),
            ],
            middleware=[
                Middleware(ViewerGate, authenticator=self.authenticator),
                Middleware(UploadGate, authenticator=self.authenticator),
            ],
        )
        return Visitor(app, site=site, client=client)


def house(
    environment: Mapping[str, str] | None = None,
    secrets: Mapping[str, object] | None = None,
    *,
    beside: House | None = None,
) -> House:
    """A process of its own; `beside` another one, or after it, on what that one keeps and with its clock."""
    clock, kept = (beside.clock, beside.kept) if beside else (Clock(), Kept())
    authenticator = Authenticator(read_settings(environment or {}, secrets or {}), kept, clock=clock)
    authenticator.sessions.look()
    return House(authenticator, clock, kept)


def sign_in(visitor: Visitor, words: str = STAFF_WORDS, *, suite: str = "", **fields: str) -> Answer:
    page = visitor.get(f"/connexion?langue=fr&suite={suite}")
    return visitor.post("/connexion", visitor.form(page, compte="staff", mot_de_passe=words, suite=suite, **fields))


def sign_out(visitor: Visitor) -> Answer:
    return visitor.post("/deconnexion", visitor.form(visitor.get("/connexion")))


def actions(house: House) -> list[tuple[str, str]]:
    return [(action, actor) for action, actor, _ in house.entries]


def with_account(
    visitor: Visitor, email: str = "anna@cuf.example", *, verified: object = True, age: float = 0
) -> Visitor:
    """The visitor back from the identity provider, which said this `age` seconds before the clock's first moment."""
    claims = {"email": email, "email_verified": verified, "iat": Clock().now - age}
    said = {**claims, "is_logged_in": True, "provider": "default", "origin": visitor.site}
    visitor.cookies[USER_COOKIE] = create_signed_value(get_cookie_secret(), USER_COOKIE, json.dumps(said)).decode()
    return visitor


def enter(home: House, visitor: Visitor, address: str = "/connexion") -> Answer:
    """Send the form that signs a known account in, whether the page offers it or not."""
    fields = visitor.form(visitor.get(address))
    token = home.authenticator.forms.token(visitor.cookies[FORM_COOKIE])
    return visitor.post("/connexion", {**fields, "formulaire": token, "compte": "account"})


def token_of(link: str | None) -> str:
    assert link is not None
    return parse_qs(urlsplit(link).query)["jeton"][0]


def view(visitor: Visitor, words: str = VIEWER_WORDS) -> Answer:
    page = visitor.get("/connexion")
    return visitor.post("/connexion", visitor.form(page, compte="viewer", mot_de_passe=words))


def signed_in(home: House) -> tuple[Visitor, Staff]:
    visitor = home.visitor()
    sign_in(visitor)
    who = staff(visitor.cookies, home.authenticator)
    assert who is not None
    return visitor, who
