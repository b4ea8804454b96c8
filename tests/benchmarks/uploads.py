"""How long staff wait for findings and comparison after dropping a file, and the memory it takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from fund.access.authenticator import hash_password
from fund.open_fund import SHIPPED
from tests.benchmarks.browser import CLICK, DRAWN
from tests.benchmarks.domain import SIZES, calamine_alone, large_fund
from tests.benchmarks.generate import text_table, updated, wrong_cells
from tests.benchmarks.measure import Measure, seconds
from tests.benchmarks.server import Server, started
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.screen import new_page, settled, visit
from tests.example_files import contributions_with

ROUNDS = 5
WRONG = 10_000
TEXT_ROWS = 199_000
PAGES = ("contributions", "")
PASSWORD = "pour mesurer seulement"
PATIENCE = 120_000
"""Milliseconds after which a file that is not read counts as a failure."""

ON_SCREEN = """() => document.querySelector('ul.findings li')
  && document.querySelector('ul.changes li, .all-well')
  && performance.now()"""
"""The page's clock once findings and comparison are drawn; false until then."""


def uploads() -> Iterator[Measure]:
    """A small update, a large one of a large fund, and a file with ten thousand wrong cells."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        data, files = Path(folder, "data"), Path(folder, "files")
        large = _prepare(data, files)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        settings = {
            "FUND_STATE_DIR": str(Path(folder, "state")),
            "FUND_DATA_DIR": str(data),
            "FUND_STAFF_PASSWORD_HASH": hash_password(PASSWORD),
        }
        with started(**settings) as server:
            # The first one warms the server and the browser.
            waits = [dropped(browser, server, files / f"{turn}" / "contributions.xlsx") for turn in range(ROUNDS + 1)]
            yield Measure("small file dropped → findings and comparison", median(waits[1:]), "s", 1)
            yield from _wrong(browser, server, files / "faux.xlsx")
            yield from _beside(browser, server, files / "contributions.csv")
            wait = dropped(browser, server, files / "grand.xlsx", fund="grand")
            alone = min(seconds(lambda: calamine_alone(large)) for _ in range(2))
            yield Measure("update of 2 × 100,000 rows dropped → findings and comparison", wait, "s", 8)
            yield Measure("  ÷ calamine alone reading the same file", wait / alone, limit=6)
            yield Measure("  peak memory of the server, published fund included", server.peak_memory(), "MB", 1500)
        browser.close()


def _prepare(data: Path, files: Path) -> bytes:
    """The published funds and the files to drop; returns the large one."""
    shutil.copytree(SHIPPED / "exemple", data / "exemple")
    published = large_fund(SIZES[-1])
    large = updated(published)
    contents = {data / "grand" / "grand.xlsx": published, files / "grand.xlsx": large}
    contents[files / "faux.xlsx"] = wrong_cells(WRONG)
    contents[files / "contributions.csv"] = text_table(TEXT_ROWS)
    for turn in range(ROUNDS + 1):
        contents[files / f"{turn}" / "contributions.xlsx"] = contributions_with(40_001 + turn)
    for path, content in contents.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return large


def _wrong(browser: Browser, server: Server, file: Path) -> Iterator[Measure]:
    page = _signed_in(browser, server, "exemple")
    yield Measure("file with 10,000 wrong cells dropped → first findings", _drop(page, file), "s", 3)
    start = page.evaluate("performance.now()")
    errors = page.locator("ul.findings li.error")
    page.locator(".st-key-severities button").first.click()
    errors.first.wait_for(state="detached")
    yield Measure("  click on a filter → other findings", (page.evaluate("performance.now()") - start) / 1000, "s", 1)
    page.context.close()


def _beside(browser: Browser, server: Server, file: Path) -> Iterator[Measure]:
    """How long another viewer waits for figures, at most, while the largest table of text is read and compared."""
    viewer, page, charts = new_page(browser), _signed_in(browser, server, "exemple"), {}
    for path in PAGES:
        charts[path] = visit(viewer, f"{server.address}/{path}?fonds=exemple").evaluate(DRAWN)
    page.locator(".st-key-upload input[type=file]").set_input_files(file)
    waits = []
    while not page.evaluate(ON_SCREEN):
        for path in PAGES:
            waits.append(viewer.evaluate(CLICK, [path, charts[path]])[0] / 1000)
    name = f"slowest of {len(waits)} clicks of another viewer while a .csv of {TEXT_ROWS:,} rows is read"
    yield Measure(name, max(waits), "s", 1)
    viewer.context.close()
    page.context.close()


def dropped(browser: Browser, server: Server, file: Path, *, fund: str = "exemple") -> float:
    """Seconds until findings and comparison are on screen, for a member of staff who comes for that."""
    page = _signed_in(browser, server, fund)
    wait = _drop(page, file)
    page.context.close()
    return wait


def _drop(page: Page, file: Path) -> float:
    """Seconds until findings and comparison are on screen."""
    start = page.evaluate("performance.now()")
    page.locator(".st-key-upload input[type=file]").set_input_files(file)
    return float(page.wait_for_function(ON_SCREEN, timeout=PATIENCE).json_value() - start) / 1000


def _signed_in(browser: Browser, server: Server, fund: str) -> Page:
    page = new_page(browser)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{server.address}/connexion?suite=/mise-a-jour%3Ffonds%3D{fund}")
    page.fill("input[name=mot_de_passe]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/mise-a-jour**")
    return settled(page)
