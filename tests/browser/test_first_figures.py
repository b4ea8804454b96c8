"""The overview's figures stand on screen before any script has come, and the page's own take their very place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.screen import LARGE, NARROW, SMALL, new_page, settled

PLACES = """() => ['.page-head h1', '.figure-label', '.figure-value'].map(part => document.querySelector(part)).map(
    part => [part.innerText, ...['x', 'y', 'width'].map(side => Math.round(part.getBoundingClientRect()[side]))])"""


def opened(chromium: Browser, size: dict[str, int], url: str, *, scripts: bool) -> Page:
    page = new_page(chromium, size=size)
    if not scripts:
        page.route("**/*.js*", lambda route: route.abort())
    page.goto(url)
    page.locator(".figure-value").first.wait_for()
    return page


@pytest.mark.parametrize("size", [LARGE, SMALL, NARROW], ids=["1920", "1280", "390"])
@pytest.mark.parametrize("fund", ["exemple", "ukraine"])
def test_they_stand_where_the_pages_own_will_and_go_when_those_are_there(
    chromium: Browser, app_url: str, fund: str, size: dict[str, int]
):
    url = f"{app_url}/?fonds={fund}"
    opened(chromium, size, url, scripts=True).context.close()

    before = opened(chromium, size, url, scripts=False)
    before.evaluate("document.fonts.ready")
    first = before.evaluate(PLACES)
    after = settled(opened(chromium, size, url, scripts=True))

    assert after.evaluate(PLACES) == first
    assert after.locator(".first-figures").count() == 0
    before.context.close()
    after.context.close()


def test_they_cover_no_page_that_says_something_else(chromium: Browser, app_url: str):
    page = new_page(chromium, size=SMALL)
    page.goto(f"{app_url}/contributions?fonds=exemple")
    page.locator(".page-head h1").wait_for()

    assert page.locator(".first-figures").count() == 0


def test_without_scripts_they_stay_and_the_page_says_what_it_needs(chromium: Browser, app_url: str):
    opened(chromium, SMALL, f"{app_url}/?fonds=exemple", scripts=True).context.close()
    page = chromium.new_context(viewport=SMALL, java_script_enabled=False).new_page()
    page.goto(f"{app_url}/?fonds=exemple")

    page.locator(".first-figures .figure-value").first.wait_for()
    notice, layer = page.locator("noscript p"), "it => getComputedStyle(it).zIndex"
    assert "a besoin de JavaScript" in notice.inner_text()
    # Over them and not under: whoever sees figures that open nothing is told why.
    assert (notice.evaluate(layer), page.locator(".first-figures").evaluate(layer)) == ("2", "1")
    page.context.close()


def test_they_wait_for_the_pages_scripts_and_not_for_a_time(chromium: Browser, app_url: str):
    opened(chromium, SMALL, f"{app_url}/?fonds=exemple", scripts=True).context.close()
    page = new_page(chromium, size=SMALL)
    page.clock.install()
    page.route("**/static/*/js/**", lambda route: route.abort())  # Streamlit's; ours comes
    page.goto(f"{app_url}/?fonds=exemple")
    page.clock.fast_forward(120_000)

    assert page.locator(".first-figures .figure-value").first.is_visible()
    page.context.close()
