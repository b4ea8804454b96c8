"""How soon « Et si… ? » answers: a slider is moved one step, until the figures and the chart have changed."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.measure import Measure
from tests.browser.conftest import CHROMIUM, FLAGS, running_app
from tests.browser.screen import SMALL, new_page, visit

WARMING = 3
MOVES = 20
PAUSE = 500
"""Milliseconds between two moves, so that each is waited for alone."""

FIGURES = "() => [...document.querySelectorAll('.answer .figure-value')].map((each) => each.innerText).join()"
CHART = """() => [...document.querySelectorAll('.st-key-answer .bar-lane .bar')]
  .map((each) => each.getAttribute('style')).join()"""

WATCH = f"""() => {{
  const figures = {FIGURES}, chart = {CHART};
  addEventListener('keydown', () => {{
    const start = performance.now(), before = [figures(), chart()], waits = [0, 0];
    window.waits = null;
    const look = () => {{
      const waited = performance.now() - start, now = [figures(), chart()];
      now.forEach((text, part) => {{ if (text && !waits[part] && text !== before[part]) waits[part] = waited; }});
      if (waits[0] && waits[1]) window.waits = waits;
      else requestAnimationFrame(look);
    }};
    requestAnimationFrame(look);
  }}, true);
}}"""
"""From the key pressed to the first frame in which figures, then the chart, are others: `window.waits`."""


def simulating() -> Iterator[Measure]:
    """The first question of the example fund, moved step by step with the keyboard."""
    with running_app() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = visit(new_page(browser, size=SMALL), f"{address}/simulation?fonds=exemple")
        page.wait_for_timeout(2 * PAUSE)
        page.evaluate(WATCH)
        page.locator(".st-key-levers input[type=range]").first.focus()
        waits = [_moved(page) for _ in range(WARMING + MOVES)][WARMING:]
        browser.close()
    figures, chart = (median(times) for times in zip(*waits, strict=True))
    yield Measure(f"slider moved → simulated figures (median of {MOVES})", figures, "ms", 60)
    yield Measure(f"slider moved → chart (median of {MOVES})", chart, "ms", 200)


def _moved(page: Page) -> tuple[float, float]:
    """Milliseconds until the figures, and until the chart, have changed."""
    page.keyboard.press("ArrowRight")
    figures, chart = page.wait_for_function("() => window.waits").json_value()
    page.wait_for_timeout(PAUSE)
    return figures, chart
