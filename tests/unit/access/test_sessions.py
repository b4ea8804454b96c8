"""Cookies that are none of ours, or no longer."""

from __future__ import annotations

import pytest
from itsdangerous import URLSafeSerializer

from fund.access import OpenSessions
from fund.access.tokens import Signer
from pages.web.signed_in import COOKIE, staff
from tests.unit.access.house import COOKIE_KEY, TEAM_ONLY, house, sign_in
from tests.unit.access.kept import Kept


def test_a_session_ends_after_eight_hours_without_a_request() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    home.clock.passes(hours=7.99)
    assert staff(visitor.cookies, home.authenticator) is not None
    home.clock.passes(hours=8)
    assert staff(visitor.cookies, home.authenticator) is None


def test_a_session_ends_after_twelve_hours_however_busy() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    for _ in range(3):
        home.clock.passes(hours=3.9)
        assert staff(visitor.cookies, home.authenticator) is not None
    home.clock.passes(hours=0.4)  # 3 × 3.9 + 0.4 = 12.1
    assert staff(visitor.cookies, home.authenticator) is None


def test_a_changed_cookie_is_refused_at_every_position() -> None:
    sessions = OpenSessions(Kept())
    cookie = sessions.open("equipe", "staff")
    assert sessions.find(cookie) is not None
    for at in range(len(cookie)):
        other = "A" if cookie[at] != "A" else "B"
        assert sessions.find(cookie[:at] + other + cookie[at + 1 :]) is None, at


@pytest.mark.parametrize("cookie", ["", "x", "a.b", "é", "null", "bnVsbA.x", "x" * 5000, "\x00"])
def test_a_cookie_that_is_no_cookie_of_ours_is_refused(cookie: str) -> None:
    home = house(TEAM_ONLY)
    assert staff({COOKIE: cookie}, home.authenticator) is None


def test_what_is_signed_for_one_purpose_is_refused_for_another() -> None:
    signed = Signer(COOKIE_KEY, "form").sign({"id": "x"})
    assert Signer(COOKIE_KEY, "form").read(signed) == {"id": "x"}
    assert Signer(COOKIE_KEY, "session").read(signed) is None
    assert Signer(COOKIE_KEY, "form").read(URLSafeSerializer(COOKIE_KEY).dumps({"id": "x"})) is None


def test_the_session_name_that_may_be_logged_opens_nothing() -> None:
    home = house(TEAM_ONLY)
    visitor = home.visitor()
    sign_in(visitor)
    who = staff(visitor.cookies, home.authenticator)
    assert who is not None
    assert staff({COOKIE: who.session}, home.authenticator) is None
