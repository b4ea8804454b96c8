"""How a browser test opens a page and waits until it is whole."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, ViewportSize

SMALL = ViewportSize(width=1280, height=720)
LARGE = ViewportSize(width=1920, height=1080)
NARROW = ViewportSize(width=390, height=844)


def new_page(browser: Browser, *, size: ViewportSize | None = None, dark: bool = False) -> Page:
    """A page in a fresh context, so that nothing is shared between tests."""
    context = browser.new_context(viewport=size or LARGE, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def settled(page: Page) -> Page:
    """Wait until the run has ended and every chart is drawn."""
    page.wait_for_selector("[data-testid=stApp][data-test-connection-state=CONNECTED]")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector(".page-head h1")
    # The figures that came with the address go a frame after the page's own are there.
    page.wait_for_selector(".first-figures", state="detached")
    page.wait_for_function(
        """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
                 .every(chart => chart.querySelector('.main-svg'))"""
    )
    return page


def visit(page: Page, url: str) -> Page:
    """Open an address and wait for it."""
    page.goto(url)
    return settled(page)


def text_of(page: Page) -> str:
    """What a person reads in the main part, every kind of space made plain."""
    text = page.locator("[data-testid=stMain]").inner_text()
    return " ".join(text.split())
