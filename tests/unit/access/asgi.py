"""A browser's part against an ASGI application: cookies kept, forms read and sent, websockets opened."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.types import ASGIApp


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    text: str
    body: bytes = b""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    def set_cookie(self, name: str) -> str:
        """The whole `Set-Cookie` line of one cookie."""
        return next((value for key, value in self.headers if key == "set-cookie" and value.startswith(f"{name}=")), "")


@dataclass
class Visitor:
    """One browser: its cookies, the site it believes to be on, and the address it calls from."""

    app: ASGIApp
    site: str = "http://fonds.example"
    client: str = "192.0.2.1"
    cookies: dict[str, str] = field(default_factory=dict)
    extensions: dict[str, dict[str, str]] = field(default_factory=lambda: {"websocket.http.response": {}})

    def get(self, address: str) -> Answer:
        return self.send("GET", address)

    def post(self, address: str, fields: dict[str, str], *, headers: dict[str, str] | None = None) -> Answer:
        """What a browser sends for a form on our own page, unless `headers` say otherwise."""
        own = {"origin": self.site, "content-type": "application/x-www-form-urlencoded"}
        return self.send("POST", address, body=urlencode(fields).encode(), headers={**own, **(headers or {})})

    def send(self, method: str, address: str, *, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        sent = [{"type": "http.request", "body": body, "more_body": False}]
        messages = asyncio.run(self._exchange(self._scope("http", address, headers) | {"method": method}, sent))
        start = messages[0]
        body = b"".join(message.get("body", b"") for message in messages[1:])
        lines = [(name.decode(), value.decode()) for name, value in start["headers"]]
        answer = Answer(start["status"], lines, body.decode(errors="replace"), body)
        for name, value in answer.headers:
            if name == "set-cookie":
                self._keep(value)
        return answer

    def websocket(self, address: str) -> list[dict[str, Any]]:
        """What the server sends in answer to the opening of a websocket."""
        scope = self._scope("websocket", address, {"origin": self.site}) | {"subprotocols": []}
        return asyncio.run(self._exchange(scope, [{"type": "websocket.connect"}]))

    def form(self, answer: Answer, **fields: str) -> dict[str, str]:
        """The hidden fields of a page's last form, and what the person types."""
        last = answer.text.rpartition("<form")[2]
        return {**dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', last)), **fields}

    def _scope(self, kind: str, address: str, headers: dict[str, str] | None) -> dict[str, Any]:
        site, wanted = urlsplit(self.site), urlsplit(address)
        cookie = {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        lines = {"host": site.netloc, **(cookie if self.cookies else {}), **(headers or {})}
        return {
            "type": kind,
            "path": wanted.path,
            "query_string": wanted.query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in lines.items() if value],
            "scheme": site.scheme,
            "client": (self.client, 50000),
            "extensions": self.extensions,
        }

    async def _exchange(self, scope: dict[str, Any], incoming: list[dict[str, Any]]) -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return incoming.pop(0) if incoming else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        return sent

    def _keep(self, line: str) -> None:
        for name, morsel in SimpleCookie(line).items():
            if morsel["max-age"] == "0":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value
