"""How soon the figures follow another period on the overview: from the choice to the first figure of the period.

Beside it what the framework needs where a page has nothing but a choice: milliseconds are of a machine, a ratio is
less so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.measure import Measure
from tests.browser.conftest import CHROMIUM, FLAGS, running_app
from tests.browser.screen import SMALL, new_page, visit

FUNDS = {"exemple": "2026-04-01_2026-09-30", "ukraine": "2023-05-01_2023-10-31"}
"""The shipped funds, each with the period of its texts, which the list offers first."""
WARMING = 2
CHOICES = 10
PAUSE = 500
"""Milliseconds between two choices, so that each is waited for alone."""

WATCH = """() => {
  const shown = () => document.querySelector('.figure-part')?.innerText ?? '';
  addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const start = performance.now(), before = shown();
    window.waited = null;
    const look = () => {
      if (shown() && shown() !== before) window.waited = performance.now() - start;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, true);
}"""
"""From the choice to the first frame in which the first figure tells another period: `window.waited`."""
BARE = Path(__file__).with_name("peer_pages") / "bare_page.py"


def choosing_period() -> Iterator[Measure]:
    """One year, then the one before, and again, on each of the shipped funds; and on the bare page."""
    with running_app() as address, running_app(script=BARE) as bare, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        waits: list[float] = []
        for fund, period in FUNDS.items():
            page = visit(new_page(browser, size=SMALL), f"{address}/?fonds={fund}&periode={period}")
            page.locator(".st-key-choose-period button").click()
            waits += _waits(page)
        alone = _waits(visit(new_page(browser, size=SMALL), bare))
        browser.close()
    yield Measure(f"period changed → first figure (median of {len(waits)})", median(waits), "ms", 200)
    yield Measure(f"  a choice on a page with nothing else (median of {len(alone)})", median(alone), "ms")
    yield Measure("  the one ÷ the other", median(waits) / median(alone))


def _waits(page: Page) -> list[float]:
    page.locator(".st-key-period-choice input").wait_for()
    page.evaluate(WATCH)
    waits = [_chosen(page, down=turn % 2 == 0) for turn in range(WARMING + CHOICES)][WARMING:]
    page.context.close()
    return waits


def _chosen(page: Page, *, down: bool) -> float:
    """Milliseconds until the first figure tells the next period of the list, or the one before."""
    field = page.locator(".st-key-period-choice input")
    field.click()
    page.wait_for_timeout(PAUSE)
    page.keyboard.press("ArrowDown" if down else "ArrowUp")
    page.keyboard.press("Enter")
    waited = page.wait_for_function("() => window.waited").json_value()
    page.wait_for_timeout(PAUSE)
    return float(waited)
