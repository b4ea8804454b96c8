"""A PostgreSQL server of the tests' own: Debian's programs, a folder in /tmp, a Unix socket, no port."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

_NUMBERS = count(1)
HOW_TO_GET_IT = "PostgreSQL's server was not found; on Debian: apt-get install postgresql"
# The server lives as long as the tests do: nothing needs to survive a power cut.
IN_A_HURRY = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


def programs() -> Path | None:
    """Where Debian keeps the newest server's programs; None without one."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


@contextmanager
def running_server(server_programs: Path) -> Iterator[str]:
    """Start a server; yields the folder of its socket."""
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root; its package brings a user for it.
            as_user = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(folder, "postgres", "postgres")
        data = f"{folder}/data"
        making = ["initdb", "-D", data, "-U", "fund", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        serving = ["postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *IN_A_HURRY]
        with (Path(folder) / "log").open("wb") as log:
            subprocess.run([server_programs / making[0], *making[1:]], check=True, cwd="/", stdout=log, **as_user)
            server = subprocess.Popen(
                [server_programs / serving[0], *serving[1:]], cwd="/", stdout=log, stderr=log, **as_user
            )
            try:
                _wait_until_it_answers(folder, server)
                yield folder
            finally:
                server.send_signal(signal.SIGQUIT)  # at once: what it holds is thrown away with it
                server.wait(timeout=60)


def _wait_until_it_answers(folder: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError((Path(folder) / "log").read_text(encoding="utf-8", errors="replace"))
        try:
            psycopg.connect(address(folder, "postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL did not answer within a minute")


def new_database(folder: str) -> str:
    """Make an empty database on the server, gone when the server is; returns its URL."""
    name = f"test{next(_NUMBERS)}"
    with psycopg.connect(address(folder, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return address(folder, name)


def address(folder: str, name: str) -> str:
    """The URL of a database."""
    return f"postgresql://fund@/{name}?host={folder}"
