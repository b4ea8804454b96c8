"""The real server's gate: other sites' pages and names are refused at once, ours open, wherever they are asked for."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from fund.wording import languages, words
from tests.browser.conftest import running_app
from tests.browser.screen import new_page, text_of, visit
from tests.browser.test_hostile_files import another_client


def port_of(address: str) -> int:
    return int(urlsplit(address).port or 0)


def opened(address: str, *, origin: str) -> ClientConnection:
    """A websocket as the page of an origin opens it."""
    stream = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    return connect(stream, additional_headers={"Origin": origin}, subprotocols=[Subprotocol("streamlit")])


def test_other_sites_pages_are_refused_in_words_and_nobody_waits_for_that(app_url: str) -> None:
    def knock(origin: str) -> tuple[int, str]:
        try:
            with opened(app_url, origin=origin):
                return 101, ""
        except InvalidStatus as refused:
            return refused.response.status_code, (refused.response.body or b"").decode()

    with another_client(f"{app_url}/_stcore/health") as watch, ThreadPoolExecutor(10) as knocking:
        time.sleep(0.3)
        answers = list(knocking.map(knock, [f"https://ailleurs{number}.invalid" for number in range(20)]))
        time.sleep(0.3)
    assert set(answers) == {(403, "\n".join(words("access.other_origin", language) for language in languages()))}
    assert watch.faults == []
    # A single question to an address service would have taken two seconds.
    assert max(watch.waits) < 1.5
    assert knock("null")[0] == 403
    assert knock(app_url)[0] == 101


CALLS = """
import os, sys

def note(event, details):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect"):
        host = details[0] if event != "socket.connect" else details[1][0] if isinstance(details[1], tuple) else "unix"
        with open(os.environ["CALLS"], "a") as calls:
            print(host, file=calls)

sys.addaudithook(note)
"""
"""Python reads it at its start: it writes down whose name is looked up and who is called."""
HERE = {"None", "", "unix", "localhost", "127.0.0.1", "::", "::1", socket.gethostname()}


def test_refusing_other_sites_pages_calls_nobody(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(CALLS)
    calls = tmp_path / "calls.txt"
    calls.touch()
    watched = {"PYTHONPATH": str(tmp_path), "CALLS": str(calls)}
    look_up = "import contextlib, socket\nwith contextlib.suppress(OSError): socket.getaddrinfo('ailleurs.invalid', 80)"
    subprocess.run([sys.executable, "-c", look_up], env={**os.environ, **watched}, check=True)
    assert calls.read_text() == "ailleurs.invalid\n"
    calls.write_text("")
    with running_app(**watched) as address:
        for number in range(10):
            with pytest.raises(InvalidStatus, match="403"):
                opened(address, origin=f"https://ailleurs{number}.invalid").close()
        with opened(address, origin=address):
            pass
    assert set(calls.read_text().split("\n")) - HERE == set()


def test_a_name_that_others_point_at_the_server_is_refused(app_url: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(app_url), timeout=10)
    for host, status in (("ailleurs.invalid", 403), (f"127.0.0.1:{port_of(app_url)}", 200), ("localhost", 200)):
        connection.request("GET", "/", headers={"Host": host})
        answer = connection.getresponse()
        assert (answer.status, b"FUND_HOSTS" in answer.read()) == (status, status == 403)
        assert answer.headers["X-Frame-Options"] == "DENY"
    connection.close()


@pytest.mark.parametrize(
    "path",
    [
        *("/_stcore/metrics", "/static/nowhere.js", "/media/0123abcd.csv"),
        # Streamlit would answer these with its own page, as if they were there.
        *("/robots.txt", "/index.html", "/app.py", "/.streamlit/secrets.toml", "/photos/-1/x-480.jpg", "/a/b.c"),
        *("/_stcore/stream", "/_stcore/health/x", "/auth/x", "/component", "/connexion/x", "/app/x", "/static"),
    ],
)
def test_what_is_not_there_is_said_in_words(app_url: str, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(app_url), timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert (answer.status, answer.read().decode().splitlines()[0]) == (404, words("access.nothing_here", "fr"))
    connection.close()


def test_a_frame_that_no_page_sends_is_refused_before_it_is_held(app_url: str) -> None:
    # Nothing but its head, which says how long it will be.
    head = bytes((0x82, 0x80 | 127)) + (11_000_000).to_bytes(8) + b"mask"
    with opened(app_url, origin=app_url) as stranger:
        stranger.socket.sendall(head)
        with pytest.raises(ConnectionClosedError) as closed:
            stranger.recv(timeout=20)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


def test_a_room_reads_by_the_laptops_address_without_a_setting(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"http://127.0.0.1:{port_of(app_url)}/?fonds=exemple")
    assert "Données fictives" in text_of(page)
    page.context.close()


def test_a_stranger_who_asks_to_empty_the_caches_is_not_heard(app_url: str, chromium: Browser) -> None:
    page = visit(new_page(chromium), f"{app_url}/?fonds=exemple")
    with opened(app_url, origin=app_url) as stranger:
        stranger.send(BackMsg(clear_cache=True).SerializeToString())
        stranger.send(BackMsg(debug_shutdown_runtime=True).SerializeToString())
        stranger.send(b"\xff\xff")
        heartbeat = threading.Timer(0.2, stranger.send, [BackMsg(app_heartbeat=True).SerializeToString()])
        heartbeat.start()
        heartbeat.join()
    visit(page, f"{app_url}/contributions?fonds=exemple")
    assert "Données fictives" in text_of(page)
    page.context.close()
