"""The database, the replicas and the proxy, started as the README says, on this machine alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.cookies import SimpleCookie
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError

from fund.access.authenticator import hash_password
from tests.benchmarks.returning_viewer import REPLICA
from tests.benchmarks.viewer import UNVERIFIED
from tests.browser.conftest import CHROMIUM, ROOT, free_port
from tests.browser.staff import PASSWORD
from tests.store import postgresql

CONFIGURATION = ROOT / ".deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
HOW_TO_GET_IT = "Missing here; on Debian: apt-get install nginx-light openssl postgresql chromium"
NAMES = ("a", "b")
SHIPPED = ("10.0.0.11:8501", "10.0.0.12:8501")
"""The replicas of the shipped configuration, in the order of their names."""
PATIENCE = 60
"""Seconds after which a server that does not answer counts as a failure."""


@dataclass(slots=True)
class Replica:
    """One process of the application. Its log is kept over a stop and a new start."""

    port: int
    settings: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start it and wait until it answers; raises RuntimeError."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--server.address", "127.0.0.1"],
                cwd=ROOT,
                env={**os.environ, **self.settings},
                stdout=log,
                stderr=log,
            )
        _wait_for(f"http://127.0.0.1:{self.port}/sante", self.process, self.log)

    def stop(self, *, at_once: bool = False) -> None:
        """End it: as an update of the machine does, or `at_once` as a fault does."""
        (self.process.kill if at_once else self.process.terminate)()
        self.process.wait(timeout=PATIENCE)

    def memory(self) -> float:
        """What it holds now, in megabytes (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.findall(r"VmRSS:\s*(\d+)", status)[0]) * 1024 / 1e6


@dataclass(frozen=True, slots=True)
class Machines:
    """The proxy's address, the replicas by the names that the proxy gives them, the folder of the logs."""

    address: str
    plain_address: str
    replicas: dict[str, Replica]
    folder: Path

    def errors(self) -> list[str]:
        """What the replicas' logs have of faults."""
        lines = [line for replica in self.replicas.values() for line in replica.log.read_text("utf-8").splitlines()]
        return [line for line in lines if re.search(r" (ERROR|CRITICAL) |Traceback|Error:", line)]


def missing() -> bool:
    """Whether this machine lacks what is needed."""
    return CHROMIUM is None or NGINX is None or postgresql.programs() is None or shutil.which("openssl") is None


@contextmanager
def running_machines(names: tuple[str, ...] = NAMES) -> Iterator[Machines]:
    """All of it, for as long as the context is open; `names` are the replicas that are started."""
    programs = postgresql.programs()
    if programs is None:
        raise LookupError(HOW_TO_GET_IT)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="machines-", ignore_cleanup_errors=True)))
        database = postgresql.new_database(stack.enter_context(postgresql.running_server(programs)))
        ports = {"http": free_port(), "https": free_port(), **{name: free_port() for name in NAMES}}
        address = f"https://localhost:{ports['https']}"
        settings = {
            "FUND_DATABASE_URL": database,
            "FUND_FIRST_START": "1",
            "FUND_PUBLIC_URL": address,
            "FUND_COOKIE_SECRET": "le même secret pour toutes les machines",
            "FUND_STAFF_PASSWORD_HASH": hash_password(PASSWORD),
            "STREAMLIT_SERVER_COOKIE_SECRET": "le même secret pour toutes les machines",
            "FORWARDED_ALLOW_IPS": "127.0.0.1",
        }
        replicas = {name: Replica(ports[name], settings, folder / f"{name}.log") for name in names}
        for replica in replicas.values():
            replica.start()
            stack.callback(replica.stop)
        _certificate(folder)
        stack.enter_context(running_proxy(folder, configuration(folder, ports), ports["http"]))
        yield Machines(address, f"http://localhost:{ports['http']}", replicas, folder)


def configuration(folder: Path, ports: dict[str, int]) -> str:
    """The shipped configuration with this machine's ports, replicas and certificate; raises LookupError."""
    text = re.sub(r"    listen \[::\].*\n", "", CONFIGURATION.read_text("utf-8"))
    certificate = "/etc/letsencrypt/live/fonds.example.org"
    changes = {
        **{shipped: f"127.0.0.1:{ports[name]}" for shipped, name in zip(SHIPPED, NAMES, strict=True)},
        "listen 80;": f"listen 127.0.0.1:{ports['http']};",
        "listen 443 ssl": f"listen 127.0.0.1:{ports['https']} ssl",
        f"{certificate}/fullchain.pem": f"{folder}/certificate.pem",
        f"{certificate}/privkey.pem": f"{folder}/key.pem",
        "fonds.example.org": "localhost",
    }
    for shipped, ours in changes.items():
        if shipped not in text:
            raise LookupError(f"the shipped configuration no longer says {shipped}")
        text = text.replace(shipped, ours)
    return text


def _certificate(folder: Path) -> None:
    """A certificate for this machine's own name."""
    key = ["-keyout", f"{folder}/key.pem", "-out", f"{folder}/certificate.pem"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", *key]
    subprocess.run(made, check=True, capture_output=True)


@contextmanager
def running_proxy(folder: Path, servers: str, port: int) -> Iterator[None]:
    """nginx with these servers, once it answers on a port of theirs; `folder` takes its files and log."""
    (folder / "fund.conf").write_text(servers, "utf-8")
    # As Debian's own, but for its folders; its processes read and write where the test does.
    user = "user root;" if os.geteuid() == 0 else ""
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"{user} worker_processes auto; pid {folder}/nginx.pid; events {{ worker_connections 768; }}\n"
    whole += f"http {{ access_log {folder}/access.log; {places} include {folder}/fund.conf; }}\n"
    (folder / "nginx.conf").write_text(whole, "utf-8")
    log = folder / "nginx.log"
    with log.open("wb") as output:
        command = [str(NGINX), "-e", "stderr", "-c", f"{folder}/nginx.conf", "-p", str(folder), "-g", "daemon off;"]
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        _wait_for(f"http://127.0.0.1:{port}/", process, log)
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said, refusals and other places included."""

    status: int
    text: str
    headers: Message
    asked_of: str

    @property
    def replica(self) -> str:
        """The replica that answered: the one of the cookie, unless the answer changes it."""
        return SimpleCookie(self.headers["Set-Cookie"] or self.asked_of)[REPLICA].value


def answer(address: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """Ask an address; raises OSError where nobody answers."""
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=UNVERIFIED), _Stay)
    asked = urllib.request.Request(address, method=method, data=body, headers=headers)
    try:
        with opener.open(asked, timeout=30) as got:
            return Answer(got.status, got.read().decode(errors="replace"), got.headers, headers.get("Cookie", ""))
    except HTTPError as refused:
        return Answer(refused.code, refused.read().decode(), refused.headers, headers.get("Cookie", ""))


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the address answers anything at all; raises RuntimeError with the log."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            answer(address)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(log.read_text("utf-8", errors="replace")[-3000:])
