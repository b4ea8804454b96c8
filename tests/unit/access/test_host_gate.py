"""The gate of hosts: requests to another host, and from other sites' pages, go no further."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from fund.access.hosts import read_hosts
from fund.wording import languages, words
from pages.web.middleware import HostGate
from tests.unit.access.asgi import Visitor

HOSTS = read_hosts({"FUND_PUBLIC_URL": "https://fonds.example"}, {}, machine="poste")


@dataclass
class Inside:
    """What comes through the gate."""

    scopes: list[Scope] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope)
        if scope["type"] == "http":
            await PlainTextResponse("inside")(scope, receive, send)
        else:
            await send({"type": "websocket.accept"})


def behind_the_gate(site: str) -> tuple[Visitor, Inside]:
    inside = Inside()
    return Visitor(HostGate(inside, hosts=HOSTS), site=site), inside


@pytest.mark.parametrize("address", ["/", "/contributions", "/_stcore/health", "/media/a.csv", "/connexion"])
def test_another_host_is_refused_with_the_settings_in_both_languages(address: str) -> None:
    visitor, inside = behind_the_gate("http://evil.example")
    answer = visitor.get(address)
    assert answer.status == 403
    assert answer.text.splitlines() == [words("access.other_host", language) for language in languages()]
    assert all("FUND_HOSTS" in line for line in answer.text.splitlines())
    (first, *_) = visitor.websocket("/_stcore/stream")
    assert (first["type"], first["status"]) == ("websocket.http.response.start", 403)
    assert inside.scopes == []


def test_a_request_that_names_no_host_or_two_is_refused() -> None:
    inside = Inside()
    visitor = Visitor(HostGate(inside, hosts=HOSTS), site="http://")
    assert visitor.get("/").status == 403
    scope = visitor._scope("http", "/", {"host": "localhost"}) | {"method": "GET"}
    scope["headers"] = [*scope["headers"], (b"host", b"evil.example")]
    sent: list[dict[str, Any]] = []

    async def ask() -> None:
        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        await HostGate(inside, hosts=HOSTS)(scope, receive, send)

    asyncio.run(ask())
    assert sent[0]["status"] == 403
    assert inside.scopes == []


ELSEWHERE = [
    "http://evil.example",
    "null",
    "http://localhost:3000",
    "https://localhost",
    "file://",
    "http://127.0.0.1:8501",
]


@pytest.mark.parametrize("origin", ELSEWHERE)
def test_a_websocket_from_another_sites_page_is_refused(origin: str) -> None:
    visitor, inside = behind_the_gate("http://localhost:8501")
    visitor.site, host = origin if "://" in origin else "http://x", "localhost:8501"
    scope = visitor._scope("websocket", "/_stcore/stream", {"origin": origin, "host": host}) | {"subprotocols": []}
    (first, *_) = asyncio.run(visitor._exchange(scope, [{"type": "websocket.connect"}]))
    assert (first["type"], first["status"]) == ("websocket.http.response.start", 403)
    assert inside.scopes == []


@pytest.mark.parametrize("origin", ELSEWHERE)
def test_a_request_from_another_sites_page_is_refused(origin: str) -> None:
    visitor, inside = behind_the_gate("http://localhost:8501")
    for method in ("POST", "PUT", "DELETE"):
        answer = visitor.send(method, "/contributions", headers={"origin": origin})
        assert answer.status == 403
        assert "FUND_HOSTS" in answer.text
    assert visitor.send("GET", "/contributions", headers={"origin": origin}).status == (
        200 if origin == "null" else 403
    )
    # The sign-in page says itself that a form came from elsewhere.
    assert visitor.send("POST", "/connexion", headers={"origin": origin}).status == 200
    assert len(inside.scopes) == (2 if origin == "null" else 1)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8501", "http://localhost:8501"),
        ("192.168.1.20:8501", "http://192.168.1.20:8501"),
        ("[::1]:8501", "http://[::1]:8501"),
        ("poste:8501", "http://poste:8501"),
        ("fonds.example", "https://fonds.example"),
        ("fonds.example:443", "https://fonds.example"),
        ("FONDS.example", "https://fonds.example"),
        ("localhost:8501", "https://fonds.example"),
        ("localhost:8501", ""),
    ],
)
def test_our_own_page_opens_a_websocket_that_streamlit_takes_for_its_own(host: str, origin: str) -> None:
    visitor, inside = behind_the_gate("http://localhost")
    scope = visitor._scope("websocket", "/_stcore/stream", {"origin": origin, "host": host}) | {"subprotocols": []}
    messages = [{"type": "websocket.connect"}, {"type": "websocket.disconnect"}]
    (first, *_) = asyncio.run(visitor._exchange(scope, messages))
    assert first["type"] == "websocket.accept"
    headers = dict(inside.scopes[0]["headers"])
    # Letter by letter, or Streamlit asks a public service for the server's address.
    assert not origin or headers[b"host"].decode() == origin.partition("://")[2]
    assert dict(scope["headers"])[b"host"].decode() == host


@pytest.mark.parametrize(
    "address",
    [
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/script-health-check",
        "/fonds/_stcore/metrics",
        "/_stcore/",
    ],
)
def test_what_no_page_uses_of_streamlit_is_not_there(address: str) -> None:
    visitor, inside = behind_the_gate("http://localhost:8501")
    for method in ("GET", "POST"):
        assert visitor.send(method, address).status == 404
    assert inside.scopes == []
    for used in ("/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/a/b"):
        assert visitor.get(used).status == 200


def test_each_refused_name_is_logged_once_and_no_more_than_some(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "pages.web")
    visitor, _ = behind_the_gate("http://evil.example")
    for number in range(100):
        visitor.site = f"http://evil{number}.example"
        visitor.get("/")
        visitor.get("/")
    assert len(caplog.records) == 20
    assert "'evil0.example'" in caplog.text
