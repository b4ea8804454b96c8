"""What a first visit carries, and how long a viewer waits after a menu click."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.measure import Measure
from tests.browser.conftest import CHROMIUM, FLAGS, running_app
from tests.browser.screen import LARGE, new_page, visit
from tests.browser.test_wire import Traffic

ROUNDS = 5
MENU = ("contributions", "exemple-eau", "exemple-ecoles", "")

CHARTS = 2
"""On the overview."""

DRAWN = """[...document.querySelectorAll(':is(.js-plotly-plot, .bars):not([data-before])')]
  .filter((chart) => chart.matches('.bars') ? chart.offsetParent : chart.querySelector('.trace')).length"""
ARRIVED = f"(charts) => {DRAWN} === charts && performance.now()"
"""The milliseconds since the request, as the page itself counts them; false until every chart is drawn."""

CLICK = f"""([path, charts]) => new Promise((done, fail) => {{
  const links = [...document.querySelectorAll('[data-testid=stSidebarNavLink]')];
  const before = document.querySelector('.page-head h1').innerText;
  for (const old of document.querySelectorAll('.js-plotly-plot, .bars, .figure-value')) old.dataset.before = '';
  const start = performance.now();
  let first = 0;
  links.find((link) => new URL(link.href).pathname === '/' + path).click();
  const look = () => {{
    const waited = performance.now() - start;
    const title = document.querySelector('.page-head h1');
    const arrived = title && title.innerText !== before;
    if (arrived && !first && document.querySelector('.figure-value:not([data-before])')) first = waited;
    if (first && {DRAWN} === charts) return done([first, waited]);
    if (waited > 10000) return fail(new Error(`/${{path}}: ${{{DRAWN}}} of ${{charts}} charts after 10 s`));
    requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}})"""


def viewing() -> Iterator[Measure]:
    """The bytes of a first visit, then clicks, then what was asked of other hosts on the way."""
    asked: list[str] = []
    with running_app() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield _carried(browser, address)
        yield from _clicks(browser, address, asked)
        browser.close()
        own = (f"{address}/", f"{address}/".replace("http", "ws"), "data:", "blob:")
        yield Measure("requests to any other host", sum(not url.startswith(own) for url in asked), limit=0)


def _carried(browser: Browser, address: str) -> Measure:
    """The bytes of a first visit, headers included."""
    page = new_page(browser, size=LARGE)
    traffic = Traffic(page.context.new_cdp_session(page))
    visit(page, f"{address}/?fonds=exemple")
    page.context.close()
    return Measure("first visit, bytes", sum(traffic.bytes.values()) / 1e6, "MB", 1.9)


def _clicks(browser: Browser, address: str, asked: list[str]) -> Iterator[Measure]:
    page = _watched(browser, asked)
    charts = {}
    for path in MENU:
        visit(page, f"{address}/{path}?fonds=exemple")
        # What is drawn after the first run has ended is counted too.
        page.wait_for_timeout(1500)
        charts[path] = page.evaluate(DRAWN)
    waits = []
    for _ in range(ROUNDS):
        for path in MENU:
            waits.append(page.evaluate(CLICK, [path, charts[path]]))
            page.wait_for_timeout(300)
    page.context.close()
    first, all_charts = (median(times) for times in zip(*waits, strict=True))
    yield Measure("menu click → first key figure (median of 20)", first, "ms", 200)
    yield Measure("menu click → all charts (median of 20)", all_charts, "ms", 600)


def _watched(browser: Browser, asked: list[str]) -> Page:
    """A page in a fresh context that notes every address it asks for, of a WebSocket too."""
    page = new_page(browser, size=LARGE)
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    return page
