"""Two processes on one store, and one started again: who signed in is known, who signed out can do nothing more."""

from __future__ import annotations

import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext

from fund.access.authenticator import hash_password
from pages.web.signed_in import COOKIE
from tests.browser.conftest import running_app
from tests.browser.screen import new_page, text_of, visit
from tests.browser.staff import PASSWORD, sign_in
from tests.browser.test_access import STAFF_HASH
from tests.store.postgresql import HOW_TO_GET_IT, new_database, programs, running_server

KNOWN_WITHIN = 5
"""Seconds after which every process knows who signed in or out."""
RESERVED = "réservée à l’équipe"


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """One store for all processes, and the team's password."""
    password = {"FUND_STAFF_PASSWORD_HASH": hash_password(PASSWORD)}
    if request.param == "sqlite":
        yield {"FUND_STATE_DIR": str(tmp_path), **password}
        return
    found = programs()
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(HOW_TO_GET_IT)
    with running_server(found) as folder:
        yield {"FUND_DATABASE_URL": new_database(folder), **password}


def cookie_of(context: BrowserContext) -> str:
    return next(str(cookie["value"]) for cookie in context.cookies() if cookie["name"] == COOKIE)


def may_upload(address: str, cookie: str) -> bool:
    """Whether the upload address takes what a cookie's owner sends; Streamlit itself knows no such session."""
    headers = {"Cookie": f"{COOKIE}={cookie}"}
    request = urllib.request.Request(f"{address}/_stcore/upload_file/a/b", b"x", headers, method="PUT")
    try:
        with urllib.request.urlopen(request, timeout=10):
            return True
    except urllib.error.HTTPError as refused:
        return refused.code != 401


def within(seconds: float, happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.1)
    return happened()


def test_a_sign_in_and_a_sign_out_hold_in_the_other_process_within_five_seconds_and_over_a_restart(
    settings: dict[str, str], chromium: Browser
) -> None:
    with running_app(**settings) as second:
        with running_app(**settings) as first:
            page = new_page(chromium)
            sign_in(page, first)
            cookie = cookie_of(page.context)
            assert within(KNOWN_WITHIN, lambda: may_upload(second, cookie))
            # The same browser on the other process, with a socket of its own there.
            other = visit(page.context.new_page(), f"{second}/mise-a-jour?fonds=exemple")
            assert RESERVED not in text_of(other)
        with running_app(**settings) as again:
            assert may_upload(again, cookie)
            page.goto(f"{again}/connexion?langue=fr")
            page.get_by_role("button", name="Se déconnecter").click()
            page.wait_for_url("**/?langue=fr")
            assert not may_upload(again, cookie)
            assert within(KNOWN_WITHIN, lambda: not may_upload(second, cookie))
            # Its socket was opened while the session was: what it asks for now is a page for everybody.
            other.get_by_text("English", exact=True).click()
            other.get_by_text("This page is for staff.").wait_for()
            assert other.locator("input[type=file]").count() == 0
    with running_app(**settings) as later:
        assert not may_upload(later, cookie)
    page.context.close()


def guess(address: str, words: str) -> int:
    """The status that a password gets at the sign-in form."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(f"{address}/connexion") as page:
        token = re.findall(r'name="formulaire" value="([^"]+)"', page.read().decode())[-1]
    form = urlencode({"formulaire": token, "compte": "staff", "mot_de_passe": words}).encode()
    try:
        with browser.open(urllib.request.Request(f"{address}/connexion", form, {"Origin": address})) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_whoever_guesses_waits_in_the_other_process_and_over_a_restart(settings: dict[str, str]) -> None:
    settings["FUND_STAFF_PASSWORD_HASH"] = (
        STAFF_HASH  # checked at once, so that the wait is not over before it is asked
    )
    with running_app(**settings) as first, running_app(**settings) as second:
        assert [guess(address, "wrong") for address in [first, second] * 5 + [first]] == [403] * 11
        assert guess(second, PASSWORD) == 429
    with running_app(**settings) as later:
        # The two seconds are over, the count is not: one more failure makes the next wait.
        guess(later, "wrong")
        assert guess(later, PASSWORD) == 429
