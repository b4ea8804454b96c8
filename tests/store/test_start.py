"""The server starts on a store that it can use, and else ends with a sentence; an empty one is made on purpose only."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

import psycopg
import pytest

from fund.store.open_store import open_store
from tests.browser.conftest import ROOT, free_port
from tests.store.postgresql import address as database_address
from tests.store.postgresql import new_database


def corrupt(state: Path) -> dict[str, str]:
    (state / "fund.sqlite").write_bytes(b"not a database at all" * 100)
    return {"FUND_STATE_DIR": str(state)}


def newer(state: Path) -> dict[str, str]:
    open_store(f"sqlite:///{state}/fund.sqlite", seed=None).close()
    with closing(sqlite3.connect(state / "fund.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    return {"FUND_STATE_DIR": str(state)}


def no_file_can_be_made(state: Path) -> dict[str, str]:
    (state / "fund.sqlite").mkdir()
    return {"FUND_STATE_DIR": str(state)}


def no_folder_can_be_made(state: Path) -> dict[str, str]:
    (state / "file").write_text("")
    return {"FUND_STATE_DIR": str(state / "file" / "state")}


def lost(state: Path) -> dict[str, str]:
    return {"FUND_STATE_DIR": str(state), "FUND_FIRST_START": ""}


STORES: dict[Callable[[Path], dict[str, str]], str] = {
    corrupt: "file is not a database",
    newer: "newer version of the application",
    no_file_can_be_made: "unable to open database file",
    no_folder_can_be_made: "Not a directory",
    lost: "FUND_FIRST_START=1",
    lambda _: {"FUND_DATABASE_URL": "mysql://anne:secret@host/fund"}: "use sqlite:///a/file or postgresql://",
    lambda _: {"FUND_DATABASE_URL": "postgresql://anne:secret@127.0.0.1:1/fund"}: "Connection refused",
    lambda _: {"FUND_DATABASE_URL": "fund"}: "cannot be read",
}


def started(**settings: str) -> tuple[subprocess.Popen[str], str]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, **settings}
    said = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=ROOT, env=environment, **said), f"http://localhost:{port}"


@pytest.mark.parametrize(("make", "said"), STORES.items())
def test_a_store_that_cannot_be_used_ends_the_start_with_a_sentence(
    make: Callable[[Path], dict[str, str]], said: str, tmp_path: Path
) -> None:
    process, _ = started(**make(tmp_path))
    _, written = process.communicate(timeout=180)
    assert process.returncode != 0
    (line,) = (line for line in written.splitlines() if "not started" in line)
    assert said in line
    assert "secret" not in written
    assert "Traceback" not in written


def status(address: str) -> int | None:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return None


def becomes(address: str, wanted: int) -> bool:
    """Whether the address gives that status within three minutes."""
    deadline = monotonic() + 180
    while monotonic() < deadline:
        if status(address) == wanted:
            return True
        sleep(0.1)
    return False


def test_a_first_start_says_where_the_store_is_and_the_next_one_needs_no_leave(tmp_path: Path) -> None:
    for leave in ("1", ""):
        process, address = started(FUND_STATE_DIR=str(tmp_path), FUND_FIRST_START=leave)
        ready = becomes(f"{address}/sante", 200)
        process.terminate()
        _, written = process.communicate(timeout=180)
        assert ready
        assert (f"a new store was made: sqlite:///{tmp_path}/fund.sqlite" in written) == bool(leave)


def test_the_health_address_says_that_the_database_is_down_and_that_it_is_back(server: str) -> None:
    url = new_database(server)
    name = urlsplit(url).path.removeprefix("/")
    process, address = started(FUND_DATABASE_URL=url)
    found = [becomes(f"{address}/sante", 200)]
    with psycopg.connect(database_address(server, "postgres"), autocommit=True) as admin:
        for allowed, wanted in (("false", 503), ("true", 200)):
            admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}".encode())
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            found.append(becomes(f"{address}/sante", wanted))
    process.terminate()
    process.communicate(timeout=180)
    assert found == [True, True, True]
