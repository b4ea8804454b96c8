"""How soon « Et si… ? » answers: an amount is typed, until the answer and the chart have changed.

Beside it what the framework needs where a page has nothing but an amount: milliseconds are of a machine, a ratio is
less so.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.choosing_period import BARE
from tests.benchmarks.choosing_period import WATCH as FIRST_FIGURE
from tests.benchmarks.measure import Measure
from tests.browser.conftest import CHROMIUM, FLAGS, running_app
from tests.browser.screen import SMALL, new_page, visit

WARMING = 3
MOVES = 20
PAUSE = 500
"""Milliseconds between two moves, so that each is waited for alone."""

FIGURES = "() => (document.querySelector('.answers') ?? {}).innerText"
CHART = """() => [...document.querySelectorAll('.st-key-answer .js-plotly-plot path.js-line')]
  .map((each) => each.getAttribute('d')).join()"""

WATCH = f"""() => {{
  const figures = {FIGURES}, chart = {CHART};
  addEventListener('keydown', (event) => {{
    if (event.key !== 'Enter') return;
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
    """A gift to the example fund, of one amount after another."""
    with running_app() as address, running_app(script=BARE) as bare, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = visit(new_page(browser, size=SMALL), f"{address}/simulation?fonds=exemple")
        page.wait_for_timeout(2 * PAUSE)
        page.get_by_text("Un donateur verse plus").click()
        page.locator(".answer-sentence").wait_for()
        page.wait_for_timeout(PAUSE)
        page.evaluate(WATCH)
        waits = [_moved(page, 11_000 + 1_000 * number) for number in range(WARMING + MOVES)][WARMING:]
        alone = _alone(visit(new_page(browser, size=SMALL), bare))
        browser.close()
    figures, chart = (median(times) for times in zip(*waits, strict=True))
    yield Measure(f"amount typed → answer (median of {MOVES})", figures, "ms", 60)
    yield Measure(f"amount typed → chart (median of {MOVES})", chart, "ms", 200)
    yield Measure(f"  an amount on a page with nothing else (median of {MOVES})", alone, "ms")
    yield Measure("  the answer ÷ that", figures / alone)


def _alone(page: Page) -> float:
    """Milliseconds until the bare page tells the amount typed, the median."""
    field = page.locator(".st-key-asking input")
    field.wait_for()
    page.evaluate(FIRST_FIGURE)
    waits: list[float] = []
    for number in range(WARMING + MOVES):
        field.fill(str(11_000 + 1_000 * number))
        page.keyboard.press("Enter")
        waits.append(float(page.wait_for_function("() => window.waited").json_value()))
        page.wait_for_timeout(PAUSE)
    return median(waits[WARMING:])


def _moved(page: Page, amount: int) -> tuple[float, float]:
    """Milliseconds until the figures, and until the chart, have changed."""
    page.locator(".st-key-asking input").nth(1).fill(str(amount))
    page.keyboard.press("Enter")
    figures, chart = page.wait_for_function("() => window.waits").json_value()
    page.wait_for_timeout(PAUSE)
    return figures, chart
