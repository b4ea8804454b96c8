"""`/connexion` and `/deconnexion`, the only two addresses that set or clear the session's cookie."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, fail_after, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.errors import StreamlitAuthError

from fund.access import Authenticator, Session
from fund.access.authenticator import Attempt, Identity, Person
from fund.access.sessions import LIFETIME
from fund.access.settings import TEAM
from fund.store.errors import StoreUnavailable
from fund.wording import Language
from pages.web.provider import ACCOUNT, LOG_OUT, USER_COOKIE, begin, identity_of
from pages.web.request import SIGN_IN, SIGN_OUT, RequestOrigin, language_of, network_of, origin_of, own_page
from pages.web.sign_in_page import Notice, SignInPage
from pages.web.signed_in import COOKIE, current_authenticator, secrets, session_of
from pages.web.staff_files import STAFF_FILES, StaffDownloads, current_downloads

LOG = logging.getLogger("pages.web")
FORM_COOKIE = "fund_form"
LARGEST_FORM = 8_192
"""Bytes of a sent form; a longer one is refused unread."""
CHECKED_AT_ONCE = 2
"""Passwords checked at once: each takes 64 MiB and a core for a moment."""
MOST_WAITING = 50
"""Attempts that may wait for their turn; more are told to come back."""
BUSY = 5
"""Seconds after which they may."""
PATIENCE = 10
"""Seconds after which a store that does not answer counts as down."""


Answer = TypeVar("Answer")


class Record(Protocol):
    """Where sign-ins are written down (`Store.record`): `sign_in`, `sign_in_refused`, `sign_out`."""

    def __call__(self, action: str, *, actor: str, details: Mapping[str, object]) -> object:
        """Write one entry. May block; an error stops the sign-in."""


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of an attempt: whom it let in with which cookie, or how many seconds to wait, or neither."""

    wait: int = 0
    person: Person | None = None
    cookie: str = ""


def access_routes(
    record: Record, authenticator: Authenticator | None = None, downloads: StaffDownloads | None = None
) -> list[Route]:
    """The routes to put before Streamlit's. `authenticator` and `downloads` are the process's own unless given."""
    access = _Access(authenticator or current_authenticator(), record)
    return [
        Route(SIGN_IN, access.show, methods=["GET"]),
        Route(SIGN_IN, access.sign_in, methods=["POST"]),
        Route(ACCOUNT, access.begin, methods=["GET"]),
        Route(SIGN_OUT, access.show, methods=["GET"]),
        Route(SIGN_OUT, access.sign_out, methods=["POST"]),
        Route(f"{STAFF_FILES}/{{token}}.bin", (downloads or current_downloads()).send, methods=["GET"]),
    ]


class _Access:
    def __init__(self, authenticator: Authenticator, record: Record) -> None:
        self.authenticator = authenticator
        self.record = record
        self.turns = CapacityLimiter(CHECKED_AT_ONCE)

    async def show(self, request: Request) -> Response:
        """The page with its forms, or with the sign-out button; a one-time link is looked at, never used up."""
        asked = request.query_params
        notice = None
        token = asked.get("jeton", "")
        if token and self.authenticator.links.holder(token) is None:
            notice, token = Notice("link_used"), ""
        return self._page(request, asked, notice=notice, token=token)

    async def begin(self, request: Request) -> Response:
        """Go to the identity provider."""
        asked = request.query_params
        try:
            return begin(asked, secrets().get("auth"))
        except StreamlitAuthError:
            LOG.exception("the section [auth] of the secrets cannot be used")
            return self._page(request, asked, notice=Notice("no_provider"), status=503)

    async def sign_in(self, request: Request) -> Response:
        """Open a session for the right password or link; else say what to do, in words."""
        origin = origin_of(request)
        fields = await self._form(request, origin)
        if isinstance(fields, Response):
            return fields
        attempt, outcome = _attempt(fields, identity_of(request.cookies)), _Tried(wait=BUSY)
        if self.turns.statistics().tasks_waiting <= MOST_WAITING:
            try:
                outcome = await self._in_time(partial(self._try, attempt, network_of(request)), limiter=self.turns)
            except (StoreUnavailable, TimeoutError):
                LOG.warning("nobody can sign in: the store does not answer")
                return self._page(request, fields, notice=Notice("unavailable"), status=503)
        if outcome.wait:
            LOG.warning("sign-in must wait %d s: %s", outcome.wait, self.authenticator.refused_actor(attempt))
            answer = self._page(request, fields, notice=Notice("wait", outcome.wait), status=429)
            answer.headers["Retry-After"] = str(outcome.wait)
            return answer
        if outcome.person is None:
            wrong = Notice("link_used" if attempt.way == "link" else "wrong")
            return self._page(request, fields, notice=wrong, status=403)
        self.authenticator.sessions.end(request.cookies.get(COOKIE, ""))
        answer = _go(request, own_page(fields.get("suite", "")), language_of(fields))
        answer.set_cookie(COOKIE, outcome.cookie, max_age=LIFETIME, httponly=True, samesite="lax", secure=origin.secure)
        return answer

    def _try(self, attempt: Attempt, address: str) -> _Tried:
        """What comes of an attempt, counted and written down; asks the store."""
        attempts, name = self.authenticator.attempts, attempt.counted_as()
        if wait := attempts.admit(address=address, name=name):
            return _Tried(wait=wait)
        person = self.authenticator.person(attempt)
        details = {"address": address, "way": attempt.way}
        if person is None:
            actor = self.authenticator.refused_actor(attempt)
            LOG.warning("sign-in refused: %s, by %s", actor, attempt.way)
            self.record("sign_in_refused", actor=actor, details=details)
            return _Tried()
        attempts.forgive(address=address, name=name)
        self.record("sign_in", actor=person.name, details=details)
        cookie = self.authenticator.sessions.open(person.name, person.role, vouched=person.vouched)
        LOG.info("signed in: %s, by %s", person.name, attempt.way)
        return _Tried(person=person, cookie=cookie)

    async def _in_time(self, ask: Callable[[], Answer], *, limiter: CapacityLimiter | None = None) -> Answer:
        """What a question to the store gives, asked in a thread; raises TimeoutError, and what it raises."""
        with fail_after(PATIENCE):
            return await to_thread.run_sync(ask, limiter=limiter, abandon_on_cancel=True)

    async def sign_out(self, request: Request) -> Response:
        """End the session on the server, at once in this process, then take the cookie back."""
        origin = origin_of(request)
        fields = await self._form(request, origin)
        if isinstance(fields, Response):
            return fields
        ended = self.authenticator.sessions.end(request.cookies.get(COOKIE, ""))
        if ended:
            try:
                await self._in_time(partial(self._tell_of_end, ended, network_of(request)))
            except (StoreUnavailable, TimeoutError):
                LOG.warning("signed out: %s; the store, which does not answer, learns of it later", ended.name)
        answer = _go(request, None, language_of(fields))
        if USER_COOKIE in request.cookies:
            # Not a redirection: the provider's own page follows, and a form may lead nowhere but here (our policy).
            answer = self._page(request, fields)
            answer.headers["Refresh"] = f"0; url={request.scope.get('root_path', '')}{LOG_OUT}"
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=origin.secure)
        return answer

    async def _form(self, request: Request, origin: RequestOrigin) -> dict[str, str] | Response:
        """The fields of a form of our own page; the answer to any other."""
        fields = await _fields(request)
        nonce = request.cookies.get(FORM_COOKIE, "")
        if not origin.same_site:
            LOG.warning("refused a form sent from another site to %s", request.url.path)
            return self._page(request, fields or {}, notice=Notice("other_site"), status=403)
        if fields is None or not self.authenticator.forms.accepts(fields.get("formulaire", ""), nonce=nonce):
            return self._page(request, fields or {}, notice=Notice("form_expired"), status=403)
        return fields

    def _tell_of_end(self, ended: Session, address: str) -> None:
        self.authenticator.sessions.look()
        self.record("sign_out", actor=ended.name, details={"address": address, "way": ended.role})

    def _page(
        self,
        request: Request,
        fields: Mapping[str, str],
        *,
        notice: Notice | None = None,
        token: str = "",
        status: int = 200,
    ) -> Response:
        nonce = self.authenticator.forms.nonce(request.cookies.get(FORM_COOKIE, ""))
        identity = identity_of(request.cookies)
        page = SignInPage(
            language=language_of(fields),
            root=request.scope.get("root_path", ""),
            back_to=own_page(fields.get("suite", "")),
            form_token=self.authenticator.forms.token(nonce),
            settings=self.authenticator.settings,
            session=session_of(request.cookies, self.authenticator),
            notice=notice,
            link_token=token,
            link_name=self.authenticator.links.holder(token) if token else None,
            account=identity.email if identity and self.authenticator.is_recent(identity) else None,
            account_is_staff=identity is not None and self.authenticator.allows(identity),
        )
        answer = HTMLResponse(page.html(), status_code=status, headers={"Cache-Control": "no-store"})
        secure = request.url.scheme == "https"
        answer.set_cookie(FORM_COOKIE, nonce, httponly=True, samesite="lax", secure=secure, path="/")
        return answer


async def _fields(request: Request) -> dict[str, str] | None:
    """The fields of a sent form; None when it is too long, or no form of the kind a page sends."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            return None
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20))
    except ValueError:
        return None


def _attempt(fields: Mapping[str, str], identity: Identity | None) -> Attempt:
    """The attempt that a form's fields make; what is missing is empty, and opens nothing."""
    if "jeton" in fields:
        return Attempt("link", "", fields["jeton"])
    if fields.get("compte") == "account":
        return Attempt("account", identity.email if identity else "", "", identity)
    password = fields.get("mot_de_passe", "")
    if fields.get("compte") == "viewer":
        return Attempt("viewer", "", password)
    return Attempt("staff", fields.get("nom", TEAM), password)


def _go(request: Request, page: str | None, language: Language) -> Response:
    address = f"{request.scope.get('root_path', '')}{page or f'/?langue={language}'}"
    return RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})
