"""The staff's pages in every state: nothing cut, nothing too small, no accessibility fault, no English in French."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from fund.access.authenticator import hash_password
from tests.browser.conftest import running_app
from tests.browser.screen import LARGE, SMALL, new_page, settled, visit
from tests.browser.staff import PASSWORD, publish, sign_in, upload
from tests.browser.test_screen import FRAMEWORK
from tests.example_files import DONOR_ROW, contributions_with


@pytest.fixture(scope="module")
def two_versions(chromium: Browser) -> Iterator[str]:
    """The application with two versions of the invented fund."""
    with running_app(FUND_STAFF_PASSWORD_HASH=hash_password(PASSWORD)) as address:
        page = new_page(chromium)
        sign_in(page, address)
        upload(page, contributions_with(16_000, row=DONOR_ROW + 1))
        publish(page, "Un versement corrigé")
        page.context.close()
        yield address


def empty(page: Page, url: str) -> None:
    visit(page, f"{url}/mise-a-jour?fonds=exemple")


def good(page: Page, url: str) -> None:
    empty(page, url)
    upload(page, contributions_with(45_000))
    page.locator("[class*=st-key-changes-] summary").first.click()
    page.locator("[class*=st-key-changes-] table").first.wait_for()


def errors(page: Page, url: str) -> None:
    empty(page, url)
    upload(page, contributions_with("douze mille"))


def past(page: Page, url: str) -> None:
    visit(page, f"{url}/mise-a-jour?fonds=exemple&version=1")


def history(page: Page, url: str) -> None:
    visit(page, f"{url}/historique?fonds=exemple")
    page.locator(".st-key-restore-1 summary").click()
    page.locator(".st-key-restore-now-1").wait_for()


def history_past(page: Page, url: str) -> None:
    visit(page, f"{url}/historique?fonds=exemple&version=1")


def guide(page: Page, url: str) -> None:
    visit(page, f"{url}/aide?fonds=exemple")


def stale(page: Page, url: str) -> None:
    """Overtaken: another tab publishes while this one prepares its own."""
    good(page, url)
    other = visit(page.context.new_page(), f"{url}/mise-a-jour?fonds=exemple")
    upload(other, contributions_with(17_000, row=DONOR_ROW + 1))
    publish(other, "Une raison assez longue pour passer à la ligne " * 4)
    other.close()
    # A tab in the background is drawn when it comes to the front; a click before that is lost.
    page.bring_to_front()
    settled(page).get_by_role("button", name="Publier").click()
    page.locator(".overtaken").wait_for()


STATES: tuple[Callable[[Page, str], None], ...] = (empty, good, errors, past, history, history_past, guide, stale)
UNREAD = ".severity, [data-testid=stIconMaterial], [data-testid=stBaseButton-borderlessIcon] *"
"""Capitals beside their text, and what is drawn as an icon or read aloud only."""
SMALL_TEXTS = """unread => [...document.querySelectorAll('[data-testid=stMain] *')]
    .filter(element => element.checkVisibility() && !element.matches(unread)
        && (element.value || [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
        && parseFloat(getComputedStyle(element).fontSize) > 0 && parseFloat(getComputedStyle(element).fontSize) < 18)
    .map(element => element.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize(("size", "dark"), [(LARGE, False), (SMALL, True)], ids=["1920 light", "1280 dark"])
def test_no_state_of_the_staffs_pages_has_a_fault(
    two_versions: str, chromium: Browser, size: dict[str, int], dark: bool
) -> None:
    page = new_page(chromium, size=size, dark=dark)
    sign_in(page, two_versions)
    for state in STATES:
        state(page, two_versions)
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state.__name__
        if size == LARGE:
            assert page.evaluate(SMALL_TEXTS, UNREAD) == [], state.__name__
        result = Axe().run(page, context={"exclude": [[selector] for selector in FRAMEWORK]})
        serious = [
            (violation["id"], [node["html"][:160] for node in violation["nodes"]][:3])
            for violation in result.response["violations"]
            if violation["impact"] in ("serious", "critical")
        ]
        assert serious == [], state.__name__
    page.context.close()


def test_what_streamlit_writes_in_english_is_not_shown(two_versions: str, chromium: Browser) -> None:
    page = new_page(chromium)
    sign_in(page, two_versions)
    upload(page, contributions_with(45_000))
    zone = page.locator(".st-key-upload").inner_text()
    for english in ("per file", "Drag and drop", "KB"):
        assert english not in zone
    page.context.close()
