"""`/connexion` and `/deconnexion`, the only two addresses that set or clear the session's cookie."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from typing import Protocol
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from fund.access import Authenticator
from fund.access.authenticator import Attempt
from fund.access.sessions import LIFETIME
from fund.access.settings import TEAM
from fund.wording import Language
from pages.web.request import SIGN_IN, SIGN_OUT, RequestOrigin, language_of, network_of, origin_of, own_page
from pages.web.sign_in_page import Notice, SignInPage
from pages.web.signed_in import COOKIE, current_authenticator, session_of
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
PROVIDER_COOKIE = "_streamlit_user"
PROVIDER_SIGN_OUT = "/auth/logout"
"""Where Streamlit keeps, and forgets, what an identity provider said."""


class Record(Protocol):
    """Where sign-ins are written down (`Store.record`): `sign_in`, `sign_in_refused`, `sign_out`."""

    def __call__(self, action: str, *, actor: str, details: Mapping[str, object]) -> object:
        """Write one entry. May block; an error stops the sign-in."""


def access_routes(
    record: Record, authenticator: Authenticator | None = None, downloads: StaffDownloads | None = None
) -> list[Route]:
    """The routes to put before Streamlit's. `authenticator` and `downloads` are the process's own unless given."""
    access = _Access(authenticator or current_authenticator(), record)
    return [
        Route(SIGN_IN, access.show, methods=["GET"]),
        Route(SIGN_IN, access.sign_in, methods=["POST"]),
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

    async def sign_in(self, request: Request) -> Response:
        """Open a session for the right password or link; else say what to do, in words."""
        origin = origin_of(request)
        fields = await self._form(request, origin)
        if isinstance(fields, Response):
            return fields
        attempt = _attempt(fields)
        actor = self.authenticator.refused_actor(attempt)
        address = network_of(request)
        crowded = self.turns.statistics().tasks_waiting > MOST_WAITING
        wait = BUSY if crowded else self.authenticator.attempts.admit(address=address, name=attempt.counted_as)
        if wait:
            LOG.warning("sign-in must wait %d s: %s", wait, actor)
            answer = self._page(request, fields, notice=Notice("wait", wait), status=429)
            answer.headers["Retry-After"] = str(wait)
            return answer
        person = await to_thread.run_sync(self.authenticator.person, attempt, limiter=self.turns)
        if person is None:
            LOG.warning("sign-in refused: %s, by %s", actor, attempt.way)
            await self._write("sign_in_refused", actor, address, attempt.way)
            wrong = Notice("link_used" if attempt.way == "link" else "wrong")
            return self._page(request, fields, notice=wrong, status=403)
        self.authenticator.attempts.forgive(address=address, name=attempt.counted_as)
        LOG.info("signed in: %s, by %s", person.name, attempt.way)
        await self._write("sign_in", person.name, address, attempt.way)
        self.authenticator.sessions.end(request.cookies.get(COOKIE, ""))
        answer = _go(request, own_page(fields.get("suite", "")), language_of(fields))
        answer.set_cookie(
            COOKIE,
            self.authenticator.sessions.open(person.name, person.role),
            max_age=LIFETIME,
            httponly=True,
            samesite="lax",
            secure=origin.secure,
        )
        return answer

    async def sign_out(self, request: Request) -> Response:
        """End the session on the server, then take the cookie back."""
        origin = origin_of(request)
        fields = await self._form(request, origin)
        if isinstance(fields, Response):
            return fields
        ended = self.authenticator.sessions.end(request.cookies.get(COOKIE, ""))
        if ended:
            await self._write("sign_out", ended.name, network_of(request), ended.role)
        answer = _go(request, None, language_of(fields))
        if PROVIDER_COOKIE in request.cookies:
            # Not a redirection: the provider's own page follows, and a form may lead nowhere but here (our policy).
            answer = self._page(request, fields)
            answer.headers["Refresh"] = f"0; url={request.scope.get('root_path', '')}{PROVIDER_SIGN_OUT}"
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

    async def _write(self, action: str, actor: str, address: str, way: str) -> None:
        details = {"address": address, "way": way}
        await run_in_threadpool(partial(self.record, action, actor=actor, details=details))

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


def _attempt(fields: Mapping[str, str]) -> Attempt:
    """The attempt that a form's fields make; what is missing is empty, and opens nothing."""
    if "jeton" in fields:
        return Attempt("link", "", fields["jeton"])
    password = fields.get("mot_de_passe", "")
    if fields.get("compte") == "viewer":
        return Attempt("viewer", "", password)
    return Attempt("staff", fields.get("nom", TEAM), password)


def _go(request: Request, page: str | None, language: Language) -> Response:
    address = f"{request.scope.get('root_path', '')}{page or f'/?langue={language}'}"
    return RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})
