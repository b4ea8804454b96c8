"""How long the room waits for a slide: an arrow key to its title, and to its chart."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.measure import Measure
from tests.browser.conftest import CHROMIUM, FLAGS, running_app
from tests.browser.screen import LARGE, new_page
from tests.browser.stage import charts, place, show, shown

TURNS = 20

TURN = """([key, drawn]) => new Promise((done, fail) => {
  const before = document.querySelector('.slide h1').innerText;
  for (const old of document.querySelectorAll('.st-key-stage .main-svg')) old.dataset.before = '';
  const start = performance.now();
  let title = 0;
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }));
  target.dispatchEvent(new KeyboardEvent('keyup', { key, code: key, bubbles: true, cancelable: true }));
  const look = () => {
    const waited = performance.now() - start;
    const said = document.querySelector('.slide h1')?.innerText;
    if (!title && said && said !== before) title = waited;
    const charts = [...document.querySelectorAll('.st-key-stage [data-testid=stPlotlyChart]')];
    const ready = charts.filter((chart) => chart.querySelector('.main-svg:not([data-before]) .trace'));
    if (title && (!drawn || ready.length)) return done([title, drawn ? waited : 0]);
    if (waited > 10000) return fail(new Error(`no slide after ${before} in 10 s`));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
"""Presses a key in the page, so that nothing of the test's own is in the time."""


def presenting() -> Iterator[Measure]:
    """Through the invented fund's deck, and once more from its beginning."""
    with running_app() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = new_page(browser, size=LARGE)
        titles, drawn = _turns(page, f"{address}/seance?fonds=exemple")
        browser.close()
        yield Measure(f"arrow key → next slide's title (median of {TURNS})", median(titles), "ms", 150)
        yield Measure(f"arrow key → its chart (median of {len(drawn)})", median(drawn), "ms", 500)


def _turns(page: Page, url: str) -> tuple[list[float], list[float]]:
    """Milliseconds until each title, and until each chart where there is one."""
    has_chart = _charts(page, url)
    page.keyboard.press("Home")
    shown(page, 1)
    titles: list[float] = []
    drawn: list[float] = []
    while min(len(titles), len(drawn)) < TURNS:
        at, last = place(page)
        if at == last:
            page.keyboard.press("Home")
            shown(page, 1)
            continue
        page.wait_for_timeout(300)
        title, chart = page.evaluate(TURN, ["ArrowRight", has_chart[at]])
        shown(page, at + 1)
        titles.append(title)
        drawn += [chart] if has_chart[at] else []
    return titles[:TURNS], drawn[:TURNS]


def _charts(page: Page, url: str) -> list[bool]:
    """Which slides have a chart; going through all of them also warms the server and the browser."""
    _, last = place(show(page, url))
    found = []
    for number in range(1, last + 1):
        found.append(bool(charts(shown(page, number))))
        page.keyboard.press("ArrowRight")
    return found
