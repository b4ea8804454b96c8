"""Signing in as a person does it, and what a browser without a session gets from the real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import running_app
from tests.browser.screen import new_page, settled, text_of

# One pass and 8 KiB: made for tests, so that signing in takes no time.
STAFF_WORDS = "correct horse battery"
STAFF_HASH = "$argon2id$v=19$m=8,t=1,p=1$11IHJnf72Dq2PKtAteSjvw$IaqrbHzLFXXg83i90yexUHRiSxdErA4O0geeXFYnSlE"
VIEWER_WORDS = "visiteurs du comite"
VIEWER_HASH = "$argon2id$v=19$m=8,t=1,p=1$Ad04XZeY+YJJi5A+jNnPAw$vfYra4O6etakHywj3D4jjrQ4YSqMA5V8NLy8jjgk9e4"


@pytest.fixture(scope="module")
def closed_url() -> Iterator[str]:
    """The application with a viewers' and a team's password."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("FUND_STAFF_PASSWORD_HASH", STAFF_HASH)
        environment.setenv("FUND_VIEWER_PASSWORD_HASH", VIEWER_HASH)
        with running_app() as address:
            yield address


def give(page: Page, label: str, words: str, button: str) -> None:
    page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name=button, exact=True).click()


def status_of(page: Page, method: str, address: str) -> int:
    """The status a script of the page gets."""
    script = "async ([method, address]) => (await fetch(address, {method, redirect: 'manual'})).status"
    return int(page.evaluate(script, [method, address]))


def websocket_opens(page: Page) -> bool:
    script = """() => new Promise(resolve => {
        const socket = new WebSocket(location.origin.replace('http', 'ws') + '/_stcore/stream');
        socket.onopen = () => { socket.close(); resolve(true); };
        socket.onerror = () => resolve(false);
    })"""
    return bool(page.evaluate(script))


def test_a_viewer_signs_in_and_lands_on_the_page_asked_for(closed_url: str, chromium: Browser) -> None:
    page = new_page(chromium)
    page.goto(f"{closed_url}/contributions?fonds=exemple&langue=fr")
    assert page.url.startswith(f"{closed_url}/connexion?")
    give(page, "Mot de passe de consultation", "pas celui-là", "Consulter")
    assert "Cela ne correspond pas" in page.get_by_role("alert").inner_text()
    give(page, "Mot de passe de consultation", VIEWER_WORDS, "Consulter")
    page.wait_for_url("**/contributions?*")
    assert "Données fictives" in text_of(settled(page))
    page.reload()
    assert "Données fictives" in text_of(settled(page))
    assert status_of(page, "PUT", "/_stcore/upload_file/session/file") == 401
    page.context.close()


def test_without_a_session_neither_websocket_nor_media_nor_upload_answers(closed_url: str, chromium: Browser) -> None:
    page = new_page(chromium)
    page.goto(f"{closed_url}/connexion")
    assert not websocket_opens(page)
    assert status_of(page, "GET", "/media/0123abcd.csv") == 401
    assert status_of(page, "PUT", "/_stcore/upload_file/session/file") == 401
    assert status_of(page, "GET", "/_stcore/health") == 200
    page.context.close()


def test_staff_sign_in_stay_signed_in_over_a_reload_and_sign_out(closed_url: str, chromium: Browser) -> None:
    page = new_page(chromium)
    page.goto(f"{closed_url}/connexion?langue=en")
    give(page, "Staff password", STAFF_WORDS, "Sign in")
    settled(page)
    assert websocket_opens(page)
    cookie = next(cookie for cookie in page.context.cookies() if cookie["name"] == "fund_session")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    assert "fund_session" not in page.evaluate("document.cookie")
    page.goto(f"{closed_url}/connexion?langue=en")
    page.reload()
    page.get_by_text("You are signed in as staff").wait_for()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/connexion?*")
    # The cookie put back by hand is a replay: its session is over.
    page.context.add_cookies([cookie])
    page.goto(f"{closed_url}/?langue=en")
    assert "/connexion" in page.url
    assert not websocket_opens(page)
    page.context.close()


def test_after_signing_out_going_back_shows_no_figure(closed_url: str, chromium: Browser) -> None:
    page = new_page(chromium)
    page.goto(f"{closed_url}/connexion?suite=%2F%3Ffonds%3Dukraine")
    give(page, "Mot de passe de consultation", VIEWER_WORDS, "Consulter")
    settled(page).reload()
    settled(page)
    page.goto(f"{closed_url}/connexion")
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_label("Mot de passe de consultation").wait_for()
    pages = []
    for _ in range(4):
        page.go_back(wait_until="commit")
        page.wait_for_load_state()
        pages.append(page.content())
    # What came with the overview's address is in no browser's keeping.
    assert not any("395" in each for each in pages)
    page.context.close()


def test_a_form_on_another_site_signs_nobody_in(closed_url: str, chromium: Browser) -> None:
    page = new_page(chromium)
    page.goto(f"{closed_url}/connexion")
    token = page.locator("input[name=formulaire]").first.input_value()
    elsewhere = page.context.new_page()
    elsewhere.set_content(
        f'<form method="post" action="{closed_url}/connexion"><input name="formulaire" value="{token}">'
        f'<input name="mot_de_passe" value="{STAFF_WORDS}"><button>go</button></form>'
    )
    elsewhere.get_by_role("button").click()
    elsewhere.get_by_role("alert").wait_for()
    assert "ne venait pas de cette page" in elsewhere.get_by_role("alert").inner_text()
    assert not any(cookie["name"] == "fund_session" for cookie in page.context.cookies())
    page.context.close()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_sign_in_page_has_no_accessibility_fault_and_fits_a_telephone(
    closed_url: str, chromium: Browser, language: str, dark: bool
) -> None:
    page = new_page(chromium, size={"width": 320, "height": 640}, dark=dark)
    page.goto(f"{closed_url}/connexion?langue={language}")
    page.locator("input[type=password]").last.fill("wrong")
    page.locator("button[type=submit]").last.click()
    page.get_by_role("alert").wait_for()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()
