"""A full room: how long viewers wait when many are there at once; memory as they come and go, and as files are read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import sync_playwright

from fund.access.authenticator import hash_password
from tests.benchmarks.domain import large_fund
from tests.benchmarks.generate import updated
from tests.benchmarks.measure import Measure
from tests.benchmarks.server import Server, started
from tests.benchmarks.uploads import PASSWORD, dropped
from tests.benchmarks.viewer import Viewer
from tests.browser.conftest import CHROMIUM, FLAGS

VIEWERS = 50
EVERY = 12
"""Seconds between two pages of one viewer."""
ROUNDS = 6
PAGES = ("contributions", "exemple-eau", "controles", "simulation", "exemple-ecoles", "")
SESSIONS, AT_ONCE = 300, 5
UPLOADS, ROWS = 20, 30_000
LOOKS = (1, 5, 10, 15, UPLOADS)
"""The uploads after which memory is looked at."""


def many_viewers() -> Iterator[Measure]:
    """A room of viewers, each on a page of its own every few seconds, each polling as its page asks."""
    with TemporaryDirectory() as state, started(FUND_STATE_DIR=state) as server:
        busy, start = server.processor_seconds(), perf_counter()
        viewers = [Viewer(server.address, "exemple") for _ in range(VIEWERS)]
        asyncio.run(room(viewers))
        lasted = perf_counter() - start
        busy = server.processor_seconds() - busy
        # The first page of each is the opening.
        pages = percentiles([wait for viewer in viewers for wait in viewer.visits[1:]])
        polls = percentiles([wait for viewer in viewers for wait in viewer.polls])
        yield Measure(f"{VIEWERS} viewers, a page every {EVERY} s: navigation p50", pages[50], "s", 0.25)
        yield Measure("  p95", pages[95], "s", 1.0)
        yield Measure("  p99", pages[99], "s")
        yield Measure("  poll p50", polls[50], "s")
        yield Measure("  poll p95", polls[95], "s")
        yield Measure("  processor of the server (1 is one core)", busy / lasted)
        yield Measure("  server memory", server.memory(), "MB")


async def room(viewers: Sequence[Viewer]) -> None:
    """Viewers who come one after the other, and turn pages at an even pace, however long each takes."""
    await asyncio.gather(*(_stay(viewer, number, of=len(viewers)) for number, viewer in enumerate(viewers)))


async def _stay(viewer: Viewer, number: int, *, of: int) -> None:
    await asyncio.sleep(EVERY * number / of)
    async with viewer:
        await viewer.visit("")
        for turn in range(ROUNDS):
            spent = viewer.visits[-1]
            await asyncio.sleep(max(EVERY - spent, 0))
            await viewer.visit(PAGES[(turn + number) % len(PAGES)])


def steady_memory() -> Iterator[Measure]:
    """Sessions opened and closed, then large files dropped one after the other: what the server holds at each stage."""
    with TemporaryDirectory() as folder:
        data, file = Path(folder, "data"), Path(folder, "grand.xlsx")
        (data / "grand").mkdir(parents=True)
        content = large_fund(ROWS)
        (data / "grand" / "grand.xlsx").write_bytes(content)
        file.write_bytes(updated(content))
        settings = {"FUND_STATE_DIR": str(Path(folder, "state")), "FUND_DATA_DIR": str(data)}
        with started(**settings, FUND_STAFF_PASSWORD_HASH=hash_password(PASSWORD)) as server:
            yield from _sessions(server)
            # Not before: Playwright leaves no room for another event loop.
            yield from _uploads(server, file)


def _uploads(server: Server, file: Path) -> Iterator[Measure]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for turn in range(1, UPLOADS + 1):
            dropped(browser, server, file, fund="grand")
            if turn in LOOKS:
                yield Measure(f"server memory after {turn} uploads of 2 × {ROWS:,} rows", server.memory(), "MB")
        browser.close()


def _sessions(server: Server) -> Iterator[Measure]:
    for turn in range(3):
        asyncio.run(_come_and_go(server.address, SESSIONS // 3))
        yield Measure(f"server memory after {SESSIONS // 3 * (turn + 1)} sessions", server.memory(), "MB")


async def _come_and_go(address: str, sessions: int) -> None:
    room = asyncio.Semaphore(AT_ONCE)

    async def once() -> None:
        async with room, Viewer(address, "grand") as viewer:
            await viewer.visit("")
            await viewer.visit("contributions")

    await asyncio.gather(*(once() for _ in range(sessions)))


def percentiles(waits: Sequence[float]) -> Sequence[float]:
    """The percentiles of the waits, by their number from 1 to 99."""
    return (0.0, *quantiles(waits, n=100, method="inclusive"))
