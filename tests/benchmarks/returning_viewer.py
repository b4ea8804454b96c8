"""A viewer behind a proxy whose server may go: it comes back by itself as a browser does, and keeps what it saw."""

from __future__ import annotations

import asyncio
import re
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from http.cookies import SimpleCookie
from time import perf_counter
from typing import Self

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.benchmarks.viewer import UNVERIFIED, Viewer

FIRST_PAUSE = 0.5
"""Seconds before the first try to come back, as the pages' own script waits; each further one twice as long."""
REPLICA = "fund_replica"
_SLIDE = re.compile(rb'data-code="([^"]+)"')


class ReturningViewer(Viewer):
    """What it was shown: the codes of slides one after the other, and how many errors; how long it was away."""

    def __init__(self, address: str, fund: str, **more: str) -> None:
        """As of any viewer."""
        super().__init__(address, fund, **more)
        self.slides: list[str] = []
        self.errors = 0
        self.returns: list[float] = []
        self._session, self._left_at = "", 0.0

    async def __aenter__(self) -> Self:
        """Ask for the page first: its answer says which replica is the viewer's."""
        ask = urllib.request.Request(f"{self._address}/?{self._query}", headers={"Cookie": self.cookies})
        with await asyncio.to_thread(urllib.request.urlopen, ask, context=UNVERIFIED) as answer:
            self._keep(answer.headers.get_all("Set-Cookie") or [])
        return await super().__aenter__()

    @property
    def replica(self) -> str:
        """The replica that serves it, by the proxy's name for it."""
        return SimpleCookie(self.cookies)[REPLICA].value

    async def _connect(self, session: str = "") -> ClientConnection:
        socket = await super()._connect(session or self._session)
        assert socket.response is not None
        self._keep(socket.response.headers.get_all("Set-Cookie"))
        return socket

    def _keep(self, set_cookies: list[str]) -> None:
        jar = SimpleCookie(self.cookies)
        for one in set_cookies:
            jar.load(one)
        self.cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())

    async def _listen(self) -> None:
        while True:
            with suppress(ConnectionClosed):
                await super()._listen()
            self._left_at = perf_counter()
            self._stop_polling()
            await self._come_back()
            self._finished.clear()
            await self._send({})

    async def _come_back(self) -> None:
        pause = FIRST_PAUSE
        while True:
            await asyncio.sleep(pause)
            pause *= 2
            with suppress(OSError, InvalidHandshake):
                self._socket = await self._connect()
                return

    async def _send(self, more: Mapping[str, object]) -> None:
        # Without a connection a browser drops it, and asks for the page on screen once it is back.
        with suppress(ConnectionClosed):
            await super()._send(more)

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._session = message.new_session.initialize.session_id
        elif kind == "delta":
            element = message.delta.new_element
            self.errors += element.WhichOneof("type") == "exception" or element.alert.format == element.alert.ERROR
            self.slides += [code.decode() for code in _SLIDE.findall(message.SerializeToString())]
        elif kind == "script_finished" and self._left_at and message.script_finished == message.FINISHED_SUCCESSFULLY:
            self.returns.append(perf_counter() - self._left_at)
            self._left_at = 0.0
        super()._take(message)
