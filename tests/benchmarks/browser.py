"""How long a viewer waits: a first visit against a static page of the same figures, and a menu click."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import plotly.io
from playwright.sync_api import Browser, Page, sync_playwright
from plotly.offline import get_plotlyjs

from fund.charts.drawing.figure import page_figure
from fund.charts.money import where_the_money_is
from fund.charts.palette import LIGHT
from fund.charts.timeline import milestone_timeline
from fund.wording import language_named, value
from tests.benchmarks.measure import Measure
from tests.browser.conftest import CHROMIUM, FLAGS, running_app
from tests.browser.screen import LARGE, new_page, visit
from tests.browser.test_wire import Traffic
from tests.shipped_funds import shipped_fund

VISITS = 7
ROUNDS = 5
MENU = ("contributions", "exemple-eau", "exemple-ecoles", "")

CHARTS = 2
"""On the overview, and so on the static page."""

DRAWN = """[...document.querySelectorAll('.js-plotly-plot:not([data-before])')]
  .filter((chart) => chart.querySelector('.trace')).length"""
ARRIVED = f"(charts) => {DRAWN} === charts && performance.now()"
"""The milliseconds since the request, as the page itself counts them; false until every chart is drawn."""

CLICK = f"""([path, charts]) => new Promise((done, fail) => {{
  const links = [...document.querySelectorAll('[data-testid=stSidebarNavLink]')];
  const before = document.querySelector('.page-head h1').innerText;
  for (const old of document.querySelectorAll('.js-plotly-plot, .figure-value')) old.dataset.before = '';
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
    """A first visit, then clicks, then what was asked of other hosts on the way."""
    asked: list[str] = []
    with running_app() as address, static_page() as static, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield from _first_visit(browser, address, static, asked)
        yield _carried(browser, address)
        yield from _clicks(browser, address, asked)
        browser.close()
        own = (f"{address}/", f"{address}/".replace("http", "ws"), static, "data:", "blob:")
        yield Measure("requests to any other host", sum(not url.startswith(own) for url in asked), limit=0)


def _first_visit(browser: Browser, address: str, static: str, asked: list[str]) -> Iterator[Measure]:
    times: dict[str, list[float]] = {f"{address}/?fonds=exemple": [], static: []}
    for _ in range(VISITS + 1):
        for url, waits in times.items():
            page = _watched(browser, asked)
            page.goto(url, wait_until="commit")
            waits.append(page.wait_for_function(ARRIVED, arg=CHARTS).json_value() / 1000)
            page.context.close()
    # The first pair warms the server and the browser.
    mine, plain = (median(waits[1:]) for waits in times.values())
    yield Measure("overview of the example fund, all charts, fresh browser", mine, "s")
    yield Measure("  ÷ static page with the same figures", mine / plain, limit=2.2)


def _carried(browser: Browser, address: str) -> Measure:
    """The bytes of a first visit, headers included."""
    page = new_page(browser, size=LARGE)
    traffic = Traffic(page.context.new_cdp_session(page))
    visit(page, f"{address}/?fonds=exemple")
    page.context.close()
    return Measure("  bytes of this visit", sum(traffic.bytes.values()) / 1e6, "MB", 1.9)


def _clicks(browser: Browser, address: str, asked: list[str]) -> Iterator[Measure]:
    page = _watched(browser, asked)
    charts = {}
    for path in MENU:
        visit(page, f"{address}/{path}?fonds=exemple")
        charts[path] = page.locator(".js-plotly-plot").count()
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


@contextmanager
def static_page() -> Iterator[str]:
    """The overview's figures and charts as plain HTML with Plotly's script, on a plain file server."""
    fund, language = shipped_fund("exemple"), language_named("fr")
    metrics = fund.metrics
    charts = (
        where_the_money_is(metrics=metrics, language=language),
        milestone_timeline(milestones=metrics.milestones, as_of=fund.dataset.fund.as_of, language=language),
    )
    known = (metrics.contributions.raised, metrics.transferred, metrics.spent, metrics.balance, metrics.hours.delivered)
    shown = "".join(f"<h2>{html.escape(value(figure.value or 0, figure.unit, language))}</h2>" for figure in known)
    figures = [page_figure(chart.plot, LIGHT, language) for chart in charts if chart]
    drawn = "".join(plotly.io.to_html(figure, full_html=False, include_plotlyjs=False) for figure in figures)
    head = '<meta charset="utf-8"><script src="plotly.js"></script>'
    with TemporaryDirectory() as folder:
        Path(folder, "index.html").write_text(f"<html><head>{head}</head><body>{shown}{drawn}</body></html>", "utf-8")
        Path(folder, "plotly.js").write_text(get_plotlyjs(), "utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://localhost:{server.server_port}/"
        finally:
            server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the report is the output."""
