"""A first visit beside a static page, Dash and Panel that show the same figures and charts, all compressed alike."""

from __future__ import annotations

import html
import json
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import plotly.io
from playwright.sync_api import Browser, sync_playwright
from plotly.offline import get_plotlyjs

from fund.charts.drawing.figure import page_figure
from fund.charts.money import where_the_money_is
from fund.charts.palette import LIGHT
from fund.charts.plot import Timeline
from fund.charts.timeline import milestone_timeline
from fund.wording import language_named, value
from tests.benchmarks.measure import Measure
from tests.benchmarks.slow_line import LINE
from tests.browser.conftest import CHROMIUM, FLAGS, free_port, running_app
from tests.browser.screen import LARGE, new_page
from tests.machines.running import running_proxy
from tests.shipped_funds import shipped_fund

VISITS = 7
PAGES = Path(__file__).with_name("peer_pages")
ENVIRONMENT = Path(tempfile.gettempdir(), "solidarity-fund-peers")
"""Made at the first run; its own, so that the application's stays what its requirements say."""
PATIENCE = 60
DEEP = """const deep = (root, selector) => [...root.querySelectorAll(selector),
  ...[...root.querySelectorAll('*')].filter((one) => one.shadowRoot).flatMap((one) => deep(one.shadowRoot, selector))];
"""
"""Panel draws inside shadow roots; all are looked at in the same way."""
FIGURE = f"() => {{ {DEEP} return deep(document, '.figure-value, h2')[0]?.innerText && performance.now() }}"
DRAWN = f"""(charts) => {{ {DEEP}
  return deep(document, '.js-plotly-plot').filter((chart) => chart.querySelector('.trace')).length === charts
    && performance.now() }}"""
"""Bars of ours are there before any of Plotly's charts: the peers need not show them."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of the overview of the invented fund as it words them, and its charts as Plotly's JSON."""

    figures: tuple[str, ...]
    charts: tuple[str, ...]


def peers() -> Iterator[Measure]:
    """Each in turn, round after round, on a slow line, then beside the server."""
    with compressed_pages() as pages, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        slow = _waits(browser, pages, LINE)
        near = _waits(browser, {name: pages[name] for name in ("ours", "static")}, None)
        browser.close()
    for name, (figure, charts) in slow.items():
        yield Measure(f"10 Mbit/s, 40 ms, {name}: first figure", figure, "s")
        yield Measure("  all charts", charts, "s")
    mine = slow["ours"][1]
    yield Measure("  the same charts ÷ Dash", mine / slow["Dash"][1], limit=1)
    yield Measure("  the same charts ÷ Panel", mine / slow["Panel"][1], limit=0.8)
    (figure, charts), (plain_figure, plain_charts) = near["ours"], near["static"]
    yield Measure("fresh browser beside the server: first figure", figure, "s")
    yield Measure("  ÷ static page with the same figures", figure / plain_figure, limit=0.8)
    yield Measure("  all charts", charts, "s")
    yield Measure("  ÷ static page with the same charts", charts / plain_charts, limit=1.6)


def _waits(
    browser: Browser, pages: Mapping[str, str], line: Mapping[str, float | bool] | None
) -> dict[str, tuple[float, float]]:
    """The median seconds until the first figure and until all charts, by page; the first round warms servers."""
    charts = len(overview().charts)
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
    for _ in range(VISITS + 1):
        for name, url in pages.items():
            page = new_page(browser, size=LARGE)
            if line:
                session = page.context.new_cdp_session(page)
                session.send("Network.enable")
                session.send("Network.emulateNetworkConditions", dict(line))
            page.goto(url, wait_until="commit")
            figure = page.wait_for_function(FIGURE).json_value() / 1000
            seen[name].append((figure, page.wait_for_function(DRAWN, arg=charts).json_value() / 1000))
            page.context.close()
    return {
        name: (median(figure for figure, _ in waits[1:]), median(charts for _, charts in waits[1:]))
        for name, waits in seen.items()
    }


def overview() -> Overview:
    """What all of them show."""
    fund, language = shipped_fund("exemple"), language_named("fr")
    metrics = fund.metrics
    known = (metrics.contributions.raised, metrics.transferred, metrics.spent, metrics.balance, metrics.hours.delivered)
    charts = (
        where_the_money_is(metrics=metrics, language=language),
        milestone_timeline(
            milestones=metrics.milestones, fund=fund.dataset.fund, language=language, names=metrics.names
        ),
    )
    return Overview(
        tuple(value(figure.value or 0, figure.unit, language) for figure in known),
        tuple(
            plotly.io.to_json(page_figure(chart.plot, LIGHT, language))
            for chart in charts
            if chart and isinstance(chart.plot, Timeline)
        ),
    )


@contextmanager
def compressed_pages() -> Iterator[dict[str, str]]:
    """The addresses of all four, each behind the same proxy, which compresses what is not, and scripts once."""
    shown = overview()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="peers-", ignore_cleanup_errors=True)))
        told = folder / "overview.json"
        told.write_text(json.dumps({"figures": shown.figures, "charts": shown.charts}), "utf-8")
        python, static = _environment(), str(_static(folder, shown))
        ports = {name: free_port() for name in ("static", "Dash", "Panel")}
        commands = {
            "static": [sys.executable, "-m", "http.server", "--directory", static, str(ports["static"])],
            "Dash": [python, str(PAGES / "dash_page.py"), str(ports["Dash"]), str(told)],
            "Panel": [python, str(PAGES / "panel_page.py"), str(ports["Panel"]), str(told)],
        }
        for name, command in commands.items():
            stack.enter_context(_running(command, ports[name]))
        ports["ours"] = int(stack.enter_context(running_app()).rpartition(":")[2])
        outer = {name: free_port() for name in ports}
        servers = "".join(_compressed(ports[name], free_port(), outer[name]) for name in ports)
        kept = f"proxy_cache_path {folder}/kept keys_zone=kept:10m;\n"
        proxy = folder / "proxy"
        proxy.mkdir()
        stack.enter_context(running_proxy(proxy, kept + UPGRADE + servers, outer["static"]))
        query = {"ours": "?fonds=exemple"}
        yield {name: f"http://localhost:{port}/{query.get(name, '')}" for name, port in outer.items()}


UPGRADE = "map $http_upgrade $with_upgrade { default upgrade; '' ''; }\n"


def _compressed(port: int, inner: int, outer: int) -> str:
    """The proxy's part for one server: the inner one compresses, the outer one keeps the scripts so compressed."""
    onward = (
        "proxy_http_version 1.1; proxy_set_header Host $http_host; proxy_set_header Accept-Encoding gzip; "
        "proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $with_upgrade;"
    )
    return f"""
server {{ listen 127.0.0.1:{inner}; gzip on; gzip_types *; gzip_proxied any;
  location / {{ proxy_pass http://127.0.0.1:{port}; {onward} }} }}
server {{ listen 127.0.0.1:{outer}; listen [::1]:{outer};
  location / {{ proxy_pass http://127.0.0.1:{inner}; {onward} }}
  location ~ \\.(js|css|woff2)$ {{ proxy_pass http://127.0.0.1:{inner}; {onward}
    proxy_cache kept; proxy_cache_key $request_uri$server_port; proxy_cache_valid 200 1h;
    proxy_ignore_headers Cache-Control Expires Set-Cookie Vary; }} }}
"""


def _static(folder: Path, shown: Overview) -> Path:
    """A folder with the figures and charts as plain HTML and Plotly's script."""
    figures = "".join(f"<h2>{html.escape(figure)}</h2>" for figure in shown.figures)
    drawn = "".join(
        plotly.io.to_html(plotly.io.from_json(chart), full_html=False, include_plotlyjs=False) for chart in shown.charts
    )
    head = '<meta charset="utf-8"><script src="plotly.js"></script>'
    page = folder / "static"
    page.mkdir()
    (page / "index.html").write_text(f"<html><head>{head}</head><body>{figures}{drawn}</body></html>", "utf-8")
    (page / "plotly.js").write_text(get_plotlyjs(), "utf-8")
    return page


def _environment() -> str:
    """The interpreter that has Dash and Panel; installs them at the first run; raises CalledProcessError."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    wanted = str(PAGES / "requirements.txt")
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", wanted], check=True, capture_output=True)
    return str(python)


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    """A server, once it answers on its port; raises TimeoutError."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + PATIENCE
        while not _answers(port):
            if time.monotonic() > deadline or process.poll() is not None:
                raise TimeoutError(f"{command} does not answer")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
