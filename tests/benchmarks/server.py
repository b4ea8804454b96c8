"""How soon the application answers, and how much memory its viewers take."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

from playwright.sync_api import sync_playwright

from tests.benchmarks.measure import Measure
from tests.browser.conftest import CHROMIUM, FLAGS, ROOT, free_port
from tests.browser.screen import new_page, visit

SESSIONS = 10


def serving() -> Iterator[Measure]:
    """A cold start, then one viewer, then ten."""
    port = free_port()
    address = f"http://localhost:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    start = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(address):
            sleep(0.01)
        yield Measure("streamlit run app.py → first answer", perf_counter() - start, "s", 3)
        yield from _memory(process.pid, address)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def _memory(pid: int, address: str) -> Iterator[Measure]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for opened in range(1, SESSIONS + 1):
            visit(new_page(browser), f"{address}/?fonds=exemple")
            if opened in (1, SESSIONS):
                yield Measure(f"server memory with {opened} open session{'s' if opened > 1 else ''}", _rss(pid), "MB")
        browser.close()


def _rss(pid: int) -> float:
    """Resident memory of a process, in megabytes (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
