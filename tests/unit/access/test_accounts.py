"""Signing in with an account that an identity provider vouches for."""

from __future__ import annotations

import html

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fund.wording import words
from pages.web import sign_in_routes
from pages.web.provider import BACK_COOKIE, USER_COOKIE, BackFromProvider, identity_of
from pages.web.signed_in import COOKIE, staff
from tests.unit.access.asgi import Visitor
from tests.unit.access.house import (
    TEAM_ONLY,
    VIEWER_HASH,
    WITH_EMAILS,
    actions,
    enter,
    house,
    sign_out,
    with_account,
)

HOUR = 3600.0


def test_a_verified_address_on_the_list_opens_a_session_and_leads_back() -> None:
    home = house(WITH_EMAILS)
    visitor = with_account(home.visitor(), "Anna@CUF.example")
    page = html.unescape(visitor.get("/connexion?suite=/aide").text)
    assert words("access.provider.known", "fr", name="Anna@CUF.example") in page
    answer = enter(home, visitor, "/connexion?suite=/aide")
    assert (answer.status, answer.header("location")) == (303, "/aide")
    who = staff(visitor.cookies, home.authenticator)
    assert who is not None
    assert who.name == "Anna@CUF.example"
    assert home.entries == [("sign_in", "Anna@CUF.example", {"address": "192.0.2.1", "way": "account"})]


STRANGERS = [
    ("eve@cuf.example", True, 0.0),
    ("anna@cuf.example.evil", True, 0.0),
    ("", True, 0.0),
    ("anna@cuf.example", False, 0.0),
    ("anna@cuf.example", "yes", 0.0),
    ("anna@cuf.example", True, 12 * HOUR),
    ("anna@cuf.example", True, -120.0),
]


@pytest.mark.parametrize(("email", "verified", "age"), STRANGERS)
def test_another_address_an_unverified_one_or_an_old_answer_opens_nothing(
    email: str, verified: object, age: float
) -> None:
    home = house(WITH_EMAILS)
    visitor = with_account(home.visitor(), email, verified=verified, age=age)
    page = html.unescape(visitor.get("/connexion").text)
    assert words("access.provider.known", "fr", name=email) not in page
    # What the provider said long ago is no answer: it is asked anew.
    is_asked = bool(email) and 0 <= age < 12 * HOUR
    assert (words("access.provider.not_listed", "fr", name=email) in page) == is_asked
    assert ('href="/auth/logout"' in page, "/connexion/compte" in page) == (is_asked, not is_asked)
    assert enter(home, visitor).status == 403
    assert COOKIE not in visitor.cookies
    assert [action for action, _ in actions(home)] == ["sign_in_refused"]


def test_without_a_list_no_account_is_staff() -> None:
    home = house(TEAM_ONLY)
    for email in ("", "anna@cuf.example"):
        visitor = with_account(home.visitor(), email)
        assert "/connexion/compte" not in visitor.get("/connexion").text
        assert enter(home, visitor).status == 403


def test_a_cookie_that_the_server_did_not_sign_says_nothing() -> None:
    signed = with_account(house(WITH_EMAILS).visitor()).cookies[USER_COOKIE]
    assert identity_of({USER_COOKIE: signed}) is not None
    for text in ("", "x", signed[:-2], signed[1:], f"{signed}x", "é", "\x00", '{"is_logged_in": true}'):
        assert identity_of({USER_COOKIE: text}) is None
    assert identity_of({f"{USER_COOKIE}_1": signed}) is None
    assert identity_of({}) is None


def test_the_form_alone_opens_nothing() -> None:
    home = house(WITH_EMAILS)
    visitor = home.visitor()
    assert enter(home, visitor).status == 403
    assert COOKIE not in visitor.cookies


def test_where_viewers_need_a_password_an_account_is_the_way_in_without_it() -> None:
    home = house({**WITH_EMAILS, "FUND_VIEWER_PASSWORD_HASH": VIEWER_HASH})
    visitor = with_account(home.visitor())
    assert visitor.get("/contributions").status == 303
    for address in ("/auth/login?provider=x", "/auth/logout", "/oauth2callback?code=x"):
        assert visitor.get(address).text.startswith("reached")
    assert enter(home, visitor).status == 303
    assert visitor.get("/contributions").status == 200


def test_signing_out_leaves_the_identity_provider_too() -> None:
    home = house(WITH_EMAILS)
    visitor = with_account(home.visitor())
    enter(home, visitor)
    visitor.cookies[USER_COOKIE] = "x"
    answer = sign_out(visitor)
    assert answer.header("refresh") == "0; url=/auth/logout"
    assert COOKIE not in visitor.cookies


def test_a_section_that_is_not_whole_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    for section in ({}, {"auth": {"client_id": "x"}}, {"auth": "x"}):
        monkeypatch.setattr(sign_in_routes, "secrets", lambda section=section: section)
        answer = house(WITH_EMAILS).visitor().get("/connexion/compte?langue=en")
        assert answer.status == 503
        assert html.unescape(answer.text).count(words("access.notices.no_provider", "en")) == 1


def back(wanted: str, *, status: int = 302, path: str = "/oauth2callback") -> str:
    """Where whoever comes back is led, from what the cookie says that they wanted."""

    async def streamlit(_request: Request) -> Response:
        return RedirectResponse("/", status) if status < 400 else Response(status_code=status)

    app = Starlette(routes=[Route("/{path:path}", streamlit)], middleware=[Middleware(BackFromProvider)])
    return Visitor(app, cookies={BACK_COOKIE: wanted} if wanted else {}).get(path).header("location")


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("langue%3Den%26suite%3D%252Faide", "/connexion?langue=en&suite=%2Faide"),
        ("langue%3Dfr", "/connexion?langue=fr"),
        ("", "/connexion?langue=fr"),
        ("suite%3Dhttps%253A%252F%252Fevil.example", "/connexion?langue=fr"),
        ("suite%3D%252F%252Fevil.example%26langue%3Dxx", "/connexion?langue=fr"),
        ("%0d%0aSet-Cookie: a=b", "/connexion?langue=fr"),
    ],
)
def test_whoever_comes_back_is_led_to_the_sign_in_page_and_nowhere_else(wanted: str, leads_to: str) -> None:
    assert back(wanted) == leads_to


def test_other_answers_are_left_as_they_are() -> None:
    assert back("langue%3Den", path="/auth/logout") == "/"
    assert back("langue%3Den", status=404) == ""
