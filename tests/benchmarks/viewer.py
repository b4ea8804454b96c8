"""A viewer without a browser: speaks the pages' websocket as a browser does, and counts how long it waits."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from contextlib import suppress
from time import perf_counter
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

UNVERIFIED = ssl.create_default_context()
UNVERIFIED.check_hostname, UNVERIFIED.verify_mode = False, ssl.CERT_NONE
"""A test's own certificate is nobody's."""
PATIENCE = 120
"""Seconds after which a page that has not ended counts as a failure."""


class Viewer:
    """A browser's tab on a fund: it navigates when told, polls as its page asks, and keeps each wait in seconds."""

    def __init__(self, address: str, fund: str, **more: str) -> None:
        """`address` is the application's, without a path; `more` is what else the page's address says."""
        self.cookies = ""
        self.visits: list[float] = []
        self.polls: list[float] = []
        self._address, self._query = address, urlencode({"fonds": fund, **more})
        self._finished = asyncio.Event()
        self._polling: dict[str, asyncio.Task[None]] = {}
        self._polled: asyncio.Event | None = None
        self._page, self._missing = "", False

    async def __aenter__(self) -> Self:
        """Open the connection."""
        self._socket = await self._connect()
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        """Close it."""
        for task in (self._listening, *self._polling.values()):
            task.cancel()
        await self._socket.close()

    async def visit(self, path: str) -> None:
        """Go to a page, and wait until its script has ended; raises LookupError and TimeoutError."""
        self._page, start = path, perf_counter()
        self._stop_polling()
        self._finished.clear()
        await self._send({})
        async with asyncio.timeout(PATIENCE):
            await self._finished.wait()
        if self._missing:
            raise LookupError(f"the application has no page /{path}")
        self.visits.append(perf_counter() - start)

    async def _connect(self, session: str = "") -> ClientConnection:
        """Open the websocket; `session` is the one that it goes on with, where the server still has it."""
        parts = urlsplit(self._address)
        is_secure = parts.scheme == "https"
        return await connect(
            f"{'wss' if is_secure else 'ws'}://{parts.netloc}/_stcore/stream",
            subprotocols=[Subprotocol(said) for said in ("streamlit", "none", session) if said],
            origin=Origin(self._address),
            additional_headers={"Cookie": self.cookies} if self.cookies else {},
            ssl=UNVERIFIED if is_secure else None,
            max_size=None,
            compression=None,
        )

    async def _send(self, more: Mapping[str, object]) -> None:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self._query
        rerun.page_script_hash = calc_hash(self._page) if self._page else ""
        rerun.context_info.url = f"{self._address}/{self._page}"
        rerun.context_info.timezone = "Europe/Paris"
        for name, value in more.items():
            setattr(rerun, name, value)
        await self._socket.send(message.SerializeToString())

    async def _listen(self) -> None:
        async for data in self._socket:
            message = ForwardMsg()
            message.ParseFromString(data if isinstance(data, bytes) else data.encode())
            self._take(message)

    def _take(self, message: ForwardMsg) -> None:
        """Do with a message what a browser does."""
        kind = message.WhichOneof("type")
        if kind == "auto_rerun":
            self._poll_every(message.auto_rerun.interval, message.auto_rerun.fragment_id)
        elif kind == "page_not_found":
            self._missing = True
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
                if self._polled:
                    self._polled.set()
            elif message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self._finished.set()

    def _poll_every(self, seconds: float, fragment: str) -> None:
        if fragment not in self._polling:
            self._polling[fragment] = asyncio.create_task(self._poll(seconds, fragment))

    async def _poll(self, seconds: float, fragment: str) -> None:
        while True:
            await asyncio.sleep(seconds)
            self._polled, start = asyncio.Event(), perf_counter()
            await self._send({"fragment_id": fragment, "is_auto_rerun": True})
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._polled.wait()
            self.polls.append(perf_counter() - start)

    def _stop_polling(self) -> None:
        for task in self._polling.values():
            task.cancel()
        self._polling.clear()
