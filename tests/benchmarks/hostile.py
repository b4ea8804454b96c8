"""Files meant to harm, dropped one after the other: what the server holds when all of them are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from fund.access.authenticator import hash_password
from tests.benchmarks.measure import Measure
from tests.benchmarks.server import started
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.staff import PASSWORD, drop, signed_in
from tests.browser.test_hostile_files import HOSTILE
from tests.unit.workbook.hostile import sheet
from tests.unit.workbook.test_open_document import ods, row, text

PATIENCE = 180_000


def long_texts() -> bytes:
    """A sheet of texts in its cells, just under the limit of text: reading it takes several times as much."""
    cells = "".join(f'<c t="inlineStr"><is><t>{str(100_000 + n) * 50}</t></is></c>' for n in range(3))
    return sheet("".join(f'<row r="{r}">{cells}</row>' for r in range(1, 190_000)))


def wide_table() -> bytes:
    """A sheet whose corners span as many cells as are let in."""
    return sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="20000"><c r="KM20000"><v>1</v></c></row>')


def open_texts() -> bytes:
    """An OpenDocument table of long texts, repeated as far as is let in."""
    return ods(row(text("x" * 3_000, repeats=50), repeats=200))


HEAVY: dict[str, Callable[[], bytes]] = {"textes.xlsx": long_texts, "large.xlsx": wide_table, "textes.ods": open_texts}


def hostile() -> Iterator[Measure]:
    """Twenty files, each on a page of its own; a page that stays open would hold what it read."""
    made = {**{name: make() for name, (make, _) in HOSTILE.items()}, **{name: make() for name, make in HEAVY.items()}}
    files = [*made.items(), *made.items()][:20]
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        settings = {"FUND_STATE_DIR": folder, "FUND_STAFF_PASSWORD_HASH": hash_password(PASSWORD)}
        with started(**settings) as server:
            signed_in(browser, server.address).context.close()
            yield Measure("server memory before", server.memory(), "MB")
            for name, content in files:
                page = signed_in(browser, server.address)
                page.set_default_timeout(PATIENCE)
                drop(page, {name: content})
                page.locator(".refusal, ul.findings li").first.wait_for()
                page.context.close()
            yield Measure(f"  after {len(files)} hostile files", server.memory(), "MB", 350)
            yield Measure("  at most", server.peak_memory(), "MB", 400)
        browser.close()
