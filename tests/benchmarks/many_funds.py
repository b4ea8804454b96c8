"""Many funds with many versions each: how soon the application starts on them and shows one, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from fund.changes import changes, summary
from fund.model import WorkbookFile
from fund.open_fund import open_files
from fund.store.open_store import open_store
from tests.benchmarks.domain import large_fund
from tests.benchmarks.generate import edited
from tests.benchmarks.measure import Measure
from tests.benchmarks.server import started
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.screen import LARGE, new_page

FUNDS, FEW = 60, 2
VERSIONS = 20
ROWS = 200
VISITS = 7
PATIENCE = 120_000
"""Milliseconds after which a page that shows no figure counts as a failure."""
FIGURE = "() => document.querySelector('.figure-value') && performance.now()"
"""The milliseconds since the request at which a figure is on screen; false until then."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds from the start to the first answer and to a figure in a fresh browser; megabytes once all were seen."""

    start: float
    figure: float
    memory: float


def many_funds() -> Iterator[Measure]:
    """The same start with few funds and with many, each with its versions."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        few, many = (_waits(browser, Path(folder, f"{number}"), number) for number in (FEW, FUNDS))
        browser.close()
    of = f"{FUNDS} funds × {VERSIONS} versions"
    yield Measure(f"{of}: start → first answer", many.start, "s", 3)
    yield Measure("  first figure of a fund, fresh browser", many.figure, "s")
    yield Measure(f"  ÷ that with {FEW} funds", many.figure / few.figure, limit=1.2)
    yield Measure("  server memory once every fund was seen", many.memory, "MB", 400)


def _waits(browser: Browser, state: Path, funds: int) -> Waits:
    write_store(state, funds, VERSIONS)
    nothing = state / "no-data"
    nothing.mkdir()
    start = perf_counter()
    with started(FUND_STATE_DIR=str(state), FUND_DATA_DIR=str(nothing)) as server:
        first = perf_counter() - start
        figures = [_first_figure(browser, f"{server.address}/?fonds=fonds-1") for _ in range(VISITS)]
        for fund in range(funds):
            _first_figure(browser, f"{server.address}/?fonds=fonds-{fund}")
        return Waits(first, median(figures), server.memory())


def _first_figure(browser: Browser, address: str) -> float:
    page = new_page(browser, size=LARGE)
    page.set_default_timeout(PATIENCE)
    page.goto(address, wait_until="commit")
    wait = float(page.wait_for_function(FIGURE).json_value()) / 1000
    page.context.close()
    return wait


def write_store(state: Path, funds: int, versions: int) -> None:
    """A store of that many funds, each published that many times; only the first version of each is read."""
    content = large_fund(ROWS)
    state.mkdir()
    store = open_store(f"sqlite:///{state}/fund.sqlite", seed=None)
    for fund in range(funds):
        code, based_on = f"fonds-{fund}", None
        # Programmes have names of their own, so that menus differ.
        mine = edited(content, {"Grand fonds": f"Fonds n° {fund}", "Programme nord": f"Programme nord {fund}"})
        kept = summary(changes(None, open_files(code, [WorkbookFile("fonds.xlsx", mine)])))
        for number in range(versions):
            file = WorkbookFile("fonds.xlsx", edited(mine, {"n° 7<": f"n° 7 bis {number}<"}))
            version = store.publish(code, [file], author="Anna", note="", based_on=based_on, summary=kept)
            based_on = version.id
    store.close()
