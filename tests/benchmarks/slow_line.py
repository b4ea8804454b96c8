"""A fresh browser on a line of 10 Mbit/s and 40 ms, then the same page once more: first figure, all charts, bytes."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

from tests.benchmarks.browser import ARRIVED, CHARTS
from tests.benchmarks.measure import Measure
from tests.browser.conftest import CHROMIUM, FLAGS, running_app
from tests.browser.screen import LARGE, new_page, settled

VISITS = 5
LINE = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
NOT_EMULATED = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
STANDS_STILL = 20_000
"""Milliseconds. About once in sixty visits Chromium's emulated line does: what the server has sent lies unread in the
browser's sockets, and comes at once when nothing is emulated any more. Such a visit is made again."""
FIRST_FIGURE = "() => document.querySelector('.figure-value') && performance.now()"


def slow_line() -> Iterator[Measure]:
    """The overview of the invented fund, each visit in a browser that has nothing yet."""
    with running_app() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        # The first visit warms the server and the browser.
        visits = [_visit(browser, f"{address}/?fonds=exemple") for _ in range(VISITS + 1)][1:]
        browser.close()
    figure, charts, figure_again, charts_again = (median(times) for times in zip(*visits, strict=True))
    yield Measure("10 Mbit/s, 40 ms: first figure, fresh browser", figure, "s", 1.6)
    yield Measure("  all charts", charts, "s", 3.0)
    yield Measure("  first figure after a reload", figure_again, "s")
    yield Measure("  all charts after a reload", charts_again, "s")


def _visit(browser: Browser, url: str) -> tuple[float, ...]:
    """Seconds until the first figure and all charts, and the same once more."""
    page = new_page(browser, size=LARGE)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    waits = []
    try:
        for _ in range(2):
            page.goto(url, wait_until="commit")
            waits.append(page.wait_for_function(FIRST_FIGURE, timeout=STANDS_STILL).json_value() / 1000)
            waits.append(page.wait_for_function(ARRIVED, arg=CHARTS, timeout=STANDS_STILL).json_value() / 1000)
            settled(page)
    except NotInTime:
        session.send("Network.emulateNetworkConditions", NOT_EMULATED)
        settled(page)  # else it is not the line
        page.context.close()
        return _visit(browser, url)
    page.context.close()
    return tuple(waits)
