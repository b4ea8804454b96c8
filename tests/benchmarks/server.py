"""How soon the application answers, and how much memory its viewers take."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from playwright.sync_api import sync_playwright

from tests.benchmarks.measure import Measure
from tests.browser.conftest import CHROMIUM, FLAGS, ROOT, free_port
from tests.browser.screen import new_page, visit

SESSIONS = 10


@dataclass(frozen=True, slots=True)
class Server:
    """The application in a process of its own."""

    address: str
    pid: int

    def answers(self) -> bool:
        """Whether it serves its page yet."""
        try:
            with urllib.request.urlopen(self.address, timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False

    def memory(self) -> float:
        """What it holds now, in megabytes (Linux)."""
        return self._status("VmRSS")

    def peak_memory(self) -> float:
        """The most it ever held, in megabytes (Linux)."""
        return self._status("VmHWM")

    def processor_seconds(self) -> float:
        """The processor time it has taken since its start (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _status(self, name: str) -> float:
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(f"{name}:"))


@contextmanager
def started(**settings: str) -> Iterator[Server]:
    """Start the application as the README says, with these environment variables, until it answers."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=quiet, stderr=quiet)
    server = Server(f"http://localhost:{port}", process.pid)
    try:
        while not server.answers():
            sleep(0.01)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def serving() -> Iterator[Measure]:
    """A cold start, then one viewer, then ten."""
    start = perf_counter()
    with started() as server:
        yield Measure("streamlit run app.py → first answer", perf_counter() - start, "s", 3)
        yield from _memory(server)


def _memory(server: Server) -> Iterator[Measure]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for opened in range(1, SESSIONS + 1):
            visit(new_page(browser), f"{server.address}/?fonds=exemple")
            if opened in (1, SESSIONS):
                plural = "s" if opened > 1 else ""
                yield Measure(f"server memory with {opened} open session{plural}", server.memory(), "MB")
        browser.close()
