"""Pages of other sites that ask to speak to the server: how long another viewer waits meanwhile."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.parse import urlsplit

from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.benchmarks.measure import Measure
from tests.benchmarks.server import started

AT_ONCE = 10
ROUNDS = 20
QUIET = 5
"""Seconds that the other viewer is watched before anybody knocks."""


def strangers() -> Iterator[Measure]:
    """Ten handshakes at once from other sites' pages, again and again, beside one viewer who asks for the page."""
    with TemporaryDirectory() as state, started(FUND_STATE_DIR=state) as server:
        with another_viewer(server.address) as quiet:
            sleep(QUIET)
        sites = [f"https://ailleurs{number}.invalid" for number in range(AT_ONCE * ROUNDS)]
        with another_viewer(server.address) as waits, ThreadPoolExecutor(AT_ONCE) as knocking:
            sleep(0.5)
            knocks = list(knocking.map(lambda site: knock(server.address, site), sites))
        name = f"foreign-Origin handshakes, {AT_ONCE} at once: slowest answer to another viewer"
        yield Measure(name, max(waits), "s", 0.2)
        yield Measure("  the same while nobody knocks", max(quiet), "s")
        yield Measure(f"  slowest refusal of {len(knocks)}", max(knocks), "s")


@contextmanager
def another_viewer(address: str) -> Iterator[list[float]]:
    """Ask for the page twenty times a second; the seconds that each answer took."""
    waits: list[float] = []
    over = threading.Event()

    def ask() -> None:
        while not over.wait(0.05):
            start = perf_counter()
            with urllib.request.urlopen(address, timeout=60) as answer:
                answer.read()
            waits.append(perf_counter() - start)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield waits
    finally:
        over.set()
        thread.join()


def knock(address: str, site: str) -> float:
    """Seconds until the page of a site is refused; raises RuntimeError where it is not."""
    start = perf_counter()
    try:
        with connect(f"ws://{urlsplit(address).netloc}/_stcore/stream", additional_headers={"Origin": site}):
            raise RuntimeError(f"a page of {site} was let in")
    except InvalidStatus:
        return perf_counter() - start
