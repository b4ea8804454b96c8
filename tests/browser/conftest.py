"""A real server and a real Chromium for the tests that only a browser can make."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from fund.access.authenticator import hash_password
from tests.browser.staff import PASSWORD

ROOT = Path(__file__).parents[2]
APP = ROOT / "app.py"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOW_TO_GET_IT = "Chromium was not found; on Debian: apt-get install chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium the browser tests are skipped with the way to get it; in CI they fail instead."""
    if CHROMIUM or os.environ.get("CI") == "true":
        return
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_IT))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_app(
    data: Path | None = None, *, port: int | None = None, script: Path = APP, **settings: str
) -> Iterator[str]:
    """Start the application as the README says, with a store of its own, on a free port or `port`; yields its address.

    `settings` are environment variables; another `script` is one of the framework to compare with.
    """
    port = port or free_port()
    state = TemporaryDirectory(ignore_cleanup_errors=True)
    environment = {
        **os.environ,
        "FUND_STATE_DIR": state.name,
        **settings,
        **({"FUND_DATA_DIR": str(data)} if data else {}),
    }
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        _wait_until_it_answers(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        state.cleanup()


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the application ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError("the application did not answer within a minute")


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """The application on the shipped data."""
    with running_app() as address:
        yield address


@pytest.fixture(scope="module")
def staff_url() -> Iterator[str]:
    """The application with a password for staff; what a module publishes no other sees."""
    with running_app(FUND_STAFF_PASSWORD_HASH=hash_password(PASSWORD)) as address:
        yield address
